-- Figures with the pair of countries that they describe are a table, as hundred thousands of them are too many to be put
-- together for each question; every run refreshes what it touched (warehouse/events/figured.sql).

DROP VIEW IF EXISTS mart.figure_list;

CREATE TABLE mart.figure_list (
    figure_id VARCHAR NOT NULL,
    pair VARCHAR NOT NULL,
    actor_iso3 VARCHAR,
    recipient_iso3 VARCHAR,
    is_of_event BOOLEAN NOT NULL,
    event_type VARCHAR,
    measure VARCHAR,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    period VARCHAR,
    figure VARCHAR NOT NULL,
    figure_start INTEGER NOT NULL,
    passage VARCHAR,
    mention_id VARCHAR,
    story_id VARCHAR NOT NULL,
    publisher VARCHAR,
    url VARCHAR,
    wire_id VARCHAR NOT NULL,
    reported_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE mart.figure_list IS 'One row a figure and pair of countries. No row: no story that counts gives such a figure, or its story tells of no pair.';
COMMENT ON COLUMN mart.figure_list.figure_id IS 'The figure, as in core.figures; several rows where its event has several dyads.';
COMMENT ON COLUMN mart.figure_list.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ.';
COMMENT ON COLUMN mart.figure_list.actor_iso3 IS 'Country or body that acts in the event of the figure, of a reciprocal event the one that comes first in order; null where the figure is of no event.';
COMMENT ON COLUMN mart.figure_list.recipient_iso3 IS 'Country or body that is acted upon, of a reciprocal event the other one; null where the figure is of no event.';
COMMENT ON COLUMN mart.figure_list.is_of_event IS 'True where the figure is part of an event of the pair. False where it only stands in a story that tells of the pair more than of any other: look at the passage.';
COMMENT ON COLUMN mart.figure_list.event_type IS 'Type of the event; null where the figure is of none.';
COMMENT ON COLUMN mart.figure_list.measure IS 'What is measured, in the words of the text; null where not said.';
COMMENT ON COLUMN mart.figure_list.value IS 'The quantity in its unit, written out: 9.1 billion is 9100000000.';
COMMENT ON COLUMN mart.figure_list.unit IS 'An ISO 4217 code, percent, or a plural noun as persons or troops.';
COMMENT ON COLUMN mart.figure_list.kind IS 'level (how much there is), goal (how much is wanted) or change (by how much it moved).';
COMMENT ON COLUMN mart.figure_list.period IS 'The time it covers, as 2024; null where not said.';
COMMENT ON COLUMN mart.figure_list.figure IS 'The quantity as written, copied from the text.';
COMMENT ON COLUMN mart.figure_list.figure_start IS 'First character of these words, counted in core.stories.text from 0.';
COMMENT ON COLUMN mart.figure_list.passage IS 'The sentence of its event, else the line of the story that holds the figure; null where the text was read before this was recorded and is gone.';
COMMENT ON COLUMN mart.figure_list.mention_id IS 'The event mention, as in core.event_mentions: for `dyadwire explain`; null where the figure is of no event.';
COMMENT ON COLUMN mart.figure_list.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.figure_list.publisher IS 'Its outlet; null where nothing states it.';
COMMENT ON COLUMN mart.figure_list.url IS 'Address of its page; null for a seed file that states none.';
COMMENT ON COLUMN mart.figure_list.wire_id IS 'The wire story that the story is a copy of, its own story_id where it stands alone: each copy has rows of its own.';
COMMENT ON COLUMN mart.figure_list.reported_at IS 'Publication of the story (UTC), where unknown when this text of it was first fetched.';
