-- Links planned events to those that fulfil them, where either changed.
DELETE FROM core.event_fulfilments
WHERE
    planned_event_id IN (SELECT event_id FROM merge_events)
    OR event_id IN (SELECT event_id FROM merge_events);

INSERT INTO core.event_fulfilments BY NAME
WITH touched AS (  -- the events that changed, and with them those of their pairs
    SELECT DISTINCT least(actor_iso3, recipient_iso3) AS one, greatest(actor_iso3, recipient_iso3) AS other
    FROM core.events
    WHERE event_id IN (SELECT event_id FROM merge_events)
),
event AS (
    SELECT
        *,
        least(actor_iso3, recipient_iso3) AS one,
        greatest(actor_iso3, recipient_iso3) AS other,
        event_id IN (SELECT event_id FROM merge_events) AS is_changed
    FROM core.events
    WHERE event_date_start IS NOT NULL AND status IN ('future', 'actual', 'historical')
),
near AS (
    SELECT event.* FROM event SEMI JOIN touched USING (one, other)
)
SELECT plan.event_id AS planned_event_id, actual.event_id
FROM near AS plan
JOIN near AS actual
    ON actual.one = plan.one
    AND actual.other = plan.other
    AND actual.event_type = coalesce(plan.planned_type, plan.event_type)
    AND actual.event_date_start <= plan.event_date_end
    AND actual.event_date_end >= plan.event_date_start
WHERE
    plan.status = 'future'
    AND actual.status <> 'future'
    AND (plan.is_changed OR actual.is_changed)
    AND (plan.is_reciprocal OR actual.is_reciprocal OR plan.actor_iso3 = actual.actor_iso3)
    AND coalesce(CASE WHEN plan.planned_type IS NULL THEN plan.mode ELSE plan.planned_mode END = actual.mode, true)
    AND actual.event_date_end >= plan.first_reported_at::DATE;
