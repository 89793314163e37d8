-- What is said of wire copies fits the stories: none is compared with a story that is gone, none was left out, each
-- copy's wire story is one of the copies, and their number is that of the rows.
SELECT 'signature without story' AS problem, signature.story_id AS id, signature.batch_id AS parent_id
FROM ops.wire_signatures AS signature
ANTI JOIN core.stories AS story ON story.story_id = signature.story_id AND story.batch_id = signature.batch_id
UNION ALL
SELECT 'story not compared', story.story_id, story.batch_id
FROM core.stories AS story
ANTI JOIN ops.wire_signatures AS signature ON signature.story_id = story.story_id
WHERE story.run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
UNION ALL
SELECT 'pair without story', pair.story_id, pair.copy_id
FROM core.wire_pairs AS pair
WHERE
    pair.story_id >= pair.copy_id
    OR pair.story_id NOT IN (SELECT story_id FROM core.stories)
    OR pair.copy_id NOT IN (SELECT story_id FROM core.stories)
UNION ALL
SELECT 'copy without story', copy.story_id, copy.wire_id
FROM core.wire_copies AS copy
WHERE
    copy.story_id NOT IN (SELECT story_id FROM core.stories)
    OR copy.wire_id NOT IN (SELECT story_id FROM core.wire_copies)
UNION ALL
SELECT 'copies that are not as many as stated', min(story_id), wire_id
FROM core.wire_copies
GROUP BY wire_id
HAVING count(*) <> max(n_copies) OR count(*) <> count(DISTINCT story_id) OR count(*) < 2 OR count(DISTINCT n_copies) > 1;
