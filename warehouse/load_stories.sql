-- Compares the stories of the views batch_* with those that are there, before load_batch.sql takes their place.
-- Leaves the tables `late` (stories that stay as they are), `known` (those that were there before), `replaced` (all whose
-- rows go) and `ids` (the name of each mention), and writes down the former text and what became of its mentions.

CREATE TEMP TABLE late AS  -- a text that was fetched earlier never takes the place of a later one
SELECT story.story_id
FROM batch_stories AS story
JOIN core.stories AS live USING (story_id)
WHERE live.fetched_at > story.fetched_at;

CREATE TEMP TABLE known AS
SELECT
    story.story_id,
    live.rowid AS place,
    coalesce(live.version, 1) AS version,
    coalesce(live.first_seen_at, live.fetched_at) AS first_seen_at,
    story.text_sha256 <> live.text_sha256 AS is_changed
FROM batch_stories AS story
ANTI JOIN late USING (story_id)
JOIN core.stories AS live USING (story_id);

CREATE TEMP TABLE former AS  -- texts that make way for others; found by place, as reading through all texts takes long
SELECT
    live.*,
    known.version AS known_version,
    known.first_seen_at AS known_since,
    story.text AS new_text,
    story.fetched_at AS ended_at,
    story.run_id AS ended_run_id,
    story.batch_id AS ended_batch_id,
    run.coder_version || ' ' || run.codebook_version AS run_coder,
    story.document_id = live.document_id OR story.text = array_to_string(
        list_filter(
            string_split(live.text, chr(10) || chr(10)),
            lambda line: NOT coalesce(list_contains(boilerplate.lines, line), false)
        ),
        chr(10) || chr(10)
    ) AS is_reading  -- the publisher changed nothing but perhaps what stands around all of its stories
FROM core.stories AS live
JOIN (FROM known WHERE is_changed) AS known ON known.place = live.rowid
JOIN batch_stories AS story ON story.story_id = known.story_id
LEFT JOIN ops.runs AS run ON run.run_id = live.run_id
LEFT JOIN (
    SELECT publisher, list(line) AS lines
    FROM core.boilerplate
    GROUP BY publisher
) AS boilerplate ON boilerplate.publisher = story.publisher;

CREATE TEMP TABLE replaced AS
SELECT story_id
FROM core.stories
ANTI JOIN late USING (story_id)
WHERE document_id IN (SELECT document_id FROM batch_documents) OR story_id IN (SELECT story_id FROM batch_stories);

-- A mention keeps its id where it stayed the same. Its id says which of several equal triggers of the text it is, and a
-- paragraph that is put in above would make another of it. So mentions of equal trigger, type and parties are told
-- apart by their sentence, then by their order; in an unchanged text, which is coded again, by their place alone.
CREATE TEMP TABLE compared AS
WITH mention AS (
    SELECT true AS is_new, mention_id, story_id, trigger, event_type, mode, actors, recipients, sentence, trigger_start
    FROM batch_event_mentions
    UNION ALL BY NAME
    SELECT false AS is_new, mention_id, story_id, trigger, event_type, mode, actors, recipients, sentence, trigger_start
    FROM core.event_mentions
    SEMI JOIN known USING (story_id)
)
SELECT
    mention.is_new,
    mention.mention_id,
    mention.story_id,
    known.is_changed,
    {
        'trigger': mention.trigger,
        'event_type': mention.event_type,
        'actors': list_sort(list_distinct(list_transform(mention.actors, lambda party: party.iso3))),
        'recipients': list_sort(list_distinct(list_transform(mention.recipients, lambda party: party.iso3)))
    } AS action,
    CASE WHEN known.is_changed THEN mention.sentence ELSE mention.trigger_start::VARCHAR END AS place,
    row_number() OVER (PARTITION BY is_new ORDER BY trigger_start, mode NULLS FIRST, mention_id) AS position
FROM mention
JOIN known USING (story_id);

CREATE TEMP TABLE pairs AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY is_new, story_id, action, place ORDER BY position) AS n
    FROM compared
)
SELECT new.mention_id AS coded_id, former.mention_id
FROM numbered AS new
JOIN numbered AS former USING (story_id, action, place, n)
WHERE new.is_new AND NOT former.is_new;

INSERT INTO pairs
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY is_new, story_id, action ORDER BY position) AS n
    FROM compared
    WHERE
        is_changed
        AND CASE
            WHEN is_new THEN mention_id NOT IN (SELECT coded_id FROM pairs)
            ELSE mention_id NOT IN (SELECT mention_id FROM pairs)
        END
)
SELECT new.mention_id AS coded_id, former.mention_id
FROM numbered AS new
JOIN numbered AS former USING (story_id, action, n)
WHERE new.is_new AND NOT former.is_new;

CREATE TEMP TABLE ids AS
SELECT
    mention.mention_id AS coded_id,
    CASE
        WHEN pairs.mention_id IS NOT NULL THEN pairs.mention_id
        WHEN mention.mention_id IN (SELECT mention_id FROM pairs) THEN md5(mention.mention_id || story.text_sha256)
        ELSE mention.mention_id
    END AS mention_id
FROM batch_event_mentions AS mention
ANTI JOIN late USING (story_id)
JOIN batch_stories AS story USING (story_id)
LEFT JOIN pairs ON pairs.coded_id = mention.mention_id;

INSERT INTO core.story_versions BY NAME
SELECT
    former.story_id,
    former.known_version AS version,
    former.document_id,
    former.title,
    former.dateline,
    former.published_at,
    former.published_rung,
    former.text,
    former.text_sha256,
    former.extraction_method,
    former.is_stub,
    former.is_paywalled,
    former.captions,
    figures.figures,
    former.known_since AS first_seen_at,
    former.fetched_at AS last_seen_at,
    former.run_id,
    former.batch_id,
    former.ended_at,
    CASE WHEN former.is_reading THEN 'reading' ELSE 'edit' END AS ended_by,
    former.ended_run_id
FROM former
LEFT JOIN (
    SELECT story_id, to_json(list(quantity ORDER BY figure_start, figure_id)) AS figures
    FROM (SELECT * EXCLUDE (run_id, batch_id) FROM core.figures SEMI JOIN former USING (story_id)) AS quantity
    GROUP BY story_id
) AS figures USING (story_id);

INSERT INTO core.mention_changes BY NAME
WITH new_mention AS (
    SELECT ids.mention_id, mention.* EXCLUDE (mention_id)
    FROM batch_event_mentions AS mention
    SEMI JOIN former USING (story_id)
    JOIN ids ON ids.coded_id = mention.mention_id
),
former_mention AS (
    SELECT * EXCLUDE (run_id, batch_id) FROM core.event_mentions SEMI JOIN former USING (story_id)
),
former_coder AS (  -- where the text had no mention, that of its run
    SELECT story_id, any_value(coder_version || ' ' || codebook_version) AS coder FROM former_mention GROUP BY story_id
),
both_texts AS (
    SELECT story_id, mention_id, new_mention, former_mention
    FROM new_mention
    FULL JOIN former_mention USING (story_id, mention_id)
)
SELECT
    both_texts.story_id,
    former.known_version + 1 AS version,
    both_texts.mention_id,
    CASE
        WHEN former_mention.mention_id IS NULL THEN 'added'
        WHEN new_mention.mention_id IS NULL THEN 'withdrawn'
        ELSE 'confirmed'
    END AS change,
    CASE
        WHEN new_mention.mention_id = former_mention.mention_id THEN NULL
        WHEN former.is_reading THEN 'reading'
        WHEN
            coalesce(former_coder.coder, former.run_coder) <> batch.coder_version || ' ' || batch.codebook_version
            AND contains(former.new_text, coalesce(new_mention.sentence, former_mention.sentence))
            AND contains(former.text, coalesce(new_mention.sentence, former_mention.sentence))
            THEN 'reading'
        ELSE 'edit'
    END AS cause,
    coalesce(new_mention.event_type, former_mention.event_type) AS event_type,
    new_mention.status,
    former_mention.status AS former_status,
    coalesce(new_mention.trigger, former_mention.trigger) AS trigger,
    new_mention.sentence,
    former_mention.sentence AS former_sentence,
    CASE WHEN former_mention.mention_id IS NOT NULL THEN to_json(former_mention) END AS former_mention,
    former.ended_at AS seen_at,
    former.ended_run_id AS run_id,
    former.ended_batch_id AS batch_id
FROM both_texts
JOIN former USING (story_id)
LEFT JOIN former_coder USING (story_id)
CROSS JOIN batch_batches AS batch;

INSERT INTO ops.rejections BY NAME
SELECT
    md5(story.batch_id || ' late ' || story.story_id) AS rejection_id,
    story.run_id,
    'story' AS stage,
    'duplicate' AS reason,
    story.story_id AS key,
    'a text of this story that was fetched later is in the warehouse already' AS detail,
    false AS is_failure,
    story.document_id AS body_sha256,
    getvariable('loaded_at') AS rejected_at
FROM batch_stories AS story
SEMI JOIN late USING (story_id);
