-- Events that were known before the day and of which the day's reports say something new: a publisher that had not
-- told it confirms it, a report contradicts it for the first time, or it was planned and is now reported to have happened.
WITH report AS (
    SELECT
        event_id,
        stance,
        first_publisher,
        reported_at >= getvariable('day_begin') AND reported_at < getvariable('day_end') AS is_of_the_day
    FROM core.event_reports
    WHERE reported_at < getvariable('day_end')
        AND event_id IN (
            SELECT touched.event_id FROM core.event_reports AS touched
            WHERE touched.reported_at >= getvariable('day_begin') AND touched.reported_at < getvariable('day_end')
        )
),
told AS (
    SELECT
        event_id,
        list_distinct(list(first_publisher) FILTER (WHERE is_of_the_day AND stance = 'confirms')) AS confirmed_by,
        list_distinct(list(first_publisher) FILTER (WHERE NOT is_of_the_day)) AS told_before_by,
        count(*) FILTER (WHERE is_of_the_day AND stance = 'contradicts') AS n_contradicting_today,
        count(*) FILTER (WHERE NOT is_of_the_day AND stance = 'contradicts') AS n_contradicting_before
    FROM report
    GROUP BY event_id
    HAVING count(*) FILTER (WHERE NOT is_of_the_day) > 0
),
change AS (
    SELECT event_id, 'contradicted' AS change, NULL::VARCHAR[] AS new_publishers
    FROM told
    WHERE n_contradicting_today > 0 AND n_contradicting_before = 0
    UNION ALL
    SELECT event_id, 'confirmed', list_sort(list_filter(confirmed_by, lambda one: NOT list_contains(told_before_by, one)))
    FROM told
    WHERE len(list_filter(confirmed_by, lambda one: NOT list_contains(told_before_by, one))) > 0
    UNION ALL
    SELECT plan.event_id, 'fulfilled', NULL
    FROM core.event_fulfilments AS link
    JOIN core.events AS plan ON plan.event_id = link.planned_event_id
    JOIN core.events AS deed ON deed.event_id = link.event_id
    WHERE deed.first_reported_at >= getvariable('day_begin') AND deed.first_reported_at < getvariable('day_end')
        AND plan.first_reported_at < getvariable('day_begin')
    GROUP BY plan.event_id
)
SELECT change.change, change.new_publishers, event.*, count(*) OVER () AS n_found
FROM change
JOIN mart.events AS event ON event.event_id = change.event_id
WHERE event.status <> 'hypothetical'
ORDER BY change.change = 'confirmed', abs(event.intensity) DESC, event.n_publishers DESC, event.event_id, change.change
LIMIT 30
