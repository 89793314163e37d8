-- What is said of wire copies fits the stories: of each batch as many are compared as there are; both stories of a pair
-- exist; each copy's wire story is one of the copies, and their number is that of the rows.
WITH unchecked AS (
    SELECT story_id
    FROM core.stories
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
),
touched AS (  -- the wire stories with a copy among them
    SELECT * FROM core.wire_copies
    WHERE wire_id IN (SELECT wire_id FROM core.wire_copies WHERE story_id IN (SELECT story_id FROM unchecked))
)
SELECT 'batch not compared, or with signatures of stories that are gone' AS problem, batch_id AS id, NULL AS parent_id
FROM (SELECT batch_id, count(*) AS n_stories FROM core.stories GROUP BY ALL)
FULL JOIN (SELECT batch_id, count(*) AS n_signatures FROM ops.wire_signatures GROUP BY ALL) USING (batch_id)
WHERE n_stories IS DISTINCT FROM n_signatures
UNION ALL
SELECT 'pair without story', pair.story_id, pair.copy_id
FROM (
    SELECT story_id, copy_id FROM core.wire_pairs WHERE story_id IN (SELECT story_id FROM unchecked)
    UNION ALL
    SELECT copy_id, story_id FROM core.wire_pairs WHERE copy_id IN (SELECT story_id FROM unchecked)
) AS pair
WHERE pair.copy_id NOT IN (SELECT story_id FROM core.stories)
UNION ALL
SELECT 'copy without story', story_id, wire_id
FROM touched
WHERE story_id NOT IN (SELECT story_id FROM core.stories) OR wire_id NOT IN (SELECT story_id FROM touched)
UNION ALL
SELECT 'copies that are not as many as stated', min(story_id), wire_id
FROM touched
GROUP BY wire_id
HAVING count(*) <> max(n_copies) OR count(DISTINCT story_id) <> min(n_copies) OR count(*) < 2;
