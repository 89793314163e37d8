-- The week that ends with the day: how many events each pair had that were first reported in it, the busiest pairs first,
-- and of each pair the event to begin with: the one that most publishers tell, then the weightiest.
WITH pair_week AS (
    SELECT
        pair,
        count(*) AS n_pair_events,
        count(*) FILTER (WHERE quad_class <= 2) AS n_cooperation,
        count(*) FILTER (WHERE quad_class > 2) AS n_conflict,
        avg(intensity) AS pair_intensity,
        arg_max(event_id, (n_publishers, abs(intensity), confidence, event_id)) AS event_id
    FROM (
        SELECT *, least(actor_iso3, recipient_iso3) || '-' || greatest(actor_iso3, recipient_iso3) AS pair
        FROM core.events
        WHERE status = 'actual'
            AND first_reported_at >= getvariable('week_begin') AND first_reported_at < getvariable('day_end')
    )
    GROUP BY pair
    ORDER BY n_pair_events DESC, pair
    LIMIT 24
)
SELECT pair_week.* EXCLUDE (event_id), event.* EXCLUDE (pair)
FROM pair_week
JOIN mart.events AS event ON event.event_id = pair_week.event_id
ORDER BY pair_week.n_pair_events DESC, pair_week.pair
