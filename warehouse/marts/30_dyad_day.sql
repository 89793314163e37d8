-- mart.dyad_day
-- Grain: one row a directed dyad and event date. Only events whose date is a day are in here; an event of several days
-- counts on its first. Coarser and undated events are in mart.event_list.
-- n_events counts actual and historical event mentions, and so do the quad counts, n_stories, n_publishers and
-- mean_intensity; future, hypothetical and negated ones have columns of their own. A reciprocal event counts once in
-- each direction, so A to B and B to A must not be added up.
-- mean_intensity: -10 (conflict) to +10 (cooperation), the mean over stories of each story's mean, so that a long story
-- counts no more than a short one.
-- A missing row means that no story tells of an event of the dyad on that day: silence, not neutrality.

CREATE OR REPLACE VIEW mart.dyad_day AS
WITH dated AS (  -- events of a day
    SELECT *, event_date_start AS event_date, status IN ('actual', 'historical') AS is_counted
    FROM mart.event_list
    WHERE date_granularity = 'day' AND event_date_start IS NOT NULL
),
by_story AS (  -- one row a dyad, day and story
    SELECT
        actor_iso3,
        recipient_iso3,
        event_date,
        story_id,
        publisher,
        count(*) FILTER (WHERE is_counted) AS n_events,
        count(*) FILTER (WHERE is_counted AND quad_class = 1) AS n_verbal_cooperation,
        count(*) FILTER (WHERE is_counted AND quad_class = 2) AS n_material_cooperation,
        count(*) FILTER (WHERE is_counted AND quad_class = 3) AS n_verbal_conflict,
        count(*) FILTER (WHERE is_counted AND quad_class = 4) AS n_material_conflict,
        count(*) FILTER (WHERE status = 'historical') AS n_historical,
        count(*) FILTER (WHERE status = 'future') AS n_future,
        count(*) FILTER (WHERE status = 'hypothetical') AS n_hypothetical,
        count(*) FILTER (WHERE status = 'negated') AS n_negated,
        avg(intensity) FILTER (WHERE is_counted) AS story_intensity
    FROM dated
    GROUP BY ALL
)
SELECT
    actor_iso3,
    recipient_iso3,
    event_date,
    sum(n_events)::BIGINT AS n_events,
    sum(n_verbal_cooperation)::BIGINT AS n_verbal_cooperation,
    sum(n_material_cooperation)::BIGINT AS n_material_cooperation,
    sum(n_verbal_conflict)::BIGINT AS n_verbal_conflict,
    sum(n_material_conflict)::BIGINT AS n_material_conflict,
    sum(n_historical)::BIGINT AS n_historical,
    sum(n_future)::BIGINT AS n_future,
    sum(n_hypothetical)::BIGINT AS n_hypothetical,
    sum(n_negated)::BIGINT AS n_negated,
    count(*) FILTER (WHERE n_events > 0) AS n_stories,
    count(DISTINCT publisher) FILTER (WHERE n_events > 0) AS n_publishers,
    avg(story_intensity) AS mean_intensity
FROM by_story
GROUP BY ALL;

COMMENT ON VIEW mart.dyad_day IS 'One row a directed dyad and event date, dates of a day only. No row: no story tells of an event of the dyad on that day.';
COMMENT ON COLUMN mart.dyad_day.actor_iso3 IS 'Country or body that acts.';
COMMENT ON COLUMN mart.dyad_day.recipient_iso3 IS 'Country or body that is acted upon.';
COMMENT ON COLUMN mart.dyad_day.event_date IS 'Day of the event; its first day where it has several.';
COMMENT ON COLUMN mart.dyad_day.n_events IS 'Actual and historical event mentions.';
COMMENT ON COLUMN mart.dyad_day.n_verbal_cooperation IS 'Of n_events those of quad class 1.';
COMMENT ON COLUMN mart.dyad_day.n_material_cooperation IS 'Of n_events those of quad class 2.';
COMMENT ON COLUMN mart.dyad_day.n_verbal_conflict IS 'Of n_events those of quad class 3.';
COMMENT ON COLUMN mart.dyad_day.n_material_conflict IS 'Of n_events those of quad class 4.';
COMMENT ON COLUMN mart.dyad_day.n_historical IS 'Of n_events those told as background more than a year old.';
COMMENT ON COLUMN mart.dyad_day.n_future IS 'Event mentions announced for that day; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_hypothetical IS 'Event mentions that may happen on that day; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_negated IS 'Event mentions said not to have happened on that day; not in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_stories IS 'Stories that tell of the events in n_events.';
COMMENT ON COLUMN mart.dyad_day.n_publishers IS 'Publishers of these stories; those of unknown publisher are not counted.';
COMMENT ON COLUMN mart.dyad_day.mean_intensity IS 'Mean intensity of n_events, each story counting once; null where n_events is 0.';
