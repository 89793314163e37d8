-- mart.feed_health
-- Grain: one row a feed of the feed list. Units: times UTC; counts are of the days before as_of, the begin of the last run.
-- alert says what is wrong, the first that holds:
--   gone        the server says so for good (HTTP 410)
--   moved       a permanent redirect is believed: the list should have the new address
--   failing     all polls of a day or longer failed
--   silent      polls are good, but for longer than allowed no new entry came
--   no_stories  polls are good and entries come, but for longer than allowed none of them gave a story
-- How long a feed may be without stories follows from its own rhythm, the gaps between its entries that gave stories,
-- by quarters of a day (of the last 90 days, at least the latest 20): three times the gap that nine of ten do not
-- exceed, and twice the longest of the last 30 days; at least a day, or three days while it is watched for less than two
-- weeks. Where less than five gaps are known: 30 days, or three times the longest. Never more than 180 days. A feed that
-- never gave a story may have ten entries and a day, or 30 days; one without any entry, 7 days. Silence is judged at the
-- last good poll, so that a machine that was off accuses no feed.
-- A missing row means that the feed is not in the list. No alert: all is well, or it is paused.

CREATE OR REPLACE VIEW mart.feed_health AS
WITH clock AS (  -- days before it are reckoned once, as DuckDB takes long to reckon with times of a zone
    SELECT
        max(started_at) AS as_of,
        max(started_at) - INTERVAL 7 DAY AS days_7_ago,
        max(started_at) - INTERVAL 30 DAY AS days_30_ago
    FROM ops.runs
),
first_entry AS (
    SELECT feed_url, min(first_seen_at) AS first_entry_at
    FROM raw.entries
    SEMI JOIN (SELECT url AS feed_url FROM ops.feeds WHERE is_listed) AS listed USING (feed_url)
    GROUP BY feed_url
),
kept AS (
    SELECT document_id, n_stories FROM raw.documents WHERE outcome = 'kept'
),
brought_by_another AS (  -- the page is a story all the same
    SELECT DISTINCT entry_id FROM ops.rejections WHERE stage = 'entry' AND reason = 'duplicate'
),
entry AS (
    SELECT
        raw_entry.feed_url,
        raw_entry.first_seen_at,
        first_entry.first_entry_at,
        CASE WHEN raw_entry.outcome = 'kept' THEN kept.n_stories END AS n_stories,
        kept.document_id IS NOT NULL OR brought_by_another.entry_id IS NOT NULL AS has_story,
        -- the first poll shows entries of before; from then on an entry is as new as it looks
        CASE
            WHEN raw_entry.first_seen_at > first_entry.first_entry_at THEN raw_entry.first_seen_at
            ELSE least(coalesce(raw_entry.published_at, raw_entry.first_seen_at), raw_entry.first_seen_at)
        END AS came_at,
        raw_entry.rowid AS place
    FROM raw.entries AS raw_entry
    JOIN first_entry ON first_entry.feed_url = raw_entry.feed_url
    LEFT JOIN kept ON kept.document_id = raw_entry.document_id
    LEFT JOIN brought_by_another
        ON brought_by_another.entry_id = raw_entry.entry_id AND raw_entry.outcome = 'rejected'
),
counted AS (
    SELECT
        entry.feed_url,
        count(*) AS n_entries,
        min(entry.first_entry_at) AS first_entry_at,
        count(*) FILTER (entry.first_seen_at > clock.days_7_ago) AS n_entries_7_days,
        count(*) FILTER (entry.first_seen_at > clock.days_30_ago) AS n_entries_30_days,
        sum(entry.n_stories) FILTER (entry.first_seen_at > clock.days_7_ago) AS n_stories_7_days,
        sum(entry.n_stories) FILTER (entry.first_seen_at > clock.days_30_ago) AS n_stories_30_days,
        max(entry.came_at) FILTER (entry.has_story) AS last_story_at
    FROM entry
    CROSS JOIN clock
    GROUP BY entry.feed_url
),
without_story AS (  -- what came since the last story
    SELECT raw_entry.feed_url, raw_entry.entry_id, raw_entry.document_id, raw_entry.outcome
    FROM entry
    JOIN counted ON counted.feed_url = entry.feed_url
    JOIN raw.entries AS raw_entry ON raw_entry.rowid = entry.place
    WHERE NOT entry.has_story AND (counted.last_story_at IS NULL OR entry.came_at > counted.last_story_at)
),
why AS (
    SELECT without_story.feed_url, rejection.reason
    FROM without_story
    JOIN ops.rejections AS rejection ON rejection.entry_id = without_story.entry_id
    UNION ALL
    SELECT without_story.feed_url, rejection.reason
    FROM without_story
    JOIN ops.rejections AS rejection
        ON rejection.body_sha256 = without_story.document_id AND rejection.stage = 'document'
),
barren AS (
    SELECT
        without_story.feed_url,
        count(*) AS n_barren,
        count(*) FILTER (without_story.outcome = 'pending') AS n_pending,
        (SELECT mode(why.reason) FROM why WHERE why.feed_url = without_story.feed_url) AS usual_reason
    FROM without_story
    GROUP BY without_story.feed_url
),
moment AS (  -- quarters of a day in which entries came that gave stories
    SELECT feed_url, time_bucket(INTERVAL 6 HOUR, came_at) AS came_at FROM entry WHERE has_story GROUP BY ALL
),
gap AS (
    SELECT
        feed_url,
        came_at,
        (epoch_us(came_at) - lag(epoch_us(came_at)) OVER (PARTITION BY feed_url ORDER BY came_at)) / 86_400_000_000 AS days,
        row_number() OVER (PARTITION BY feed_url ORDER BY came_at DESC) AS place
    FROM moment
),
rhythm AS (
    SELECT
        gap.feed_url,
        count(*) AS n_gaps,
        max(gap.days) AS longest_days,
        quantile_disc(gap.days, 0.9) AS usual_days,
        max(gap.days) FILTER (gap.came_at > feed.recent) AS longest_recent_days
    FROM gap
    JOIN (
        SELECT url, last_success_at - INTERVAL 30 DAY AS recent, last_success_at - INTERVAL 90 DAY AS since
        FROM ops.feeds
    ) AS feed ON feed.url = gap.feed_url
    WHERE gap.days IS NOT NULL AND (gap.came_at > feed.since OR gap.place <= 20)
    GROUP BY gap.feed_url
),
first_poll AS (  -- of feeds that never showed an entry
    SELECT url, min(started_at) AS polled_at
    FROM raw.fetches
    WHERE
        kind = 'feed'
        AND problem IS NULL
        AND url IN (
            SELECT listed.url
            FROM ops.feeds AS listed
            WHERE listed.is_listed AND listed.url NOT IN (SELECT seen.feed_url FROM first_entry AS seen)
        )
    GROUP BY url
),
feed AS (
    SELECT
        listed.*,
        counted.* EXCLUDE (feed_url),
        barren.* EXCLUDE (feed_url),
        clock.as_of,
        coalesce(counted.first_entry_at, first_poll.polled_at) AS watched_since,
        CASE
            WHEN counted.last_story_at IS NULL AND counted.n_entries >= 10 THEN 1.0
            WHEN counted.last_story_at IS NULL THEN CASE WHEN counted.n_entries > 0 THEN 30.0 ELSE 7.0 END
            WHEN coalesce(rhythm.n_gaps, 0) < 5 THEN least(greatest(30.0, coalesce(3 * rhythm.longest_days, 0)), 180.0)
            ELSE least(
                greatest(
                    CASE
                        WHEN listed.last_success_at - counted.first_entry_at < INTERVAL 14 DAY THEN 3.0
                        ELSE 1.0
                    END,
                    3 * rhythm.usual_days,
                    coalesce(2 * rhythm.longest_recent_days, 0)
                ),
                180.0
            )
        END AS allowed_silence_days
    FROM ops.feeds AS listed
    CROSS JOIN clock
    LEFT JOIN counted ON counted.feed_url = listed.url
    LEFT JOIN barren ON barren.feed_url = listed.url
    LEFT JOIN rhythm ON rhythm.feed_url = listed.url
    LEFT JOIN first_poll ON first_poll.url = listed.url
    WHERE listed.is_listed
),
judged AS (
    SELECT
        *,
        coalesce(last_story_at, watched_since) AS silent_since,
        CASE
            WHEN state = 'gone' THEN 'gone'
            WHEN state = 'moved' THEN 'moved'
            WHEN state = 'backing_off' THEN CASE WHEN last_polled_at - state_since >= INTERVAL 1 DAY THEN 'failing' END
            WHEN state = 'paused' OR last_success_at IS NULL THEN NULL
            WHEN epoch(last_success_at - coalesce(last_story_at, watched_since)) / 86400 <= allowed_silence_days THEN NULL
            WHEN coalesce(n_barren, 0) = 0 THEN 'silent'
            ELSE 'no_stories'
        END AS alert
    FROM feed
)
SELECT
    url,
    publisher,
    state,
    state_since,
    reason,
    last_polled_at,
    last_success_at,
    next_poll_at,
    n_failures,
    coalesce(n_entries_7_days, 0) AS n_entries_7_days,
    coalesce(n_entries_30_days, 0) AS n_entries_30_days,
    coalesce(n_stories_7_days, 0)::BIGINT AS n_stories_7_days,
    coalesce(n_stories_30_days, 0)::BIGINT AS n_stories_30_days,
    last_story_at,
    entries_per_day,
    poll_seconds,
    rhythm_from,
    allowed_silence_days,
    alert,
    CASE alert
        WHEN 'gone' THEN coalesce(reason, 'the server says that it is gone for good')
        WHEN 'moved' THEN coalesce(reason, 'it has moved for good') || CASE
            WHEN moved_to IS NULL THEN ''
            ELSE '; put the new address in the list'
        END
        WHEN 'failing' THEN
            n_failures || ' polls failed since ' || strftime(state_since, '%Y-%m-%d %H:%M') || ' UTC: ' || coalesce(reason, '')
        WHEN 'silent' THEN
            CASE WHEN n_entries IS NULL THEN 'it answers, but no entry came since ' ELSE 'it answers, but nothing new came since ' END
            || strftime(silent_since, '%Y-%m-%d') || '; by its own rhythm '
            || round(allowed_silence_days, 1) || ' days are usual at most'
        WHEN 'no_stories' THEN
            'it answers, but none of its ' || n_barren || ' entries since ' || strftime(silent_since, '%Y-%m-%d')
            || ' gave a story' || coalesce('; most often: ' || usual_reason, '')
            || CASE WHEN n_pending > 0 THEN '; ' || n_pending || ' pages wait' ELSE '' END
    END AS alert_reason,
    CASE
        WHEN alert IN ('gone', 'moved', 'failing') THEN state_since
        WHEN alert IS NOT NULL THEN silent_since + to_seconds(86400 * allowed_silence_days)
    END AS alert_since,
    as_of
FROM judged;

COMMENT ON VIEW mart.feed_health IS 'One row a feed of the list: where it stands, what it brought, and an alert where it needs a look.';
COMMENT ON COLUMN mart.feed_health.url IS 'The feed, as in ops.feeds.';
COMMENT ON COLUMN mart.feed_health.publisher IS 'The outlet.';
COMMENT ON COLUMN mart.feed_health.state IS 'active, backing_off, moved, gone or paused, as in ops.feeds.';
COMMENT ON COLUMN mart.feed_health.state_since IS 'Since when (UTC); null: since it was listed.';
COMMENT ON COLUMN mart.feed_health.reason IS 'Why the state is what it is, or why it waits; null while all is well.';
COMMENT ON COLUMN mart.feed_health.last_polled_at IS 'When the last poll began (UTC); null: never.';
COMMENT ON COLUMN mart.feed_health.last_success_at IS 'When the last good poll began, 304 included (UTC); null: never.';
COMMENT ON COLUMN mart.feed_health.next_poll_at IS 'Due from then on (UTC); null: at once where it is active or backing off, else not by itself.';
COMMENT ON COLUMN mart.feed_health.n_failures IS 'Failed polls in a row.';
COMMENT ON COLUMN mart.feed_health.n_entries_7_days IS 'Entries first seen in the 7 days before as_of.';
COMMENT ON COLUMN mart.feed_health.n_entries_30_days IS 'Entries first seen in the 30 days before as_of.';
COMMENT ON COLUMN mart.feed_health.n_stories_7_days IS 'Stories kept from the pages of n_entries_7_days.';
COMMENT ON COLUMN mart.feed_health.n_stories_30_days IS 'Stories kept from the pages of n_entries_30_days.';
COMMENT ON COLUMN mart.feed_health.last_story_at IS 'When its last entry came that gave a story, or whose page another feed had brought (UTC); null: never.';
COMMENT ON COLUMN mart.feed_health.entries_per_day IS 'Its own rate, as in ops.feeds; null where its entries state no dates.';
COMMENT ON COLUMN mart.feed_health.poll_seconds IS 'Pause between polls that follows from it; null: never polled well.';
COMMENT ON COLUMN mart.feed_health.rhythm_from IS 'What decided poll_seconds, as in ops.feeds.';
COMMENT ON COLUMN mart.feed_health.allowed_silence_days IS 'For how many days it may be without stories before that is an alert; the rule stands in warehouse/marts/60_feed_health.sql.';
COMMENT ON COLUMN mart.feed_health.alert IS 'gone, moved, failing, silent (nothing new comes) or no_stories (entries come, but give none); null: none.';
COMMENT ON COLUMN mart.feed_health.alert_reason IS 'What is wrong, for a person; null where alert is.';
COMMENT ON COLUMN mart.feed_health.alert_since IS 'Since when it is an alert (UTC); null where alert is.';
COMMENT ON COLUMN mart.feed_health.as_of IS 'Begin of the last run (UTC), to which the counts of days refer.';
