-- Every mention that counts reports one event of each of its dyads, every event has reports that still stand and as many
-- as it says, and nothing names an event that is not there.
WITH unchecked AS (
    SELECT story_id
    FROM core.stories
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
),
report AS (
    FROM core.event_reports WHERE story_id IN (SELECT story_id FROM unchecked)
),
told AS (  -- grouped, or DuckDB would first look at the parties of all mentions that there are
    SELECT mention_id, any_value(story_id) AS story_id, any_value(actors) AS actors, any_value(recipients) AS recipients
    FROM core.event_mentions
    WHERE story_id IN (SELECT story_id FROM unchecked)
    GROUP BY mention_id
),
counted AS (
    SELECT mention_id, story_id
    FROM told
    WHERE
        story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded)
        AND len(list_distinct(list_transform(actors || recipients, lambda party: party.iso3))) > 1
),
touched AS (  -- the events that these stories report, with all their reports
    SELECT event_id, count(*) AS n_reports
    FROM core.event_reports
    WHERE event_id IN (SELECT event_id FROM report)
    GROUP BY event_id
),
linked AS (  -- of the many events those that something names
    SELECT event_id, n_mentions
    FROM core.events
    WHERE event_id IN (
        SELECT touched.event_id FROM touched
        UNION ALL
        SELECT alias.event_id FROM core.event_aliases AS alias
        UNION ALL
        SELECT link.planned_event_id FROM core.event_fulfilments AS link
        UNION ALL
        SELECT link.event_id FROM core.event_fulfilments AS link
    )
)
SELECT 'story not merged as it is' AS problem, coalesce(story.story_id, merged.story_id) AS id, story.batch_id AS found
FROM core.stories AS story
FULL JOIN ops.merged_stories AS merged ON merged.story_id = story.story_id
WHERE story.batch_id IS DISTINCT FROM merged.batch_id
UNION ALL
SELECT 'mention that reports no event', mention_id, story_id
FROM counted
WHERE mention_id NOT IN (SELECT mention_id FROM report)
UNION ALL
SELECT 'report of a mention that does not count', mention_id, event_id
FROM report
WHERE mention_id NOT IN (SELECT mention_id FROM counted)
UNION ALL
SELECT 'report told twice', mention_id, actor_iso3 || ' ' || recipient_iso3
FROM report
GROUP BY ALL
HAVING count(*) > 1
UNION ALL
SELECT 'event with other reports than it says', touched.event_id, event.n_mentions::VARCHAR
FROM touched
LEFT JOIN linked AS event ON event.event_id = touched.event_id
WHERE touched.n_reports IS DISTINCT FROM event.n_mentions
UNION ALL
SELECT 'events and reports that do not add up', 'core.events', n_mentions || ' of ' || n_reports
FROM (SELECT coalesce(sum(n_mentions), 0) AS n_mentions FROM core.events)
CROSS JOIN (SELECT count(*) AS n_reports FROM core.event_reports)
WHERE n_mentions <> n_reports
UNION ALL
SELECT 'alias of no event', former_id, event_id
FROM core.event_aliases
WHERE event_id IS NOT NULL AND event_id NOT IN (SELECT event_id FROM linked)
UNION ALL
SELECT 'link of no event', planned_event_id, event_id
FROM core.event_fulfilments
WHERE
    planned_event_id NOT IN (SELECT event_id FROM linked)
    OR event_id NOT IN (SELECT event_id FROM linked);
