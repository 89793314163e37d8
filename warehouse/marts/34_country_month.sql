-- mart.country_month
-- Grain: one row a country (or body) and month. Events whose date is a day, a week or a month are in here, by their first
-- day. An event is in the rows of both its countries, so rows of different countries must not be added up.
-- n_events counts events that happened (actual, historical), however many stories tell of each; so do the columns behind it.
-- What is planned, may happen or is denied has columns of its own. Counts are of events, mean_intensity is -10 (conflict) to
-- +10 (cooperation), conflict_share 0 to 1.
-- n_events = n_as_actor + n_as_recipient + n_reciprocal.
-- A missing row means that no story tells of an event of the country with another one in that month.

CREATE OR REPLACE VIEW mart.country_month AS
WITH sided AS (
    SELECT *, actor_iso3 AS country_iso3, recipient_iso3 AS partner_iso3, 'actor' AS side FROM core.events
    UNION ALL
    SELECT *, recipient_iso3 AS country_iso3, actor_iso3 AS partner_iso3, 'recipient' AS side FROM core.events
),
dated AS (
    SELECT
        *,
        status IN ('actual', 'historical') AS is_counted,
        date_trunc('month', event_date_start)::DATE AS event_month
    FROM sided
    WHERE date_granularity IN ('day', 'week', 'month') AND event_date_start IS NOT NULL
)
SELECT
    country_iso3,
    event_month,
    count(DISTINCT partner_iso3) FILTER (WHERE is_counted) AS n_partners,
    count(*) FILTER (WHERE is_counted AND NOT is_reciprocal AND side = 'actor') AS n_as_actor,
    count(*) FILTER (WHERE is_counted AND NOT is_reciprocal AND side = 'recipient') AS n_as_recipient,
    count(*) FILTER (WHERE is_counted AND is_reciprocal) AS n_reciprocal,
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
GROUP BY country_iso3, event_month;

COMMENT ON VIEW mart.country_month IS 'One row a country or body and month, of events with others dated to a day, a week or a month; counts events, not reports. No row: no story tells of one.';
COMMENT ON COLUMN mart.country_month.country_iso3 IS 'The country or body.';
COMMENT ON COLUMN mart.country_month.event_month IS 'First day of the month.';
COMMENT ON COLUMN mart.country_month.n_partners IS 'Countries and bodies with which it has events of n_events.';
COMMENT ON COLUMN mart.country_month.n_as_actor IS 'Of n_events those in which it acts alone.';
COMMENT ON COLUMN mart.country_month.n_as_recipient IS 'Of n_events those in which it is acted upon.';
COMMENT ON COLUMN mart.country_month.n_reciprocal IS 'Of n_events those in which no side leads.';
COMMENT ON COLUMN mart.country_month.n_events IS 'Events that happened: actual and historical ones.';
COMMENT ON COLUMN mart.country_month.n_verbal_cooperation IS 'Of n_events those of quad class 1.';
COMMENT ON COLUMN mart.country_month.n_material_cooperation IS 'Of n_events those of quad class 2.';
COMMENT ON COLUMN mart.country_month.n_verbal_conflict IS 'Of n_events those of quad class 3.';
COMMENT ON COLUMN mart.country_month.n_material_conflict IS 'Of n_events those of quad class 4.';
COMMENT ON COLUMN mart.country_month.n_historical IS 'Of n_events those told as background more than a year old.';
COMMENT ON COLUMN mart.country_month.n_disputed IS 'Of n_events those that some stories confirm and others contradict.';
COMMENT ON COLUMN mart.country_month.n_single_source IS 'Of n_events those that rest on one publisher, or on none that is known.';
COMMENT ON COLUMN mart.country_month.n_reports IS 'Stories that report n_events, added up over the events: a story that reports two of them counts twice, copies of a wire story once.';
COMMENT ON COLUMN mart.country_month.n_future IS 'Planned events; not in n_events.';
COMMENT ON COLUMN mart.country_month.n_hypothetical IS 'Events that may happen; not in n_events.';
COMMENT ON COLUMN mart.country_month.n_negated IS 'Events of which stories only say that they did not happen; not in n_events.';
COMMENT ON COLUMN mart.country_month.mean_intensity IS 'Mean PLOVER intensity of n_events, -10 (conflict) to +10 (cooperation), each event counting once; null where n_events is 0.';
COMMENT ON COLUMN mart.country_month.conflict_share IS 'Share of n_events that are conflict (quad classes 3 and 4), 0 to 1; null where n_events is 0.';
