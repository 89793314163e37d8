-- Loads the tables polled_* (what polls of feeds changed) in the transaction that the caller has opened, and leaves the
-- one row entries_seen: how many entries were new, how many of these have no page, how many had ended before.

CREATE TEMP TABLE new_entries AS
FROM polled_entries
WHERE entry_id NOT IN (SELECT entry_id FROM raw.entries)
QUALIFY row_number() OVER (PARTITION BY entry_id ORDER BY position) = 1;

-- An entry whose page was kept and that the feed says was updated since is to be fetched again. Some feeds date an edited
-- entry anew instead; some date all entries anew with every poll, so there is an end to it.
UPDATE raw.entries AS entry SET
    outcome = 'pending',
    n_attempts = 0,
    n_updates = coalesce(n_updates, 0) + 1,
    ended_run_id = NULL,
    updated_at = updated.at
FROM (
    SELECT entry_id, max(greatest(updated_at, published_at)) AS at
    FROM polled_entries
    WHERE greatest(updated_at, published_at) <= first_seen_at  -- which is the time of the poll
    GROUP BY entry_id
) AS updated
WHERE
    updated.entry_id = entry.entry_id
    AND entry.outcome = 'kept'
    AND entry.url IS NOT NULL
    AND updated.at > coalesce(greatest(entry.updated_at, entry.published_at), entry.first_seen_at)
    AND coalesce(entry.n_updates, 0) < 20;

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

INSERT INTO ops.feed_changes BY NAME
SELECT
    feed.url,
    polled.last_polled_at AS changed_at,
    getvariable('run_id') AS run_id,
    feed.state AS state_before,
    polled.state,
    polled.reason,
    polled.next_poll_at
FROM polled_feeds AS polled
JOIN ops.feeds AS feed ON feed.url = polled.url
WHERE feed.state <> polled.state;

UPDATE ops.feeds AS feed SET
    state_since = CASE WHEN feed.state = polled.state THEN feed.state_since ELSE polled.last_polled_at END,
    state = polled.state,
    reason = polled.reason,
    etag = polled.etag,
    last_modified = polled.last_modified,
    body_sha256 = polled.body_sha256,
    n_failures = polled.n_failures,
    last_polled_at = polled.last_polled_at,
    next_poll_at = polled.next_poll_at,
    host = polled.host,
    moved_to = polled.moved_to,
    redirect_to = polled.redirect_to,
    redirect_since = polled.redirect_since,
    last_success_at = polled.last_success_at,
    last_changed_at = polled.last_changed_at,
    newest_entry_at = polled.newest_entry_at,
    entries_per_day = polled.entries_per_day,
    ttl_minutes = polled.ttl_minutes,
    poll_seconds = polled.poll_seconds,
    rhythm_from = polled.rhythm_from
FROM polled_feeds AS polled
WHERE polled.url = feed.url;

UPDATE ops.requeues AS requeue SET ended_run_id = getvariable('run_id')
FROM polled_feeds AS polled
WHERE requeue.ended_run_id IS NULL AND requeue.way = 'poll' AND polled.url = requeue.key;
