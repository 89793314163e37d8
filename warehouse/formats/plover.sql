-- PLOVER JSON. Grain: one object an event mention, with all its parties. Fields: docs/exports.md.
-- A mention is in where one of its dyads was asked for. date is null where the text does not say when.
WITH figure AS (
    SELECT
        mention_id,
        list(
            {
                'value': value,
                'unit': unit,
                'measure': measure,
                'period': period,
                'kind': kind,
                'text': figure,
                'start': figure_start,
                'end': figure_end
            }
            ORDER BY figure_start, figure_id
        ) AS figures
    FROM core.figures
    WHERE mention_id IN (SELECT judged.mention_id FROM judged WHERE judged.left_out IS NULL)  -- a list cannot be spilled
    GROUP BY mention_id
)
SELECT
    mention.mention_id AS id,
    true AS has_event,
    mention.event_date_start AS "date",
    mention.event_date_end AS enddate,
    list_transform(
        mention.actors,
        lambda party: {
            'code': party.iso3,
            'sector': party.sector,
            'actor_text': party."text",
            'start': party."start",
            'end': party."end",
            'is_inferred': party.is_inferred
        }
    ) AS source,
    list_transform(
        mention.recipients,
        lambda party: {
            'code': party.iso3,
            'sector': party.sector,
            'actor_text': party."text",
            'start': party."start",
            'end': party."end",
            'is_inferred': party.is_inferred
        }
    ) AS recipient,
    [mention.event_type] AS event,
    CASE
        WHEN coalesce(mention.location_text, mention.location_iso3) IS NOT NULL
            THEN {'name': mention.location_text, 'cc3': mention.location_iso3}
    END AS event_loc,
    [mention.trigger] AS event_text,
    mention.quad_class AS quad_code,
    mention.intensity AS event_scale,
    list_filter(
        [
            mention.mode,
            CASE mention.status WHEN 'actual' THEN NULL WHEN 'negated' THEN 'negation' ELSE mention.status END
        ],
        lambda mode: mode IS NOT NULL
    ) AS mode,
    mention.contexts AS context,
    mention.sentence AS "text",
    {'start': mention.sentence_start, 'end': mention.sentence_end} AS text_info,
    {
        'citation': mention.story_id,
        'url': story.url,
        'title': story.title,
        'language': story.language,
        'publication': story.publisher,
        'codebook': mention.codebook_version
    } AS cite_info,
    mention.coder_version AS coder,
    run.started_at::DATE AS coded_date,
    mention.status,
    mention.is_reciprocal,
    mention.date_granularity,
    mention.planned_type AS planned_event,
    mention.planned_mode,
    mention.trigger_start,
    mention.trigger_end,
    mention.cameo_code,
    mention.goldstein,
    mention.attributed_to,
    mention.confidence,
    mention.rule_id,
    coalesce(figure.figures, []) AS figures,
    story.published_at,
    coalesce(copy.wire_id, story.story_id) AS wire_id
FROM core.event_mentions AS mention
JOIN core.stories AS story ON story.story_id = mention.story_id
LEFT JOIN core.wire_copies AS copy ON copy.story_id = mention.story_id
LEFT JOIN ops.runs AS run ON run.run_id = mention.run_id
LEFT JOIN figure ON figure.mention_id = mention.mention_id
WHERE mention.mention_id IN (SELECT judged.mention_id FROM judged WHERE judged.left_out IS NULL)
ORDER BY mention.event_date_start NULLS LAST, mention.mention_id
