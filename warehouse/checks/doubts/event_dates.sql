-- An event does not end before it starts, and what is reported as having happened did not start after the report came
-- out. Two days are allowed, since east of the date line the news of tomorrow is already written. An event may have a
-- start alone ("since Monday").
SELECT mention.mention_id, mention.status, mention.event_date_start, mention.event_date_end, story.published_at
FROM core.event_mentions AS mention
JOIN core.stories AS story ON story.story_id = mention.story_id
WHERE
    mention.run_id IN (SELECT run_id FROM ops.runs WHERE NOT is_checked)
    AND (
        mention.event_date_end < mention.event_date_start
        OR (
            mention.status IN ('actual', 'historical')
            AND mention.event_date_start > story.published_at::DATE + INTERVAL 2 DAY
        )
    );
