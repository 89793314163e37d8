-- What was announced for the fortnight after the day, is known to the week or finer, and is not reported to have happened.
SELECT *, count(*) OVER () AS n_found
FROM mart.events
WHERE status = 'future' AND date_granularity IN ('day', 'week')
    AND event_date_start <= getvariable('day') + 14 AND event_date_end > getvariable('day')
    AND first_reported_at < getvariable('day_end')
    AND event_id NOT IN (SELECT link.planned_event_id FROM core.event_fulfilments AS link)
ORDER BY event_date_start, n_publishers DESC, abs(intensity) DESC, event_id
LIMIT 20
