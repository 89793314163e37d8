-- Events of the week that ends with the day whose reports disagree, each with the sentence that denies it.
WITH denial AS (
    SELECT
        report.event_id,
        arg_min(report.mention_id, (report.reported_at, report.mention_id)) AS mention_id
    FROM core.event_reports AS report
    WHERE report.stance = 'contradicts'
        AND report.reported_at >= getvariable('week_begin') AND report.reported_at < getvariable('day_end')
    GROUP BY report.event_id
)
SELECT
    event.*,
    mention.mention_id AS denial_id,
    mention.sentence AS denial_sentence,
    mention.trigger_start - mention.sentence_start AS denial_start,
    mention.trigger_end - mention.sentence_start AS denial_end,
    story.publisher AS denial_publisher,
    story.url AS denial_url,
    story.published_at AS denial_published_at,
    count(*) OVER () AS n_found
FROM mart.events AS event
JOIN denial ON denial.event_id = event.event_id
JOIN core.event_mentions AS mention ON mention.mention_id = denial.mention_id
JOIN core.stories AS story ON story.story_id = mention.story_id
WHERE event.is_disputed AND event.first_reported_at < getvariable('day_end')
ORDER BY abs(event.intensity) DESC, event.event_id
LIMIT 15
