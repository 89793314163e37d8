-- The marts that count hold each event of core.events as often as they say: a dyad once for each direction that the event
-- has, a pair once, a country once for each side; and mart.dyad_total tells rightly what the finer marts do not hold. Looked at
-- are three days, weeks and months of those that were touched; of mart.dyad_total all.
WITH counted AS (  -- events of all kinds of status, by mart and date
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
    SELECT unnest(['dyad_total', 'events dated to a month or finer, of dyad_total']), NULL, unnest([n_rows, n_dated])
    FROM (
        SELECT
            sum(n_events + n_future + n_hypothetical + n_negated) AS n_rows,
            sum(n_events - n_coarse - n_undated) AS n_dated
        FROM mart.dyad_total
    )
),
event AS (  -- some thousand rows, so that the events themselves are read once
    SELECT
        event_date_start AS day,
        date_trunc('week', event_date_start)::DATE AS event_week,
        date_trunc('month', event_date_start)::DATE AS event_month,
        date_granularity,
        status IN ('actual', 'historical') AS is_counted,
        sum(1 + is_reciprocal::INTEGER) AS n_directions,
        count(*) AS n_events
    FROM core.events
    GROUP BY event_date_start, date_granularity, is_counted
),
expected AS (
    SELECT 'dyad_day' AS mart, day AS since, n_directions AS n_rows
    FROM event
    WHERE date_granularity = 'day' AND list_contains(getvariable('touched_days'), day)
    UNION ALL
    SELECT 'pair_timeline', event_week, n_events
    FROM event
    WHERE date_granularity IN ('day', 'week') AND list_contains(getvariable('touched_weeks'), event_week)
    UNION ALL
    SELECT 'dyad_month', event_month, n_directions
    FROM event
    WHERE date_granularity IN ('day', 'week', 'month') AND list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'country_month', event_month, 2 * n_events
    FROM event
    WHERE date_granularity IN ('day', 'week', 'month') AND list_contains(getvariable('touched_months'), event_month)
    UNION ALL
    SELECT 'dyad_total', NULL, n_directions
    FROM event
    UNION ALL
    SELECT 'events dated to a month or finer, of dyad_total', NULL, n_directions
    FROM event
    WHERE is_counted AND date_granularity IN ('day', 'week', 'month') AND day IS NOT NULL
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
