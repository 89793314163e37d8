-- Leaves merge_dyads: each dyad that a mention of merge_stories reports of, with the place of the mention and the share of
-- the pairs of countries that the dyad belongs to; and merge_former_places, the same of the reports that these stories had.
CREATE OR REPLACE TEMP MACRO share_of(one, other) AS
    hash(least(one, other) || greatest(one, other)) % getvariable('merge_n_shares');

CREATE OR REPLACE TEMP TABLE merge_dyads AS
WITH mention AS (
    SELECT
        rowid AS place,
        is_reciprocal,
        list_distinct(list_transform(actors, lambda party: party.iso3)) AS acting,
        list_distinct(
            list_transform(CASE WHEN is_reciprocal THEN actors ELSE recipients END, lambda party: party.iso3)
        ) AS acted_upon
    FROM core.event_mentions
    WHERE story_id IN (SELECT story_id FROM merge_stories WHERE NOT is_excluded)
),
acting AS (
    SELECT *, unnest(acting) AS actor_iso3 FROM mention
),
dyad AS (
    SELECT *, unnest(acted_upon) AS recipient_iso3 FROM acting
)
SELECT place, actor_iso3, recipient_iso3, share_of(actor_iso3, recipient_iso3) AS share
FROM dyad
WHERE CASE WHEN is_reciprocal THEN actor_iso3 < recipient_iso3 ELSE actor_iso3 <> recipient_iso3 END;

CREATE OR REPLACE TEMP TABLE merge_former_places AS
SELECT rowid AS place, share_of(actor_iso3, recipient_iso3) AS share
FROM core.event_reports
WHERE story_id IN (SELECT story_id FROM merge_stories);
