-- What was turned away can be read again: which entry a rejection is about, who asked for it to be read again, batches
-- that could not be loaded, and when a host that asks for pauses was asked last.

ALTER TABLE ops.rejections ADD COLUMN entry_id VARCHAR;
COMMENT ON COLUMN ops.rejections.entry_id IS 'The entry that ended so, as in raw.entries, in rows of stage entry; null in others.';
UPDATE ops.rejections SET entry_id = key WHERE stage = 'entry' AND reason = 'no_link';
UPDATE ops.rejections AS rejection SET entry_id = entry.entry_id
FROM (
    SELECT url, ended_run_id, min(entry_id) AS entry_id
    FROM raw.entries
    WHERE outcome IN ('rejected', 'failed')
    GROUP BY ALL
) AS entry
WHERE
    rejection.stage = 'entry'
    AND rejection.entry_id IS NULL
    AND rejection.key = entry.url
    AND rejection.run_id = entry.ended_run_id;

CREATE TABLE ops.requeues (
    requeue_id VARCHAR NOT NULL,
    rejection_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    entry_id VARCHAR,
    document_id VARCHAR,
    way VARCHAR NOT NULL,
    requeued_at TIMESTAMPTZ NOT NULL,
    requeued_by VARCHAR NOT NULL,
    ended_run_id VARCHAR,
    problem VARCHAR
);
COMMENT ON TABLE ops.requeues IS 'One row an input that somebody put back to be read again. No row: nobody did.';
COMMENT ON COLUMN ops.requeues.requeue_id IS 'Hash of the rejection and the time.';
COMMENT ON COLUMN ops.requeues.rejection_id IS 'How it had ended, as in ops.rejections.';
COMMENT ON COLUMN ops.requeues.stage IS 'feed, entry, document or story, as in ops.rejections.';
COMMENT ON COLUMN ops.requeues.key IS 'URL, path or id of the input, as in ops.rejections.';
COMMENT ON COLUMN ops.requeues.entry_id IS 'The entry whose page it is, as in raw.entries; null where there is none.';
COMMENT ON COLUMN ops.requeues.document_id IS 'The document to be read again, as in raw.documents; null where no body came.';
COMMENT ON COLUMN ops.requeues.way IS 'archive (its archived body is read), fetch (its page is fetched) or poll (the feed is polled).';
COMMENT ON COLUMN ops.requeues.requeued_at IS 'When the command was given (UTC).';
COMMENT ON COLUMN ops.requeues.requeued_by IS 'Who gave it: the name of the user on that machine.';
COMMENT ON COLUMN ops.requeues.ended_run_id IS 'The run in which it ended again, kept or not; null while it waits.';
COMMENT ON COLUMN ops.requeues.problem IS 'Why that run could not read it, its old ending then stays; null where it could, and while it waits.';

CREATE TABLE ops.refused_batches (
    batch_id VARCHAR NOT NULL,
    refused_at TIMESTAMPTZ NOT NULL,
    folder VARCHAR NOT NULL,
    problem VARCHAR NOT NULL
);
COMMENT ON TABLE ops.refused_batches IS 'One row a spooled batch of an earlier run that cannot be loaded and was set aside. What it held has not ended, so that runs read it anew.';
COMMENT ON COLUMN ops.refused_batches.batch_id IS 'Id of the batch, as in ops.loaded_batches.';
COMMENT ON COLUMN ops.refused_batches.refused_at IS 'When it was set aside (UTC).';
COMMENT ON COLUMN ops.refused_batches.folder IS 'Where its files lie now.';
COMMENT ON COLUMN ops.refused_batches.problem IS 'What is wrong with it, for a person.';

ALTER TABLE ops.hosts ADD COLUMN asked_at TIMESTAMPTZ;
COMMENT ON COLUMN ops.hosts.asked_at IS 'When the last request to a host with a crawl-delay began (UTC), so that the next run keeps the pause too; null: none did.';
