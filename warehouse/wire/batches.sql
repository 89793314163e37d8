-- Batches of which not every story has been compared, or some that were are gone, with their stories, in order of load:
-- a batch is compared as a whole or not at all, so the numbers tell.
SELECT coalesce(story.batch_id, signature.batch_id) AS batch_id, coalesce(story.n_stories, 0) AS n_stories
FROM (SELECT batch_id, count(*) AS n_stories FROM core.stories GROUP BY ALL) AS story
FULL JOIN (
    SELECT batch_id, count(*) AS n_known, count(*) FILTER (WHERE method = $method) AS n_compared
    FROM ops.wire_signatures
    GROUP BY ALL
) AS signature ON signature.batch_id = story.batch_id
WHERE coalesce(signature.n_compared, 0) <> coalesce(story.n_stories, 0) OR coalesce(signature.n_known, 0) <> coalesce(story.n_stories, 0)
ORDER BY 1
