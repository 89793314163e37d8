-- No mart counts a restatement beside its original.
SELECT DISTINCT story_id
FROM mart.event_list
WHERE list_contains(getvariable('restatements'), story_id);
