-- mart.story_changes
-- Grain: one row a later version of a story and event mention that its former or its new text holds; one row with null
-- change for a version of which neither holds any.
-- A missing row means that the story has had one text only.
-- Withdrawn mentions are nowhere else in the marts: they count no more.

CREATE OR REPLACE VIEW mart.story_changes AS
WITH version AS (  -- former texts and the present one of each story that has had several
    SELECT story_id, version, title, ended_by, first_seen_at, run_id
    FROM core.story_versions
    UNION ALL BY NAME
    SELECT story_id, coalesce(version, 1) AS version, title, first_seen_at, run_id
    FROM core.stories
    WHERE story_id IN (SELECT former.story_id FROM core.story_versions AS former)
),
followed AS (
    SELECT
        *,
        lag(version) OVER versions AS former_version,
        lag(title) OVER versions AS former_title,
        lag(ended_by) OVER versions AS cause
    FROM version
    WINDOW versions AS (PARTITION BY story_id ORDER BY version)
)
SELECT
    followed.story_id,
    story.publisher,
    story.url,
    followed.version,
    followed.first_seen_at AS seen_at,
    followed.cause AS version_cause,
    followed.former_title,
    followed.title,
    followed.title IS DISTINCT FROM followed.former_title AS is_title_changed,
    mention.change,
    mention.cause AS change_cause,
    mention.mention_id,
    mention.event_type,
    mention.former_status,
    mention.status,
    mention.trigger,
    mention.former_sentence,
    mention.sentence,
    coalesce(mention.run_id, followed.run_id) AS run_id
FROM followed
LEFT JOIN core.mention_changes AS mention
    ON mention.story_id = followed.story_id AND mention.version = followed.version
LEFT JOIN core.stories AS story ON story.story_id = followed.story_id
WHERE followed.former_version IS NOT NULL;

COMMENT ON VIEW mart.story_changes IS 'One row a later version of a story and event mention of its former or new text: what an edit confirmed, added or withdrew. No row: the story has had one text only.';
COMMENT ON COLUMN mart.story_changes.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN mart.story_changes.publisher IS 'The outlet; null where nothing states it.';
COMMENT ON COLUMN mart.story_changes.url IS 'Address of the page; null for a seed file that states none.';
COMMENT ON COLUMN mart.story_changes.version IS 'Number of the new text, from 2.';
COMMENT ON COLUMN mart.story_changes.seen_at IS 'When the document was fetched that first showed the new text (UTC).';
COMMENT ON COLUMN mart.story_changes.version_cause IS 'edit (the publisher changed the text) or reading (Dyadwire read it otherwise).';
COMMENT ON COLUMN mart.story_changes.former_title IS 'The headline of the former text; null where none is known.';
COMMENT ON COLUMN mart.story_changes.title IS 'The headline of the new text; null where none is known.';
COMMENT ON COLUMN mart.story_changes.is_title_changed IS 'True where these two differ.';
COMMENT ON COLUMN mart.story_changes.change IS 'confirmed, added or withdrawn; null where neither text has an event mention.';
COMMENT ON COLUMN mart.story_changes.change_cause IS 'edit or reading, of what was added or withdrawn, as in core.mention_changes; null else.';
COMMENT ON COLUMN mart.story_changes.mention_id IS 'The event mention; in core.event_mentions only where it still stands.';
COMMENT ON COLUMN mart.story_changes.event_type IS 'One of the sixteen PLOVER types.';
COMMENT ON COLUMN mart.story_changes.former_status IS 'Status in the former text; null where it was added.';
COMMENT ON COLUMN mart.story_changes.status IS 'Status in the new text; null where it was withdrawn.';
COMMENT ON COLUMN mart.story_changes.trigger IS 'The words that carry the action.';
COMMENT ON COLUMN mart.story_changes.former_sentence IS 'The sentence in the former text; null where it was added.';
COMMENT ON COLUMN mart.story_changes.sentence IS 'The sentence in the new text; null where it was withdrawn.';
COMMENT ON COLUMN mart.story_changes.run_id IS 'The run that read the new text.';
