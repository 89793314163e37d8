-- What the checks of marts look at, as constants, which DuckDB carries down to the tables where a subquery would first
-- build the whole mart.
SET VARIABLE touched_days = (
    SELECT list(DISTINCT event_date_start)
    FROM core.event_mentions
    WHERE run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
);
SET VARIABLE touched_weeks = (
    SELECT list(DISTINCT date_trunc('week', day)::DATE) FROM (SELECT unnest(getvariable('touched_days')) AS day)
);
SET VARIABLE touched_months = (
    SELECT list(DISTINCT date_trunc('month', day)::DATE) FROM (SELECT unnest(getvariable('touched_days')) AS day)
);
SET VARIABLE restatements = (
    SELECT list(story_id)
    FROM core.stories
    WHERE restates_sha256 IN (SELECT original.document_id FROM core.stories AS original)
);
