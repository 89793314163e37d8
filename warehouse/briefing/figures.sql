-- Quantities told on the day, each with its sentence and the last figure of the same pair, unit and measure before it.
WITH figure AS (  -- one row a figure and pair; copies of one wire story count once
    SELECT DISTINCT ON (report.wire_id, figure.value, figure.unit, figure.measure, figure.period, pair)
        figure.*,
        least(report.actor_iso3, report.recipient_iso3) || '-' || greatest(report.actor_iso3, report.recipient_iso3) AS pair,
        report.reported_at,
        (report.reported_at AT TIME ZONE 'UTC')::DATE AS reported_on
    FROM core.figures AS figure
    JOIN core.event_reports AS report ON report.mention_id = figure.mention_id
    WHERE (report.reported_at AT TIME ZONE 'UTC')::DATE <= getvariable('day')
    ORDER BY report.reported_at, figure.figure_id
),
followed AS (
    SELECT
        *,
        lag(figure) OVER same AS former_figure,
        lag(period) OVER same AS former_period,
        lag(reported_on) OVER same AS former_reported_on
    FROM figure
    WINDOW same AS (PARTITION BY pair, unit, measure, kind ORDER BY reported_on, reported_at, figure_id)
)
SELECT
    followed.pair,
    followed.figure,
    followed.value,
    followed.unit,
    followed.measure,
    followed.period,
    followed.kind,
    followed.former_figure,
    followed.former_period,
    followed.former_reported_on,
    mention.mention_id,
    mention.sentence,
    followed.figure_start - mention.sentence_start AS figure_start,
    followed.figure_end - mention.sentence_start AS figure_end,
    story.publisher,
    story.url,
    story.published_at,
    count(*) OVER () AS n_found
FROM followed
JOIN core.event_mentions AS mention ON mention.mention_id = followed.mention_id
JOIN core.stories AS story ON story.story_id = mention.story_id
WHERE followed.reported_on = getvariable('day')
ORDER BY followed.unit NOT IN ('USD', 'EUR', 'percent'), followed.pair, abs(followed.value) DESC, followed.figure_id
LIMIT 30
