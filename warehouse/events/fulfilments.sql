-- Links planned events to those that fulfil them, where either changed. A pair of countries has thousands of plans for each of
-- thousands of events, so events are compared by few columns and named by their place until the end.
DELETE FROM core.event_fulfilments
WHERE
    planned_event_id IN (SELECT event_id FROM merge_events)
    OR event_id IN (SELECT event_id FROM merge_events);

CREATE OR REPLACE TEMP TABLE merge_changed AS
SELECT rowid AS place, actor_iso3, recipient_iso3
FROM core.events
WHERE event_id IN (SELECT event_id FROM merge_events);

CREATE OR REPLACE TEMP TABLE merge_near AS  -- the dated events of the pairs of those that changed
SELECT
    event.rowid AS place,
    event.rowid IN (SELECT changed.place FROM merge_changed AS changed) AS is_changed,
    event.status = 'future' AS is_plan,
    event.actor_iso3,
    least(event.actor_iso3, event.recipient_iso3) AS one,
    greatest(event.actor_iso3, event.recipient_iso3) AS other,
    event.is_reciprocal,
    coalesce(CASE WHEN is_plan THEN event.planned_type END, event.event_type) AS sought_type,
    CASE WHEN is_plan AND event.planned_type IS NOT NULL THEN event.planned_mode ELSE event.mode END AS sought_mode,
    event.event_date_start AS first,
    event.event_date_end AS last,
    event.first_reported_at
FROM core.events AS event
SEMI JOIN (
    SELECT actor_iso3, recipient_iso3 FROM merge_changed
    UNION
    SELECT recipient_iso3, actor_iso3 FROM merge_changed
) AS touched ON touched.actor_iso3 = event.actor_iso3 AND touched.recipient_iso3 = event.recipient_iso3
WHERE event.event_date_start IS NOT NULL AND event.status IN ('future', 'actual', 'historical');

INSERT INTO core.event_fulfilments BY NAME
WITH plan AS (
    FROM merge_near WHERE is_plan
),
actual AS (
    FROM merge_near WHERE NOT is_plan
),
link AS (
    SELECT plan.place AS plan_place, actual.place AS actual_place
    FROM (FROM plan WHERE is_changed) AS plan
    JOIN actual ON actual.one = plan.one
        AND actual.other = plan.other
        AND actual.sought_type = plan.sought_type
        AND actual.first <= plan.last
        AND actual.last >= plan.first
        AND actual.last >= plan.first_reported_at::DATE
        AND (plan.is_reciprocal OR actual.is_reciprocal OR plan.actor_iso3 = actual.actor_iso3)
        AND coalesce(plan.sought_mode = actual.sought_mode, true)
    UNION ALL
    SELECT plan.place, actual.place
    FROM (FROM plan WHERE NOT is_changed) AS plan
    JOIN (FROM actual WHERE is_changed) AS actual ON actual.one = plan.one
        AND actual.other = plan.other
        AND actual.sought_type = plan.sought_type
        AND actual.first <= plan.last
        AND actual.last >= plan.first
        AND actual.last >= plan.first_reported_at::DATE
        AND (plan.is_reciprocal OR actual.is_reciprocal OR plan.actor_iso3 = actual.actor_iso3)
        AND coalesce(plan.sought_mode = actual.sought_mode, true)
)
SELECT planned.event_id AS planned_event_id, fulfilling.event_id
FROM link
JOIN core.events AS planned ON planned.rowid = link.plan_place
JOIN core.events AS fulfilling ON fulfilling.rowid = link.actual_place;
