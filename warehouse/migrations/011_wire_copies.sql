-- Wire copies: one wire story printed by several publishers. What is compared (ops), which pairs were found to be copies
-- and which stories they make one (core). docs/acquisition.md, section 9.

CREATE TABLE ops.wire_signatures (
    story_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL
);
COMMENT ON TABLE ops.wire_signatures IS 'One row a story that was compared with those before it. No row: the next run compares it.';
COMMENT ON COLUMN ops.wire_signatures.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN ops.wire_signatures.batch_id IS 'The batch that had brought the story then; another one in core.stories means that it is to be compared again.';
COMMENT ON COLUMN ops.wire_signatures.method IS 'How it was compared; where the method or a setting of it changes, all stories are compared again.';

CREATE TABLE ops.wire_bands (
    band UINTEGER NOT NULL,
    day DATE NOT NULL,
    story_id VARCHAR NOT NULL
);
COMMENT ON TABLE ops.wire_bands IS 'Parts of the MinHash signatures of stories, one row a part: stories that share two are compared word by word. No rows of a story: it is too short to be compared.';
COMMENT ON COLUMN ops.wire_bands.band IS 'Hash of the values of the part and of its place.';
COMMENT ON COLUMN ops.wire_bands.day IS 'Day (UTC) on which the story was published, else fetched.';
COMMENT ON COLUMN ops.wire_bands.story_id IS 'The story, as in core.stories.';

CREATE TABLE core.wire_pairs (
    story_id VARCHAR NOT NULL,
    copy_id VARCHAR NOT NULL,
    is_same_publisher BOOLEAN NOT NULL,
    jaccard DOUBLE NOT NULL,
    containment DOUBLE NOT NULL,
    core_containment DOUBLE NOT NULL,
    lead_share DOUBLE NOT NULL
);
COMMENT ON TABLE core.wire_pairs IS 'One row a pair of stories with the same wire text, whole or cut: the evidence for core.wire_copies. No row: they are no copies, or were not compared.';
COMMENT ON COLUMN core.wire_pairs.story_id IS 'The story whose id comes first in order; as in core.stories.';
COMMENT ON COLUMN core.wire_pairs.copy_id IS 'The other story, as in core.stories.';
COMMENT ON COLUMN core.wire_pairs.is_same_publisher IS 'True where both are known to be of one publisher.';
COMMENT ON COLUMN core.wire_pairs.jaccard IS 'Runs of five words that both have, among those that either has, from 0 to 1.';
COMMENT ON COLUMN core.wire_pairs.containment IS 'Runs of five words that both have, among those of the shorter text, from 0 to 1.';
COMMENT ON COLUMN core.wire_pairs.core_containment IS 'The same without lines of the publisher''s own at the ends of the shorter text.';
COMMENT ON COLUMN core.wire_pairs.lead_share IS 'Runs of five words of the first sixty that the other text has; the smaller share of the two texts.';

CREATE TABLE core.wire_copies (
    story_id VARCHAR NOT NULL,
    wire_id VARCHAR NOT NULL,
    first_publisher VARCHAR,
    n_copies BIGINT NOT NULL,
    n_publishers BIGINT NOT NULL
);
COMMENT ON TABLE core.wire_copies IS 'One row a story that others copy or that copies others. No row: the story stands alone.';
COMMENT ON COLUMN core.wire_copies.story_id IS 'The story, as in core.stories.';
COMMENT ON COLUMN core.wire_copies.wire_id IS 'The wire story: the story_id of its copy that was published first.';
COMMENT ON COLUMN core.wire_copies.first_publisher IS 'Publisher of the earliest copy that states one; null where none does. A publication known to the day only counts as the end of the day, or as the fetch where that was sooner.';
COMMENT ON COLUMN core.wire_copies.n_copies IS 'Stories with this wire_id, this one included; at least 2.';
COMMENT ON COLUMN core.wire_copies.n_publishers IS 'Publishers of these stories; those of unknown publisher are not counted.';
