-- What a group leaves behind it once its rows are loaded.
UPDATE core.stories SET
    coder_version = getvariable('recode_coder'),
    codebook_version = getvariable('recode_codebook')
WHERE story_id IN (SELECT story_id FROM recode_stories);
INSERT INTO recode_ended SELECT story_id, problem FROM recode_live;
-- What the stories say now is to be merged into events anew, although no batch brought the stories again.
DELETE FROM ops.merged_stories WHERE story_id IN (SELECT story_id FROM recode_stories);
