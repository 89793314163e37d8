-- Fetches of pages that gave no story which is still here: the fetch of a story says where its text came from.
SELECT exchange.rowid AS place
FROM raw.fetches AS exchange
WHERE
    exchange.kind = 'entry'
    AND exchange.started_at < getvariable('kept_from')
    AND (
        exchange.body_sha256 IS NULL
        OR (
            exchange.body_sha256 NOT IN (SELECT story.document_id FROM core.stories AS story)
            AND exchange.body_sha256 NOT IN (SELECT former.document_id FROM core.story_versions AS former)
        )
    )
