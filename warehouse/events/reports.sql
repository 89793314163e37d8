-- Leaves merge_reports: every report whose event may have changed, as in core.event_reports without event_id. These are
-- the reports of merge_stories, and all others of the merge keys that these have or had. Only reports of the pairs of
-- countries in the share at hand are taken; events, their names and the plans that they fulfil stay within a pair.
CREATE OR REPLACE TEMP TABLE merge_former AS
SELECT report.*
FROM core.event_reports AS report
JOIN merge_former_places AS found ON found.place = report.rowid
WHERE found.share = getvariable('merge_share');

CREATE OR REPLACE TEMP TABLE merge_reports AS
WITH telling AS (
    SELECT
        *,
        CASE status
            WHEN 'future' THEN 'planned'
            WHEN 'hypothetical' THEN 'possible'
            ELSE 'happened'
        END AS status_class
    FROM core.event_mentions AS mention
    JOIN merge_dyads AS dyad ON dyad.place = mention.rowid
    WHERE dyad.share = getvariable('merge_share')
)
SELECT
    telling.mention_id,
    telling.actor_iso3,
    telling.recipient_iso3,
    CASE WHEN telling.status = 'negated' THEN 'contradicts' ELSE 'confirms' END AS stance,
    telling.is_reciprocal,
    telling.event_type,
    telling.mode,
    telling.planned_type,
    telling.planned_mode,
    telling.status,
    least(telling.event_date_start, telling.event_date_end) AS event_date_start,
    greatest(telling.event_date_end, telling.event_date_start) AS event_date_end,
    telling.date_granularity,
    telling.confidence,
    telling.story_id,
    story.publisher,
    coalesce(changed.wire_id, telling.story_id) AS wire_id,
    CASE WHEN changed.wire_id IS NULL THEN story.publisher ELSE changed.first_publisher END AS first_publisher,
    coalesce(story.published_at, story.first_seen_at, story.fetched_at) AS reported_at,
    concat_ws(
        ' ',
        telling.actor_iso3 || CASE WHEN telling.is_reciprocal THEN '=' ELSE '>' END || telling.recipient_iso3,
        telling.event_type,
        telling.planned_type,
        telling.status_class,
        coalesce(
            year(least(telling.event_date_start, telling.event_date_end))::VARCHAR,
            coalesce(changed.wire_id, telling.story_id)
        )
    ) AS merge_key,
    telling.batch_id
FROM telling
JOIN merge_stories AS changed ON changed.story_id = telling.story_id
JOIN core.stories AS story ON story.story_id = telling.story_id;

CREATE OR REPLACE TEMP TABLE merge_keys AS
SELECT merge_key FROM merge_former
UNION
SELECT merge_key FROM merge_reports;

INSERT INTO merge_former
FROM core.event_reports
WHERE merge_key IN (SELECT merge_key FROM merge_keys) AND story_id NOT IN (SELECT story_id FROM merge_stories);

INSERT INTO merge_reports BY NAME
SELECT * EXCLUDE (event_id) FROM merge_former WHERE story_id NOT IN (SELECT story_id FROM merge_stories);
