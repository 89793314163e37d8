-- What was received, before anything is believed.

CREATE TABLE raw.fetches (
    fetch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    fetch_seconds DOUBLE NOT NULL,
    status INTEGER,
    n_bytes BIGINT NOT NULL,
    body_sha256 VARCHAR,
    problem VARCHAR
);
COMMENT ON TABLE raw.fetches IS 'One row an HTTP exchange. Seed files are read, not fetched, and have no row.';
COMMENT ON COLUMN raw.fetches.fetch_id IS 'Hash of run, kind, URL, start and place among equal ones.';
COMMENT ON COLUMN raw.fetches.run_id IS 'The run that fetched.';
COMMENT ON COLUMN raw.fetches.kind IS 'feed (a poll) or entry (the page of an entry).';
COMMENT ON COLUMN raw.fetches.url IS 'Address that was asked.';
COMMENT ON COLUMN raw.fetches.final_url IS 'Address that answered, after redirects.';
COMMENT ON COLUMN raw.fetches.started_at IS 'When the request began (UTC).';
COMMENT ON COLUMN raw.fetches.fetch_seconds IS 'Seconds until the whole body was there, or until it failed.';
COMMENT ON COLUMN raw.fetches.status IS 'HTTP status; null where no answer came.';
COMMENT ON COLUMN raw.fetches.n_bytes IS 'Bytes of the body after decompression; 0 where none came.';
COMMENT ON COLUMN raw.fetches.body_sha256 IS 'SHA-256 of the body in the archive; null where none came.';
COMMENT ON COLUMN raw.fetches.problem IS 'What went wrong, for a person; null while all is well.';

CREATE TABLE raw.entries (
    entry_id VARCHAR NOT NULL,
    feed_url VARCHAR NOT NULL,
    guid VARCHAR,
    url VARCHAR,
    title VARCHAR,
    author VARCHAR,
    summary_html VARCHAR,
    content_html VARCHAR,
    published_at TIMESTAMPTZ,
    updated_at TIMESTAMPTZ,
    language VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    n_attempts INTEGER NOT NULL,
    ended_run_id VARCHAR,
    document_id VARCHAR
);
COMMENT ON TABLE raw.entries IS 'One row an entry of a feed, as the feed stated it when it was first seen.';
COMMENT ON COLUMN raw.entries.entry_id IS 'Hash of the feed and the entry''s own id, link or title; stable over polls.';
COMMENT ON COLUMN raw.entries.feed_url IS 'The feed, as in ops.feeds.url.';
COMMENT ON COLUMN raw.entries.guid IS 'The id that the feed gives; null where it gives none.';
COMMENT ON COLUMN raw.entries.url IS 'Address of the page, made absolute; null where the feed gives none.';
COMMENT ON COLUMN raw.entries.title IS 'Headline as the feed states it.';
COMMENT ON COLUMN raw.entries.author IS 'Author as the feed states it.';
COMMENT ON COLUMN raw.entries.summary_html IS 'Summary as the feed states it, unsanitised.';
COMMENT ON COLUMN raw.entries.content_html IS 'Full content as the feed states it, unsanitised; null where it has none.';
COMMENT ON COLUMN raw.entries.published_at IS 'Publication as the feed states it (UTC); null where it states none.';
COMMENT ON COLUMN raw.entries.updated_at IS 'Last change as the feed states it (UTC); null where it states none.';
COMMENT ON COLUMN raw.entries.language IS 'Language as the feed states it.';
COMMENT ON COLUMN raw.entries.first_seen_at IS 'When the poll began that first showed the entry (UTC).';
COMMENT ON COLUMN raw.entries.run_id IS 'The run that first saw the entry.';
COMMENT ON COLUMN raw.entries.outcome IS 'pending (its page is still to be fetched), kept, rejected or failed.';
COMMENT ON COLUMN raw.entries.n_attempts IS 'Failed tries to fetch its page.';
COMMENT ON COLUMN raw.entries.ended_run_id IS 'The run in which it ended; null while pending.';
COMMENT ON COLUMN raw.entries.document_id IS 'The document that its page is, as in raw.documents; null where no page came.';

CREATE TABLE raw.documents (
    document_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    media_type VARCHAR,
    n_bytes BIGINT NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL,
    n_stories INTEGER NOT NULL
);
COMMENT ON TABLE raw.documents IS 'One row a document that ended: a page or seed file by its bytes. The bytes themselves are in the archive.';
COMMENT ON COLUMN raw.documents.document_id IS 'SHA-256 of the bytes as received.';
COMMENT ON COLUMN raw.documents.run_id IS 'The run in which it last ended.';
COMMENT ON COLUMN raw.documents.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';
COMMENT ON COLUMN raw.documents.origin IS 'URL, or path of the seed file.';
COMMENT ON COLUMN raw.documents.media_type IS 'What the server or the file''s ending claims.';
COMMENT ON COLUMN raw.documents.n_bytes IS 'Size in bytes after decompression.';
COMMENT ON COLUMN raw.documents.fetched_at IS 'When it was fetched or read (UTC).';
COMMENT ON COLUMN raw.documents.outcome IS 'kept (it gave at least one story), rejected or failed.';
COMMENT ON COLUMN raw.documents.n_stories IS 'Stories that were kept from it when it ended.';
