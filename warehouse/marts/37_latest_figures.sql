-- mart.latest_figures
-- Grain: one row a pair of countries, acting country, measure, unit and kind: the figure that was reported last, of one story
-- the one of the latest period, then the one that stands first. Where the text names no measure, the event type stands
-- for it. Words for a measure are the text's own: "trade" and "commerce" are two rows. Where there is no event either, figures
-- of anything share a row, and none is the former one of another. Copies of one wire story are one report, as of the first.
-- Units: each value has its own. A missing row means that mart.figure_list has no such figure.

CREATE OR REPLACE VIEW mart.latest_figures AS
WITH told AS (  -- with their place in the list, so that the words of the many that are not the latest are not carried along
    SELECT
        pair,
        actor_iso3,
        coalesce(measure, event_type) AS measured,
        unit,
        kind,
        wire_id,
        reported_at,
        period,
        figure_start,
        figure_id,
        {'place': rowid, 'value': value, 'period': period, 'reported_at': reported_at} AS what
    FROM mart.figure_list
),
told_once AS (  -- one figure a wire story, as its first copy gives it
    SELECT
        pair,
        actor_iso3,
        measured,
        unit,
        kind,
        first(
            {'what': what, 'figure_start': figure_start, 'figure_id': figure_id}
            ORDER BY reported_at, period DESC NULLS LAST, figure_start, figure_id
        ) AS told
    FROM told
    GROUP BY pair, actor_iso3, measured, unit, kind, wire_id
),
once AS (  -- and one a moment of reporting, so that the former one is of an earlier story
    SELECT
        pair,
        actor_iso3,
        measured,
        unit,
        kind,
        first(told.what ORDER BY told.what.period DESC NULLS LAST, told.figure_start, told.figure_id) AS what
    FROM told_once
    GROUP BY pair, actor_iso3, measured, unit, kind, told.what.reported_at
),
followed AS (  -- the latest two
    SELECT pair, actor_iso3, measured, unit, kind, arg_max(what, what.reported_at, 2) AS last_two, count(*) AS n_reports
    FROM once
    GROUP BY pair, actor_iso3, measured, unit, kind
)
SELECT
    followed.pair,
    followed.actor_iso3,
    figure.recipient_iso3,
    figure.is_of_event,
    figure.event_type,
    figure.measure,
    followed.unit,
    followed.kind,
    figure.value,
    figure.period,
    figure.figure,
    figure.passage,
    CASE WHEN followed.measured IS NOT NULL THEN followed.last_two[2].value END AS former_value,
    CASE WHEN followed.measured IS NOT NULL THEN followed.last_two[2].period END AS former_period,
    CASE WHEN followed.measured IS NOT NULL THEN followed.last_two[2].reported_at END AS former_reported_at,
    followed.n_reports,
    figure.figure_id,
    figure.mention_id,
    figure.story_id,
    figure.publisher,
    figure.url,
    figure.reported_at
FROM followed
JOIN mart.figure_list AS figure ON figure.rowid = followed.last_two[1].place;

COMMENT ON VIEW mart.latest_figures IS 'One row a pair of countries, acting country, measure, unit and kind: the figure that was reported last, with the one before it. No row: mart.figure_list has none.';
COMMENT ON COLUMN mart.latest_figures.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ.';
COMMENT ON COLUMN mart.latest_figures.actor_iso3 IS 'Country or body that acts in the event of the figure, of a reciprocal event the one that comes first in order; null where the figure is of no event.';
COMMENT ON COLUMN mart.latest_figures.recipient_iso3 IS 'Country or body that is acted upon, of a reciprocal event the other one; null where the figure is of no event.';
COMMENT ON COLUMN mart.latest_figures.is_of_event IS 'True where the figure is part of an event of the pair. False where it only stands in a story that tells of the pair more than of any other: look at the passage.';
COMMENT ON COLUMN mart.latest_figures.event_type IS 'Type of the event; null where the figure is of none.';
COMMENT ON COLUMN mart.latest_figures.measure IS 'What is measured, in the words of the text; null where not said.';
COMMENT ON COLUMN mart.latest_figures.unit IS 'An ISO 4217 code, percent, or a plural noun as persons or troops.';
COMMENT ON COLUMN mart.latest_figures.kind IS 'level (how much there is), goal (how much is wanted) or change (by how much it moved).';
COMMENT ON COLUMN mart.latest_figures.value IS 'The newest value, in its unit and written out.';
COMMENT ON COLUMN mart.latest_figures.period IS 'The time it covers, as 2024; null where not said.';
COMMENT ON COLUMN mart.latest_figures.figure IS 'The quantity as written, copied from the text.';
COMMENT ON COLUMN mart.latest_figures.passage IS 'The sentence of its event, else the line of the story that holds the figure; null where the text was read before this was recorded and is gone.';
COMMENT ON COLUMN mart.latest_figures.former_value IS 'The value before it, of an earlier story; null where there is none, or where nothing says what is measured.';
COMMENT ON COLUMN mart.latest_figures.former_period IS 'The time that the former value covers; null where not said.';
COMMENT ON COLUMN mart.latest_figures.former_reported_at IS 'When it was reported (UTC); null where there is none.';
COMMENT ON COLUMN mart.latest_figures.n_reports IS 'Reports of such a figure at different times, this one included; copies of one wire story are one.';
COMMENT ON COLUMN mart.latest_figures.figure_id IS 'The figure, as in core.figures; several rows where its event has several dyads.';
COMMENT ON COLUMN mart.latest_figures.mention_id IS 'The event mention, as in core.event_mentions: for `dyadwire explain`; null where the figure is of no event.';
COMMENT ON COLUMN mart.latest_figures.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.latest_figures.publisher IS 'Its outlet; null where nothing states it.';
COMMENT ON COLUMN mart.latest_figures.url IS 'Address of its page; null for a seed file that states none.';
COMMENT ON COLUMN mart.latest_figures.reported_at IS 'Publication of the story (UTC), where unknown when this text of it was first fetched.';
