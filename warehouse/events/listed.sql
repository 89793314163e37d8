-- mart.event_list
-- Grain: one row an event mention and directed dyad of two countries. Lists of parties are expanded to every pair of an
-- actor's and a recipient's country; a reciprocal event gives each pair of its parties in both directions. Several
-- parties of one country in one mention are one row, their words and sectors joined by ' | '. Pairs inside one country
-- are left out, and so are the stories of mart.excluded_stories. mention_id, actor_iso3 and recipient_iso3 identify a row.
-- Units: intensity and goldstein -10 (conflict) to +10 (cooperation); confidence 0 to 1; dates are days, times UTC.
-- A missing row means that no story asserts such an event; undated events are in here, with null dates.

-- What is written here are the rows of the stories at hand, and of those that are or were copies of one wire story with
-- them, since n_copies counts these. Mentions and stories are found by story first and read by place then: reading wide rows
-- of the whole table takes twenty times longer, and those of a batch lie together.
CREATE OR REPLACE TEMP TABLE merge_listed AS
SELECT story_id, is_excluded FROM merge_stories
UNION ALL
SELECT copy.story_id, former.is_excluded
FROM core.wire_copies AS copy
JOIN ops.merged_stories AS former ON former.story_id = copy.story_id
WHERE
    copy.story_id NOT IN (SELECT story_id FROM merge_stories)
    AND copy.wire_id IN (
        SELECT touched.wire_id FROM merge_stories AS touched
        UNION ALL
        SELECT before.wire_id FROM ops.merged_stories AS before SEMI JOIN merge_stories USING (story_id)
    );

CREATE OR REPLACE TEMP TABLE merge_places AS
SELECT mention.rowid AS place
FROM core.event_mentions AS mention
WHERE mention.story_id IN (SELECT listed.story_id FROM merge_listed AS listed WHERE NOT listed.is_excluded);

CREATE OR REPLACE TEMP TABLE merge_story_places AS
SELECT story.rowid AS place
FROM core.stories AS story
WHERE story.story_id IN (SELECT listed.story_id FROM merge_listed AS listed WHERE NOT listed.is_excluded);

DELETE FROM mart.event_list WHERE story_id IN (SELECT story_id FROM merge_listed);
INSERT INTO mart.event_list BY NAME
WITH counted AS (  -- the mentions that count; in a reciprocal event everybody acts and is acted upon
    SELECT mention.*, CASE WHEN mention.is_reciprocal THEN mention.actors ELSE mention.recipients END AS acted_upon
    FROM core.event_mentions AS mention
    JOIN merge_places AS found ON found.place = mention.rowid
),
acting AS (  -- one row a mention and acting country
    SELECT *, unnest(list_distinct(list_transform(actors, lambda party: party.iso3))) AS actor_iso3
    FROM counted
),
dyads AS (  -- one row a mention and directed dyad
    SELECT *, unnest(list_distinct(list_transform(acted_upon, lambda party: party.iso3))) AS recipient_iso3
    FROM acting
),
mention AS (  -- the parties of the two countries alone
    SELECT
        * EXCLUDE (actors, recipients, acted_upon),
        list_filter(actors, lambda party: party.iso3 = actor_iso3) AS actors,
        list_filter(acted_upon, lambda party: party.iso3 = recipient_iso3) AS recipients
    FROM dyads
    WHERE actor_iso3 <> recipient_iso3
)
SELECT
    mention.mention_id,
    mention.actor_iso3,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.actors, lambda party: party.sector))), 'string_agg', ' | '
    ) AS actor_sector,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.actors, lambda party: party."text"))), 'string_agg', ' | '
    ) AS actor_text,
    list_bool_and(list_transform(mention.actors, lambda party: party.is_inferred)) AS is_actor_inferred,
    mention.recipient_iso3,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.recipients, lambda party: party.sector))), 'string_agg', ' | '
    ) AS recipient_sector,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.recipients, lambda party: party."text"))), 'string_agg', ' | '
    ) AS recipient_text,
    list_bool_and(list_transform(mention.recipients, lambda party: party.is_inferred)) AS is_recipient_inferred,
    mention.event_type,
    mention.mode,
    mention.status,
    mention.is_reciprocal,
    mention.planned_type,
    mention.planned_mode,
    mention.contexts,
    mention.quad_class,
    mention.intensity,
    mention.cameo_code,
    mention.goldstein,
    mention.event_date_start,
    mention.event_date_end,
    mention.date_granularity,
    mention.location_text,
    mention.location_iso3,
    mention.attributed_to."text" AS attributed_to_text,
    mention.attributed_to.iso3 AS attributed_to_iso3,
    mention.sentence,
    mention.trigger,
    mention.confidence,
    mention.rule_id,
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at,
    coalesce(copy.wire_id, story.story_id) AS wire_id,
    CASE WHEN copy.story_id IS NULL THEN story.publisher ELSE copy.first_publisher END AS first_publisher,
    coalesce(copy.n_copies, 1) AS n_copies
FROM mention
JOIN (
    SELECT told.story_id, told.publisher, told.title, told.url, told.published_at
    FROM core.stories AS told
    JOIN merge_story_places AS found ON found.place = told.rowid
) AS story ON story.story_id = mention.story_id
LEFT JOIN core.wire_copies AS copy ON copy.story_id = mention.story_id;
