-- mart.excluded_stories
-- Grain: one row a story whose events no mart counts, with the reason.
-- A missing row means that the story counts.
-- Reasons: `restatement`: the story restates, in other words, an original that is itself in the warehouse; counting both
-- would report the same news twice. Where the original is missing, the restatement counts.

CREATE OR REPLACE VIEW mart.excluded_stories AS
SELECT
    story.story_id,
    'restatement' AS reason,
    story.restates_sha256 AS original_document_id
FROM core.stories AS story
WHERE story.restates_sha256 IN (SELECT original.document_id FROM core.stories AS original);

COMMENT ON VIEW mart.excluded_stories IS 'One row a story whose events no mart counts. A missing row means that the story counts.';
COMMENT ON COLUMN mart.excluded_stories.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.excluded_stories.reason IS 'restatement: its original is in the warehouse and counts instead.';
COMMENT ON COLUMN mart.excluded_stories.original_document_id IS 'The document that counts instead, as in raw.documents.';
