-- Every row's parent exists.
SELECT 'story without document' AS problem, story_id AS id, document_id AS parent_id
FROM core.stories
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND document_id NOT IN (SELECT document_id FROM raw.documents)
UNION ALL
SELECT 'mention without story', mention_id, story_id
FROM core.event_mentions
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND story_id NOT IN (SELECT story_id FROM core.stories)
UNION ALL
SELECT 'figure without story', figure_id, story_id
FROM core.figures
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND story_id NOT IN (SELECT story_id FROM core.stories)
UNION ALL
SELECT 'figure without its mention', figure_id, mention_id
FROM core.figures
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND mention_id IS NOT NULL
    AND mention_id NOT IN (SELECT mention_id FROM core.event_mentions)
UNION ALL
SELECT 'entry without feed', entry_id, feed_url
FROM raw.entries
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND feed_url NOT IN (SELECT url FROM ops.feeds)
UNION ALL
SELECT 'kept entry without document', entry_id, document_id
FROM raw.entries
WHERE ended_run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND outcome = 'kept'
    AND (document_id IS NULL OR document_id NOT IN (SELECT document_id FROM raw.documents))
UNION ALL
SELECT 'stage counts without run', stage, run_id
FROM ops.stage_counts
WHERE run_id NOT IN (SELECT run_id FROM ops.runs)
UNION ALL
SELECT 'batch without run', batch_id, run_id
FROM ops.loaded_batches
WHERE run_id NOT IN (SELECT run_id FROM ops.runs);
