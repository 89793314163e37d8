-- Pairs that depart from their own past in the week of the day or the one before it, as mart.turning_points judges, each with
-- the weightiest act of that week that shows it.
WITH turn AS (
    FROM mart.turning_points
    WHERE event_week BETWEEN date_trunc('week', getvariable('day'))::DATE - 7 AND getvariable('day')
),
act AS (
    SELECT
        turn.pair,
        turn.event_week,
        turn.kind,
        arg_max(event.event_id, (event.n_publishers, abs(event.intensity), event.confidence, event.event_id)) AS event_id
    FROM turn
    JOIN core.events AS event
        ON least(event.actor_iso3, event.recipient_iso3) = turn.one_iso3
        AND greatest(event.actor_iso3, event.recipient_iso3) = turn.other_iso3
        AND date_trunc('week', event.event_date_start)::DATE = turn.event_week
    WHERE event.status IN ('actual', 'historical')
        AND event.date_granularity IN ('day', 'week')
        AND (turn.kind = 'more_events' OR (event.quad_class > 2) = (turn.kind = 'more_conflict'))
    GROUP BY ALL
)
SELECT
    turn.kind,
    turn.event_week,
    turn.score,
    turn.n_events,
    turn.usual_n_events,
    turn.conflict_share,
    turn.usual_conflict_share,
    turn.n_baseline_weeks,
    event.*,
    count(*) OVER () AS n_found
FROM turn
JOIN act ON act.pair = turn.pair AND act.event_week = turn.event_week AND act.kind = turn.kind
JOIN mart.events AS event ON event.event_id = act.event_id
ORDER BY turn.event_week DESC, turn.score DESC, turn.pair, turn.kind
LIMIT 15
