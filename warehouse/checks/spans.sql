-- Every span lies in its text, the trigger in its sentence, and the words that were copied stand at their place.
WITH unchecked AS (
    FROM core.event_mentions
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
),
spans AS (
    SELECT mention_id AS id, 'sentence' AS span, sentence_start AS first, sentence_end AS beyond, sentence AS words, story_id
    FROM unchecked
    UNION ALL
    SELECT mention_id, 'trigger', trigger_start, trigger_end, trigger, story_id FROM unchecked
    UNION ALL
    SELECT figure_id, 'figure', figure_start, figure_end, figure, story_id
    FROM core.figures
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    UNION ALL
    SELECT mention_id, 'party ' || party.iso3, party."start", party."end", NULL, story_id
    FROM (SELECT mention_id, story_id, unnest(actors || recipients) AS party FROM unchecked)
)
SELECT spans.id, spans.span, spans.first, spans.beyond
FROM spans
JOIN (
    SELECT story_id, text
    FROM core.stories
    WHERE rowid BETWEEN getvariable('first_place') AND getvariable('last_place')
) AS story ON story.story_id = spans.story_id
WHERE
    spans.first < 0
    OR spans.beyond < spans.first
    OR spans.beyond > length(story.text)
    OR spans.words = ''
    OR spans.words <> substring(story.text, spans.first + 1, spans.beyond - spans.first)
UNION ALL
SELECT mention_id, 'trigger outside its sentence', trigger_start, trigger_end
FROM unchecked
WHERE trigger_start < sentence_start OR trigger_end > sentence_end;
