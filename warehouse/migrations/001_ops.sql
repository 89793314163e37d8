-- What happened in each run: its endings, its rejections, the feeds as we know them, the batches that were loaded.
-- No keys and no enums: keys slow loads and checkpoints, an enum cannot grow; checks/ prove uniqueness and codes.

CREATE TABLE ops.runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    state VARCHAR NOT NULL,
    exit_code INTEGER,
    coder_version VARCHAR,
    codebook_version VARCHAR,
    n_stories BIGINT,
    n_mentions BIGINT,
    n_figures BIGINT,
    message VARCHAR,
    is_checked BOOLEAN NOT NULL
);
COMMENT ON TABLE ops.runs IS 'One row a run. A missing row means that no run of that id began.';
COMMENT ON COLUMN ops.runs.run_id IS 'Id of the run; it begins with the time the run began (UTC).';
COMMENT ON COLUMN ops.runs.started_at IS 'When the run began (UTC).';
COMMENT ON COLUMN ops.runs.finished_at IS 'When the run ended (UTC); null while it runs and where it was killed.';
COMMENT ON COLUMN ops.runs.state IS 'running, finished, failed (it ended with an error) or interrupted (it was killed; the next run noticed).';
COMMENT ON COLUMN ops.runs.exit_code IS 'Exit code of the command: 0 fine, 4 too large a share of failures; null where the run did not reach its end.';
COMMENT ON COLUMN ops.runs.coder_version IS 'Version of the coder; null where nothing was coded.';
COMMENT ON COLUMN ops.runs.codebook_version IS 'Version of the codebook; null where nothing was coded.';
COMMENT ON COLUMN ops.runs.n_stories IS 'Stories of this run in core.stories when it ended.';
COMMENT ON COLUMN ops.runs.n_mentions IS 'Event mentions of this run in core.event_mentions when it ended.';
COMMENT ON COLUMN ops.runs.n_figures IS 'Figures of this run in core.figures when it ended.';
COMMENT ON COLUMN ops.runs.message IS 'What went wrong, for a person; null while all is well.';
COMMENT ON COLUMN ops.runs.is_checked IS 'True once the rows of the run have passed all checks; only then are they published.';

CREATE TABLE ops.stage_counts (
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    n_in BIGINT NOT NULL,
    n_kept BIGINT NOT NULL,
    n_rejected BIGINT NOT NULL,
    n_failed BIGINT NOT NULL,
    n_pending BIGINT NOT NULL,
    n_unchanged BIGINT NOT NULL
);
COMMENT ON TABLE ops.stage_counts IS 'Endings, one row a run and stage: n_in = n_kept + n_rejected + n_failed. No row: the run did not reach its end.';
COMMENT ON COLUMN ops.stage_counts.run_id IS 'The run, as in ops.runs.';
COMMENT ON COLUMN ops.stage_counts.stage IS 'feed (a poll), entry (an entry and the fetch of its page), document or story.';
COMMENT ON COLUMN ops.stage_counts.n_in IS 'Inputs that the stage took up and that ended; counted where they are taken up, not from their endings.';
COMMENT ON COLUMN ops.stage_counts.n_kept IS 'Inputs that went on to the next stage, counted from the loaded rows.';
COMMENT ON COLUMN ops.stage_counts.n_rejected IS 'Inputs that were turned away for a reason of ops.rejections, counted from the loaded rows.';
COMMENT ON COLUMN ops.stage_counts.n_failed IS 'Inputs that broke, with a row in ops.rejections where is_failure, counted from the loaded rows.';
COMMENT ON COLUMN ops.stage_counts.n_pending IS 'Inputs that were tried, have not ended and wait for the next run; not in n_in.';
COMMENT ON COLUMN ops.stage_counts.n_unchanged IS 'Inputs that had ended in an earlier run and were not taken up again; not in n_in.';

CREATE TABLE ops.rejections (
    rejection_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    is_failure BOOLEAN NOT NULL,
    body_sha256 VARCHAR,
    rejected_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.rejections IS 'One row an input that was rejected or failed in a run, with the reason. No row: the input was kept, or waits.';
COMMENT ON COLUMN ops.rejections.rejection_id IS 'Hash of run, stage, reason, key and place among equal ones.';
COMMENT ON COLUMN ops.rejections.run_id IS 'The run in which the input ended.';
COMMENT ON COLUMN ops.rejections.stage IS 'feed, entry, document or story.';
COMMENT ON COLUMN ops.rejections.reason IS 'One of a closed list, as not_english or timeout.';
COMMENT ON COLUMN ops.rejections.key IS 'URL, path or id of the input.';
COMMENT ON COLUMN ops.rejections.detail IS 'A sentence for a person.';
COMMENT ON COLUMN ops.rejections.is_failure IS 'True: it broke. False: it was understood and turned away.';
COMMENT ON COLUMN ops.rejections.body_sha256 IS 'SHA-256 of the archived body; null where no body came.';
COMMENT ON COLUMN ops.rejections.rejected_at IS 'When the row was loaded (UTC).';

CREATE TABLE ops.feeds (
    url VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    country_iso3 VARCHAR,
    language VARCHAR NOT NULL,
    address_source VARCHAR NOT NULL,
    checked_on DATE,
    is_listed BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    body_sha256 VARCHAR,
    n_failures INTEGER NOT NULL,
    last_polled_at TIMESTAMPTZ,
    next_poll_at TIMESTAMPTZ
);
COMMENT ON TABLE ops.feeds IS 'One row a feed that ever was in the feed list, with what its next conditional request needs.';
COMMENT ON COLUMN ops.feeds.url IS 'Address of the feed as the feed list states it.';
COMMENT ON COLUMN ops.feeds.publisher IS 'The outlet.';
COMMENT ON COLUMN ops.feeds.country_iso3 IS 'Country of the outlet; null where the list states none.';
COMMENT ON COLUMN ops.feeds.language IS 'Language of the feed, as the list states it.';
COMMENT ON COLUMN ops.feeds.address_source IS 'Where the address was seen.';
COMMENT ON COLUMN ops.feeds.checked_on IS 'Day on which somebody saw the address answer, as the list states it; null: never.';
COMMENT ON COLUMN ops.feeds.is_listed IS 'False: the feed left the list; it is kept for its entries and not polled.';
COMMENT ON COLUMN ops.feeds.state IS 'active and backing_off are polled; moved, gone and paused are not.';
COMMENT ON COLUMN ops.feeds.reason IS 'Why the state is what it is; null while all is well.';
COMMENT ON COLUMN ops.feeds.etag IS 'ETag of the last body that was loaded.';
COMMENT ON COLUMN ops.feeds.last_modified IS 'Last-Modified of the last body that was loaded, as the server wrote it.';
COMMENT ON COLUMN ops.feeds.body_sha256 IS 'SHA-256 of the last body that was loaded; an equal one is not parsed again.';
COMMENT ON COLUMN ops.feeds.n_failures IS 'Failed polls since the last good one.';
COMMENT ON COLUMN ops.feeds.last_polled_at IS 'When the last request began (UTC); null: never.';
COMMENT ON COLUMN ops.feeds.next_poll_at IS 'The feed is due from then on (UTC); null: at once.';

CREATE TABLE ops.loaded_batches (
    batch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    n_documents BIGINT NOT NULL,
    n_stories BIGINT NOT NULL,
    n_mentions BIGINT NOT NULL
);
COMMENT ON TABLE ops.loaded_batches IS 'One row a spooled batch that was loaded; its presence makes a second load a no-op.';
COMMENT ON COLUMN ops.loaded_batches.batch_id IS 'Id of the batch: its run and its number in the run.';
COMMENT ON COLUMN ops.loaded_batches.run_id IS 'The run that coded and spooled the batch, not always the one that loaded it.';
COMMENT ON COLUMN ops.loaded_batches.loaded_at IS 'When it was loaded (UTC).';
COMMENT ON COLUMN ops.loaded_batches.n_documents IS 'Documents of the batch.';
COMMENT ON COLUMN ops.loaded_batches.n_stories IS 'Stories of the batch.';
COMMENT ON COLUMN ops.loaded_batches.n_mentions IS 'Event mentions of the batch.';
