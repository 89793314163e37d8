-- Whose stories told of events on the day, the copies of a wire story under the publisher that had it first.
SELECT
    coalesce(first_publisher, 'publisher unknown') AS publisher,
    count(DISTINCT wire_id) AS n_stories,
    count(DISTINCT event_id) AS n_events
FROM core.event_reports
WHERE reported_at >= getvariable('day_begin') AND reported_at < getvariable('day_end')
GROUP BY ALL
ORDER BY n_events DESC, publisher
LIMIT 20
