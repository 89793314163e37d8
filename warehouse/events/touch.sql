-- Leaves merge_stories (story as it is now), of stories that are new, gone, brought by another batch, copies of another
-- wire story, or excluded or not otherwise than before; a story that is gone has null in all but story_id.

-- A batch loads its stories as a whole, and a story that goes leaves its batch with one less, so the numbers tell in which
-- batches there is anything new: comparing all stories one by one takes twenty times longer.
CREATE OR REPLACE TEMP TABLE merge_asked AS
WITH batch AS (
    SELECT batch_id
    FROM (SELECT batch_id, count(*) AS n_stories FROM core.stories GROUP BY ALL)
    FULL JOIN (
        SELECT batch_id, count(*) AS n_known, count(*) FILTER (method = getvariable('merge_method')) AS n_merged
        FROM ops.merged_stories
        GROUP BY ALL
    ) USING (batch_id)
    WHERE n_stories IS DISTINCT FROM n_known OR n_stories IS DISTINCT FROM n_merged
)
SELECT story_id FROM core.stories WHERE batch_id IN (SELECT batch_id FROM batch)
UNION
SELECT story_id FROM ops.merged_stories WHERE batch_id IN (SELECT batch_id FROM batch)
UNION
SELECT story_id
FROM core.wire_copies AS copy
FULL JOIN (FROM ops.merged_stories WHERE wire_id IS NOT NULL) AS former USING (story_id)
WHERE copy.wire_id IS DISTINCT FROM former.wire_id OR copy.first_publisher IS DISTINCT FROM former.first_publisher
UNION
SELECT story_id
FROM mart.excluded_stories AS excluded
FULL JOIN (FROM ops.merged_stories WHERE is_excluded) AS former USING (story_id)
WHERE excluded.story_id IS NULL OR former.story_id IS NULL;

CREATE OR REPLACE TEMP TABLE merge_stories AS
WITH present AS (
    SELECT
        story.story_id,
        story.batch_id,
        copy.wire_id,
        copy.first_publisher,
        excluded.story_id IS NOT NULL AS is_excluded,
        getvariable('merge_method') AS method
    FROM (SELECT story_id, batch_id FROM core.stories WHERE story_id IN (SELECT story_id FROM merge_asked)) AS story
    LEFT JOIN core.wire_copies AS copy ON copy.story_id = story.story_id
    LEFT JOIN mart.excluded_stories AS excluded ON excluded.story_id = story.story_id
)
SELECT story_id, present.* EXCLUDE (story_id)
FROM present
FULL JOIN (FROM ops.merged_stories WHERE story_id IN (SELECT story_id FROM merge_asked)) AS former USING (story_id)
WHERE
    present.batch_id IS DISTINCT FROM former.batch_id
    OR present.wire_id IS DISTINCT FROM former.wire_id
    OR present.first_publisher IS DISTINCT FROM former.first_publisher
    OR present.is_excluded IS DISTINCT FROM former.is_excluded
    OR present.method IS DISTINCT FROM former.method;
