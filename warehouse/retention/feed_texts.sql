-- What a feed said of an entry beside its headline, where the page was kept: the story has the text.
SELECT entry.rowid AS place
FROM raw.entries AS entry
WHERE
    entry.outcome = 'kept'
    AND entry.first_seen_at < getvariable('kept_from')
    AND (entry.summary_html IS NOT NULL OR entry.content_html IS NOT NULL)
