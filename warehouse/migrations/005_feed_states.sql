-- The state machine of feeds: where each stands, since when, why, and when it is asked again; what hosts asked of us.

ALTER TABLE ops.feeds ADD COLUMN host VARCHAR;
ALTER TABLE ops.feeds ADD COLUMN state_since TIMESTAMPTZ;
ALTER TABLE ops.feeds ADD COLUMN moved_to VARCHAR;
ALTER TABLE ops.feeds ADD COLUMN redirect_to VARCHAR;
ALTER TABLE ops.feeds ADD COLUMN redirect_since TIMESTAMPTZ;
ALTER TABLE ops.feeds ADD COLUMN last_success_at TIMESTAMPTZ;
ALTER TABLE ops.feeds ADD COLUMN last_changed_at TIMESTAMPTZ;
ALTER TABLE ops.feeds ADD COLUMN newest_entry_at TIMESTAMPTZ;
ALTER TABLE ops.feeds ADD COLUMN entries_per_day DOUBLE;
ALTER TABLE ops.feeds ADD COLUMN ttl_minutes INTEGER;
ALTER TABLE ops.feeds ADD COLUMN poll_seconds DOUBLE;
ALTER TABLE ops.feeds ADD COLUMN rhythm_from VARCHAR;
COMMENT ON COLUMN ops.feeds.state IS 'active, backing_off (polls fail), moved (a permanent redirect is believed, moved_to is asked), gone (HTTP 410; not asked until resumed) or paused (by hand).';
COMMENT ON COLUMN ops.feeds.reason IS 'Why the state is what it is, or why the feed waits; null while all is well.';
COMMENT ON COLUMN ops.feeds.next_poll_at IS 'The feed is due from then on (UTC). Null: at once where it is active or backing off; never by itself where it is gone, paused, or moved without moved_to.';
COMMENT ON COLUMN ops.feeds.host IS 'Host and port that the last poll asked; null: never polled.';
COMMENT ON COLUMN ops.feeds.state_since IS 'When the state became what it is (UTC); null: it has been active since it was listed.';
COMMENT ON COLUMN ops.feeds.moved_to IS 'Address that is asked in place of url, after seven days of the same permanent redirect; null: url itself.';
COMMENT ON COLUMN ops.feeds.redirect_to IS 'Where a permanent redirect (301, 308) now leads that is not believed yet; null: none was seen at the last good poll.';
COMMENT ON COLUMN ops.feeds.redirect_since IS 'When that redirect was first seen, without a good poll that saw another since (UTC).';
COMMENT ON COLUMN ops.feeds.last_success_at IS 'When the last good poll began, 304 included (UTC); null: never.';
COMMENT ON COLUMN ops.feeds.last_changed_at IS 'When the poll began that last brought another body (UTC); null: never.';
COMMENT ON COLUMN ops.feeds.newest_entry_at IS 'Latest date of its entries, not after the poll (UTC); null where they state none.';
COMMENT ON COLUMN ops.feeds.entries_per_day IS 'Entries a day from the oldest date in the feed (of the last 30 days where it has two of these) to the poll; null where they state none.';
COMMENT ON COLUMN ops.feeds.ttl_minutes IS 'For how long the feed asks to be left alone (ttl, syndication module); null where it does not.';
COMMENT ON COLUMN ops.feeds.poll_seconds IS 'Pause that the last good poll chose, before its jitter of a tenth; null: never polled well.';
COMMENT ON COLUMN ops.feeds.rhythm_from IS 'What decided poll_seconds: own_rate, silence, unknown_rate, ttl, cache_control, shortest or longest (the settings).';

CREATE TABLE ops.feed_changes (
    url VARCHAR NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR,
    state_before VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    next_poll_at TIMESTAMPTZ
);
COMMENT ON TABLE ops.feed_changes IS 'One row a change of a feed''s state. No row: the feed has been active ever since it was listed.';
COMMENT ON COLUMN ops.feed_changes.url IS 'The feed, as in ops.feeds.';
COMMENT ON COLUMN ops.feed_changes.changed_at IS 'When the poll began that changed it, or when the command was given (UTC).';
COMMENT ON COLUMN ops.feed_changes.run_id IS 'The run that changed it; null: a person did, with `dyadwire feeds`.';
COMMENT ON COLUMN ops.feed_changes.state_before IS 'State until then.';
COMMENT ON COLUMN ops.feed_changes.state IS 'State from then on.';
COMMENT ON COLUMN ops.feed_changes.reason IS 'Why, for a person; null: it became active because all is well.';
COMMENT ON COLUMN ops.feed_changes.next_poll_at IS 'When it was to be asked next, as seen then (UTC); null: not by itself.';

CREATE TABLE ops.hosts (
    host VARCHAR NOT NULL,
    waits_until TIMESTAMPTZ,
    reason VARCHAR,
    robots_fetched_at TIMESTAMPTZ,
    robots_read_at TIMESTAMPTZ,
    robots_status INTEGER,
    robots_txt VARCHAR,
    robots_problem VARCHAR,
    crawl_delay_seconds DOUBLE
);
COMMENT ON TABLE ops.hosts IS 'One row a host that asked us to wait or whose robots.txt was read.';
COMMENT ON COLUMN ops.hosts.host IS 'Host and port as in the address; the port is left out where the address does.';
COMMENT ON COLUMN ops.hosts.waits_until IS 'Nothing is asked of the host before (UTC); null: it never asked us to wait.';
COMMENT ON COLUMN ops.hosts.reason IS 'What asked for the wait, for a person.';
COMMENT ON COLUMN ops.hosts.robots_fetched_at IS 'When robots.txt was last asked for (UTC); asked for again after a day, or after an hour where it could not be read. Null: never.';
COMMENT ON COLUMN ops.hosts.robots_read_at IS 'When the rules in force came (UTC); for 30 days they stand in where robots.txt cannot be read. Null: never.';
COMMENT ON COLUMN ops.hosts.robots_status IS 'HTTP status of that answer; null where none came.';
COMMENT ON COLUMN ops.hosts.robots_txt IS 'The rules that are in force, as received; null: none, so all is allowed, unless robots_problem says otherwise.';
COMMENT ON COLUMN ops.hosts.robots_problem IS 'Why robots.txt could not be read, in which case no page of the host is asked for; null: it could, or is not there.';
COMMENT ON COLUMN ops.hosts.crawl_delay_seconds IS 'Pause between two requests that robots.txt asks of us; null: none.';

ALTER TABLE raw.entries ADD COLUMN page_etag VARCHAR;
ALTER TABLE raw.entries ADD COLUMN page_last_modified VARCHAR;
ALTER TABLE raw.entries ADD COLUMN n_updates INTEGER DEFAULT 0;
COMMENT ON TABLE raw.entries IS 'One row an entry of a feed, as the feed stated it when it was first seen; updated_at as last seen.';
COMMENT ON COLUMN raw.entries.outcome IS 'pending (its page is to be fetched, for the first time or after an update), kept, rejected or failed.';
COMMENT ON COLUMN raw.entries.page_etag IS 'ETag of the page when it was last fetched; asks for a 304 after an update.';
COMMENT ON COLUMN raw.entries.page_last_modified IS 'Last-Modified of the page when it was last fetched, as the server wrote it.';
COMMENT ON COLUMN raw.entries.n_updates IS 'How often the feed said that the entry was updated, after which its page was asked for again.';
ALTER TABLE raw.entries ADD COLUMN published_rung VARCHAR;
COMMENT ON COLUMN raw.entries.published_rung IS 'Which reading of the feed gave published_at: feed or feed_salvage; unknown or null where none did, or before it was recorded.';
