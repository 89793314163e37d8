-- mart.event_list
-- Grain: one row an event mention and directed dyad of two countries. Lists of parties are expanded to every pair of an
-- actor's and a recipient's country; a reciprocal event gives each pair of its parties in both directions. Several
-- parties of one country in one mention are one row, their words and sectors joined by ' | '. Pairs inside one country
-- are left out, and so are the stories of mart.excluded_stories. mention_id, actor_iso3 and recipient_iso3 identify a row.
-- Units: intensity and goldstein -10 (conflict) to +10 (cooperation); confidence 0 to 1; dates are days, times UTC.
-- A missing row means that no story asserts such an event; undated events are in here, with null dates.

CREATE OR REPLACE VIEW mart.event_list AS
WITH counted AS (  -- the mentions that count
    FROM core.event_mentions
    WHERE story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded)
),
acting AS (  -- who acts, one row a party
    SELECT mention_id, unnest(actors) AS party FROM counted
),
acted_upon AS (  -- who is acted upon; in a reciprocal event everybody
    SELECT mention_id, unnest(CASE WHEN is_reciprocal THEN actors ELSE recipients END) AS party FROM counted
),
dyads AS (  -- one row a mention and directed dyad
    SELECT
        actor.mention_id,
        actor.party.iso3 AS actor_iso3,
        recipient.party.iso3 AS recipient_iso3,
        string_agg(DISTINCT actor.party.sector, ' | ' ORDER BY actor.party.sector) AS actor_sector,
        string_agg(DISTINCT recipient.party.sector, ' | ' ORDER BY recipient.party.sector) AS recipient_sector,
        string_agg(DISTINCT actor.party."text", ' | ' ORDER BY actor.party."text") AS actor_text,
        string_agg(DISTINCT recipient.party."text", ' | ' ORDER BY recipient.party."text") AS recipient_text
    FROM acting AS actor
    JOIN acted_upon AS recipient ON recipient.mention_id = actor.mention_id AND recipient.party.iso3 <> actor.party.iso3
    GROUP BY ALL
)
SELECT
    dyads.mention_id,
    dyads.actor_iso3,
    dyads.actor_sector,
    dyads.actor_text,
    dyads.recipient_iso3,
    dyads.recipient_sector,
    dyads.recipient_text,
    counted.event_type,
    counted.mode,
    counted.status,
    counted.is_reciprocal,
    counted.planned_type,
    counted.planned_mode,
    counted.contexts,
    counted.quad_class,
    counted.intensity,
    counted.cameo_code,
    counted.goldstein,
    counted.event_date_start,
    counted.event_date_end,
    counted.date_granularity,
    counted.location_text,
    counted.location_iso3,
    counted.attributed_to."text" AS attributed_to_text,
    counted.attributed_to.iso3 AS attributed_to_iso3,
    counted.sentence,
    counted.trigger,
    counted.confidence,
    counted.rule_id,
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at
FROM dyads
JOIN counted ON counted.mention_id = dyads.mention_id
JOIN core.stories AS story ON story.story_id = counted.story_id;

COMMENT ON VIEW mart.event_list IS 'One row an event mention and directed dyad of two countries, wide and flat. No row: no story asserts such an event.';
COMMENT ON COLUMN mart.event_list.mention_id IS 'The event mention, as in core.event_mentions; several rows where it has several dyads.';
COMMENT ON COLUMN mart.event_list.actor_iso3 IS 'Country or body that acts; in a reciprocal event each party in turn.';
COMMENT ON COLUMN mart.event_list.actor_sector IS 'Sectors of the acting parties of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.actor_text IS 'The acting parties of this country, as written.';
COMMENT ON COLUMN mart.event_list.recipient_iso3 IS 'Country or body that is acted upon; never the actor''s own.';
COMMENT ON COLUMN mart.event_list.recipient_sector IS 'Sectors of the parties acted upon of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.recipient_text IS 'The parties acted upon of this country, as written.';
COMMENT ON COLUMN mart.event_list.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.event_list.mode IS 'Mode of the type; null where none applies.';
COMMENT ON COLUMN mart.event_list.status IS 'actual, future, hypothetical, negated or historical.';
COMMENT ON COLUMN mart.event_list.is_reciprocal IS 'True where no side leads; the dyad is then here in both directions.';
COMMENT ON COLUMN mart.event_list.planned_type IS 'Type of what is planned, where the event is a plan; else null.';
COMMENT ON COLUMN mart.event_list.planned_mode IS 'Mode of what is planned; null where there is none.';
COMMENT ON COLUMN mart.event_list.contexts IS 'What the event is about, any number of PLOVER contexts.';
COMMENT ON COLUMN mart.event_list.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN mart.event_list.intensity IS 'PLOVER intensity from -10 (conflict) to +10 (cooperation).';
COMMENT ON COLUMN mart.event_list.cameo_code IS 'Nearest CAMEO code; null where the codebook names none.';
COMMENT ON COLUMN mart.event_list.goldstein IS 'Goldstein value of the CAMEO code; null where there is none.';
COMMENT ON COLUMN mart.event_list.event_date_start IS 'First day of the event; null where the text does not say.';
COMMENT ON COLUMN mart.event_list.event_date_end IS 'Last day of the event, included; null where the text does not say.';
COMMENT ON COLUMN mart.event_list.date_granularity IS 'day, week, month, quarter, year, decade or unknown.';
COMMENT ON COLUMN mart.event_list.location_text IS 'Where it happened, as written; null where not said.';
COMMENT ON COLUMN mart.event_list.location_iso3 IS 'Country where it happened; null where not said.';
COMMENT ON COLUMN mart.event_list.attributed_to_text IS 'Who says so, as written; null where the publisher itself says so.';
COMMENT ON COLUMN mart.event_list.attributed_to_iso3 IS 'Country of who says so; null where the text names none.';
COMMENT ON COLUMN mart.event_list.sentence IS 'The sentence, copied from the story.';
COMMENT ON COLUMN mart.event_list.trigger IS 'The words that carry the action, copied from the story.';
COMMENT ON COLUMN mart.event_list.confidence IS 'From 0 to 1, how sure the rule is.';
COMMENT ON COLUMN mart.event_list.rule_id IS 'The row of the codebook that fired.';
COMMENT ON COLUMN mart.event_list.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.event_list.publisher IS 'The outlet; null where nothing states it.';
COMMENT ON COLUMN mart.event_list.title IS 'The headline; null where none is known.';
COMMENT ON COLUMN mart.event_list.url IS 'Address of the page; null for a seed file that states none.';
COMMENT ON COLUMN mart.event_list.published_at IS 'Publication (UTC); null where nothing states it.';
