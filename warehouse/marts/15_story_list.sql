-- mart.story_list
-- Grain: one row a story, the kept versions of pages and seed files, without its text; copies of one wire story are
-- rows of their own. To count each wire story once: count(DISTINCT wire_id), or WHERE is_first_copy.
-- Stories of mart.excluded_stories are left out, as they are of all marts.
-- A missing row means that no such story was kept.

CREATE OR REPLACE VIEW mart.story_list AS
SELECT
    story.story_id,
    story.publisher,
    story.title,
    story.url,
    story.published_at,
    story.fetched_at,
    story.language,
    story.is_stub,
    story.is_paywalled,
    coalesce(copy.wire_id, story.story_id) AS wire_id,
    coalesce(copy.wire_id = story.story_id, true) AS is_first_copy,
    CASE WHEN copy.story_id IS NULL THEN story.publisher ELSE copy.first_publisher END AS first_publisher,
    coalesce(copy.n_copies, 1) AS n_copies,
    coalesce(copy.n_publishers, (story.publisher IS NOT NULL)::BIGINT) AS n_copying_publishers
FROM core.stories AS story
LEFT JOIN core.wire_copies AS copy ON copy.story_id = story.story_id
WHERE story.story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded);

COMMENT ON VIEW mart.story_list IS 'One row a story that counts, without its text. No row: no such story was kept.';
COMMENT ON COLUMN mart.story_list.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.story_list.publisher IS 'The outlet; null where nothing states it.';
COMMENT ON COLUMN mart.story_list.title IS 'The headline; null where none is known.';
COMMENT ON COLUMN mart.story_list.url IS 'Address of the page; null for a seed file that states none.';
COMMENT ON COLUMN mart.story_list.published_at IS 'Publication (UTC); null where nothing states it.';
COMMENT ON COLUMN mart.story_list.fetched_at IS 'When its document was fetched or read (UTC).';
COMMENT ON COLUMN mart.story_list.language IS 'Language of the text, an ISO 639-1 code.';
COMMENT ON COLUMN mart.story_list.is_stub IS 'True where the text is too short to be the whole story.';
COMMENT ON COLUMN mart.story_list.is_paywalled IS 'True where the page says or shows that it is not free to read; null before this was recorded.';
COMMENT ON COLUMN mart.story_list.wire_id IS 'The wire story that it is a copy of: the story_id of the copy that was published first, its own where it stands alone.';
COMMENT ON COLUMN mart.story_list.is_first_copy IS 'True for one story of each wire story, the one published first.';
COMMENT ON COLUMN mart.story_list.first_publisher IS 'Publisher of the earliest copy that states one; its own where it stands alone.';
COMMENT ON COLUMN mart.story_list.n_copies IS 'Stories of this wire story, this one included; 1 where it stands alone.';
COMMENT ON COLUMN mart.story_list.n_copying_publishers IS 'Publishers of these stories; those of unknown publisher are not counted.';
