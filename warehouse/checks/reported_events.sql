-- Every mention that counts reports one event of each of its dyads, every event has reports that still stand and as many
-- as it says, and nothing names an event that is not there.
WITH told AS (  -- grouped, or DuckDB would first look at the parties of all mentions that there are
    SELECT mention_id, any_value(story_id) AS story_id, any_value(actors) AS actors, any_value(recipients) AS recipients
    FROM core.event_mentions
    WHERE story_id IN (SELECT story_id FROM unchecked_stories)
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
    WHERE event_id IN (SELECT event_id FROM unchecked_reports)
    GROUP BY event_id
),
named AS (
    SELECT 'alias of no event' AS problem, former_id AS id, event_id
    FROM core.event_aliases
    WHERE event_id IS NOT NULL
    UNION ALL
    SELECT 'link of no event', planned_event_id || ' ' || event_id, unnest([planned_event_id, event_id])
    FROM core.event_fulfilments
)
SELECT 'batch with stories that are not merged as they are' AS problem, batch_id AS id, n_stories::VARCHAR AS found
FROM (SELECT batch_id, count(*) AS n_stories FROM core.stories GROUP BY ALL)
FULL JOIN (SELECT batch_id, count(*) AS n_merged FROM ops.merged_stories GROUP BY ALL) USING (batch_id)
WHERE n_stories IS DISTINCT FROM n_merged
UNION ALL
SELECT 'story not merged as it is', story.story_id, story.batch_id
FROM unchecked_stories AS story
LEFT JOIN (
    FROM ops.merged_stories WHERE story_id IN (SELECT story_id FROM unchecked_stories)
) AS merged ON merged.story_id = story.story_id
WHERE merged.batch_id IS DISTINCT FROM story.batch_id
UNION ALL
SELECT 'mention that reports no event', mention_id, story_id
FROM counted
WHERE mention_id NOT IN (SELECT mention_id FROM unchecked_reports)
UNION ALL
SELECT 'report of a mention that does not count', mention_id, event_id
FROM unchecked_reports
WHERE mention_id NOT IN (SELECT mention_id FROM counted)
UNION ALL
SELECT 'report told twice', mention_id, actor_iso3 || ' ' || recipient_iso3
FROM unchecked_reports
GROUP BY ALL
HAVING count(*) > 1
UNION ALL
SELECT 'event with other reports than it says', touched.event_id, event.n_mentions::VARCHAR
FROM touched
LEFT JOIN unchecked_events AS event ON event.event_id = touched.event_id
WHERE touched.n_reports IS DISTINCT FROM event.n_mentions
UNION ALL
SELECT 'events and reports that do not add up', 'core.events', n_mentions || ' of ' || n_reports
FROM (SELECT coalesce(sum(n_mentions), 0) AS n_mentions FROM core.events)
CROSS JOIN (SELECT count(*) AS n_reports FROM core.event_reports)
WHERE n_mentions <> n_reports
UNION ALL
SELECT problem, id, event_id
FROM named
ANTI JOIN core.events AS event USING (event_id);
