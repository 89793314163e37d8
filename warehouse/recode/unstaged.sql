-- The stories of a stretch of rows that are to be coded again and are not among recode_staged as they are now.
SELECT $columns
FROM core.stories AS story
ANTI JOIN recode_staged AS staged ON
    staged.story_id = story.story_id
    AND staged.text_sha256 = story.text_sha256
    AND staged.title IS NOT DISTINCT FROM story.title
    AND staged.published_at IS NOT DISTINCT FROM story.published_at
    AND staged.fetched_at = story.fetched_at
WHERE
    story.rowid >= $first
    AND story.rowid < $beyond
    AND (
        $is_all
        OR story.coder_version IS DISTINCT FROM $coder_version
        OR story.codebook_version IS DISTINCT FROM $codebook_version
    )
ORDER BY story.rowid
