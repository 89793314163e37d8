-- mart.excluded_stories
-- Grain: one row a story whose events no mart counts, with the reason.
-- A missing row means that the story counts.
-- Reasons: `superseded`: its seed file holds a newer body, which gave stories; counting both would report the file twice.
-- Where the newer body gave none, the old one counts. `restatement`: the story restates, in other words, an original that
-- is itself in the warehouse; counting both would report the same news twice. Where the original is missing, the
-- restatement counts. A superseded restatement is called superseded.

CREATE OR REPLACE VIEW mart.excluded_stories AS
WITH at_path AS (  -- the body that stood last at the path of a seed file; addresses of pages are no paths
    SELECT origin, max(fetched_at) AS fetched_at, arg_max(document_id, fetched_at) AS document_id
    FROM raw.documents
    WHERE outcome = 'kept' AND NOT contains(origin, '://')
    GROUP BY origin
),
superseded AS (
    SELECT older.document_id, at_path.document_id AS newer_document_id
    FROM raw.documents AS older
    JOIN at_path ON at_path.origin = older.origin AND at_path.fetched_at > older.fetched_at
)
SELECT
    story.story_id,
    CASE WHEN superseded.document_id IS NULL THEN 'restatement' ELSE 'superseded' END AS reason,
    coalesce(superseded.newer_document_id, story.restates_sha256) AS original_document_id
FROM core.stories AS story
LEFT JOIN superseded ON superseded.document_id = story.document_id
WHERE
    superseded.document_id IS NOT NULL
    OR story.restates_sha256 IN (
        SELECT original.document_id
        FROM core.stories AS original
        WHERE original.document_id IN (  -- of the many stories those that are restated at all
            SELECT other.restates_sha256 FROM core.stories AS other WHERE other.restates_sha256 IS NOT NULL
        )
    );

COMMENT ON VIEW mart.excluded_stories IS 'One row a story whose events no mart counts. A missing row means that the story counts.';
COMMENT ON COLUMN mart.excluded_stories.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.excluded_stories.reason IS 'superseded: its seed file holds a newer body, which counts instead. restatement: its original is in the warehouse and counts instead.';
COMMENT ON COLUMN mart.excluded_stories.original_document_id IS 'The document that counts instead, as in raw.documents.';
