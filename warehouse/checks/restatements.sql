-- No mart counts a restatement beside its original.
SELECT DISTINCT listed.story_id, story.restates_sha256
FROM mart.event_list AS listed
JOIN core.stories AS story ON story.story_id = listed.story_id
WHERE story.restates_sha256 IN (SELECT original.document_id FROM core.stories AS original);
