-- Loads the views batch_* (one spooled batch) in the transaction that the caller has opened.
-- Replace by unit of work: a document or story that was loaded before loses its rows first, so that a story that now
-- has fewer events keeps none of the old ones.

CREATE TEMP TABLE replaced AS
SELECT story_id FROM core.stories WHERE document_id IN (SELECT document_id FROM batch_documents)
UNION
SELECT story_id FROM batch_stories;

DELETE FROM core.figures WHERE story_id IN (SELECT story_id FROM replaced);
DELETE FROM core.event_mentions WHERE story_id IN (SELECT story_id FROM replaced);
DELETE FROM core.stories WHERE story_id IN (SELECT story_id FROM replaced);
DELETE FROM raw.documents WHERE document_id IN (SELECT document_id FROM batch_documents);
DROP TABLE replaced;

INSERT INTO raw.fetches BY NAME FROM batch_fetches;
INSERT INTO raw.documents BY NAME FROM batch_documents;
INSERT INTO core.stories BY NAME FROM batch_stories;
INSERT INTO core.event_mentions BY NAME FROM batch_event_mentions;
INSERT INTO core.figures BY NAME FROM batch_figures;
INSERT INTO ops.rejections BY NAME SELECT *, getvariable('loaded_at') AS rejected_at FROM batch_rejections;

UPDATE raw.entries AS entry SET
    outcome = ending.outcome,
    n_attempts = ending.n_attempts,
    document_id = ending.document_id,
    page_etag = CASE WHEN ending.outcome = 'kept' THEN ending.page_etag ELSE entry.page_etag END,
    page_last_modified = CASE
        WHEN ending.outcome = 'kept' THEN ending.page_last_modified
        ELSE entry.page_last_modified
    END,
    ended_run_id = CASE WHEN ending.outcome = 'pending' THEN NULL ELSE ending.run_id END
FROM batch_entries AS ending
WHERE ending.entry_id = entry.entry_id;

-- What was put back to be read again has now ended.
UPDATE ops.requeues AS requeue SET ended_run_id = document.run_id
FROM batch_documents AS document
WHERE requeue.ended_run_id IS NULL AND requeue.way = 'archive' AND document.document_id = requeue.document_id;

UPDATE ops.requeues AS requeue SET ended_run_id = ending.run_id
FROM batch_entries AS ending
WHERE
    requeue.ended_run_id IS NULL
    AND requeue.way = 'fetch'
    AND ending.entry_id = requeue.entry_id
    AND ending.outcome <> 'pending';

INSERT INTO ops.loaded_batches BY NAME
SELECT
    batch_id,
    run_id,
    getvariable('loaded_at') AS loaded_at,
    (SELECT count(*) FROM batch_documents) AS n_documents,
    (SELECT count(*) FROM batch_stories) AS n_stories,
    (SELECT count(*) FROM batch_event_mentions) AS n_mentions
FROM batch_batches;
