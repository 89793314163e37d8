-- What a feed said of an entry beside its headline, where nothing can need it: the stories of the page have the page's own
-- text, and nothing of the page is in quarantine, where a requeue would choose between the page's text and the feed's.
SELECT entry.rowid AS place
FROM raw.entries AS entry
WHERE
    entry.outcome = 'kept'
    AND entry.first_seen_at < getvariable('kept_from')
    AND (entry.summary_html IS NOT NULL OR entry.content_html IS NOT NULL)
    AND entry.document_id IN (
        SELECT story.document_id
        FROM core.stories AS story
        GROUP BY story.document_id
        HAVING NOT bool_or(story.extraction_method IN ('feed content', 'feed summary'))
    )
    AND entry.document_id NOT IN (
        SELECT item.body_sha256 FROM mart.quarantine AS item WHERE item.body_sha256 IS NOT NULL
    )
