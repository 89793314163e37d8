-- Loads the views batch_* (one spooled batch) in the transaction that the caller has opened, behind load_stories.sql.
-- Replace by unit of work: a document or story that was loaded before loses its rows first, so that a story that now
-- has fewer events keeps none of the old ones among those that count. In a recode (variable is_recode) the rows of the
-- stories themselves stay.

DELETE FROM core.figures WHERE story_id IN (SELECT story_id FROM replaced);
DELETE FROM core.event_mentions WHERE story_id IN (SELECT story_id FROM replaced);
DELETE FROM core.stories WHERE NOT getvariable('is_recode') AND story_id IN (SELECT story_id FROM replaced);
DELETE FROM raw.documents WHERE document_id IN (SELECT document_id FROM batch_documents);

INSERT INTO raw.fetches BY NAME FROM batch_fetches;
INSERT INTO raw.documents BY NAME FROM batch_documents;
INSERT INTO core.stories BY NAME
SELECT
    story.*,
    coalesce(
        known.version + known.is_changed::INTEGER,
        (SELECT max(former.version) + 1 FROM core.story_versions AS former WHERE former.story_id = story.story_id),
        1
    ) AS version,
    CASE WHEN NOT known.is_changed THEN known.first_seen_at ELSE story.fetched_at END AS first_seen_at,
    (SELECT min(coder_version) FROM batch_batches) AS coder_version,
    (SELECT min(codebook_version) FROM batch_batches) AS codebook_version
FROM batch_stories AS story
ANTI JOIN late USING (story_id)
LEFT JOIN known USING (story_id)
WHERE NOT getvariable('is_recode');

INSERT INTO core.event_mentions BY NAME
SELECT mention.* REPLACE (ids.mention_id AS mention_id)
FROM batch_event_mentions AS mention
JOIN ids ON ids.coded_id = mention.mention_id;

INSERT INTO core.figures BY NAME
SELECT figure.* REPLACE (ids.mention_id AS mention_id)
FROM batch_figures AS figure
ANTI JOIN late USING (story_id)
LEFT JOIN ids ON ids.coded_id = figure.mention_id;

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

DROP TABLE late;
DROP TABLE known;
DROP TABLE former;
DROP TABLE replaced;
DROP TABLE compared;
DROP TABLE pairs;
DROP TABLE ids;
