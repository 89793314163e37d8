-- The 61 columns of GDELT 2.0's event table. Grain: one row an event mention and directed dyad. Columns: docs/exports.md.
-- GlobalEventID / 1000, in hexadecimal with 13 digits, is how the mention_id begins; the rest numbers its dyads.
WITH coded AS (
    SELECT
        event.*,
        CASE WHEN event.actor_iso3 NOT IN ('UNO', 'EUR', 'IGO', 'NGO', 'IMG', 'MNC') THEN event.actor_iso3 END
            AS actor_country,
        CASE event.actor_iso3 WHEN 'UNO' THEN 'UNO' WHEN 'EUR' THEN 'EEC' END AS actor_group,
        CASE
            WHEN event.actor_iso3 IN ('UNO', 'EUR', 'IGO') THEN 'IGO'
            WHEN event.actor_iso3 IN ('NGO', 'IMG', 'MNC') THEN event.actor_iso3
        END AS actor_body,
        list_transform(
            string_split(event.actor_sector, ' | '),
            lambda sector: CASE sector WHEN 'JRN' THEN 'MED' WHEN 'MED' THEN 'HLH' ELSE sector END
        ) AS actor_sectors,
        regexp_replace(replace(event.actor_text, ' | ', ';'), '\s+', ' ', 'g') AS actor_name,
        CASE WHEN event.recipient_iso3 NOT IN ('UNO', 'EUR', 'IGO', 'NGO', 'IMG', 'MNC') THEN event.recipient_iso3 END
            AS recipient_country,
        CASE event.recipient_iso3 WHEN 'UNO' THEN 'UNO' WHEN 'EUR' THEN 'EEC' END AS recipient_group,
        CASE
            WHEN event.recipient_iso3 IN ('UNO', 'EUR', 'IGO') THEN 'IGO'
            WHEN event.recipient_iso3 IN ('NGO', 'IMG', 'MNC') THEN event.recipient_iso3
        END AS recipient_body,
        list_transform(
            string_split(event.recipient_sector, ' | '),
            lambda sector: CASE sector WHEN 'JRN' THEN 'MED' WHEN 'MED' THEN 'HLH' ELSE sector END
        ) AS recipient_sectors,
        regexp_replace(replace(event.recipient_text, ' | ', ';'), '\s+', ' ', 'g') AS recipient_name,
        coalesce(place.name, event.location_iso3) AS place_name,
        story.first_seen_at,
        list_sort(list_distinct(list_transform(mention.actors, lambda party: party.iso3))) AS acting,
        list_sort(
            list_distinct(
                list_transform(
                    CASE WHEN mention.is_reciprocal THEN mention.actors ELSE mention.recipients END,
                    lambda party: party.iso3
                )
            )
        ) AS acted_upon
    FROM judged AS event
    JOIN core.event_mentions AS mention ON mention.mention_id = event.mention_id
    JOIN core.stories AS story ON story.story_id = event.story_id
    LEFT JOIN country_names AS place ON place.iso3 = event.location_iso3
    WHERE event.left_out IS NULL
),
typed AS (
    SELECT
        *,
        list_filter(list_prepend(actor_body, coalesce(actor_sectors, [])), lambda code: code IS NOT NULL) AS actor_types,
        concat(actor_country, actor_body, actor_group, array_to_string(actor_sectors, '')) AS actor_code,
        list_filter(list_prepend(recipient_body, coalesce(recipient_sectors, [])), lambda code: code IS NOT NULL) AS recipient_types,
        concat(recipient_country, recipient_body, recipient_group, array_to_string(recipient_sectors, '')) AS recipient_code,
        left(cameo_code, 2) AS root_code,
        -- the same dyad has the same place whatever was asked for
        (list_position(acting, actor_iso3) - 1) * len(acted_upon) + list_position(acted_upon, recipient_iso3) - 1
            AS place_in_mention
    FROM coded
)
SELECT
    ('0x' || left(mention_id, 13))::BIGINT * 1000 + place_in_mention AS "GlobalEventID",
    strftime(event_date_start, '%Y%m%d') AS "Day",
    strftime(event_date_start, '%Y%m') AS "MonthYear",
    year(event_date_start) AS "Year",
    printf('%.4f', year(event_date_start) + (month(event_date_start) * 30 + day(event_date_start)) / 365) AS "FractionDate",
    actor_code AS "Actor1Code",
    actor_name AS "Actor1Name",
    actor_country AS "Actor1CountryCode",
    actor_group AS "Actor1KnownGroupCode",
    NULL AS "Actor1EthnicCode",
    NULL AS "Actor1Religion1Code",
    NULL AS "Actor1Religion2Code",
    actor_types[1] AS "Actor1Type1Code",
    actor_types[2] AS "Actor1Type2Code",
    actor_types[3] AS "Actor1Type3Code",
    recipient_code AS "Actor2Code",
    recipient_name AS "Actor2Name",
    recipient_country AS "Actor2CountryCode",
    recipient_group AS "Actor2KnownGroupCode",
    NULL AS "Actor2EthnicCode",
    NULL AS "Actor2Religion1Code",
    NULL AS "Actor2Religion2Code",
    recipient_types[1] AS "Actor2Type1Code",
    recipient_types[2] AS "Actor2Type2Code",
    recipient_types[3] AS "Actor2Type3Code",
    NULL AS "IsRootEvent",
    cameo_code AS "EventCode",
    left(cameo_code, 3) AS "EventBaseCode",
    root_code AS "EventRootCode",
    CASE WHEN root_code <= '05' THEN 1 WHEN root_code <= '08' THEN 2 WHEN root_code <= '13' THEN 3 ELSE 4 END
        AS "QuadClass",
    goldstein AS "GoldsteinScale",
    1 AS "NumMentions",
    1 AS "NumSources",
    1 AS "NumArticles",
    NULL AS "AvgTone",
    0 AS "Actor1Geo_Type",
    NULL AS "Actor1Geo_FullName",
    NULL AS "Actor1Geo_CountryCode",
    NULL AS "Actor1Geo_ADM1Code",
    NULL AS "Actor1Geo_ADM2Code",
    NULL AS "Actor1Geo_Lat",
    NULL AS "Actor1Geo_Long",
    NULL AS "Actor1Geo_FeatureID",
    0 AS "Actor2Geo_Type",
    NULL AS "Actor2Geo_FullName",
    NULL AS "Actor2Geo_CountryCode",
    NULL AS "Actor2Geo_ADM1Code",
    NULL AS "Actor2Geo_ADM2Code",
    NULL AS "Actor2Geo_Lat",
    NULL AS "Actor2Geo_Long",
    NULL AS "Actor2Geo_FeatureID",
    CASE WHEN place_name IS NULL THEN 0 ELSE 1 END AS "ActionGeo_Type",
    place_name AS "ActionGeo_FullName",
    NULL AS "ActionGeo_CountryCode",
    NULL AS "ActionGeo_ADM1Code",
    NULL AS "ActionGeo_ADM2Code",
    NULL AS "ActionGeo_Lat",
    NULL AS "ActionGeo_Long",
    NULL AS "ActionGeo_FeatureID",
    strftime(first_seen_at, '%Y%m%d%H%M%S') AS "DATEADDED",
    regexp_replace(url, '\s+', '%20', 'g') AS "SOURCEURL"
FROM typed
ORDER BY event_date_start, mention_id, place_in_mention
