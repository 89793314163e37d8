-- Leaves merge_stories (story as it is now), of stories that are new, gone, brought by another batch, copies of another
-- wire story, or excluded or not otherwise than before; a story that is gone has null in all but story_id.
CREATE OR REPLACE TEMP TABLE merge_stories AS
WITH present AS (
    SELECT
        story.story_id,
        story.batch_id,
        copy.wire_id,
        copy.first_publisher,
        excluded.story_id IS NOT NULL AS is_excluded,
        getvariable('merge_method') AS method
    FROM core.stories AS story
    LEFT JOIN core.wire_copies AS copy ON copy.story_id = story.story_id
    LEFT JOIN mart.excluded_stories AS excluded ON excluded.story_id = story.story_id
)
SELECT story_id, present.* EXCLUDE (story_id)
FROM present
FULL JOIN ops.merged_stories AS former USING (story_id)
WHERE
    present.batch_id IS DISTINCT FROM former.batch_id
    OR present.wire_id IS DISTINCT FROM former.wire_id
    OR present.first_publisher IS DISTINCT FROM former.first_publisher
    OR present.is_excluded IS DISTINCT FROM former.is_excluded
    OR present.method IS DISTINCT FROM former.method;
