-- Adds to $table what the mentions of recode_stories say, without those of stories that no mart counts.
INSERT INTO $table
SELECT
    mention_id,
    event_type,
    list_distinct(list_transform(actors, lambda party: party.iso3)) AS actors,
    list_distinct(
        list_transform(CASE WHEN is_reciprocal THEN actors ELSE recipients END, lambda party: party.iso3)
    ) AS recipients,
    md5(
        row(
            mode, status, is_reciprocal, actors, recipients, event_date_start, event_date_end, date_granularity, contexts,
            quad_class, intensity, cameo_code, goldstein, planned_type, planned_mode, location_text, location_iso3,
            attributed_to
        )::VARCHAR
    ) AS coding
FROM core.event_mentions
SEMI JOIN recode_stories USING (story_id)
ANTI JOIN recode_excluded USING (story_id);
