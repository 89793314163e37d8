-- mart.dyad_day holds each dated row of mart.event_list once, on every day that was touched.
WITH listed AS (
    SELECT event_date_start AS event_date, count(*) AS n_in_event_list
    FROM mart.event_list
    WHERE date_granularity = 'day' AND list_contains(getvariable('touched_days'), event_date_start)
    GROUP BY ALL
),
counted AS (
    SELECT event_date, sum(n_events + n_future + n_hypothetical + n_negated) AS n_in_dyad_day
    FROM mart.dyad_day
    WHERE list_contains(getvariable('touched_days'), event_date)
    GROUP BY ALL
)
SELECT event_date, n_in_event_list, n_in_dyad_day
FROM listed
FULL JOIN counted USING (event_date)
WHERE n_in_event_list IS DISTINCT FROM n_in_dyad_day;
