-- Leaves wire_members: every story whose wire story may have changed by new_pairs and what is in wire_affected. That is
-- what these are copies of, what has such a copy (which may count no longer), and the wire stories of all of them.

CREATE OR REPLACE TEMP TABLE wire_partners AS
SELECT story_id FROM wire_affected
UNION
SELECT story_id FROM new_pairs
UNION
SELECT copy_id FROM new_pairs;

CREATE OR REPLACE TEMP TABLE wire_near AS
SELECT story_id FROM wire_partners
UNION
SELECT pair.copy_id FROM core.wire_pairs AS pair SEMI JOIN wire_partners ON wire_partners.story_id = pair.story_id
UNION
SELECT pair.story_id FROM core.wire_pairs AS pair SEMI JOIN wire_partners ON wire_partners.story_id = pair.copy_id;

CREATE OR REPLACE TEMP TABLE wire_members AS
SELECT story_id FROM wire_near
UNION
SELECT story_id
FROM core.wire_copies
WHERE wire_id IN (
    SELECT copy.wire_id FROM core.wire_copies AS copy SEMI JOIN wire_near ON wire_near.story_id = copy.story_id
);
