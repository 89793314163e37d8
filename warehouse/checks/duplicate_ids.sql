-- Ids are unique. There are no keys in the tables, so this is where it is proven.
SELECT 'core.stories' AS "table", story_id AS id, count(*) AS n_rows FROM core.stories GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.event_mentions', mention_id, count(*) FROM core.event_mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'core.figures', figure_id, count(*) FROM core.figures GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.documents', document_id, count(*) FROM raw.documents GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.entries', entry_id, count(*) FROM raw.entries GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'raw.fetches', fetch_id, count(*) FROM raw.fetches GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.rejections', rejection_id, count(*) FROM ops.rejections GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.feeds', url, count(*) FROM ops.feeds GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.runs', run_id, count(*) FROM ops.runs GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.stage_counts', run_id || ' ' || stage, count(*) FROM ops.stage_counts GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'ops.loaded_batches', batch_id, count(*) FROM ops.loaded_batches GROUP BY ALL HAVING count(*) > 1;
