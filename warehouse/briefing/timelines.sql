-- The eight pairs with most acts first reported in the four weeks that end with the day and dated to a day or week of 26 weeks,
-- and what mart.pair_timeline says of each of these weeks, back from that of the day. A week of silence has zeros.
WITH busy AS (
    SELECT
        least(actor_iso3, recipient_iso3) AS one_iso3,
        greatest(actor_iso3, recipient_iso3) AS other_iso3,
        count(*) AS n_lately
    FROM core.events
    WHERE status = 'actual'
        AND first_reported_at >= getvariable('month_begin') AND first_reported_at < getvariable('day_end')
        AND date_granularity IN ('day', 'week')
        AND event_date_start BETWEEN date_trunc('week', getvariable('day'))::DATE - 7 * 25 AND getvariable('day')
    GROUP BY ALL
    ORDER BY n_lately DESC, one_iso3, other_iso3
    LIMIT 8
),
week AS (
    SELECT (date_trunc('week', getvariable('day'))::DATE - 7 * unnest(range(26))::INTEGER) AS event_week
)
SELECT
    busy.one_iso3 || '-' || busy.other_iso3 AS pair,
    busy.n_lately,
    week.event_week,
    coalesce(told.n_events, 0) AS n_events,
    coalesce(told.n_verbal_cooperation, 0) AS n_verbal_cooperation,
    coalesce(told.n_material_cooperation, 0) AS n_material_cooperation,
    coalesce(told.n_verbal_conflict, 0) AS n_verbal_conflict,
    coalesce(told.n_material_conflict, 0) AS n_material_conflict,
    told.mean_intensity
FROM busy
CROSS JOIN week
LEFT JOIN mart.pair_timeline AS told
    ON told.one_iso3 = busy.one_iso3 AND told.other_iso3 = busy.other_iso3 AND told.event_week = week.event_week
ORDER BY busy.n_lately DESC, pair, week.event_week
