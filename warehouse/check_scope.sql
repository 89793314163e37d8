-- What the checks look at, as constants, which DuckDB carries down to the tables where a subquery would first build the
-- whole mart, or read every text.
CREATE OR REPLACE TEMP TABLE unchecked_runs AS
SELECT run_id FROM ops.runs WHERE NOT is_checked;

-- The dates of marts that most of their mentions are of, three of each kind: a mart treats all of its dates alike.
CREATE OR REPLACE TEMP TABLE unchecked_days AS
SELECT event_date_start AS day, date_granularity, count(*) AS n_mentions
FROM core.event_mentions
WHERE run_id IN (SELECT run_id FROM unchecked_runs) AND date_granularity IN ('day', 'week', 'month')
GROUP BY ALL;
SET VARIABLE touched_days = (
    SELECT list(day) FROM (
        SELECT day FROM unchecked_days WHERE date_granularity = 'day'
        GROUP BY day ORDER BY sum(n_mentions) DESC, day LIMIT 3
    )
);
SET VARIABLE touched_weeks = (
    SELECT list(week) FROM (
        SELECT date_trunc('week', day)::DATE AS week FROM unchecked_days WHERE date_granularity <> 'month'
        GROUP BY week ORDER BY sum(n_mentions) DESC, week LIMIT 3
    )
);
SET VARIABLE touched_months = (
    SELECT list(month) FROM (
        SELECT date_trunc('month', day)::DATE AS month FROM unchecked_days
        GROUP BY month ORDER BY sum(n_mentions) DESC, month LIMIT 3
    )
);

-- The stories of these runs, what they report, and the events that they report of, found by their ids alone first.
CREATE OR REPLACE TEMP TABLE unchecked_stories AS
SELECT story_id, batch_id
FROM core.stories
WHERE run_id IN (SELECT run_id FROM unchecked_runs);
CREATE OR REPLACE TEMP TABLE unchecked_report_places AS
SELECT report.rowid AS place
FROM core.event_reports AS report
WHERE report.story_id IN (SELECT told.story_id FROM unchecked_stories AS told);
CREATE OR REPLACE TEMP TABLE unchecked_reports AS
SELECT
    report.event_id,
    report.mention_id,
    report.actor_iso3,
    report.recipient_iso3,
    report.is_reciprocal,
    report.story_id,
    report.wire_id
FROM core.event_reports AS report
JOIN unchecked_report_places AS found ON found.place = report.rowid;
CREATE OR REPLACE TEMP TABLE unchecked_events AS
SELECT event_id, lead_mention_id, status, n_stories, n_mentions
FROM core.events
WHERE event_id IN (SELECT event_id FROM unchecked_reports);
DROP TABLE unchecked_report_places;
SET VARIABLE restatements = (
    SELECT list(story_id)
    FROM core.stories
    WHERE restates_sha256 IN (
        SELECT original.document_id
        FROM core.stories AS original
        WHERE original.document_id IN (
            SELECT other.restates_sha256 FROM core.stories AS other WHERE other.restates_sha256 IS NOT NULL
        )
    )
);
-- Where the stories of these runs stand: of the long texts only those are read.
CREATE OR REPLACE TEMP TABLE unchecked_places AS
SELECT story.rowid AS place
FROM core.stories AS story
WHERE
    story.story_id IN (
        SELECT mention.story_id
        FROM core.event_mentions AS mention
        WHERE mention.run_id IN (SELECT run_id FROM unchecked_runs)
        UNION ALL
        SELECT figure.story_id
        FROM core.figures AS figure
        WHERE figure.run_id IN (SELECT run_id FROM unchecked_runs)
    );
SET VARIABLE first_place = (SELECT min(place) FROM unchecked_places);
SET VARIABLE last_place = (SELECT max(place) FROM unchecked_places);
DROP TABLE unchecked_places;
