-- Forgets all that is known of the stories of wire_touched.
DELETE FROM core.wire_pairs
WHERE story_id IN (SELECT story_id FROM wire_touched) OR copy_id IN (SELECT story_id FROM wire_touched);
DELETE FROM ops.wire_bands WHERE story_id IN (SELECT story_id FROM wire_touched);
DELETE FROM ops.wire_signatures WHERE story_id IN (SELECT story_id FROM wire_touched);
