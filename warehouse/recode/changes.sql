-- Writes down what the recode changed: totals, per event type, and per directed dyad and event type.
CREATE OR REPLACE TEMP TABLE recode_compared AS
SELECT
    coalesce(former.event_type, present.event_type) AS event_type,
    coalesce(former.actors, present.actors) AS actors,
    coalesce(former.recipients, present.recipients) AS recipients,
    (former.mention_id IS NOT NULL)::BIGINT AS before,
    (present.mention_id IS NOT NULL)::BIGINT AS after,
    coalesce(former.coding <> present.coding, false)::BIGINT AS changed
FROM recode_before AS former
FULL JOIN recode_after AS present USING (mention_id);

INSERT INTO ops.recode_failures BY NAME
SELECT getvariable('recode_run') AS run_id, story_id, problem FROM recode_ended WHERE problem IS NOT NULL;

INSERT INTO ops.recode_types BY NAME
SELECT
    getvariable('recode_run') AS run_id,
    event_type,
    sum(before)::BIGINT AS n_before,
    sum(after)::BIGINT AS n_after,
    sum(changed)::BIGINT AS n_changed,
    count(*) FILTER (before = 0) AS n_added,
    count(*) FILTER (after = 0) AS n_removed
FROM recode_compared
GROUP BY event_type;

INSERT INTO ops.recode_dyads BY NAME
WITH acting AS (SELECT * EXCLUDE (actors), unnest(actors) AS actor_iso3 FROM recode_compared),
dyad AS (SELECT * EXCLUDE (recipients), unnest(recipients) AS recipient_iso3 FROM acting)
SELECT
    getvariable('recode_run') AS run_id,
    actor_iso3,
    recipient_iso3,
    event_type,
    sum(before)::BIGINT AS n_before,
    sum(after)::BIGINT AS n_after,
    sum(changed)::BIGINT AS n_changed,
    count(*) FILTER (before = 0) AS n_added,
    count(*) FILTER (after = 0) AS n_removed
FROM dyad
WHERE actor_iso3 <> recipient_iso3
GROUP BY actor_iso3, recipient_iso3, event_type;

INSERT INTO ops.recodes BY NAME
SELECT
    getvariable('recode_run') AS run_id,
    getvariable('recode_id') AS recode_id,
    getvariable('recode_begun_at') AS begun_at,
    getvariable('recode_coder') AS coder_version,
    getvariable('recode_codebook') AS codebook_version,
    getvariable('recode_is_all') AS is_all,
    getvariable('recode_n_taken') AS n_taken,
    (SELECT count(*) FROM recode_ended WHERE problem IS NULL) AS n_kept,
    (SELECT count(*) FROM recode_ended WHERE problem IS NOT NULL) AS n_failed,
    getvariable('recode_n_taken') - (SELECT count(*) FROM recode_ended) AS n_superseded,
    coalesce(sum(before), 0)::BIGINT AS n_before,
    coalesce(sum(after), 0)::BIGINT AS n_after,
    coalesce(sum(changed), 0)::BIGINT AS n_changed,
    count(*) FILTER (before = 0) AS n_added,
    count(*) FILTER (after = 0) AS n_removed
FROM recode_compared;

DROP TABLE recode_before;
DROP TABLE recode_after;
DROP TABLE recode_compared;
DROP TABLE recode_ended;
DROP TABLE recode_excluded;
DROP TABLE recode_live;
DROP VIEW batch_stories;
DROP TABLE recode_stories;
