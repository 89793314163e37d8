-- mart.pair_timeline
-- Grain: one row a pair of countries, whoever acts, and week from Monday. Events whose date is a day or a week are in here,
-- by their first day; coarser ones are in mart.dyad_month and mart.dyad_total.
-- n_events counts events that happened (actual, historical), however many stories tell of each; so do the columns behind it.
-- What is planned, may happen or is denied has columns of its own. Counts are of events, mean_intensity is -10 (conflict) to
-- +10 (cooperation), conflict_share 0 to 1.
-- A reciprocal event counts once, as every event does: rows may be added up.
-- A missing row means that no story tells of an event of the pair in that week: silence, not neutrality. The line of a
-- plot must fall to zero there.

CREATE OR REPLACE VIEW mart.pair_timeline AS
WITH dated AS (
    SELECT
        *,
        status IN ('actual', 'historical') AS is_counted,
        least(actor_iso3, recipient_iso3) AS one_iso3,
        greatest(actor_iso3, recipient_iso3) AS other_iso3,
        date_trunc('week', event_date_start)::DATE AS event_week
    FROM core.events
    WHERE date_granularity IN ('day', 'week') AND event_date_start IS NOT NULL
)
SELECT
    one_iso3 || '-' || other_iso3 AS pair,
    one_iso3,
    other_iso3,
    event_week,
    count(*) FILTER (WHERE is_counted AND quad_class <= 2) AS n_cooperation,
    count(*) FILTER (WHERE is_counted AND quad_class > 2) AS n_conflict,
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
GROUP BY one_iso3, other_iso3, event_week;

COMMENT ON VIEW mart.pair_timeline IS 'One row a pair of countries and week, of events dated to a day or a week, whoever acts; counts events, not reports. No row: no story tells of an event of the pair in that week.';
COMMENT ON COLUMN mart.pair_timeline.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ: the same for both directions.';
COMMENT ON COLUMN mart.pair_timeline.one_iso3 IS 'Of the two countries or bodies the one that comes first in order.';
COMMENT ON COLUMN mart.pair_timeline.other_iso3 IS 'The other one.';
COMMENT ON COLUMN mart.pair_timeline.event_week IS 'Monday of the week.';
COMMENT ON COLUMN mart.pair_timeline.n_cooperation IS 'Of n_events those of cooperation (quad classes 1 and 2).';
COMMENT ON COLUMN mart.pair_timeline.n_conflict IS 'Of n_events those of conflict (quad classes 3 and 4).';
COMMENT ON COLUMN mart.pair_timeline.n_events IS 'Events that happened: actual and historical ones.';
COMMENT ON COLUMN mart.pair_timeline.n_verbal_cooperation IS 'Of n_events those of quad class 1.';
COMMENT ON COLUMN mart.pair_timeline.n_material_cooperation IS 'Of n_events those of quad class 2.';
COMMENT ON COLUMN mart.pair_timeline.n_verbal_conflict IS 'Of n_events those of quad class 3.';
COMMENT ON COLUMN mart.pair_timeline.n_material_conflict IS 'Of n_events those of quad class 4.';
COMMENT ON COLUMN mart.pair_timeline.n_historical IS 'Of n_events those told as background more than a year old.';
COMMENT ON COLUMN mart.pair_timeline.n_disputed IS 'Of n_events those that some stories confirm and others contradict.';
COMMENT ON COLUMN mart.pair_timeline.n_single_source IS 'Of n_events those that rest on one publisher, or on none that is known.';
COMMENT ON COLUMN mart.pair_timeline.n_reports IS 'Stories that report n_events, added up over the events: a story that reports two of them counts twice, copies of a wire story once.';
COMMENT ON COLUMN mart.pair_timeline.n_future IS 'Planned events; not in n_events.';
COMMENT ON COLUMN mart.pair_timeline.n_hypothetical IS 'Events that may happen; not in n_events.';
COMMENT ON COLUMN mart.pair_timeline.n_negated IS 'Events of which stories only say that they did not happen; not in n_events.';
COMMENT ON COLUMN mart.pair_timeline.mean_intensity IS 'Mean PLOVER intensity of n_events, -10 (conflict) to +10 (cooperation), each event counting once; null where n_events is 0.';
COMMENT ON COLUMN mart.pair_timeline.conflict_share IS 'Share of n_events that are conflict (quad classes 3 and 4), 0 to 1; null where n_events is 0.';
