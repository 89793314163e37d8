-- Leaves wire_touched: the stories of compared_stories and those that are gone from the batches at hand; and
-- wire_affected: these and other bodies of the same seed file.

CREATE OR REPLACE TEMP TABLE wire_touched AS
SELECT story_id FROM compared_stories
UNION
SELECT signature.story_id
FROM ops.wire_signatures AS signature
ANTI JOIN core.stories AS story ON story.story_id = signature.story_id AND story.batch_id = signature.batch_id
WHERE list_contains(getvariable('wire_batches'), signature.batch_id);

CREATE OR REPLACE TEMP TABLE wire_affected AS
SELECT story_id FROM wire_touched
UNION
SELECT older.story_id
FROM core.stories AS story
SEMI JOIN wire_touched ON wire_touched.story_id = story.story_id
JOIN raw.documents AS document ON document.document_id = story.document_id
JOIN raw.documents AS older_document ON older_document.origin = document.origin
JOIN core.stories AS older ON older.document_id = older_document.document_id
WHERE story.url IS NULL AND older.url IS NULL;
