-- Grain: publisher and line. The lines to be learned: those among the second and third, or the last three, of a
-- publisher's latest 200 stories of two weeks with an address, that stand so in at least 5 stories and in a fifth of
-- them. The first line is the headline. Only publishers with stories of runs that no checks have passed over are looked
-- at: this one, and runs that were stopped, until the next one has learned from them and concluded.

WITH touched AS (
    SELECT DISTINCT story.publisher
    FROM core.stories AS story
    JOIN ops.runs AS run ON run.run_id = story.run_id
    WHERE
        NOT run.is_checked
        AND story.publisher IS NOT NULL
        AND story.url IS NOT NULL
        AND story.fetched_at >= $at::TIMESTAMPTZ - INTERVAL 14 DAY
),

latest AS (
    SELECT publisher, story_id, count(*) OVER (PARTITION BY publisher) AS n_latest
    FROM (
        SELECT story.publisher, story.story_id
        FROM core.stories AS story
        SEMI JOIN touched ON touched.publisher = story.publisher
        WHERE story.url IS NOT NULL AND story.fetched_at >= $at::TIMESTAMPTZ - INTERVAL 14 DAY
        QUALIFY row_number() OVER (PARTITION BY story.publisher ORDER BY story.fetched_at DESC, story.story_id) <= 200
    )
),

edges AS (
    SELECT
        latest.publisher,
        latest.n_latest,
        unnest(list_distinct(list_concat(lines[2:3], lines[greatest(2, len(lines) - 2):]))) AS line
    FROM (
        SELECT story_id, string_split(text, chr(10) || chr(10)) AS lines
        FROM core.stories
        SEMI JOIN latest USING (story_id)
        WHERE fetched_at >= $at::TIMESTAMPTZ - INTERVAL 14 DAY
    ) AS story
    JOIN latest USING (story_id)
)

SELECT publisher, line, count(*) AS n_stories, $at::TIMESTAMPTZ AS learned_at
FROM edges
ANTI JOIN core.boilerplate AS known USING (publisher, line)
GROUP BY publisher, line, n_latest
HAVING count(*) >= 5 AND count(*) >= 0.2 * n_latest
