-- What the checks look at, as constants, which DuckDB carries down to the tables where a subquery would first build the
-- whole mart, or read every text.
SET VARIABLE touched_days = (
    SELECT list(DISTINCT event_date_start)
    FROM core.event_mentions
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
);
SET VARIABLE touched_weeks = (
    SELECT list(DISTINCT date_trunc('week', day)::DATE) FROM (SELECT unnest(getvariable('touched_days')) AS day)
);
SET VARIABLE touched_months = (
    SELECT list(DISTINCT date_trunc('month', day)::DATE) FROM (SELECT unnest(getvariable('touched_days')) AS day)
);
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
        WHERE mention.run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
        UNION ALL
        SELECT figure.story_id
        FROM core.figures AS figure
        WHERE figure.run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    );
SET VARIABLE first_place = (SELECT min(place) FROM unchecked_places);
SET VARIABLE last_place = (SELECT max(place) FROM unchecked_places);
DROP TABLE unchecked_places;
