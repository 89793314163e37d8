-- Pairs of stories with two bands in common, at most wire_days apart, of which at least one is in compared_stories: one
-- band is shared by all that bear the same line above. Of the stories of a day that share a band the 20 first in order of
-- id stand for all: thousands may share one.
WITH new AS (
    SELECT story_id, day, unnest(bands) AS band FROM compared_stories
),
known AS (
    SELECT known.band, known.day, known.story_id
    FROM ops.wire_bands AS known
    SEMI JOIN new ON new.band = known.band
    WHERE known.day BETWEEN getvariable('wire_first_day') AND getvariable('wire_last_day')
    QUALIFY row_number() OVER (PARTITION BY known.band, known.day ORDER BY known.story_id) <= 20
)
SELECT least(new.story_id, known.story_id) AS story_id, greatest(new.story_id, known.story_id) AS copy_id
FROM new
JOIN known ON known.band = new.band
WHERE
    known.story_id <> new.story_id
    AND known.day BETWEEN new.day - getvariable('wire_days') AND new.day + getvariable('wire_days')
GROUP BY ALL
HAVING count(DISTINCT new.band) >= 2
ORDER BY ALL
