-- Of the same pairs and acts as in timelines.sql the three latest of each pair.
WITH lately AS (
    SELECT *
    FROM mart.events
    WHERE status = 'actual'
        AND first_reported_at >= getvariable('month_begin') AND first_reported_at < getvariable('day_end')
        AND date_granularity IN ('day', 'week')
        AND event_date_start BETWEEN date_trunc('week', getvariable('day'))::DATE - 7 * 25 AND getvariable('day')
),
busy AS (
    SELECT pair, count(*) AS n_lately FROM lately GROUP BY pair ORDER BY n_lately DESC, pair LIMIT 8
)
SELECT lately.*, busy.n_lately
FROM lately
JOIN busy ON busy.pair = lately.pair
QUALIFY row_number() OVER (
    PARTITION BY lately.pair
    ORDER BY lately.event_date_start DESC, lately.n_publishers DESC, abs(lately.intensity) DESC, lately.event_id
) <= 3
ORDER BY busy.n_lately DESC, lately.pair, lately.event_date_start DESC, lately.n_publishers DESC,
    abs(lately.intensity) DESC, lately.event_id
