-- Grain: merge key, dates and mode, of keys where reports may have to be matched: those that differ in more than the day.
-- Undated reports stand at day one of year one, as their key holds no others.
WITH telling AS (
    SELECT DISTINCT
        merge_key,
        coalesce(event_date_start, DATE '0001-01-01') AS first,
        coalesce(event_date_end, DATE '0001-01-01') AS last,
        nullif(concat_ws('/', mode, planned_mode), '') AS mode
    FROM merge_reports
)
FROM telling
QUALIFY
    count(*) OVER (PARTITION BY merge_key) > 1
    AND (
        bool_or(first < last) OVER (PARTITION BY merge_key)
        OR (
            bool_or(mode IS NULL) OVER (PARTITION BY merge_key, first)
            AND count(*) OVER (PARTITION BY merge_key, first) > 1
        )
    )
ORDER BY merge_key;
