-- From which day to which day anything was reported, and what the last run was.
SELECT
    (SELECT min(reported_at) AT TIME ZONE 'UTC' FROM core.event_reports)::DATE AS first_reported_on,
    (SELECT max(reported_at) AT TIME ZONE 'UTC' FROM core.event_reports)::DATE AS last_reported_on,
    (SELECT max(reported_at) AT TIME ZONE 'UTC' FROM core.event_reports
     WHERE reported_at < getvariable('day_end'))::DATE AS nearest_reported_on,
    (SELECT count(*) FROM core.stories) AS n_stories,
    (SELECT count(*) FROM core.events) AS n_events,
    (SELECT max(finished_at) FROM ops.runs WHERE state = 'finished') AS last_run_at
