-- The pairs among wire_members that make them one wire story. Left out are the bodies of seed files that were superseded,
-- and texts that their own publisher prints six times or more within the days: forms and notices, no news.
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
    SELECT story_id FROM wire_superseded
)
SELECT linked.story_id, linked.copy_id
FROM linked
ANTI JOIN left_out ON left_out.story_id = linked.story_id
ANTI JOIN left_out AS also_left_out ON also_left_out.story_id = linked.copy_id
ORDER BY ALL
