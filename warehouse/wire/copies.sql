-- Grain: story. Replaces the rows of wire_members by those of the wire stories that wire_groups (story_id, group_id)
-- makes of them.
DELETE FROM core.wire_copies WHERE story_id IN (SELECT story_id FROM wire_members);

INSERT INTO core.wire_copies BY NAME
WITH copies AS (
    SELECT
        story.story_id,
        member.group_id,
        story.publisher,
        CASE  -- midnight is a day whose time nobody stated
            WHEN story.published_at IS NULL THEN story.fetched_at
            WHEN story.published_at > date_trunc('day', story.published_at) THEN story.published_at
            ELSE greatest(story.published_at, least(story.published_at + INTERVAL 1 DAY, story.fetched_at))
        END AS printed_at
    FROM core.stories AS story
    JOIN wire_groups AS member ON member.story_id = story.story_id
),
wires AS (
    SELECT
        group_id,
        arg_min(story_id, (printed_at, story_id)) AS wire_id,
        arg_min(publisher, (printed_at, story_id)) FILTER (WHERE publisher IS NOT NULL) AS first_publisher,
        count(*) AS n_copies,
        count(DISTINCT publisher) AS n_publishers
    FROM copies
    GROUP BY group_id
)
SELECT copies.story_id, wires.wire_id, wires.first_publisher, wires.n_copies, wires.n_publishers
FROM copies
JOIN wires ON wires.group_id = copies.group_id;
