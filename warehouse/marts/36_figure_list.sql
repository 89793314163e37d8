-- mart.figure_list
-- Grain: one row a figure and pair of countries. A figure of an event has a row for each pair that the event has; one of no
-- event has a row for the pair that most event mentions of its story are of, and is_of_event is false. Of equal pairs it is
-- the first in order. Copies of one wire story have rows of their own (wire_id).
-- Units: each value has its own. A missing row means that no story that counts gives such a figure, or that its story
-- tells of no pair of countries.

CREATE OR REPLACE VIEW mart.figure_list AS
WITH of_event AS (
    SELECT
        figure.*,
        report.actor_iso3,
        report.recipient_iso3,
        least(report.actor_iso3, report.recipient_iso3) || '-' || greatest(report.actor_iso3, report.recipient_iso3) AS pair,
        report.event_type,
        report.publisher,
        report.wire_id,
        report.reported_at
    FROM core.figures AS figure
    JOIN core.event_reports AS report ON report.mention_id = figure.mention_id
),
loose AS (
    FROM core.figures WHERE mention_id IS NULL
),
told_of AS (  -- how often a story that holds loose figures tells of a pair
    SELECT
        report.story_id,
        least(report.actor_iso3, report.recipient_iso3) || '-' || greatest(report.actor_iso3, report.recipient_iso3) AS pair,
        any_value(report.publisher) AS publisher,
        any_value(report.wire_id) AS wire_id,
        any_value(report.reported_at) AS reported_at,
        count(*) AS n_mentions
    FROM core.event_reports AS report
    SEMI JOIN loose ON loose.story_id = report.story_id
    GROUP BY ALL
),
main_pair AS (
    FROM told_of
    QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY n_mentions DESC, pair) = 1
),
of_story AS (
    SELECT loose.*, main_pair.pair, main_pair.publisher, main_pair.wire_id, main_pair.reported_at
    FROM loose
    JOIN main_pair ON main_pair.story_id = loose.story_id
),
figure AS (
    SELECT *, mention_id IS NOT NULL AS is_of_event
    FROM (FROM of_event UNION ALL BY NAME FROM of_story)
)
SELECT
    figure.figure_id,
    figure.pair,
    figure.actor_iso3,
    figure.recipient_iso3,
    figure.is_of_event,
    figure.event_type,
    figure.measure,
    figure.value,
    figure.unit,
    figure.kind,
    figure.period,
    figure.figure,
    figure.figure_start,
    figure.passage,
    figure.mention_id,
    figure.story_id,
    figure.publisher,
    story.url,
    figure.wire_id,
    figure.reported_at
FROM figure
JOIN core.stories AS story ON story.story_id = figure.story_id;

COMMENT ON VIEW mart.figure_list IS 'One row a figure and pair of countries. No row: no story that counts gives such a figure, or its story tells of no pair.';
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
