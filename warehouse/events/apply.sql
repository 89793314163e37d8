-- Makes events of merge_reports, merged as merge_joined (merge_key, first, last, mode, and the telling that begins their
-- event: event_first, event_last, event_mode) says; a telling without a row there begins its own. Writes what changed.
CREATE OR REPLACE TEMP TABLE merge_now AS
WITH telling AS (
    SELECT
        *,
        coalesce(event_date_start, DATE '0001-01-01') AS first,
        coalesce(event_date_end, DATE '0001-01-01') AS last,
        coalesce(nullif(concat_ws('/', mode, planned_mode), ''), '') AS told_mode
    FROM merge_reports
),
joined AS (
    SELECT
        telling.*,
        coalesce(joined.event_first, telling.first) AS event_first,
        coalesce(joined.event_last, telling.last) AS event_last,
        coalesce(joined.event_mode, telling.told_mode) AS event_mode
    FROM telling
    LEFT JOIN merge_joined AS joined
        ON joined.merge_key = telling.merge_key
        AND joined.first = telling.first
        AND joined.last = telling.last
        AND joined.mode = telling.told_mode
)
SELECT
    first_value(mention_id || '.' || actor_iso3 || '.' || recipient_iso3) OVER (
        PARTITION BY merge_key, event_first, event_last, event_mode
        ORDER BY reported_at, mention_id
    ) AS event_id,
    * EXCLUDE (first, last, told_mode, event_first, event_last, event_mode)
FROM joined;

CREATE OR REPLACE TEMP TABLE merge_stale AS
SELECT * FROM merge_former EXCEPT SELECT * FROM merge_now;

CREATE OR REPLACE TEMP TABLE merge_fresh AS
SELECT * FROM merge_now EXCEPT SELECT * FROM merge_former;

CREATE OR REPLACE TEMP TABLE merge_events AS  -- the events that changed, came or went
SELECT event_id FROM merge_stale
UNION
SELECT event_id FROM merge_fresh;

DELETE FROM core.event_reports AS report
USING merge_stale AS stale
WHERE
    report.mention_id = stale.mention_id
    AND report.actor_iso3 = stale.actor_iso3
    AND report.recipient_iso3 = stale.recipient_iso3;
INSERT INTO core.event_reports BY NAME FROM merge_fresh;

DELETE FROM core.events WHERE event_id IN (SELECT event_id FROM merge_events);
INSERT INTO core.events BY NAME
WITH report AS (
    FROM merge_now WHERE event_id IN (SELECT event_id FROM merge_events)
),
mention AS (
    SELECT mention_id, quad_class, intensity, cameo_code, goldstein, contexts, location_iso3
    FROM core.event_mentions
    WHERE mention_id IN (SELECT mention_id FROM report)
),
context AS (
    SELECT report.event_id, list_sort(list(DISTINCT told.context)) AS contexts
    FROM report
    JOIN (SELECT mention_id, unnest(contexts) AS context FROM mention) AS told ON told.mention_id = report.mention_id
    GROUP BY report.event_id
),
event AS (
    SELECT
        event_id,
        any_value(actor_iso3) AS actor_iso3,
        any_value(recipient_iso3) AS recipient_iso3,
        any_value(is_reciprocal) AS is_reciprocal,
        any_value(event_type) AS event_type,
        max(mode) AS mode,
        any_value(planned_type) AS planned_type,
        max(planned_mode) AS planned_mode,
        CASE
            WHEN bool_or(status = 'actual') THEN 'actual'
            WHEN bool_or(status = 'historical') THEN 'historical'
            ELSE max(status)
        END AS status,
        bool_or(stance = 'confirms') AND bool_or(stance = 'contradicts') AS is_disputed,
        arg_min(
            {'start': event_date_start, 'end': event_date_end, 'granularity': date_granularity},
            (
                event_date_end - event_date_start,
                mode IS NULL AND planned_mode IS NULL,
                event_date_start,
                reported_at,
                mention_id
            )
        ) AS day,
        arg_min(
            mention_id,
            (stance = 'contradicts', mode IS NULL AND planned_mode IS NULL, -confidence, reported_at, mention_id)
        ) AS lead_mention_id,
        coalesce(max(confidence) FILTER (WHERE stance = 'confirms'), max(confidence)) AS confidence,
        count(*) AS n_mentions,
        count(DISTINCT wire_id) AS n_stories,
        count(DISTINCT first_publisher) AS n_publishers,
        count(DISTINCT story_id) AS n_copies,
        count(DISTINCT wire_id) FILTER (WHERE stance = 'confirms') AS n_confirming,
        count(DISTINCT wire_id) FILTER (WHERE stance = 'contradicts') AS n_contradicting,
        min(reported_at) AS first_reported_at,
        max(reported_at) AS last_reported_at
    FROM report
    GROUP BY event_id
)
SELECT
    event.* EXCLUDE (day),
    event.day.start AS event_date_start,
    event.day."end" AS event_date_end,
    event.day.granularity AS date_granularity,
    coalesce(context.contexts, []) AS contexts,
    mention.quad_class,
    mention.intensity,
    mention.cameo_code,
    mention.goldstein,
    mention.location_iso3
FROM event
JOIN mention ON mention.mention_id = event.lead_mention_id
LEFT JOIN context ON context.event_id = event.event_id;
