-- Puts what made_news.sql made into the tables, as runs of long ago left it: compared for wire copies, checked.
INSERT INTO ops.runs BY NAME
SELECT
    run_id,
    min(fetched_at) AS started_at,
    max(fetched_at) AS finished_at,
    'finished' AS state,
    0 AS exit_code,
    '1' AS coder_version,
    'made' AS codebook_version,
    count(*) AS n_stories,
    true AS is_checked
FROM made_stories
GROUP BY run_id;

INSERT INTO ops.loaded_batches BY NAME
SELECT batch_id, run_id, max(fetched_at) AS loaded_at, count(*) AS n_documents, count(*) AS n_stories, 0 AS n_mentions
FROM made_stories
GROUP BY ALL;

INSERT INTO ops.feeds BY NAME
SELECT
    feed_url AS url,
    min(feed_url) AS publisher,
    'en' AS language,
    'made' AS address_source,
    true AS is_listed,
    'active' AS state,
    0 AS n_failures,
    max(first_seen_at) AS last_polled_at,
    max(first_seen_at) AS last_success_at
FROM made_entries
WHERE feed_url NOT IN (SELECT url FROM ops.feeds)
GROUP BY feed_url;

INSERT INTO raw.fetches BY NAME
SELECT
    md5(entry_id) AS fetch_id,
    run_id,
    'entry' AS kind,
    url,
    url AS final_url,
    first_seen_at AS started_at,
    0.3 AS fetch_seconds,
    200 AS status,
    50000 + hash(url) % 50000 AS n_bytes,
    document_id AS body_sha256
FROM made_entries;

INSERT INTO raw.documents BY NAME
SELECT
    document_id,
    run_id,
    batch_id,
    url AS origin,
    'text/html' AS media_type,
    50000 + hash(url) % 50000 AS n_bytes,
    fetched_at,
    'kept' AS outcome,
    1 AS n_stories
FROM made_stories;

INSERT INTO raw.entries BY NAME FROM made_entries;

INSERT INTO core.stories BY NAME
SELECT
    * EXCLUDE (number, body),
    1 AS version,
    fetched_at AS first_seen_at,
    '1' AS coder_version,
    'made' AS codebook_version
FROM made_stories
ORDER BY number;

INSERT INTO core.event_mentions BY NAME SELECT * EXCLUDE (told) FROM made_mentions;
INSERT INTO core.figures BY NAME FROM made_figures;

INSERT INTO ops.wire_signatures BY NAME
SELECT story_id, batch_id, getvariable('wire_method') AS method FROM made_stories ORDER BY number;
INSERT INTO ops.wire_bands BY NAME
SELECT (hash(body, place) % 4294967296)::UINTEGER AS band, published_at::DATE AS day, story_id
FROM made_stories, range(32) AS places (place)
ORDER BY number, place;

INSERT INTO core.wire_pairs BY NAME
SELECT
    least(one.story_id, other.story_id) AS story_id,
    greatest(one.story_id, other.story_id) AS copy_id,
    one.publisher = other.publisher AS is_same_publisher,
    1.0 AS jaccard,
    1.0 AS containment,
    1.0 AS core_containment,
    1.0 AS lead_share
FROM made_stories AS one
JOIN made_stories AS other ON other.body = one.body AND other.number > one.number;
INSERT INTO core.wire_copies BY NAME
WITH copies AS (
    SELECT
        story_id,
        first_value(story_id) OVER (PARTITION BY body ORDER BY number) AS wire_id,
        first_value(publisher) OVER (PARTITION BY body ORDER BY number) AS first_publisher,
        count(*) OVER (PARTITION BY body) AS n_copies,
        publisher
    FROM made_stories
)
SELECT
    copies.story_id,
    copies.wire_id,
    copies.first_publisher,
    copies.n_copies,
    (SELECT count(DISTINCT other.publisher) FROM copies AS other WHERE other.wire_id = copies.wire_id) AS n_publishers
FROM copies
WHERE n_copies > 1;
