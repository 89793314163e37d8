-- How the inputs of one run ended, from the rows that were loaded: one row a stage, zeros where nothing ended.
WITH turned_away AS (
    SELECT
        stage,
        count(*) FILTER (WHERE NOT is_failure) AS n_rejected,
        count(*) FILTER (WHERE is_failure) AS n_failed
    FROM ops.rejections
    WHERE run_id = $run_id
    GROUP BY stage
),
feeds AS (  -- a poll without a rejection went well, 304 included
    SELECT 'feed' AS stage, count(*) - (SELECT coalesce(sum(n_rejected + n_failed), 0) FROM turned_away WHERE stage = 'feed') AS n_kept
    FROM raw.fetches
    WHERE run_id = $run_id AND kind = 'feed'
),
kept AS (
    FROM feeds
    UNION ALL
    SELECT 'entry', count(*) FROM raw.entries WHERE ended_run_id = $run_id AND outcome = 'kept'
    UNION ALL
    SELECT 'document', count(*) FROM raw.documents WHERE run_id = $run_id AND outcome = 'kept'
    UNION ALL
    SELECT 'story', count(*) FROM core.stories WHERE run_id = $run_id
)
SELECT kept.stage, kept.n_kept::BIGINT, coalesce(turned_away.n_rejected, 0), coalesce(turned_away.n_failed, 0)
FROM kept
LEFT JOIN turned_away ON turned_away.stage = kept.stage;
