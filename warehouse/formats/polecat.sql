-- The 40 columns of POLECAT. Grain: one row an event mention and directed dyad. Columns: docs/exports.md.
SELECT
    event.mention_id || '_' || event.actor_iso3 || '_' || event.recipient_iso3 AS "Event ID",
    event.event_date_start AS "Event Date",
    event.event_type AS "Event Type",
    event.mode AS "Event Mode",
    event.intensity AS "Intensity",
    event.quad_class AS "Quad Code",
    array_to_string(event.contexts, ';') AS "Contexts",
    actor.name AS "Actor Name",
    event.actor_iso3 AS "Actor Country",
    NULL AS "Actor COW",
    CASE WHEN NOT contains(event.actor_sector, '|') THEN event.actor_sector END AS "Primary Actor Sector",
    replace(event.actor_sector, ' | ', ';') AS "Actor Sectors",
    NULL AS "Actor Title",
    replace(event.actor_text, ' | ', ';') AS "Actor Name Raw",
    NULL AS "Wikipedia Actor ID",
    recipient.name AS "Recipient Name",
    event.recipient_iso3 AS "Recipient Country",
    NULL AS "Recipient COW",
    CASE WHEN NOT contains(event.recipient_sector, '|') THEN event.recipient_sector END AS "Primary Recipient Sector",
    replace(event.recipient_sector, ' | ', ';') AS "Recipient Sectors",
    NULL AS "Recipient Title",
    replace(event.recipient_text, ' | ', ';') AS "Recipient Name Raw",
    NULL AS "Wikipedia Recipient ID",
    NULL AS "Placename",
    NULL AS "City",
    NULL AS "District",
    NULL AS "Province",
    event.location_iso3 AS "Country",
    NULL AS "Latitude",
    NULL AS "Longitude",
    NULL AS "GeoNames ID",
    event.location_text AS "Raw Placename",
    NULL AS "Feature Type",
    event.publisher AS "Source",
    event.published_at::DATE AS "Publication Date",
    NULL AS "Story People",
    NULL AS "Story Organizations",
    NULL AS "Story Locations",
    story.language AS "Language",
    mention.coder_version || '/' || mention.codebook_version AS "Version"
FROM judged AS event
JOIN core.stories AS story ON story.story_id = event.story_id
JOIN core.event_mentions AS mention ON mention.mention_id = event.mention_id
LEFT JOIN country_names AS actor ON actor.iso3 = event.actor_iso3
LEFT JOIN country_names AS recipient ON recipient.iso3 = event.recipient_iso3
WHERE event.left_out IS NULL
ORDER BY event.event_date_start, event.mention_id, event.actor_iso3, event.recipient_iso3
