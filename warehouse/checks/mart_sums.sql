-- mart.dyad_day holds each dated row of mart.event_list once.
WITH sums AS (
    SELECT
        (SELECT coalesce(sum(n_events + n_future + n_hypothetical + n_negated), 0) FROM mart.dyad_day) AS n_in_dyad_day,
        (
            SELECT count(*)
            FROM mart.event_list
            WHERE date_granularity = 'day' AND event_date_start IS NOT NULL
        ) AS n_in_event_list
)
FROM sums WHERE n_in_dyad_day <> n_in_event_list;
