-- Polls of feeds, all but the first good one of each feed, from which the feed counts as watched.
SELECT exchange.rowid AS place
FROM raw.fetches AS exchange
WHERE
    exchange.kind = 'feed'
    AND exchange.started_at < getvariable('kept_from')
    AND exchange.rowid NOT IN (
        SELECT arg_min(first.rowid, first.started_at)
        FROM raw.fetches AS first
        WHERE first.kind = 'feed' AND first.problem IS NULL
        GROUP BY first.url
    )
