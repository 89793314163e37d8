-- Where the reports of events that are gone went, for those who kept their names.
CREATE OR REPLACE TEMP TABLE merge_gone AS
SELECT
    former.event_id AS former_id,
    arg_min(now.event_id, (now.reported_at, now.mention_id)) AS event_id
FROM merge_former AS former
LEFT JOIN merge_now AS now
    ON now.mention_id = former.mention_id
    AND now.actor_iso3 = former.actor_iso3
    AND now.recipient_iso3 = former.recipient_iso3
WHERE
    former.event_id IN (SELECT event_id FROM merge_events)
    AND former.event_id NOT IN (SELECT event_id FROM merge_now)
GROUP BY former.event_id;

UPDATE core.event_aliases AS alias SET event_id = gone.event_id
FROM merge_gone AS gone
WHERE alias.event_id = gone.former_id;
DELETE FROM core.event_aliases
WHERE former_id IN (SELECT former_id FROM merge_gone) OR former_id IN (SELECT event_id FROM merge_now);
INSERT INTO core.event_aliases BY NAME FROM merge_gone;

UPDATE core.event_aliases AS alias SET event_id = now.event_id  -- a report that was withdrawn and came back
FROM merge_now AS now
WHERE alias.event_id IS NULL AND alias.former_id = now.mention_id || '.' || now.actor_iso3 || '.' || now.recipient_iso3;
