-- mart.dyad_events
-- Grain: one row an event of core.events and directed dyad. A reciprocal event is in here twice, once in each direction:
-- the rows of a dyad are all that its actor did to its recipient, and rows of A to B and B to A must not be added up.
-- event_id and actor_iso3 identify a row. Units as in core.events; the sentences are in mart.events.
-- A missing row means that no story that counts asserts such an event; undated events are in here, with null dates.

CREATE OR REPLACE VIEW mart.dyad_events AS
WITH directed AS (
    FROM core.events
    UNION ALL
    SELECT * REPLACE (recipient_iso3 AS actor_iso3, actor_iso3 AS recipient_iso3)
    FROM core.events
    WHERE is_reciprocal
)
SELECT
    event_id,
    actor_iso3,
    recipient_iso3,
    is_reciprocal,
    event_type,
    mode,
    planned_type,
    planned_mode,
    status,
    is_disputed,
    quad_class,
    intensity,
    cameo_code,
    goldstein,
    contexts,
    event_date_start,
    event_date_end,
    date_granularity,
    location_iso3,
    confidence,
    lead_mention_id,
    n_mentions,
    n_stories,
    n_publishers,
    n_copies,
    n_confirming,
    n_contradicting,
    first_reported_at,
    last_reported_at
FROM directed;

COMMENT ON VIEW mart.dyad_events IS 'One row an event and directed dyad: a reciprocal event once in each direction. No row: no story that counts asserts such an event.';
COMMENT ON COLUMN mart.dyad_events.event_id IS 'The event, as in core.events; two rows where it is reciprocal.';
COMMENT ON COLUMN mart.dyad_events.actor_iso3 IS 'Country or body that acts; of a reciprocal event each of the two in turn.';
COMMENT ON COLUMN mart.dyad_events.recipient_iso3 IS 'Country or body that is acted upon; of a reciprocal event the other one.';
COMMENT ON COLUMN mart.dyad_events.is_reciprocal IS 'True where no side leads; the event is then here in both directions.';
COMMENT ON COLUMN mart.dyad_events.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.dyad_events.mode IS 'Mode that its reports give; null where none gives one.';
COMMENT ON COLUMN mart.dyad_events.planned_type IS 'Type of what is planned; null where nothing is.';
COMMENT ON COLUMN mart.dyad_events.planned_mode IS 'Mode of what is planned; null where no report gives one.';
COMMENT ON COLUMN mart.dyad_events.status IS 'actual or historical where a report says that it happened, actual before historical; negated where reports only say that it did not; future; hypothetical.';
COMMENT ON COLUMN mart.dyad_events.is_disputed IS 'True where some reports confirm and others contradict.';
COMMENT ON COLUMN mart.dyad_events.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN mart.dyad_events.intensity IS 'PLOVER intensity of the lead mention, from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN mart.dyad_events.cameo_code IS 'CAMEO code of the lead mention; null where the codebook names none.';
COMMENT ON COLUMN mart.dyad_events.goldstein IS 'Goldstein value of that code, -10 to +10; null where there is none.';
COMMENT ON COLUMN mart.dyad_events.contexts IS 'PLOVER contexts that any of its mentions has, in order.';
COMMENT ON COLUMN mart.dyad_events.event_date_start IS 'First day by the finest date that a report gives; null where none gives a date.';
COMMENT ON COLUMN mart.dyad_events.event_date_end IS 'Last day by that date, included; null where none gives a date.';
COMMENT ON COLUMN mart.dyad_events.date_granularity IS 'How finely that date is known: day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN mart.dyad_events.location_iso3 IS 'Country where it happened by the lead mention; null where that does not say.';
COMMENT ON COLUMN mart.dyad_events.confidence IS 'Highest confidence of its mentions of the stance of the lead mention, from 0 to 1.';
COMMENT ON COLUMN mart.dyad_events.lead_mention_id IS 'The mention to show for it: one that confirms before one that contradicts, then one with a mode, the surest, the earliest.';
COMMENT ON COLUMN mart.dyad_events.n_mentions IS 'Its rows in core.event_reports; several in one story and in copies of one wire story all count.';
COMMENT ON COLUMN mart.dyad_events.n_stories IS 'Stories that report it, the copies of one wire story counting as one.';
COMMENT ON COLUMN mart.dyad_events.n_publishers IS 'Publishers that report it, a wire story counting for its first one alone; unknown publishers are not counted.';
COMMENT ON COLUMN mart.dyad_events.n_copies IS 'Stories that report it, each copy of a wire story counting.';
COMMENT ON COLUMN mart.dyad_events.n_confirming IS 'Of n_stories those that say it is so.';
COMMENT ON COLUMN mart.dyad_events.n_contradicting IS 'Of n_stories those that say it did not happen. A story may do both.';
COMMENT ON COLUMN mart.dyad_events.first_reported_at IS 'Earliest core.event_reports.reported_at (UTC).';
COMMENT ON COLUMN mart.dyad_events.last_reported_at IS 'Latest core.event_reports.reported_at (UTC).';
