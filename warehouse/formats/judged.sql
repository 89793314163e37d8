-- The rows of mart.event_list that were asked for, each with the reason why the format cannot hold it; null: it can.
-- The first reason that holds: not_happened (its status is future, hypothetical or negated, which the format cannot
-- say), undated, not_a_day (its date is a week, a month or coarser), no_cameo_code.
CREATE TEMP VIEW judged AS
SELECT
    event.*,
    CASE
        WHEN wanted.needs_day AND event.status NOT IN ('actual', 'historical') THEN 'not_happened'
        WHEN wanted.needs_day AND event.event_date_start IS NULL THEN 'undated'
        WHEN wanted.needs_day AND event.date_granularity <> 'day' THEN 'not_a_day'
        WHEN wanted.needs_cameo AND event.cameo_code IS NULL THEN 'no_cameo_code'
    END AS left_out
FROM mart.event_list AS event
CROSS JOIN wanted
WHERE
    (wanted.first_day IS NULL OR event.event_date_start >= wanted.first_day)
    AND (wanted.last_day IS NULL OR event.event_date_start <= wanted.last_day)
    AND (wanted.dyads IS NULL OR list_contains(wanted.dyads, event.actor_iso3 || '>' || event.recipient_iso3))
    AND (wanted.min_confidence IS NULL OR event.confidence >= wanted.min_confidence);
