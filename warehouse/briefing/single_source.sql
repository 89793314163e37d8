-- Material events that were first reported in the week that ends with the day, and that no second publisher tells; the weightiest first.
SELECT *, count(*) OVER () AS n_found
FROM mart.events
WHERE first_reported_at >= getvariable('week_begin') AND first_reported_at < getvariable('day_end')
    AND status = 'actual' AND quad_class IN (2, 4) AND n_publishers <= 1
ORDER BY abs(intensity) DESC, confidence DESC, event_id
LIMIT 15
