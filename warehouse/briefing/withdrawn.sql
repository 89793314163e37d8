-- What stories asserted until an edit by their publisher, seen on the day, took the words out. These mentions count no more.
SELECT
    change.event_type,
    change.former_status AS status,
    list_sort(list_distinct(change.former_mention ->> '$.actors[*].iso3')) AS actor_iso3,
    list_sort(list_distinct(change.former_mention ->> '$.recipients[*].iso3')) AS recipient_iso3,
    change.former_sentence,
    change.trigger,
    change.mention_id,
    change.seen_at,
    story.publisher,
    story.url,
    story.published_at,
    count(*) OVER () AS n_found
FROM core.mention_changes AS change
JOIN core.stories AS story ON story.story_id = change.story_id
WHERE change.change = 'withdrawn' AND change.cause = 'edit'
    AND change.seen_at >= getvariable('day_begin') AND change.seen_at < getvariable('day_end')
ORDER BY story.publisher, change.story_id, change.former_sentence, change.mention_id
LIMIT 20
