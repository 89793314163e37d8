-- Every document that gave no story says why in ops.rejections, and every kept one gave at least one story.
SELECT document.document_id, document.outcome, document.n_stories, document.origin
FROM raw.documents AS document
WHERE
    document.run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND (
        (document.outcome = 'kept' AND document.n_stories < 1)
        OR (
            document.outcome <> 'kept'
            AND (document.run_id, document.document_id) NOT IN (
                SELECT (rejection.run_id, rejection.body_sha256)
                FROM ops.rejections AS rejection
                WHERE rejection.stage = 'document' AND rejection.body_sha256 IS NOT NULL
            )
        )
    );
