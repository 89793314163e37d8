-- Each of the 29 days that end with the day: what was reported first on it. A day of silence has zeros.
WITH day AS (
    SELECT unnest(range(getvariable('day') - 28, getvariable('day') + 1, INTERVAL 1 DAY))::DATE AS reported_on
),
event AS (
    SELECT *, (first_reported_at AT TIME ZONE 'UTC')::DATE AS reported_on
    FROM core.events
    WHERE first_reported_at >= getvariable('month_begin') AND first_reported_at < getvariable('day_end')
),
report AS (
    SELECT
        (reported_at AT TIME ZONE 'UTC')::DATE AS reported_on,
        count(DISTINCT wire_id) AS n_stories,
        count(DISTINCT first_publisher) AS n_publishers
    FROM core.event_reports
    WHERE reported_at >= getvariable('month_begin') AND reported_at < getvariable('day_end')
    GROUP BY ALL
)
SELECT
    day.reported_on,
    count(event.event_id) AS n_events,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class <= 2) AS n_cooperation,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class > 2) AS n_conflict,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class = 1) AS n_verbal_cooperation,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class = 2) AS n_material_cooperation,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class = 3) AS n_verbal_conflict,
    count(*) FILTER (WHERE event.status = 'actual' AND event.quad_class = 4) AS n_material_conflict,
    count(*) FILTER (WHERE event.status = 'future') AS n_future,
    count(*) FILTER (WHERE event.status = 'hypothetical') AS n_hypothetical,
    count(*) FILTER (WHERE event.status = 'negated') AS n_negated,
    count(*) FILTER (WHERE event.status = 'historical') AS n_historical,
    count(*) FILTER (WHERE event.status = 'actual' AND event.n_publishers <= 1) AS n_of_one_source,
    coalesce(any_value(report.n_stories), 0) AS n_stories,
    coalesce(any_value(report.n_publishers), 0) AS n_publishers
FROM day
LEFT JOIN event ON event.reported_on = day.reported_on
LEFT JOIN report ON report.reported_on = day.reported_on
GROUP BY day.reported_on
ORDER BY day.reported_on
