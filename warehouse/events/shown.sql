-- mart.events
-- Grain: one row an event of core.events, once however many stories report it and also where it is reciprocal, with the
-- sentence to show for it. Only stories count that mart.excluded_stories does not name.
-- Units: intensity and goldstein -10 (conflict) to +10 (cooperation); confidence 0 to 1; dates are days, times UTC; places
-- in the sentence count characters (Unicode code points) from 0.
-- A missing row means that no story that counts asserts such an event; undated events are in here, with null dates.

-- What is written here are the events that changed. They and their mentions are found by id first and read by place then.
CREATE OR REPLACE TEMP TABLE merge_shown AS
SELECT event.*
FROM core.events AS event
WHERE event.rowid IN (
    SELECT found.rowid FROM core.events AS found WHERE found.event_id IN (SELECT merged.event_id FROM merge_events AS merged)
);

CREATE OR REPLACE TEMP TABLE merge_places AS
SELECT mention.rowid AS place
FROM core.event_mentions AS mention
WHERE mention.mention_id IN (SELECT shown.lead_mention_id FROM merge_shown AS shown);

DELETE FROM mart.events WHERE event_id IN (SELECT event_id FROM merge_events);
INSERT INTO mart.events BY NAME
SELECT
    event.event_id,
    least(event.actor_iso3, event.recipient_iso3) || '-' || greatest(event.actor_iso3, event.recipient_iso3) AS pair,
    event.actor_iso3,
    event.recipient_iso3,
    event.is_reciprocal,
    event.event_type,
    event.mode,
    event.status,
    event.planned_type,
    event.planned_mode,
    event.event_date_start,
    event.event_date_end,
    event.date_granularity,
    event.quad_class,
    event.intensity,
    event.cameo_code,
    event.goldstein,
    event.contexts,
    event.location_iso3,
    event.confidence,
    event.is_disputed,
    event.n_stories,
    event.n_publishers,
    event.n_confirming,
    event.n_contradicting,
    event.first_reported_at,
    event.last_reported_at,
    event.lead_mention_id AS mention_id,
    mention.sentence,
    mention.trigger,
    mention.trigger_start - mention.sentence_start AS trigger_start,
    mention.trigger_end - mention.sentence_start AS trigger_end,
    mention.attributed_to."text" AS attributed_to_text,
    mention.attributed_to.iso3 AS attributed_to_iso3,
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at
FROM merge_shown AS event
JOIN (
    SELECT told.* FROM core.event_mentions AS told JOIN merge_places AS found ON found.place = told.rowid
) AS mention ON mention.mention_id = event.lead_mention_id
JOIN core.stories AS story ON story.story_id = mention.story_id;
