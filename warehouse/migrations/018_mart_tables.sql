-- Marts that are too large to be made for each question are tables; every run refreshes what it touched
-- (warehouse/events/listed.sql, shown.sql). And each figure gets the words that it stands in.

DROP VIEW IF EXISTS mart.event_list;
DROP VIEW IF EXISTS mart.events;

CREATE TABLE mart.event_list (
    mention_id VARCHAR NOT NULL,
    actor_iso3 VARCHAR NOT NULL,
    actor_sector VARCHAR,
    actor_text VARCHAR,
    is_actor_inferred BOOLEAN,
    recipient_iso3 VARCHAR NOT NULL,
    recipient_sector VARCHAR,
    recipient_text VARCHAR,
    is_recipient_inferred BOOLEAN,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    status VARCHAR NOT NULL,
    is_reciprocal BOOLEAN NOT NULL,
    planned_type VARCHAR,
    planned_mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    quad_class INTEGER NOT NULL,
    intensity DOUBLE NOT NULL,
    cameo_code VARCHAR,
    goldstein DOUBLE,
    event_date_start DATE,
    event_date_end DATE,
    date_granularity VARCHAR NOT NULL,
    location_text VARCHAR,
    location_iso3 VARCHAR,
    attributed_to_text VARCHAR,
    attributed_to_iso3 VARCHAR,
    sentence VARCHAR NOT NULL,
    trigger VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    rule_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    publisher VARCHAR,
    title VARCHAR,
    url VARCHAR,
    published_at TIMESTAMPTZ,
    wire_id VARCHAR NOT NULL,
    first_publisher VARCHAR,
    n_copies BIGINT NOT NULL
);
COMMENT ON TABLE mart.event_list IS 'One row an event mention and directed dyad of two countries, wide and flat. No row: no story asserts such an event.';
COMMENT ON COLUMN mart.event_list.mention_id IS 'The event mention, as in core.event_mentions; several rows where it has several dyads.';
COMMENT ON COLUMN mart.event_list.actor_iso3 IS 'Country or body that acts; in a reciprocal event each party in turn.';
COMMENT ON COLUMN mart.event_list.actor_sector IS 'Sectors of the acting parties of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.actor_text IS 'The acting parties of this country, as written.';
COMMENT ON COLUMN mart.event_list.is_actor_inferred IS 'True where the words of none of the acting parties name the country: a pronoun, "the ministry", a left-out party.';
COMMENT ON COLUMN mart.event_list.recipient_iso3 IS 'Country or body that is acted upon; never the actor''s own.';
COMMENT ON COLUMN mart.event_list.recipient_sector IS 'Sectors of the parties acted upon of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.recipient_text IS 'The parties acted upon of this country, as written.';
COMMENT ON COLUMN mart.event_list.is_recipient_inferred IS 'True where the words of none of the parties acted upon name the country: a pronoun, "the ministry", a left-out party.';
COMMENT ON COLUMN mart.event_list.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.event_list.mode IS 'Mode of the type; null where none applies.';
COMMENT ON COLUMN mart.event_list.status IS 'actual, future, hypothetical, negated or historical.';
COMMENT ON COLUMN mart.event_list.is_reciprocal IS 'True where no side leads; the dyad is then here in both directions.';
COMMENT ON COLUMN mart.event_list.planned_type IS 'Type of what is planned, where the event is a plan; else null.';
COMMENT ON COLUMN mart.event_list.planned_mode IS 'Mode of what is planned; null where there is none.';
COMMENT ON COLUMN mart.event_list.contexts IS 'What the event is about, any number of PLOVER contexts.';
COMMENT ON COLUMN mart.event_list.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN mart.event_list.intensity IS 'PLOVER intensity from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN mart.event_list.cameo_code IS 'Nearest CAMEO code; null where the codebook names none.';
COMMENT ON COLUMN mart.event_list.goldstein IS 'Goldstein value of the CAMEO code; null where there is none.';
COMMENT ON COLUMN mart.event_list.event_date_start IS 'First day of the event; null where the text does not say.';
COMMENT ON COLUMN mart.event_list.event_date_end IS 'Last day of the event, included; null where the text does not say.';
COMMENT ON COLUMN mart.event_list.date_granularity IS 'day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN mart.event_list.location_text IS 'Where it happened, as written; null where not said.';
COMMENT ON COLUMN mart.event_list.location_iso3 IS 'Country where it happened; null where not said.';
COMMENT ON COLUMN mart.event_list.attributed_to_text IS 'Who says so, as written; null where the publisher itself says so.';
COMMENT ON COLUMN mart.event_list.attributed_to_iso3 IS 'Country of who says so; null where the text names none.';
COMMENT ON COLUMN mart.event_list.sentence IS 'The sentence, copied from the story.';
COMMENT ON COLUMN mart.event_list.trigger IS 'The words that carry the action, copied from the story.';
COMMENT ON COLUMN mart.event_list.confidence IS 'From 0 to 1, how sure the rule is.';
COMMENT ON COLUMN mart.event_list.rule_id IS 'The row of the codebook that fired.';
COMMENT ON COLUMN mart.event_list.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.event_list.publisher IS 'The outlet; null where nothing states it.';
COMMENT ON COLUMN mart.event_list.title IS 'The headline; null where none is known.';
COMMENT ON COLUMN mart.event_list.url IS 'Address of the page; null for a seed file that states none.';
COMMENT ON COLUMN mart.event_list.published_at IS 'Publication (UTC); null where nothing states it.';
COMMENT ON COLUMN mart.event_list.wire_id IS 'The wire story that the story is a copy of, its own story_id where it stands alone: each copy has rows of its own.';
COMMENT ON COLUMN mart.event_list.first_publisher IS 'Publisher of the earliest copy that states one; the story''s own where it stands alone.';
COMMENT ON COLUMN mart.event_list.n_copies IS 'Stories of the wire story, this one included; 1 where it stands alone.';

CREATE TABLE mart.events (
    event_id VARCHAR NOT NULL,
    pair VARCHAR NOT NULL,
    actor_iso3 VARCHAR NOT NULL,
    recipient_iso3 VARCHAR NOT NULL,
    is_reciprocal BOOLEAN NOT NULL,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    status VARCHAR NOT NULL,
    planned_type VARCHAR,
    planned_mode VARCHAR,
    event_date_start DATE,
    event_date_end DATE,
    date_granularity VARCHAR NOT NULL,
    quad_class INTEGER NOT NULL,
    intensity DOUBLE NOT NULL,
    cameo_code VARCHAR,
    goldstein DOUBLE,
    contexts VARCHAR[] NOT NULL,
    location_iso3 VARCHAR,
    confidence DOUBLE NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    n_stories BIGINT NOT NULL,
    n_publishers BIGINT NOT NULL,
    n_confirming BIGINT NOT NULL,
    n_contradicting BIGINT NOT NULL,
    first_reported_at TIMESTAMPTZ NOT NULL,
    last_reported_at TIMESTAMPTZ NOT NULL,
    mention_id VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    trigger VARCHAR NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    attributed_to_text VARCHAR,
    attributed_to_iso3 VARCHAR,
    story_id VARCHAR NOT NULL,
    publisher VARCHAR,
    title VARCHAR,
    url VARCHAR,
    published_at TIMESTAMPTZ
);
COMMENT ON TABLE mart.events IS 'One row an event, once however many stories report it, with the sentence to show for it. No row: no story that counts asserts such an event.';
COMMENT ON COLUMN mart.events.event_id IS 'The event, as in core.events.';
COMMENT ON COLUMN mart.events.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ: the same for both directions.';
COMMENT ON COLUMN mart.events.actor_iso3 IS 'Country or body that acts; of a reciprocal event the one that comes first in order.';
COMMENT ON COLUMN mart.events.recipient_iso3 IS 'Country or body that is acted upon; of a reciprocal event the other one.';
COMMENT ON COLUMN mart.events.is_reciprocal IS 'True where no side leads: one row stands for both directions.';
COMMENT ON COLUMN mart.events.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.events.mode IS 'Mode of the type; null where none is known.';
COMMENT ON COLUMN mart.events.status IS 'actual, historical, future, hypothetical, or negated where stories only say that it did not happen.';
COMMENT ON COLUMN mart.events.planned_type IS 'Type of what is planned, where the event is a plan; else null.';
COMMENT ON COLUMN mart.events.planned_mode IS 'Mode of what is planned; null where there is none.';
COMMENT ON COLUMN mart.events.event_date_start IS 'First day of the event; null where no story says.';
COMMENT ON COLUMN mart.events.event_date_end IS 'Last day of the event, included; null where no story says.';
COMMENT ON COLUMN mart.events.date_granularity IS 'day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN mart.events.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN mart.events.intensity IS 'PLOVER intensity from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN mart.events.cameo_code IS 'Nearest CAMEO code; null where the codebook names none.';
COMMENT ON COLUMN mart.events.goldstein IS 'Goldstein value of the CAMEO code, -10 to +10; null where there is none.';
COMMENT ON COLUMN mart.events.contexts IS 'What the event is about, any number of PLOVER contexts.';
COMMENT ON COLUMN mart.events.location_iso3 IS 'Country where it happened; null where not said.';
COMMENT ON COLUMN mart.events.confidence IS 'From 0 to 1, that of its surest report.';
COMMENT ON COLUMN mart.events.is_disputed IS 'True where some stories confirm and others contradict.';
COMMENT ON COLUMN mart.events.n_stories IS 'Stories that report it, the copies of one wire story counting as one.';
COMMENT ON COLUMN mart.events.n_publishers IS 'Publishers that report it, a wire story counting for its first one alone; unknown publishers are not counted.';
COMMENT ON COLUMN mart.events.n_confirming IS 'Of n_stories those that say it is so.';
COMMENT ON COLUMN mart.events.n_contradicting IS 'Of n_stories those that say it did not happen. A story may do both.';
COMMENT ON COLUMN mart.events.first_reported_at IS 'Its earliest report (UTC): publication of the story, where unknown its first fetch.';
COMMENT ON COLUMN mart.events.last_reported_at IS 'Its latest report (UTC).';
COMMENT ON COLUMN mart.events.mention_id IS 'The event mention shown for it, as in core.event_mentions: for `dyadwire explain`. The others are in core.event_reports.';
COMMENT ON COLUMN mart.events.sentence IS 'The sentence of that mention, copied from the story.';
COMMENT ON COLUMN mart.events.trigger IS 'The words that carry the action, copied from the story.';
COMMENT ON COLUMN mart.events.trigger_start IS 'First character of these words, counted in the sentence from 0.';
COMMENT ON COLUMN mart.events.trigger_end IS 'End of these words in the sentence: the first character not included.';
COMMENT ON COLUMN mart.events.attributed_to_text IS 'Who says so, as written; null where the publisher itself says so.';
COMMENT ON COLUMN mart.events.attributed_to_iso3 IS 'Country of who says so; null where the text names none.';
COMMENT ON COLUMN mart.events.story_id IS 'The story of the sentence, as in core.stories.';
COMMENT ON COLUMN mart.events.publisher IS 'Its outlet; null where nothing states it.';
COMMENT ON COLUMN mart.events.title IS 'Its headline; null where none is known.';
COMMENT ON COLUMN mart.events.url IS 'Address of its page; null for a seed file that states none.';
COMMENT ON COLUMN mart.events.published_at IS 'Its publication (UTC); null where nothing states it.';

ALTER TABLE core.figures ADD COLUMN passage VARCHAR;
COMMENT ON COLUMN core.figures.passage IS 'The sentence of its event; where it has none, or the sentence does not hold it, the line of the story that does.';
UPDATE core.figures AS figure SET passage = coalesce(
    (
        SELECT mention.sentence
        FROM core.event_mentions AS mention
        WHERE
            mention.mention_id = figure.mention_id
            AND mention.sentence_start <= figure.figure_start
            AND mention.sentence_end >= figure.figure_end
    ),
    (
        SELECT regexp_extract(story.text[:figure.figure_end], '[^\n]*$') || regexp_extract(story.text[figure.figure_end + 1:], '^[^\n]*')
        FROM core.stories AS story
        WHERE story.story_id = figure.story_id
    )
);
