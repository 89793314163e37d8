-- Remembers the stories at hand as they are merged now.
DELETE FROM ops.merged_stories WHERE story_id IN (SELECT story_id FROM merge_stories);
INSERT INTO ops.merged_stories BY NAME FROM merge_stories WHERE batch_id IS NOT NULL;
