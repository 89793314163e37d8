-- Empty tables in which the groups of a recode leave what their stories said before and after.
CREATE OR REPLACE TEMP TABLE recode_before (
    mention_id VARCHAR, event_type VARCHAR, actors VARCHAR[], recipients VARCHAR[], coding VARCHAR
);
CREATE OR REPLACE TEMP TABLE recode_after AS FROM recode_before;
CREATE OR REPLACE TEMP TABLE recode_ended (story_id VARCHAR, problem VARCHAR);
CREATE OR REPLACE TEMP TABLE recode_excluded AS SELECT story_id FROM mart.excluded_stories;
