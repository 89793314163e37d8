-- Stories that nothing rests on: no event mention, no figure, no former text, no copy of theirs, no restatement.
SELECT story.rowid AS place
FROM core.stories AS story
WHERE
    greatest(story.fetched_at, coalesce(story.published_at, story.fetched_at)) < getvariable('kept_from')
    AND story.story_id NOT IN (SELECT mention.story_id FROM core.event_mentions AS mention)
    AND story.story_id NOT IN (SELECT figure.story_id FROM core.figures AS figure)
    AND story.story_id NOT IN (SELECT former.story_id FROM core.story_versions AS former)
    AND story.story_id NOT IN (SELECT change.story_id FROM core.mention_changes AS change)
    AND story.story_id NOT IN (SELECT pair.story_id FROM core.wire_pairs AS pair)
    AND story.story_id NOT IN (SELECT pair.copy_id FROM core.wire_pairs AS pair)
    AND story.document_id NOT IN (
        SELECT other.restates_sha256 FROM core.stories AS other WHERE other.restates_sha256 IS NOT NULL
    )
