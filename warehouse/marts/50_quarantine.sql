-- mart.quarantine
-- Grain: one row an input (feed, entry, document by its address or path, story) whose last ending is a rejection or a
-- failure, and inputs that wait to be read again. The row shows the last ending; ops.rejections has all of them.
-- A story has a row where its document was kept; else the document's row tells of it.
-- Units: times UTC; n_tries counts how often the input ended so or its page was tried, whichever is more.
-- A missing row means that the input was kept when it was last read, or has not ended yet.

CREATE OR REPLACE VIEW mart.quarantine AS
WITH ending AS (  -- what identifies the input, and the time of the run that ended it so
    SELECT
        rejection.*,
        coalesce(run.started_at, rejection.rejected_at) AS run_started_at,
        CASE WHEN rejection.stage = 'entry' THEN coalesce(rejection.entry_id, rejection.key) ELSE rejection.key END AS input
    FROM ops.rejections AS rejection
    LEFT JOIN ops.runs AS run ON run.run_id = rejection.run_id
),
last_ending AS (
    SELECT
        *,
        count(*) OVER same_input AS n_endings,
        min(rejected_at) OVER same_input AS first_rejected_at
    FROM ending
    WINDOW same_input AS (PARTITION BY stage, input, body_sha256)
    QUALIFY row_number() OVER (PARTITION BY stage, input ORDER BY run_started_at DESC, rejected_at DESC, rejection_id) = 1
),
kept_origin AS (  -- addresses and paths of which a document was kept, and when
    SELECT document.origin, max(run.started_at) AS kept_at
    FROM raw.documents AS document
    JOIN ops.runs AS run ON run.run_id = document.run_id
    WHERE document.outcome = 'kept'
    GROUP BY document.origin
),
entry_of_document AS (
    SELECT document_id, min(entry_id) AS entry_id FROM raw.entries WHERE document_id IS NOT NULL GROUP BY document_id
),
requeue AS (
    SELECT
        stage,
        CASE WHEN stage = 'entry' THEN coalesce(entry_id, key) ELSE key END AS input,
        count(*) AS n_requeues,
        max(requeued_at) FILTER (WHERE ended_run_id IS NULL) AS requeued_at,
        arg_max(requeued_by, requeued_at) FILTER (WHERE ended_run_id IS NULL) AS requeued_by
    FROM ops.requeues
    GROUP BY ALL
)
SELECT
    last_ending.rejection_id AS item_id,
    last_ending.stage,
    last_ending.reason,
    CASE WHEN last_ending.is_failure THEN 'failed' ELSE 'rejected' END AS outcome,
    last_ending.key,
    entry.title,
    feed.publisher,
    feed.url AS feed_url,
    last_ending.detail,
    last_ending.body_sha256,
    document.n_bytes,
    document.media_type,
    last_ending.first_rejected_at,
    last_ending.rejected_at,
    CASE last_ending.stage
        WHEN 'feed' THEN greatest(feed.n_failures, 1)
        ELSE greatest(CASE WHEN last_ending.stage = 'entry' THEN entry.n_attempts END, last_ending.n_endings)
    END AS n_tries,
    coalesce(requeue.n_requeues, 0) AS n_requeues,
    requeue.requeued_at,
    requeue.requeued_by,
    last_ending.run_id,
    coalesce(last_ending.entry_id, entry.entry_id) AS entry_id
FROM last_ending
LEFT JOIN requeue ON requeue.stage = last_ending.stage AND requeue.input = last_ending.input
LEFT JOIN raw.documents AS document ON document.document_id = last_ending.body_sha256
LEFT JOIN kept_origin ON kept_origin.origin = last_ending.key
LEFT JOIN entry_of_document ON entry_of_document.document_id = last_ending.body_sha256
LEFT JOIN raw.entries AS entry ON entry.entry_id = coalesce(last_ending.entry_id, entry_of_document.entry_id)
LEFT JOIN ops.feeds AS feed
    ON feed.url = CASE WHEN last_ending.stage = 'feed' THEN last_ending.key ELSE entry.feed_url END
WHERE
    requeue.requeued_at IS NOT NULL
    OR CASE last_ending.stage
        WHEN 'feed' THEN feed.is_listed AND coalesce(feed.last_success_at < last_ending.run_started_at, true)
        WHEN 'entry' THEN
            entry.entry_id IS NULL
            OR (entry.outcome IN ('rejected', 'failed') AND entry.ended_run_id = last_ending.run_id)
        WHEN 'document' THEN
            coalesce(kept_origin.kept_at < last_ending.run_started_at, true)
            AND (last_ending.reason = 'duplicate' OR coalesce(document.outcome <> 'kept', true))
        ELSE coalesce(document.run_id = last_ending.run_id AND document.outcome = 'kept', true)
    END;

COMMENT ON VIEW mart.quarantine IS 'One row an input whose last ending is a rejection or a failure, or that waits to be read again. No row: it was kept, or has not ended.';
COMMENT ON COLUMN mart.quarantine.item_id IS 'Its last ending, as in ops.rejections.rejection_id; `dyadwire quarantine show` takes it.';
COMMENT ON COLUMN mart.quarantine.stage IS 'feed, entry, document or story.';
COMMENT ON COLUMN mart.quarantine.reason IS 'One of the closed list, as in ops.rejections.';
COMMENT ON COLUMN mart.quarantine.outcome IS 'rejected (understood and turned away) or failed (it broke).';
COMMENT ON COLUMN mart.quarantine.key IS 'URL, path or id of the input.';
COMMENT ON COLUMN mart.quarantine.title IS 'Headline as the feed states it; null where no entry is known.';
COMMENT ON COLUMN mart.quarantine.publisher IS 'The outlet of the feed; null where no feed is known.';
COMMENT ON COLUMN mart.quarantine.feed_url IS 'The feed that it is or came by, as in ops.feeds; null where none is known.';
COMMENT ON COLUMN mart.quarantine.detail IS 'A sentence for a person.';
COMMENT ON COLUMN mart.quarantine.body_sha256 IS 'SHA-256 of the archived body; null where no body came.';
COMMENT ON COLUMN mart.quarantine.n_bytes IS 'Size of the document in bytes; null where none ended.';
COMMENT ON COLUMN mart.quarantine.media_type IS 'What the server or the file''s ending claims of the document; null where none ended.';
COMMENT ON COLUMN mart.quarantine.first_rejected_at IS 'When it first ended so with this body (UTC).';
COMMENT ON COLUMN mart.quarantine.rejected_at IS 'When it last ended so (UTC).';
COMMENT ON COLUMN mart.quarantine.n_tries IS 'For a feed its failed polls in a row; else endings of this kind, or tries to fetch its page where these are more.';
COMMENT ON COLUMN mart.quarantine.n_requeues IS 'How often somebody put it back to be read again.';
COMMENT ON COLUMN mart.quarantine.requeued_at IS 'When it was put back (UTC), while it waits for the next run; else null.';
COMMENT ON COLUMN mart.quarantine.requeued_by IS 'Who put it back, while it waits; else null.';
COMMENT ON COLUMN mart.quarantine.run_id IS 'The run in which it last ended.';
COMMENT ON COLUMN mart.quarantine.entry_id IS 'The entry that it is or came by, as in raw.entries; null where none is known.';
