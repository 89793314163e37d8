-- The three latest acts of the eight pairs with most events first reported in the four weeks that end with the day.
WITH lately AS (
    SELECT *, least(actor_iso3, recipient_iso3) || '-' || greatest(actor_iso3, recipient_iso3) AS pair
    FROM mart.events
    WHERE status = 'actual'
        AND first_reported_at >= getvariable('month_begin') AND first_reported_at < getvariable('day_end')
),
busy AS (
    SELECT pair, count(*) AS n_lately FROM lately GROUP BY pair ORDER BY n_lately DESC, pair LIMIT 8
)
SELECT lately.*, busy.n_lately
FROM lately
JOIN busy ON busy.pair = lately.pair
QUALIFY row_number() OVER (
    PARTITION BY lately.pair
    ORDER BY lately.event_date_start DESC NULLS LAST, lately.n_publishers DESC, abs(lately.intensity) DESC, lately.event_id
) <= 3
ORDER BY busy.n_lately DESC, lately.pair, lately.event_date_start DESC NULLS LAST, lately.n_publishers DESC,
    abs(lately.intensity) DESC, lately.event_id
