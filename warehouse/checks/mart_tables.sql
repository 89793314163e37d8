-- The marts that are tables hold what they are made of: mart.events each event, mart.event_list each report once for every
-- direction that it has, mart.figure_list each figure once for every dyad of its event, or once where its story reports of any.
-- The numbers are compared of all, the rows of the stories that were touched.
WITH expanded AS (
    SELECT mention_id, actor_iso3, recipient_iso3, story_id, wire_id FROM unchecked_reports
    UNION ALL
    SELECT mention_id, recipient_iso3, actor_iso3, story_id, wire_id FROM unchecked_reports WHERE is_reciprocal
),
place AS (
    SELECT row_in_list.rowid AS place
    FROM mart.event_list AS row_in_list
    WHERE row_in_list.story_id IN (SELECT told.story_id FROM unchecked_stories AS told)
),
listed AS (
    SELECT mention_id, actor_iso3, recipient_iso3, story_id, wire_id
    FROM mart.event_list AS listed
    JOIN place ON place.place = listed.rowid
),
figure AS (
    SELECT figure_id, mention_id, story_id FROM core.figures WHERE story_id IN (SELECT story_id FROM unchecked_stories)
),
figured AS (
    SELECT figure.story_id, figure.figure_id
    FROM figure
    JOIN unchecked_reports AS report ON report.mention_id = figure.mention_id
    UNION ALL
    SELECT story_id, figure_id
    FROM figure
    WHERE mention_id IS NULL AND story_id IN (SELECT story_id FROM unchecked_reports)
),
in_list AS (
    SELECT story_id, figure_id FROM mart.figure_list WHERE story_id IN (SELECT story_id FROM unchecked_stories)
)
SELECT 'rows of mart.events and of core.events differ' AS problem, n_shown::VARCHAR AS found, n_events::VARCHAR AS expected
FROM (SELECT count(*) AS n_shown FROM mart.events)
CROSS JOIN (SELECT count(*) AS n_events FROM core.events)
WHERE n_shown <> n_events
UNION ALL
SELECT 'rows of mart.event_list and directions of core.event_reports differ', n_listed::VARCHAR, n_expected::VARCHAR
FROM (SELECT count(*) AS n_listed FROM mart.event_list)
CROSS JOIN (SELECT coalesce(sum(1 + is_reciprocal::INTEGER), 0) AS n_expected FROM core.event_reports)
WHERE n_listed <> n_expected
UNION ALL
SELECT 'event not shown as it is', shown.event_id, event.event_id
FROM unchecked_events AS event
LEFT JOIN (
    SELECT event_id, mention_id, status, n_stories
    FROM mart.events
    WHERE event_id IN (SELECT event_id FROM unchecked_events)
) AS shown ON shown.event_id = event.event_id
WHERE
    shown.mention_id IS DISTINCT FROM event.lead_mention_id
    OR shown.status IS DISTINCT FROM event.status
    OR shown.n_stories IS DISTINCT FROM event.n_stories
UNION ALL
SELECT 'row not listed', mention_id, actor_iso3 || ' ' || recipient_iso3
FROM (FROM expanded EXCEPT ALL FROM listed)
UNION ALL
SELECT 'row that should not be listed', mention_id, actor_iso3 || ' ' || recipient_iso3
FROM (FROM listed EXCEPT ALL FROM expanded)
UNION ALL
SELECT 'figure not listed', figure_id, story_id
FROM (FROM figured EXCEPT ALL FROM in_list)
UNION ALL
SELECT 'figure that should not be listed', figure_id, story_id
FROM (FROM in_list EXCEPT ALL FROM figured);
