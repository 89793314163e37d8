-- mart.dyad_day
-- Grain: one row a directed dyad and event date. Only events whose date is a day are in here; an event of several days
-- counts on its first. Coarser dates are in mart.dyad_month and mart.dyad_total, undated events in mart.dyad_total.
-- n_events counts events that happened (actual, historical), however many stories tell of each; so do the columns behind it.
-- What is planned, may happen or is denied has columns of its own. Counts are of events, mean_intensity is -10 (conflict) to
-- +10 (cooperation), conflict_share 0 to 1.
-- A reciprocal event counts once in each direction, so A to B and B to A must not be added up.
-- A missing row means that no story tells of an event of the dyad on that day: silence, not neutrality.

CREATE OR REPLACE VIEW mart.dyad_day AS
WITH dated AS (
    SELECT *, status IN ('actual', 'historical') AS is_counted
    FROM mart.dyad_events
    WHERE date_granularity = 'day' AND event_date_start IS NOT NULL
)
SELECT
    actor_iso3,
    recipient_iso3,
    event_date_start AS event_date,
    count(*) FILTER (WHERE is_counted) AS n_events,
    count(*) FILTER (WHERE is_counted AND quad_class = 1) AS n_verbal_cooperation,
    count(*) FILTER (WHERE is_counted AND quad_class = 2) AS n_material_cooperation,
    count(*) FILTER (WHERE is_counted AND quad_class = 3) AS n_verbal_conflict,
    count(*) FILTER (WHERE is_counted AND quad_class = 4) AS n_material_conflict,
    count(*) FILTER (WHERE status = 'historical') AS n_historical,
    count(*) FILTER (WHERE is_counted AND is_disputed) AS n_disputed,
    count(*) FILTER (WHERE is_counted AND n_publishers <= 1) AS n_single_source,
    coalesce(sum(n_stories) FILTER (WHERE is_counted), 0)::BIGINT AS n_reports,
    count(*) FILTER (WHERE status = 'future') AS n_future,
    count(*) FILTER (WHERE status = 'hypothetical') AS n_hypothetical,
    count(*) FILTER (WHERE status = 'negated') AS n_negated,
    avg(intensity) FILTER (WHERE is_counted) AS mean_intensity,
    avg((quad_class > 2)::INTEGER) FILTER (WHERE is_counted) AS conflict_share
FROM dated
GROUP BY actor_iso3, recipient_iso3, event_date_start;

COMMENT ON VIEW mart.dyad_day IS 'One row a directed dyad and event date, dates of a day only; counts events, not reports. No row: no story tells of an event of the dyad on that day.';
COMMENT ON COLUMN mart.dyad_day.actor_iso3 IS 'Country or body that acts.';
COMMENT ON COLUMN mart.dyad_day.recipient_iso3 IS 'Country or body that is acted upon.';
COMMENT ON COLUMN mart.dyad_day.event_date IS 'Day of the event; its first day where it has several.';
COMMENT ON COLUMN mart.dyad_day.n_events IS 'Events that happened: actual and historical ones.';
COMMENT ON COLUMN mart.dyad_day.n_verbal_cooperation IS 'Of n_events those of quad class 1.';
COMMENT ON COLUMN mart.dyad_day.n_material_cooperation IS 'Of n_events those of quad class 2.';
COMMENT ON COLUMN mart.dyad_day.n_verbal_conflict IS 'Of n_events those of quad class 3.';
COMMENT ON COLUMN mart.dyad_day.n_material_conflict IS 'Of n_events those of quad class 4.';
COMMENT ON COLUMN mart.dyad_day.n_historical IS 'Of n_events those told as background more than a year old.';
COMMENT ON COLUMN mart.dyad_day.n_disputed IS 'Of n_events those that some stories confirm and others contradict.';
COMMENT ON COLUMN mart.dyad_day.n_single_source IS 'Of n_events those that rest on one publisher, or on none that is known.';
COMMENT ON COLUMN mart.dyad_day.n_reports IS 'Stories that report n_events, added up over the events: a story that reports two of them counts twice, copies of a wire story once.';
COMMENT ON COLUMN mart.dyad_day.n_future IS 'Planned events; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_hypothetical IS 'Events that may happen; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_negated IS 'Events of which stories only say that they did not happen; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.mean_intensity IS 'Mean PLOVER intensity of n_events, -10 (conflict) to +10 (cooperation), each event counting once; null where n_events is 0.';
COMMENT ON COLUMN mart.dyad_day.conflict_share IS 'Share of n_events that are conflict (quad classes 3 and 4), 0 to 1; null where n_events is 0.';
