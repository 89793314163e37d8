-- Shows one group of staged batches as the batch that load_stories.sql and load_batch.sql load. Its stories are those
-- that stand as they were coded; their own rows stay, so the long texts are neither read nor written.

CREATE OR REPLACE TEMP TABLE recode_live AS
SELECT staged.*, story.rowid AS place
FROM read_parquet($recoded) AS staged
JOIN core.stories AS story ON
    staged.story_id = story.story_id
    AND staged.text_sha256 = story.text_sha256
    AND staged.title IS NOT DISTINCT FROM story.title
    AND staged.published_at IS NOT DISTINCT FROM story.published_at
    AND staged.fetched_at = story.fetched_at
QUALIFY row_number() OVER (PARTITION BY staged.story_id ORDER BY staged.batch_id DESC) = 1;

CREATE OR REPLACE TEMP TABLE recode_stories AS
SELECT story.* EXCLUDE (text, version, first_seen_at, coder_version, codebook_version), '' AS text
FROM core.stories AS story
SEMI JOIN (FROM recode_live WHERE problem IS NULL) AS live ON live.place = story.rowid;

CREATE OR REPLACE TEMP VIEW batch_stories AS FROM recode_stories;
CREATE OR REPLACE TEMP VIEW batch_event_mentions AS
SELECT mention.* REPLACE (getvariable('recode_run') AS run_id, getvariable('recode_batch') AS batch_id)
FROM read_parquet($event_mentions) AS mention
SEMI JOIN recode_live AS live ON live.story_id = mention.story_id AND live.batch_id = mention.batch_id;
CREATE OR REPLACE TEMP VIEW batch_figures AS
SELECT figure.* REPLACE (getvariable('recode_run') AS run_id, getvariable('recode_batch') AS batch_id)
FROM read_parquet($figures) AS figure
SEMI JOIN recode_live AS live ON live.story_id = figure.story_id AND live.batch_id = figure.batch_id;
CREATE OR REPLACE TEMP VIEW batch_batches AS
SELECT
    getvariable('recode_coder') AS coder_version,
    getvariable('recode_codebook') AS codebook_version,
    getvariable('recode_run') AS run_id,
    getvariable('recode_batch') AS batch_id;
