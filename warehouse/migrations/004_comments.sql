-- Comments that did not say all that their columns hold.
COMMENT ON COLUMN ops.runs.exit_code IS 'Exit code of the command: 0 fine, 4 too large a share of failures, else the error that message names; null where the run was killed.';
COMMENT ON COLUMN ops.runs.codebook_version IS 'Version of the codebook that the run read, also where it had nothing to code; null where the run did not reach its end.';
COMMENT ON COLUMN core.stories.published_rung IS 'Where published_at comes from: given, front_matter, feed, metadata, htmldate, text or unknown.';
