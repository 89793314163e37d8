-- Every row's parent exists. It has mostly come with the same run; only what has not is sought among all.
WITH child AS (
    SELECT 'story without document' AS problem, story_id AS id, document_id AS parent_id
    FROM core.stories
    WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT 'mention without story', mention_id, story_id
    FROM core.event_mentions
    WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT 'figure without story', figure_id, story_id
    FROM core.figures
    WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT 'figure without its mention', figure_id, mention_id
    FROM core.figures
    WHERE run_id IN (SELECT run_id FROM unchecked_runs) AND mention_id IS NOT NULL
    UNION ALL
    SELECT 'entry without feed', entry_id, feed_url
    FROM raw.entries
    WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT 'kept entry without document', entry_id, document_id
    FROM raw.entries
    WHERE ended_run_id IN (SELECT run_id FROM unchecked_runs) AND outcome = 'kept'
    UNION ALL
    SELECT 'stage counts without run', stage, run_id
    FROM ops.stage_counts
    UNION ALL
    SELECT 'batch without run', batch_id, run_id
    FROM ops.loaded_batches
),
near AS (
    SELECT document_id AS id FROM raw.documents WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT story_id FROM unchecked_stories
    UNION ALL
    SELECT mention_id FROM core.event_mentions WHERE run_id IN (SELECT run_id FROM unchecked_runs)
    UNION ALL
    SELECT url FROM ops.feeds
    UNION ALL
    SELECT run_id FROM ops.runs
),
distant AS (
    FROM child WHERE NOT EXISTS (SELECT 1 FROM near WHERE near.id = child.parent_id)
),
parent AS (
    SELECT document_id AS id FROM raw.documents WHERE document_id IN (SELECT parent_id FROM distant)
    UNION ALL
    SELECT story_id FROM core.stories WHERE story_id IN (SELECT parent_id FROM distant)
    UNION ALL
    SELECT mention_id FROM core.event_mentions WHERE mention_id IN (SELECT parent_id FROM distant)
)
SELECT problem, id, parent_id
FROM distant
WHERE NOT EXISTS (SELECT 1 FROM parent WHERE parent.id = distant.parent_id);
