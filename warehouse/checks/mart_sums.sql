-- The marts that count hold each event of core.events as often as they say: a dyad once for each direction that the event
-- has, a pair once, a country once for each side; and mart.dyad_total tells rightly what the finer marts do not hold. Looked at are
-- the days, weeks and months that were touched; of mart.dyad_total all.
WITH event AS (
    SELECT
        *,
        1 + is_reciprocal::INTEGER AS n_directions,
        date_trunc('week', event_date_start)::DATE AS event_week,
        date_trunc('month', event_date_start)::DATE AS event_month
    FROM core.events
),
counted AS (  -- events of all kinds of status, by mart and date
    SELECT 'dyad_day' AS mart, event_date AS since, n_events + n_future + n_hypothetical + n_negated AS n_rows
    FROM mart.dyad_day
    WHERE list_contains(getvariable('touched_days'), event_date)
    UNION ALL
    SELECT 'pair_timeline', event_week, n_events + n_future + n_hypothetical + n_negated
    FROM mart.pair_timeline
    WHERE list_contains(getvariable('touched_weeks'), event_week)
    UNION ALL
    SELECT 'dyad_month', event_month, n_events + n_future + n_hypothetical + n_negated
    FROM mart.dyad_month
    WHERE list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'country_month', event_month, n_events + n_future + n_hypothetical + n_negated
    FROM mart.country_month
    WHERE list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'dyad_total', NULL, n_events + n_future + n_hypothetical + n_negated
    FROM mart.dyad_total
    UNION ALL
    SELECT 'events dated to a month or finer, of dyad_total', NULL, n_events - n_coarse - n_undated
    FROM mart.dyad_total
),
expected AS (
    SELECT 'dyad_day' AS mart, event_date_start AS since, n_directions AS n_rows
    FROM event
    WHERE date_granularity = 'day' AND list_contains(getvariable('touched_days'), event_date_start)
    UNION ALL
    SELECT 'pair_timeline', event_week, 1
    FROM event
    WHERE date_granularity IN ('day', 'week') AND list_contains(getvariable('touched_weeks'), event_week)
    UNION ALL
    SELECT 'dyad_month', event_month, n_directions
    FROM event
    WHERE
        date_granularity IN ('day', 'week', 'month') AND list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'country_month', event_month, 2
    FROM event
    WHERE
        date_granularity IN ('day', 'week', 'month') AND list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'dyad_total', NULL, n_directions
    FROM event
    UNION ALL
    SELECT 'events dated to a month or finer, of dyad_total', NULL, n_directions
    FROM event
    WHERE
        status IN ('actual', 'historical')
        AND date_granularity IN ('day', 'week', 'month')
        AND event_date_start IS NOT NULL
),
in_mart AS (
    SELECT mart, since, sum(n_rows) AS n_in_mart FROM counted GROUP BY ALL
),
in_core AS (
    SELECT mart, since, sum(n_rows) AS n_expected FROM expected GROUP BY ALL
)
SELECT coalesce(in_mart.mart, in_core.mart) AS mart, coalesce(in_mart.since, in_core.since) AS since, n_in_mart, n_expected
FROM in_mart
FULL JOIN in_core ON in_core.mart = in_mart.mart AND in_core.since IS NOT DISTINCT FROM in_mart.since
WHERE coalesce(n_in_mart, 0) <> coalesce(n_expected, 0);
