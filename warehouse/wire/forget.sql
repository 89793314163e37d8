-- Forgets all that is known of the stories of wire_touched. What they were copies of is affected too.
CREATE OR REPLACE TEMP TABLE wire_affected AS
SELECT story_id FROM wire_affected
UNION
SELECT pair.copy_id FROM core.wire_pairs AS pair SEMI JOIN wire_touched ON wire_touched.story_id = pair.story_id
UNION
SELECT pair.story_id FROM core.wire_pairs AS pair SEMI JOIN wire_touched ON wire_touched.story_id = pair.copy_id;

DELETE FROM core.wire_pairs
WHERE story_id IN (SELECT story_id FROM wire_touched) OR copy_id IN (SELECT story_id FROM wire_touched);
DELETE FROM ops.wire_bands WHERE story_id IN (SELECT story_id FROM wire_touched);
DELETE FROM ops.wire_signatures WHERE story_id IN (SELECT story_id FROM wire_touched);
