-- Ids are unique. There are no keys in the tables, so this is where it is proven.
SELECT 'core.stories' AS "table", story_id AS id, count(*) AS n_rows
FROM core.stories
WHERE story_id IN (SELECT story_id FROM core.stories WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event_mentions', mention_id, count(*)
FROM core.event_mentions
WHERE mention_id IN (SELECT mention_id FROM core.event_mentions WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.figures', figure_id, count(*)
FROM core.figures
WHERE figure_id IN (SELECT figure_id FROM core.figures WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.documents', document_id, count(*)
FROM raw.documents
WHERE document_id IN (SELECT document_id FROM raw.documents WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.entries', entry_id, count(*)
FROM raw.entries
WHERE entry_id IN (SELECT entry_id FROM raw.entries WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.fetches', fetch_id, count(*)
FROM raw.fetches
WHERE fetch_id IN (SELECT fetch_id FROM raw.fetches WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.rejections', rejection_id, count(*)
FROM ops.rejections
WHERE rejection_id IN (SELECT rejection_id FROM ops.rejections WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.loaded_batches', batch_id, count(*)
FROM ops.loaded_batches
WHERE batch_id IN (SELECT batch_id FROM ops.loaded_batches WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.runs', run_id, count(*)
FROM ops.runs
WHERE run_id IN (SELECT run_id FROM ops.runs WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked))
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.feeds', url, count(*)
FROM ops.feeds
GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.stage_counts', run_id || ' ' || stage, count(*)
FROM ops.stage_counts
GROUP BY ALL HAVING count(*) > 1;
