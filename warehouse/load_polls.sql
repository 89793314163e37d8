-- Loads the tables polled_* (what polls of feeds changed) in the transaction that the caller has opened, and leaves the
-- one row entries_seen: how many entries were new, how many of these have no page, how many had ended before.

CREATE TEMP TABLE new_entries AS
FROM polled_entries
WHERE entry_id NOT IN (SELECT entry_id FROM raw.entries)
QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY position) = 1;

CREATE TEMP TABLE entries_seen AS
SELECT
    (SELECT count(*) FROM new_entries) AS n_new,
    (SELECT count(*) FROM new_entries WHERE outcome = 'rejected') AS n_turned_away,
    (
        SELECT count(*)
        FROM raw.entries
        WHERE outcome <> 'pending' AND entry_id IN (SELECT entry_id FROM polled_entries)
    ) AS n_ended;

INSERT INTO raw.fetches BY NAME FROM polled_fetches;

INSERT INTO raw.entries BY NAME
SELECT
    * EXCLUDE (position),
    0 AS n_attempts,
    CASE WHEN outcome = 'rejected' THEN run_id END AS ended_run_id
FROM new_entries;

-- What is wrong with an entry is told once, when it is first seen.
INSERT INTO ops.rejections BY NAME
SELECT *, now() AS rejected_at
FROM polled_rejections
WHERE stage <> 'entry' OR key IN (SELECT entry_id FROM new_entries)
QUALIFY stage <> 'entry' OR row_number() OVER (PARTITION BY stage, key) = 1;

UPDATE ops.feeds AS feed SET
    state = polled.state,
    reason = polled.reason,
    etag = polled.etag,
    last_modified = polled.last_modified,
    body_sha256 = polled.body_sha256,
    n_failures = polled.n_failures,
    last_polled_at = polled.last_polled_at,
    next_poll_at = polled.next_poll_at
FROM polled_feeds AS polled
WHERE polled.url = feed.url;
