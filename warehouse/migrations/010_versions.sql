-- Versions of stories: a text that changes leaves its former one, and what became of its event mentions, in here.

ALTER TABLE core.stories ADD COLUMN version INTEGER DEFAULT 1;
ALTER TABLE core.stories ADD COLUMN first_seen_at TIMESTAMPTZ;
UPDATE core.stories SET first_seen_at = fetched_at;
COMMENT ON COLUMN core.stories.version IS 'Number of this text among the texts of the story, from 1; the former ones are in core.story_versions.';
COMMENT ON COLUMN core.stories.first_seen_at IS 'When the document was fetched that first showed this text (UTC); fetched_at is the last.';

ALTER TABLE raw.documents ADD COLUMN path VARCHAR;
UPDATE raw.documents SET path = origin WHERE NOT contains(origin, '://');
COMMENT ON COLUMN raw.documents.path IS 'Path of the seed file when it was last read; null for pages, and for files with an address that were read before this was recorded.';

CREATE TABLE core.story_versions (
    story_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    title VARCHAR,
    dateline VARCHAR,
    published_at TIMESTAMPTZ,
    published_rung VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    extraction_method VARCHAR NOT NULL,
    is_stub BOOLEAN NOT NULL,
    is_paywalled BOOLEAN,
    captions VARCHAR[],
    figures JSON,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    ended_by VARCHAR NOT NULL,
    ended_run_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.story_versions IS 'One row a former text of a story; the present one is in core.stories. No row: the story has had one text only.';
COMMENT ON COLUMN core.story_versions.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.story_versions.version IS 'Number of the text in the order in which the texts were met, from 1. A text that comes back gets a new number.';
COMMENT ON COLUMN core.story_versions.document_id IS 'The document that last showed this text, as in raw.documents.';
COMMENT ON COLUMN core.story_versions.title IS 'The headline of that version; null where none is known.';
COMMENT ON COLUMN core.story_versions.dateline IS 'The dateline as printed; null where there is none.';
COMMENT ON COLUMN core.story_versions.published_at IS 'Publication as that version stated it (UTC); null where nothing stated it.';
COMMENT ON COLUMN core.story_versions.published_rung IS 'Where published_at came from, as in core.stories.';
COMMENT ON COLUMN core.story_versions.text IS 'The text; the spans of its mentions (core.mention_changes.former_mention) and figures count its characters.';
COMMENT ON COLUMN core.story_versions.text_sha256 IS 'SHA-256 of the text in UTF-8.';
COMMENT ON COLUMN core.story_versions.extraction_method IS 'The way the text was won, as in core.stories.';
COMMENT ON COLUMN core.story_versions.is_stub IS 'True where the text was too short to be the whole story.';
COMMENT ON COLUMN core.story_versions.is_paywalled IS 'True where the page showed a paywall; null before this was recorded.';
COMMENT ON COLUMN core.story_versions.captions IS 'Captions of the page''s pictures; null before this was recorded.';
COMMENT ON COLUMN core.story_versions.figures IS 'The rows that core.figures held for this text, as a JSON list; null where there were none.';
COMMENT ON COLUMN core.story_versions.first_seen_at IS 'When the document was fetched that first showed this text (UTC).';
COMMENT ON COLUMN core.story_versions.last_seen_at IS 'When the document was fetched that last showed it and was read (UTC).';
COMMENT ON COLUMN core.story_versions.run_id IS 'The run that last coded this text.';
COMMENT ON COLUMN core.story_versions.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';
COMMENT ON COLUMN core.story_versions.ended_at IS 'When the document was fetched that showed the next text (UTC).';
COMMENT ON COLUMN core.story_versions.ended_by IS 'Why another text followed: edit (the publisher changed it) or reading (Dyadwire read the same document, or the same words and boilerplate, otherwise).';
COMMENT ON COLUMN core.story_versions.ended_run_id IS 'The run that brought the next text.';

CREATE TABLE core.mention_changes (
    story_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    mention_id VARCHAR NOT NULL,
    change VARCHAR NOT NULL,
    cause VARCHAR,
    event_type VARCHAR NOT NULL,
    status VARCHAR,
    former_status VARCHAR,
    trigger VARCHAR NOT NULL,
    sentence VARCHAR,
    former_sentence VARCHAR,
    former_mention JSON,
    seen_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.mention_changes IS 'One row an event mention and a later version of its story, from the second on: what the change of the text did to the mention. Mentions that only a new coder adds or drops in an unchanged text have no row.';
COMMENT ON COLUMN core.mention_changes.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.mention_changes.version IS 'The version that changed it, as in core.stories or core.story_versions.';
COMMENT ON COLUMN core.mention_changes.mention_id IS 'The event mention, as in core.event_mentions where it still stands.';
COMMENT ON COLUMN core.mention_changes.change IS 'confirmed (in both texts), added (in the new one alone) or withdrawn (in the former one alone).';
COMMENT ON COLUMN core.mention_changes.cause IS 'Of what was added or withdrawn: edit, or reading where the publisher did not change it: the same document read otherwise, or another coder or codebook on a sentence that stands in both texts. Null for what was confirmed.';
COMMENT ON COLUMN core.mention_changes.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN core.mention_changes.status IS 'Status in the new text; null where it was withdrawn.';
COMMENT ON COLUMN core.mention_changes.former_status IS 'Status in the former text; null where it was added.';
COMMENT ON COLUMN core.mention_changes.trigger IS 'The words that carry the action.';
COMMENT ON COLUMN core.mention_changes.sentence IS 'The sentence in the new text; null where it was withdrawn.';
COMMENT ON COLUMN core.mention_changes.former_sentence IS 'The sentence in the former text; null where it was added.';
COMMENT ON COLUMN core.mention_changes.former_mention IS 'The row of core.event_mentions as it stood for the former text; null where it was added.';
COMMENT ON COLUMN core.mention_changes.seen_at IS 'When the document with the new text was fetched (UTC).';
COMMENT ON COLUMN core.mention_changes.run_id IS 'The run that coded the new text.';
COMMENT ON COLUMN core.mention_changes.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';
