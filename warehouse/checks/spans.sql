-- Every span lies in its text, the trigger in its sentence, and the words that were copied stand at their place.
WITH spans AS (
    SELECT
        mention.mention_id AS id,
        'sentence' AS span,
        mention.sentence_start AS first,
        mention.sentence_end AS beyond,
        mention.sentence AS words,
        mention.story_id
    FROM core.event_mentions AS mention
    UNION ALL
    SELECT mention_id, 'trigger', trigger_start, trigger_end, trigger, story_id FROM core.event_mentions
    UNION ALL
    SELECT figure_id, 'figure', figure_start, figure_end, figure, story_id FROM core.figures
)
SELECT spans.id, spans.span, spans.first, spans.beyond
FROM spans
JOIN core.stories AS story ON story.story_id = spans.story_id
WHERE
    spans.first < 0
    OR spans.beyond <= spans.first
    OR spans.beyond > length(story.text)
    OR spans.words <> substring(story.text, spans.first + 1, spans.beyond - spans.first)
UNION ALL
SELECT mention_id, 'trigger outside its sentence', trigger_start, trigger_end
FROM core.event_mentions
WHERE trigger_start < sentence_start OR trigger_end > sentence_end
UNION ALL
SELECT mention.mention_id, 'party ' || mention.party.iso3, mention.party."start", mention.party."end"
FROM (SELECT mention_id, story_id, unnest(actors || recipients) AS party FROM core.event_mentions) AS mention
JOIN core.stories AS story ON story.story_id = mention.story_id
WHERE
    mention.party."start" < 0
    OR mention.party."end" < mention.party."start"
    OR mention.party."end" > length(story.text);
