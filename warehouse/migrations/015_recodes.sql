-- Which coder read a story last, also where it found nothing in it; and recodes with what they changed.

ALTER TABLE core.stories ADD COLUMN coder_version VARCHAR;
ALTER TABLE core.stories ADD COLUMN codebook_version VARCHAR;
UPDATE core.stories AS story SET
    coder_version = coalesce(mention.coder_version, run.coder_version),
    codebook_version = coalesce(mention.codebook_version, run.codebook_version)
FROM core.stories AS same
LEFT JOIN (
    SELECT story_id, min(coder_version) AS coder_version, min(codebook_version) AS codebook_version
    FROM core.event_mentions
    GROUP BY story_id
) AS mention ON mention.story_id = same.story_id
LEFT JOIN ops.runs AS run ON run.run_id = same.run_id
WHERE same.story_id = story.story_id;
COMMENT ON COLUMN core.stories.coder_version IS 'Version of the coder that read the present text last, also where it found no event; null where it is not known.';
COMMENT ON COLUMN core.stories.codebook_version IS 'Version of the codebook that it used; null where it is not known.';

CREATE TABLE ops.recodes (
    run_id VARCHAR NOT NULL,
    recode_id VARCHAR NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    coder_version VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL,
    is_all BOOLEAN NOT NULL,
    n_taken BIGINT NOT NULL,
    n_kept BIGINT NOT NULL,
    n_failed BIGINT NOT NULL,
    n_superseded BIGINT NOT NULL,
    n_before BIGINT NOT NULL,
    n_after BIGINT NOT NULL,
    n_changed BIGINT NOT NULL,
    n_added BIGINT NOT NULL,
    n_removed BIGINT NOT NULL
);
COMMENT ON TABLE ops.recodes IS 'One row a recode that was loaded: stored stories coded again. No row: nothing had to be coded again, or it did not come to its end. Mentions of stories that the marts leave out are not in its counts.';
COMMENT ON COLUMN ops.recodes.run_id IS 'The run that loaded and published it, as in ops.runs.';
COMMENT ON COLUMN ops.recodes.recode_id IS 'Id of the recode: it stays where the work was interrupted and went on later.';
COMMENT ON COLUMN ops.recodes.begun_at IS 'When the coding began (UTC).';
COMMENT ON COLUMN ops.recodes.coder_version IS 'Version of the coder.';
COMMENT ON COLUMN ops.recodes.codebook_version IS 'Version of the codebook.';
COMMENT ON COLUMN ops.recodes.is_all IS 'True: all stories were coded again. False: those of another or an unknown version.';
COMMENT ON COLUMN ops.recodes.n_taken IS 'Stories that were handed to the coder: n_kept + n_failed + n_superseded.';
COMMENT ON COLUMN ops.recodes.n_kept IS 'Stories whose event mentions and figures were replaced.';
COMMENT ON COLUMN ops.recodes.n_failed IS 'Stories that broke the coder; they keep what they had (ops.recode_failures).';
COMMENT ON COLUMN ops.recodes.n_superseded IS 'Stories that an ingest changed before the recode was loaded; what came from their older text was thrown away.';
COMMENT ON COLUMN ops.recodes.n_before IS 'Event mentions of the stories before.';
COMMENT ON COLUMN ops.recodes.n_after IS 'Event mentions of the stories after: n_before + n_added - n_removed.';
COMMENT ON COLUMN ops.recodes.n_changed IS 'Mentions that keep their id and say something else: mode, status, date, contexts, scales, plan, place, parties or speaker. Confidence and rule are not compared.';
COMMENT ON COLUMN ops.recodes.n_added IS 'Mentions that were not there before.';
COMMENT ON COLUMN ops.recodes.n_removed IS 'Mentions that are there no more.';

CREATE TABLE ops.recode_failures (
    run_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL,
    problem VARCHAR NOT NULL
);
COMMENT ON TABLE ops.recode_failures IS 'One row a story that broke the coder in a recode; it keeps what it had. No row: it was coded.';
COMMENT ON COLUMN ops.recode_failures.run_id IS 'The run that loaded the recode, as in ops.recodes.';
COMMENT ON COLUMN ops.recode_failures.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN ops.recode_failures.problem IS 'What happened, for a person.';

CREATE TABLE ops.recode_types (
    run_id VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    n_before BIGINT NOT NULL,
    n_after BIGINT NOT NULL,
    n_changed BIGINT NOT NULL,
    n_added BIGINT NOT NULL,
    n_removed BIGINT NOT NULL
);
COMMENT ON TABLE ops.recode_types IS 'One row a recode and event type: event mentions before and after. No row: none of the type before or after.';
COMMENT ON COLUMN ops.recode_types.run_id IS 'The run that loaded the recode, as in ops.recodes.';
COMMENT ON COLUMN ops.recode_types.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN ops.recode_types.n_before IS 'Event mentions before.';
COMMENT ON COLUMN ops.recode_types.n_after IS 'Event mentions after.';
COMMENT ON COLUMN ops.recode_types.n_changed IS 'Those that keep their id and say something else.';
COMMENT ON COLUMN ops.recode_types.n_added IS 'Those that were not there before.';
COMMENT ON COLUMN ops.recode_types.n_removed IS 'Those that are there no more.';

CREATE TABLE ops.recode_dyads (
    run_id VARCHAR NOT NULL,
    actor_iso3 VARCHAR NOT NULL,
    recipient_iso3 VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    n_before BIGINT NOT NULL,
    n_after BIGINT NOT NULL,
    n_changed BIGINT NOT NULL,
    n_added BIGINT NOT NULL,
    n_removed BIGINT NOT NULL
);
COMMENT ON TABLE ops.recode_dyads IS 'One row a recode, directed dyad and event type: event mentions before and after, expanded to dyads as in mart.event_list. No row: none before or after.';
COMMENT ON COLUMN ops.recode_dyads.run_id IS 'The run that loaded the recode, as in ops.recodes.';
COMMENT ON COLUMN ops.recode_dyads.actor_iso3 IS 'Country or body that acts.';
COMMENT ON COLUMN ops.recode_dyads.recipient_iso3 IS 'Country or body that is acted upon.';
COMMENT ON COLUMN ops.recode_dyads.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN ops.recode_dyads.n_before IS 'Event mentions before.';
COMMENT ON COLUMN ops.recode_dyads.n_after IS 'Event mentions after.';
COMMENT ON COLUMN ops.recode_dyads.n_changed IS 'Those that keep their id and say something else.';
COMMENT ON COLUMN ops.recode_dyads.n_added IS 'Those that were not there before.';
COMMENT ON COLUMN ops.recode_dyads.n_removed IS 'Those that are there no more.';
