-- Leaves wire_members: every story whose wire story may have changed. Returns the pairs among them that make them one.
-- Left out are the bodies of seed files that were superseded, and texts that their own publisher prints six times or
-- more within the days: forms and notices, no news.

CREATE OR REPLACE TEMP TABLE wire_near AS
WITH linked AS (
    SELECT story_id, copy_id FROM core.wire_pairs
    UNION ALL
    SELECT copy_id, story_id FROM core.wire_pairs
),
partners AS (
    SELECT story_id FROM wire_affected
    UNION
    SELECT linked.copy_id FROM linked SEMI JOIN wire_affected ON wire_affected.story_id = linked.story_id
)
SELECT story_id FROM partners
UNION
SELECT linked.copy_id FROM linked SEMI JOIN partners ON partners.story_id = linked.story_id;

CREATE OR REPLACE TEMP TABLE wire_members AS
SELECT story_id FROM wire_near
UNION
SELECT story_id
FROM core.wire_copies
WHERE wire_id IN (SELECT copy.wire_id FROM core.wire_copies AS copy SEMI JOIN wire_near ON wire_near.story_id = copy.story_id);

WITH linked AS (
    SELECT pair.* FROM core.wire_pairs AS pair SEMI JOIN wire_members ON wire_members.story_id = pair.story_id
    UNION
    SELECT pair.* FROM core.wire_pairs AS pair SEMI JOIN wire_members ON wire_members.story_id = pair.copy_id
),
left_out AS (
    SELECT story_id
    FROM (
        SELECT story_id FROM linked WHERE is_same_publisher
        UNION ALL
        SELECT copy_id FROM linked WHERE is_same_publisher
    )
    GROUP BY story_id
    HAVING count(*) >= 5
    UNION
    SELECT story_id FROM mart.excluded_stories WHERE reason = 'superseded'
)
SELECT linked.story_id, linked.copy_id
FROM linked
ANTI JOIN left_out ON left_out.story_id = linked.story_id OR left_out.story_id = linked.copy_id
ORDER BY ALL
