-- Quantities told on the day, each with the passage that states it and, where there is one, the last figure before the day of
-- the same pair, unit, measure and kind; none where no measure is named. Copies of one wire story tell a quantity once.
WITH report AS (
    SELECT *, least(actor_iso3, recipient_iso3) || '-' || greatest(actor_iso3, recipient_iso3) AS pair
    FROM core.event_reports
    WHERE reported_at < getvariable('day_end')
),
new AS (
    SELECT DISTINCT ON (report.wire_id, report.pair, figure.value, figure.unit, figure.measure, figure.period)
        report.pair,
        figure.*
    FROM report
    JOIN core.figures AS figure ON figure.mention_id = report.mention_id
    WHERE report.reported_at >= getvariable('day_begin') AND report.reported_at < getvariable('day_end')
    ORDER BY report.reported_at, figure.figure_id
),
former AS (
    SELECT
        report.pair,
        figure.unit,
        figure.measure,
        figure.kind,
        arg_max(figure.figure, (report.reported_at, figure.figure_id)) AS former_figure,
        arg_max_null(figure.period, (report.reported_at, figure.figure_id)) AS former_period,
        (max(report.reported_at) AT TIME ZONE 'UTC')::DATE AS former_reported_on
    FROM report
    JOIN core.figures AS figure ON figure.mention_id = report.mention_id
    WHERE report.reported_at < getvariable('day_begin') AND report.pair IN (SELECT new.pair FROM new)
    GROUP BY ALL
)
SELECT
    new.pair,
    new.figure,
    new.value,
    new.unit,
    new.measure,
    new.period,
    new.kind,
    former.former_figure,
    former.former_period,
    former.former_reported_on,
    new.passage,
    new.mention_id,
    story.publisher,
    story.url,
    story.published_at,
    count(*) OVER () AS n_found
FROM new
JOIN core.stories AS story ON story.story_id = new.story_id
LEFT JOIN former
    ON former.pair = new.pair AND former.unit = new.unit AND former.kind = new.kind
    AND former.measure = new.measure
ORDER BY new.unit NOT IN ('USD', 'EUR', 'percent'), new.pair, abs(new.value) DESC, new.figure_id
LIMIT 30
