-- Fetches of pages that gave no story which is still here: the fetch of a story says where its text came from.
SELECT fetch.rowid AS place
FROM raw.fetches AS fetch
WHERE
    fetch.kind = 'entry'
    AND fetch.started_at < getvariable('kept_from')
    AND (
        fetch.body_sha256 IS NULL
        OR (
            fetch.body_sha256 NOT IN (SELECT story.document_id FROM core.stories AS story)
            AND fetch.body_sha256 NOT IN (SELECT former.document_id FROM core.story_versions AS former)
        )
    )
