-- The stories of some batches that have not been compared since they were loaded.
SELECT
    story.story_id,
    story.publisher,
    story.title,
    story.text,
    story.batch_id,
    coalesce(story.published_at, story.fetched_at)::DATE AS day
FROM core.stories AS story
ANTI JOIN (
    FROM ops.wire_signatures WHERE list_contains($batch_ids, batch_id) AND method = $method
) AS signature ON signature.story_id = story.story_id AND signature.batch_id = story.batch_id
WHERE list_contains($batch_ids, story.batch_id)
ORDER BY story.story_id
