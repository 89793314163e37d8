-- The 20 columns of ICEWS. Grain: one row an event mention and directed dyad. Columns: docs/exports.md.
SELECT
    event.mention_id || '_' || event.actor_iso3 || '_' || event.recipient_iso3 AS "Event ID",
    event.event_date_start AS "Event Date",
    replace(event.actor_text, ' | ', ';') AS "Source Name",
    replace(event.actor_sector, ' | ', ',') AS "Source Sectors",
    coalesce(actor.name, event.actor_iso3) AS "Source Country",
    concat_ws(' ', event.event_type, event.mode) AS "Event Text",
    event.cameo_code AS "CAMEO Code",
    event.goldstein AS "Intensity",
    replace(event.recipient_text, ' | ', ';') AS "Target Name",
    replace(event.recipient_sector, ' | ', ',') AS "Target Sectors",
    coalesce(recipient.name, event.recipient_iso3) AS "Target Country",
    event.story_id AS "Story ID",
    NULL AS "Sentence Number",
    event.publisher AS "Publisher",
    NULL AS "City",
    NULL AS "District",
    NULL AS "Province",
    coalesce(place.name, event.location_iso3) AS "Country",
    NULL AS "Latitude",
    NULL AS "Longitude"
FROM judged AS event
LEFT JOIN country_names AS actor ON actor.iso3 = event.actor_iso3
LEFT JOIN country_names AS recipient ON recipient.iso3 = event.recipient_iso3
LEFT JOIN country_names AS place ON place.iso3 = event.location_iso3
WHERE event.left_out IS NULL
ORDER BY event.event_date_start, event.mention_id, event.actor_iso3, event.recipient_iso3
