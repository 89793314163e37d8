-- The texts of a story are numbered without doubles, the present one last, and no two in a row are the same; what a text
-- confirmed or added is told once.
WITH changed AS (
    SELECT DISTINCT story_id
    FROM core.story_versions
    WHERE ended_run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
),
version AS (
    SELECT story_id, version, text_sha256 FROM core.story_versions SEMI JOIN changed USING (story_id)
    UNION ALL
    SELECT story_id, version, text_sha256 FROM core.stories SEMI JOIN changed USING (story_id)
),
followed AS (
    SELECT
        *,
        lag(version) OVER versions AS former_version,
        lag(text_sha256) OVER versions AS former_sha256
    FROM version
    WINDOW versions AS (PARTITION BY story_id ORDER BY version)
)
SELECT 'number' AS problem, story_id, version
FROM followed
WHERE version <> coalesce(former_version, 0) + 1
UNION ALL
SELECT 'same text', story_id, version
FROM followed
WHERE text_sha256 = former_sha256
UNION ALL
SELECT 'told twice', story_id, version
FROM core.mention_changes
SEMI JOIN changed USING (story_id)
GROUP BY story_id, version, mention_id
HAVING count(*) > 1;
