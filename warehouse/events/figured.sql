-- mart.figure_list
-- Grain: one row a figure and pair of countries. A figure of an event has a row for each pair that the event has; one of no
-- event has a row for the pair that most event mentions of its story are of, and is_of_event is false. Of equal pairs it is
-- the first in order. Copies of one wire story have rows of their own (wire_id).
-- Units: each value has its own. A missing row means that no story that counts gives such a figure, or that its story
-- tells of no pair of countries.

-- What is written here are the rows of a share of the stories at hand: they follow from the figures and the reports of the
-- story alone, and those of a million stories at once would not fit beside what the merge holds.
CREATE OR REPLACE TEMP TABLE merge_figured AS
SELECT story_id
FROM merge_stories
WHERE hash(story_id) % getvariable('merge_n_shares') = getvariable('merge_share');

CREATE OR REPLACE TEMP TABLE merge_places AS
SELECT report.rowid AS place
FROM core.event_reports AS report
WHERE report.story_id IN (SELECT touched.story_id FROM merge_figured AS touched);

CREATE OR REPLACE TEMP TABLE merge_story_places AS
SELECT story.rowid AS place
FROM core.stories AS story
WHERE story.story_id IN (SELECT touched.story_id FROM merge_figured AS touched);

DELETE FROM mart.figure_list WHERE story_id IN (SELECT story_id FROM merge_figured);
INSERT INTO mart.figure_list BY NAME
WITH given AS (
    FROM core.figures WHERE story_id IN (SELECT story_id FROM merge_figured)
),
report AS (
    SELECT told.*
    FROM core.event_reports AS told
    JOIN merge_places AS found ON found.place = told.rowid
),
of_event AS (
    SELECT
        given.*,
        report.actor_iso3,
        report.recipient_iso3,
        least(report.actor_iso3, report.recipient_iso3) || '-' || greatest(report.actor_iso3, report.recipient_iso3) AS pair,
        report.event_type,
        report.publisher,
        report.wire_id,
        report.reported_at
    FROM given
    JOIN report ON report.mention_id = given.mention_id
),
loose AS (
    FROM given WHERE mention_id IS NULL
),
told_of AS (  -- how often a story that holds loose figures tells of a pair
    SELECT
        report.story_id,
        least(report.actor_iso3, report.recipient_iso3) || '-' || greatest(report.actor_iso3, report.recipient_iso3) AS pair,
        any_value(report.publisher) AS publisher,
        any_value(report.wire_id) AS wire_id,
        any_value(report.reported_at) AS reported_at,
        count(*) AS n_mentions
    FROM report
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
JOIN (
    SELECT told.story_id, told.url
    FROM core.stories AS told
    JOIN merge_story_places AS found ON found.place = told.rowid
) AS story ON story.story_id = figure.story_id;
