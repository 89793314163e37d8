-- What was first reported on the day and is news: background and what may happen are counted elsewhere.
-- First what is dated to the last 31 days or the days ahead, then what more publishers tell, then what is weightier.
SELECT *, count(*) OVER () AS n_found
FROM mart.events
WHERE first_reported_at >= getvariable('day_begin') AND first_reported_at < getvariable('day_end') AND status IN ('actual', 'future', 'negated')
ORDER BY
    coalesce(event_date_end >= getvariable('day') - 31, false) DESC,
    n_publishers DESC,
    abs(intensity) DESC,
    confidence DESC,
    event_id
LIMIT 60
