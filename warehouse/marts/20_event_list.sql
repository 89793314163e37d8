-- mart.event_list
-- Grain: one row an event mention and directed dyad of two countries. Lists of parties are expanded to every pair of an
-- actor's and a recipient's country; a reciprocal event gives each pair of its parties in both directions. Several
-- parties of one country in one mention are one row, their words and sectors joined by ' | '. Pairs inside one country
-- are left out, and so are the stories of mart.excluded_stories. mention_id, actor_iso3 and recipient_iso3 identify a row.
-- Units: intensity and goldstein -10 (conflict) to +10 (cooperation); confidence 0 to 1; dates are days, times UTC.
-- A missing row means that no story asserts such an event; undated events are in here, with null dates.

CREATE OR REPLACE VIEW mart.event_list AS
WITH counted AS (  -- the mentions that count; in a reciprocal event everybody acts and is acted upon
    SELECT *, CASE WHEN is_reciprocal THEN actors ELSE recipients END AS acted_upon
    FROM core.event_mentions
    WHERE story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded)
),
acting AS (  -- one row a mention and acting country
    SELECT *, unnest(list_distinct(list_transform(actors, lambda party: party.iso3))) AS actor_iso3
    FROM counted
),
dyads AS (  -- one row a mention and directed dyad
    SELECT *, unnest(list_distinct(list_transform(acted_upon, lambda party: party.iso3))) AS recipient_iso3
    FROM acting
),
mention AS (  -- the parties of the two countries alone
    SELECT
        * EXCLUDE (actors, recipients, acted_upon),
        list_filter(actors, lambda party: party.iso3 = actor_iso3) AS actors,
        list_filter(acted_upon, lambda party: party.iso3 = recipient_iso3) AS recipients
    FROM dyads
    WHERE actor_iso3 <> recipient_iso3
)
SELECT
    mention.mention_id,
    mention.actor_iso3,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.actors, lambda party: party.sector))), 'string_agg', ' | '
    ) AS actor_sector,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.actors, lambda party: party."text"))), 'string_agg', ' | '
    ) AS actor_text,
    list_bool_and(list_transform(mention.actors, lambda party: party.is_inferred)) AS is_actor_inferred,
    mention.recipient_iso3,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.recipients, lambda party: party.sector))), 'string_agg', ' | '
    ) AS recipient_sector,
    list_aggregate(
        list_sort(list_distinct(list_transform(mention.recipients, lambda party: party."text"))), 'string_agg', ' | '
    ) AS recipient_text,
    list_bool_and(list_transform(mention.recipients, lambda party: party.is_inferred)) AS is_recipient_inferred,
    mention.event_type,
    mention.mode,
    mention.status,
    mention.is_reciprocal,
    mention.planned_type,
    mention.planned_mode,
    mention.contexts,
    mention.quad_class,
    mention.intensity,
    mention.cameo_code,
    mention.goldstein,
    mention.event_date_start,
    mention.event_date_end,
    mention.date_granularity,
    mention.location_text,
    mention.location_iso3,
    mention.attributed_to."text" AS attributed_to_text,
    mention.attributed_to.iso3 AS attributed_to_iso3,
    mention.sentence,
    mention.trigger,
    mention.confidence,
    mention.rule_id,
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at,
    coalesce(copy.wire_id, story.story_id) AS wire_id,
    CASE WHEN copy.story_id IS NULL THEN story.publisher ELSE copy.first_publisher END AS first_publisher,
    coalesce(copy.n_copies, 1) AS n_copies
FROM mention
JOIN core.stories AS story ON story.story_id = mention.story_id
LEFT JOIN core.wire_copies AS copy ON copy.story_id = mention.story_id;

COMMENT ON VIEW mart.event_list IS 'One row an event mention and directed dyad of two countries, wide and flat. No row: no story asserts such an event.';
COMMENT ON COLUMN mart.event_list.mention_id IS 'The event mention, as in core.event_mentions; several rows where it has several dyads.';
COMMENT ON COLUMN mart.event_list.actor_iso3 IS 'Country or body that acts; in a reciprocal event each party in turn.';
COMMENT ON COLUMN mart.event_list.actor_sector IS 'Sectors of the acting parties of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.actor_text IS 'The acting parties of this country, as written.';
COMMENT ON COLUMN mart.event_list.is_actor_inferred IS 'True where the words of none of the acting parties name the country: a pronoun, "the ministry", a left-out party.';
COMMENT ON COLUMN mart.event_list.recipient_iso3 IS 'Country or body that is acted upon; never the actor''s own.';
COMMENT ON COLUMN mart.event_list.recipient_sector IS 'Sectors of the parties acted upon of this country; null where not said.';
COMMENT ON COLUMN mart.event_list.recipient_text IS 'The parties acted upon of this country, as written.';
COMMENT ON COLUMN mart.event_list.is_recipient_inferred IS 'True where the words of none of the parties acted upon name the country: a pronoun, "the ministry", a left-out party.';
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
COMMENT ON COLUMN mart.event_list.wire_id IS 'The wire story that the story is a copy of, its own story_id where it stands alone: each copy has rows of its own.';
COMMENT ON COLUMN mart.event_list.first_publisher IS 'Publisher of the earliest copy that states one; the story''s own where it stands alone.';
COMMENT ON COLUMN mart.event_list.n_copies IS 'Stories of the wire story, this one included; 1 where it stands alone.';
