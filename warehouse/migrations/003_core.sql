-- What we believe: stories, the event mentions coded from them, and their figures.
-- Offsets count characters (Unicode code points) of core.stories.text from 0; an end is the first character not included.

CREATE TABLE core.stories (
    story_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    url VARCHAR,
    canonical_url VARCHAR,
    publisher VARCHAR,
    title VARCHAR,
    dateline VARCHAR,
    published_at TIMESTAMPTZ,
    published_rung VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    extraction_method VARCHAR NOT NULL,
    is_stub BOOLEAN NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    restates_sha256 VARCHAR,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.stories IS 'One row a news text. A document may hold several.';
COMMENT ON COLUMN core.stories.story_id IS 'Hash of the canonical URL (else the document''s SHA-256) and the ordinal; stable over versions of the page.';
COMMENT ON COLUMN core.stories.document_id IS 'The document it was found in, as in raw.documents.';
COMMENT ON COLUMN core.stories.ordinal IS 'Place among the stories of its document, from 0.';
COMMENT ON COLUMN core.stories.url IS 'Address of the page; null for a seed file that states none.';
COMMENT ON COLUMN core.stories.canonical_url IS 'The address without tracking and fragment, or as the page declares it.';
COMMENT ON COLUMN core.stories.publisher IS 'The outlet; null where nothing states it.';
COMMENT ON COLUMN core.stories.title IS 'The headline; null where none is known. It is also the first line of the text.';
COMMENT ON COLUMN core.stories.dateline IS 'The dateline as printed, as "BAGHDAD, April 8"; null where there is none.';
COMMENT ON COLUMN core.stories.published_at IS 'Publication (UTC); null where nothing states it: it is never invented.';
COMMENT ON COLUMN core.stories.published_rung IS 'Where published_at comes from: given, front_matter, feed, metadata, text or unknown.';
COMMENT ON COLUMN core.stories.language IS 'Language of the text as detected, an ISO 639-1 code.';
COMMENT ON COLUMN core.stories.text IS 'The text; every span counts its characters.';
COMMENT ON COLUMN core.stories.text_sha256 IS 'SHA-256 of the text in UTF-8.';
COMMENT ON COLUMN core.stories.extraction_method IS 'The way the text was won from the document.';
COMMENT ON COLUMN core.stories.is_stub IS 'True where the text is too short to be the whole story.';
COMMENT ON COLUMN core.stories.fetched_at IS 'When its document was fetched or read (UTC).';
COMMENT ON COLUMN core.stories.restates_sha256 IS 'SHA-256 of the original that this story restates in other words; null for all real stories.';
COMMENT ON COLUMN core.stories.run_id IS 'The run that extracted and coded it.';
COMMENT ON COLUMN core.stories.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';

CREATE TABLE core.event_mentions (
    mention_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    status VARCHAR NOT NULL,
    is_reciprocal BOOLEAN NOT NULL,
    actors STRUCT(iso3 VARCHAR, sector VARCHAR, "text" VARCHAR, "start" INTEGER, "end" INTEGER, is_inferred BOOLEAN)[] NOT NULL,
    recipients STRUCT(iso3 VARCHAR, sector VARCHAR, "text" VARCHAR, "start" INTEGER, "end" INTEGER, is_inferred BOOLEAN)[] NOT NULL,
    event_date_start DATE,
    event_date_end DATE,
    date_granularity VARCHAR NOT NULL,
    contexts VARCHAR[] NOT NULL,
    quad_class INTEGER NOT NULL,
    intensity DOUBLE NOT NULL,
    cameo_code VARCHAR,
    goldstein DOUBLE,
    planned_type VARCHAR,
    planned_mode VARCHAR,
    location_text VARCHAR,
    location_iso3 VARCHAR,
    attributed_to STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, iso3 VARCHAR),
    confidence DOUBLE NOT NULL,
    rule_id VARCHAR NOT NULL,
    coder_version VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_mentions IS 'One row a coded assertion in one sentence of a story. A story without rows was read and asserts no event.';
COMMENT ON COLUMN core.event_mentions.mention_id IS 'Hash of story, trigger and its occurrence in the text, type and parties; without the coder''s version, so that a recode keeps what did not change.';
COMMENT ON COLUMN core.event_mentions.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.event_mentions.sentence_start IS 'First character of the sentence.';
COMMENT ON COLUMN core.event_mentions.sentence_end IS 'End of the sentence.';
COMMENT ON COLUMN core.event_mentions.sentence IS 'The sentence, copied from the text.';
COMMENT ON COLUMN core.event_mentions.trigger_start IS 'First character of the trigger.';
COMMENT ON COLUMN core.event_mentions.trigger_end IS 'End of the trigger.';
COMMENT ON COLUMN core.event_mentions.trigger IS 'The words that carry the action, copied from the text.';
COMMENT ON COLUMN core.event_mentions.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN core.event_mentions.mode IS 'Mode of the type, as visit of CONSULT; null where none applies.';
COMMENT ON COLUMN core.event_mentions.status IS 'Did it happen: actual, future, hypothetical, negated or historical.';
COMMENT ON COLUMN core.event_mentions.is_reciprocal IS 'True where no side leads: all parties are in actors and recipients is empty.';
COMMENT ON COLUMN core.event_mentions.actors IS 'Who acts: country code, sector (null: not said), words, span, and whether the country is inferred.';
COMMENT ON COLUMN core.event_mentions.recipients IS 'Who is acted upon, in the same shape; empty for a reciprocal event.';
COMMENT ON COLUMN core.event_mentions.event_date_start IS 'First day of the event; null where the text does not say.';
COMMENT ON COLUMN core.event_mentions.event_date_end IS 'Last day of the event, included; null where the text does not say.';
COMMENT ON COLUMN core.event_mentions.date_granularity IS 'How finely the date is known: day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN core.event_mentions.contexts IS 'What the event is about, any number of PLOVER contexts.';
COMMENT ON COLUMN core.event_mentions.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN core.event_mentions.intensity IS 'PLOVER intensity from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN core.event_mentions.cameo_code IS 'Nearest CAMEO code; null where the codebook names none.';
COMMENT ON COLUMN core.event_mentions.goldstein IS 'Goldstein value of the CAMEO code, -10 to +10; null where there is none.';
COMMENT ON COLUMN core.event_mentions.planned_type IS 'Type of what is planned, where the event is a plan; else null.';
COMMENT ON COLUMN core.event_mentions.planned_mode IS 'Mode of what is planned; null where there is none.';
COMMENT ON COLUMN core.event_mentions.location_text IS 'Where it happened, as written; null where not said.';
COMMENT ON COLUMN core.event_mentions.location_iso3 IS 'Country where it happened; null where not said.';
COMMENT ON COLUMN core.event_mentions.attributed_to IS 'Who says so: words, span and country; null where the publisher itself says so.';
COMMENT ON COLUMN core.event_mentions.confidence IS 'From 0 to 1, how sure the rule is.';
COMMENT ON COLUMN core.event_mentions.rule_id IS 'The row of the codebook that fired.';
COMMENT ON COLUMN core.event_mentions.coder_version IS 'Version of the coder that made the row.';
COMMENT ON COLUMN core.event_mentions.codebook_version IS 'Version of the codebook that it used.';
COMMENT ON COLUMN core.event_mentions.run_id IS 'The run that coded it.';
COMMENT ON COLUMN core.event_mentions.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';

CREATE TABLE core.figures (
    figure_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    mention_id VARCHAR,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    measure VARCHAR,
    period VARCHAR,
    kind VARCHAR NOT NULL,
    figure_start INTEGER NOT NULL,
    figure_end INTEGER NOT NULL,
    figure VARCHAR NOT NULL,
    coder_version VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.figures IS 'One row a quantity that describes a relation; a quantity of two events has a row for each.';
COMMENT ON COLUMN core.figures.figure_id IS 'Hash of story, event mention, unit, value, words and their occurrence in the text.';
COMMENT ON COLUMN core.figures.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.figures.mention_id IS 'The event mention it belongs to; null for a quantity without an event.';
COMMENT ON COLUMN core.figures.value IS 'The quantity in its unit, written out: 9.1 billion is 9100000000.';
COMMENT ON COLUMN core.figures.unit IS 'An ISO 4217 code, percent, or a plural noun as persons or troops.';
COMMENT ON COLUMN core.figures.measure IS 'What is measured, as goods trade; null where not said.';
COMMENT ON COLUMN core.figures.period IS 'The time it covers, as 2024; null where not said.';
COMMENT ON COLUMN core.figures.kind IS 'level (how much there is), goal (how much is wanted) or change (by how much it moved).';
COMMENT ON COLUMN core.figures.figure_start IS 'First character of the quantity.';
COMMENT ON COLUMN core.figures.figure_end IS 'End of the quantity.';
COMMENT ON COLUMN core.figures.figure IS 'The quantity as written, copied from the text.';
COMMENT ON COLUMN core.figures.coder_version IS 'Version of the coder that made the row.';
COMMENT ON COLUMN core.figures.codebook_version IS 'Version of the codebook that it used.';
COMMENT ON COLUMN core.figures.run_id IS 'The run that coded it.';
COMMENT ON COLUMN core.figures.batch_id IS 'The batch that brought it, as in ops.loaded_batches.';
