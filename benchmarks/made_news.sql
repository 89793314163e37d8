-- Made-up news for the benchmarks of the warehouse. Leaves made_stories, made_mentions, made_figures and made_entries, with
-- the columns of the tables that they go into, the same rows each time. 2,000 stories a day; a quarter tells of no event
-- and the others of one to seven; a few countries are in most of the news. Needs the tables made_countries, made_types
-- and made_prose (number; body: the number of the story whose text it prints; title; prose). Only `chance` draws; it gives
-- from 0 to below 1. (Not hash(a, b), which of two values of b for the same a gives one from the other.)
CREATE OR REPLACE TEMP MACRO chance(thing, what) AS hash(thing || what) / 18446744073709551616.0;
CREATE OR REPLACE TEMP MACRO country_place(thing, what) AS 1 + floor(190 * pow(chance(thing, what), 3))::INTEGER;

CREATE OR REPLACE TEMP TABLE made_plan AS
SELECT
    *,
    md5('story ' || number) AS story_id,
    TIMESTAMPTZ '2023-01-01 00:00:00+00' + number * INTERVAL 43200 MILLISECOND AS printed_at,
    'made-' || lpad((number // 500)::VARCHAR, 7, '0') AS batch_id,
    CASE WHEN chance(body, 'tells') < 0.25 THEN 0 ELSE 1 + floor(7 * chance(body, 'mentions'))::INTEGER END AS n_mentions
FROM made_prose;

CREATE OR REPLACE TEMP TABLE made_tellings AS
WITH telling AS (
    SELECT *, unnest(range(n_mentions)) AS place FROM made_plan
),
drawn AS (  -- what is told, the same in each copy
    SELECT
        *,
        body || ' ' || place AS told,
        CASE
            WHEN chance(body || ' ' || place, 'pair') < 0.8 THEN body::VARCHAR
            ELSE body || ' ' || place
        END AS dyad,
        (TIMESTAMPTZ '2023-01-01 00:00:00+00' + body * INTERVAL 43200 MILLISECOND)::DATE AS day
    FROM telling
),
dated AS (
    SELECT
        *,
        CASE
            WHEN chance(told, 'status') < 0.72 THEN 'actual'
            WHEN chance(told, 'status') < 0.80 THEN 'future'
            WHEN chance(told, 'status') < 0.88 THEN 'hypothetical'
            WHEN chance(told, 'status') < 0.92 THEN 'negated'
            ELSE 'historical'
        END AS status,
        CASE
            WHEN chance(told, 'date') < 0.7 THEN 'day'
            WHEN chance(told, 'date') < 0.78 THEN 'week'
            WHEN chance(told, 'date') < 0.84 THEN 'month'
            WHEN chance(told, 'date') < 0.9 THEN 'year'
            ELSE 'unknown'
        END AS date_granularity
    FROM drawn
),
placed AS (
    SELECT
        *,
        CASE status
            WHEN 'historical' THEN day - 366 - floor(4000 * chance(told, 'past'))::INTEGER
            WHEN 'future' THEN day + 1 + floor(40 * chance(told, 'ahead'))::INTEGER
            ELSE day - floor(3 * chance(told, 'ago'))::INTEGER
        END AS about
    FROM dated
)
SELECT
    placed.* EXCLUDE (about),
    actor.iso3 AS actor_iso3,
    actor.name AS actor_name,
    recipient.iso3 AS recipient_iso3,
    recipient.name AS recipient_name,
    type.* EXCLUDE (first_chance, next_chance),
    CASE date_granularity WHEN 'unknown' THEN NULL WHEN 'day' THEN about ELSE date_trunc(date_granularity, about)::DATE END
        AS event_date_start,
    CASE date_granularity
        WHEN 'unknown' THEN NULL
        WHEN 'day' THEN about
        WHEN 'week' THEN date_trunc('week', about)::DATE + 6
        WHEN 'month' THEN last_day(about)
        ELSE make_date(year(about), 12, 31)
    END AS event_date_end,
    actor.name || ' ' || type.trigger || ' ' || recipient.name || ' ' || prose[100 * placed.place + 1:100 * placed.place + 90] || '.' AS sentence
FROM placed
JOIN made_countries AS actor ON actor.place_in_news = country_place(dyad, 'actor')
JOIN made_countries AS recipient
    ON recipient.place_in_news = country_place(dyad, 'recipient') + (country_place(dyad, 'recipient') = country_place(dyad, 'actor'))::INTEGER
JOIN made_types AS type ON chance(told, 'type') >= type.first_chance AND chance(told, 'type') < type.next_chance;

CREATE OR REPLACE TEMP TABLE made_stories AS
WITH told AS (
    SELECT number, string_agg(sentence, ' ' ORDER BY place) AS sentences FROM made_tellings GROUP BY number
),
written AS (
    SELECT
        plan.*,
        plan.title || chr(10) || chr(10) || coalesce(told.sentences || ' ', '')
        || plan.prose || '.' AS text
    FROM made_plan AS plan
    LEFT JOIN told USING (number)
)
SELECT
    number,
    body,
    story_id,
    sha256(story_id) AS document_id,
    0 AS ordinal,
    'https://paper' || number * 7 % 300 || '.example/' || story_id AS url,
    'https://paper' || number * 7 % 300 || '.example/' || story_id AS canonical_url,
    'Paper ' || number * 7 % 300 AS publisher,
    title,
    NULL::VARCHAR AS dateline,
    printed_at AS published_at,
    'feed' AS published_rung,
    'en' AS language,
    text,
    sha256(text) AS text_sha256,
    'trafilatura fast' AS extraction_method,
    false AS is_stub,
    false AS is_paywalled,
    []::VARCHAR[] AS captions,
    printed_at + INTERVAL 20 MINUTE AS fetched_at,
    NULL::VARCHAR AS restates_sha256,
    batch_id AS run_id,
    batch_id
FROM written
ORDER BY number;

CREATE OR REPLACE TEMP TABLE made_mentions AS
WITH placed AS (
    SELECT
        *,
        length(title) + 2
        + coalesce(sum(length(sentence) + 1) OVER (PARTITION BY number ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
        AS sentence_start
    FROM made_tellings
)
SELECT
    md5(story_id || place) AS mention_id,
    story_id,
    sentence_start::BIGINT AS sentence_start,
    (sentence_start + length(sentence))::BIGINT AS sentence_end,
    sentence,
    (sentence_start + length(actor_name) + 1)::BIGINT AS trigger_start,
    (sentence_start + length(actor_name) + 1 + length(trigger))::BIGINT AS trigger_end,
    trigger,
    event_type,
    mode,
    status,
    is_reciprocal,
    [{
        'iso3': actor_iso3,
        'sector': CASE WHEN chance(told, 'sector') < 0.6 THEN 'GOV' END,
        'text': actor_name,
        'start': sentence_start::BIGINT,
        'end': (sentence_start + length(actor_name))::BIGINT,
        'is_inferred': false
    }] || CASE WHEN is_reciprocal THEN acted_upon ELSE [] END AS actors,
    CASE WHEN is_reciprocal THEN [] ELSE acted_upon END AS recipients,
    event_date_start,
    event_date_end,
    date_granularity,
    CASE WHEN chance(told, 'context') < 0.5 THEN ['economic'] WHEN chance(told, 'context') < 0.8 THEN ['military', 'diplomatic'] ELSE [] END AS contexts,
    quad_class,
    intensity,
    cameo_code,
    goldstein,
    CASE WHEN event_type = 'AGREE' THEN 'COOPERATE' END AS planned_type,
    NULL::VARCHAR AS planned_mode,
    CASE WHEN chance(told, 'where') < 0.2 THEN recipient_name END AS location_text,
    CASE WHEN chance(told, 'where') < 0.2 THEN recipient_iso3 END AS location_iso3,
    NULL::STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, iso3 VARCHAR) AS attributed_to,
    round(0.5 + 0.49 * chance(told, 'confidence'), 2) AS confidence,
    trigger || '-v' AS rule_id,
    '1' AS coder_version,
    'made' AS codebook_version,
    batch_id AS run_id,
    batch_id,
    told
FROM (
    SELECT
        *,
        [{
            'iso3': recipient_iso3,
            'sector': NULL::VARCHAR,
            'text': recipient_name,
            'start': (sentence_start + length(actor_name) + length(trigger) + 2)::BIGINT,
            'end': (sentence_start + length(actor_name) + length(trigger) + 2 + length(recipient_name))::BIGINT,
            'is_inferred': false
        }] AS acted_upon
    FROM placed
)
ORDER BY number, place;

CREATE OR REPLACE TEMP TABLE made_figures AS  -- every fifth sentence says how long it is
SELECT
    md5(mention_id || ' figure') AS figure_id,
    story_id,
    mention_id,
    1e6 * floor(9000 * chance(told, 'value')) AS value,
    CASE WHEN chance(told, 'unit') < 0.6 THEN 'USD' ELSE 'troops' END AS unit,
    CASE WHEN chance(told, 'unit') < 0.6 THEN 'trade' END AS measure,
    NULL::VARCHAR AS period,
    'level' AS kind,
    sentence_end - 4 AS figure_start,
    sentence_end - 1 AS figure_end,
    right(sentence, 4)[:3] AS figure,
    sentence AS passage,
    coder_version,
    codebook_version,
    run_id,
    batch_id
FROM made_mentions
WHERE chance(told, 'figure') < 0.2;

CREATE OR REPLACE TEMP TABLE made_entries AS
SELECT
    md5('entry ' || number) AS entry_id,
    'https://paper' || number * 7 % 300 || '.example/rss' AS feed_url,
    url AS guid,
    url,
    title,
    text[-200:] AS summary_html,
    published_at,
    language,
    fetched_at AS first_seen_at,
    run_id,
    'kept' AS outcome,
    0 AS n_attempts,
    run_id AS ended_run_id,
    document_id
FROM made_stories;
