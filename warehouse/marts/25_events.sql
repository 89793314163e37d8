-- mart.events
-- Grain: one row an event of core.events, once however many stories report it and also where it is reciprocal, with the
-- sentence to show for it. Only stories count that mart.excluded_stories does not name.
-- Units: intensity and goldstein -10 (conflict) to +10 (cooperation); confidence 0 to 1; dates are days, times UTC; places
-- in the sentence count characters (Unicode code points) from 0.
-- A missing row means that no story that counts asserts such an event; undated events are in here, with null dates.

CREATE OR REPLACE VIEW mart.events AS
SELECT
    event.event_id,
    least(event.actor_iso3, event.recipient_iso3) || '-' || greatest(event.actor_iso3, event.recipient_iso3) AS pair,
    event.actor_iso3,
    event.recipient_iso3,
    least(event.actor_iso3, event.recipient_iso3) || '-' || greatest(event.actor_iso3, event.recipient_iso3) AS pair,
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
    mention.trigger_start - mention.sentence_start AS trigger_start,
    mention.trigger_end - mention.sentence_start AS trigger_end,
    mention.attributed_to."text" AS attributed_to_text,
    mention.attributed_to.iso3 AS attributed_to_iso3,
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at
FROM core.events AS event
JOIN core.event_mentions AS mention ON mention.mention_id = event.lead_mention_id
JOIN core.stories AS story ON story.story_id = mention.story_id;

COMMENT ON VIEW mart.events IS 'One row an event, once however many stories report it, with the sentence to show for it. No row: no story that counts asserts such an event.';
COMMENT ON COLUMN mart.events.event_id IS 'The event, as in core.events.';
COMMENT ON COLUMN mart.events.pair IS 'The two codes in order, joined by a hyphen, as IRN-IRQ: the same for both directions.';
COMMENT ON COLUMN mart.events.actor_iso3 IS 'Country or body that acts; of a reciprocal event the one that comes first in order.';
COMMENT ON COLUMN mart.events.recipient_iso3 IS 'Country or body that is acted upon; of a reciprocal event the other one.';
COMMENT ON COLUMN mart.events.pair IS 'The two codes in order, joined by a hyphen: the same in both directions.';
COMMENT ON COLUMN mart.events.is_reciprocal IS 'True where no side leads: one row stands for both directions.';
COMMENT ON COLUMN mart.events.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.events.mode IS 'Mode of the type; null where none is known.';
COMMENT ON COLUMN mart.events.status IS 'actual, historical, future, hypothetical, or negated where stories only say that it did not happen.';
COMMENT ON COLUMN mart.events.planned_type IS 'Type of what is planned, where the event is a plan; else null.';
COMMENT ON COLUMN mart.events.planned_mode IS 'Mode of what is planned; null where there is none.';
COMMENT ON COLUMN mart.events.event_date_start IS 'First day of the event; null where no story says.';
COMMENT ON COLUMN mart.events.event_date_end IS 'Last day of the event, included; null where no story says.';
COMMENT ON COLUMN mart.events.date_granularity IS 'day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN mart.events.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN mart.events.intensity IS 'PLOVER intensity from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN mart.events.cameo_code IS 'Nearest CAMEO code; null where the codebook names none.';
COMMENT ON COLUMN mart.events.goldstein IS 'Goldstein value of the CAMEO code, -10 to +10; null where there is none.';
COMMENT ON COLUMN mart.events.contexts IS 'What the event is about, any number of PLOVER contexts.';
COMMENT ON COLUMN mart.events.location_iso3 IS 'Country where it happened; null where not said.';
COMMENT ON COLUMN mart.events.confidence IS 'From 0 to 1, that of its surest report.';
COMMENT ON COLUMN mart.events.is_disputed IS 'True where some stories confirm and others contradict.';
COMMENT ON COLUMN mart.events.n_stories IS 'Stories that report it, the copies of one wire story counting as one.';
COMMENT ON COLUMN mart.events.n_publishers IS 'Publishers that report it, a wire story counting for its first one alone; unknown publishers are not counted.';
COMMENT ON COLUMN mart.events.n_confirming IS 'Of n_stories those that say it is so.';
COMMENT ON COLUMN mart.events.n_contradicting IS 'Of n_stories those that say it did not happen. A story may do both.';
COMMENT ON COLUMN mart.events.first_reported_at IS 'Its earliest report (UTC): publication of the story, where unknown its first fetch.';
COMMENT ON COLUMN mart.events.last_reported_at IS 'Its latest report (UTC).';
COMMENT ON COLUMN mart.events.mention_id IS 'The event mention shown for it, as in core.event_mentions: for `dyadwire explain`. The others are in core.event_reports.';
COMMENT ON COLUMN mart.events.sentence IS 'The sentence of that mention, copied from the story.';
COMMENT ON COLUMN mart.events.trigger IS 'The words that carry the action, copied from the story.';
COMMENT ON COLUMN mart.events.trigger_start IS 'First character of these words, counted in the sentence from 0.';
COMMENT ON COLUMN mart.events.trigger_end IS 'End of these words: the first character of the sentence not included.';
COMMENT ON COLUMN mart.events.trigger_start IS 'First character of these words, counted in the sentence from 0.';
COMMENT ON COLUMN mart.events.trigger_end IS 'End of these words in the sentence: the first character not included.';
COMMENT ON COLUMN mart.events.attributed_to_text IS 'Who says so, as written; null where the publisher itself says so.';
COMMENT ON COLUMN mart.events.attributed_to_iso3 IS 'Country of who says so; null where the text names none.';
COMMENT ON COLUMN mart.events.story_id IS 'The story of the sentence, as in core.stories.';
COMMENT ON COLUMN mart.events.publisher IS 'Its outlet; null where nothing states it.';
COMMENT ON COLUMN mart.events.title IS 'Its headline; null where none is known.';
COMMENT ON COLUMN mart.events.url IS 'Address of its page; null for a seed file that states none.';
COMMENT ON COLUMN mart.events.published_at IS 'Its publication (UTC); null where nothing states it.';
