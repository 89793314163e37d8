-- What a publisher puts above or below all of its stories, learned from the stories themselves.

CREATE TABLE core.boilerplate (
    publisher VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    n_stories BIGINT NOT NULL,
    learned_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.boilerplate IS 'One row a line that a publisher puts above or below its stories. It is left out of the texts of pages that were fetched after it was learned; delete a row to take it back.';
COMMENT ON COLUMN core.boilerplate.publisher IS 'The outlet, as in core.stories.publisher.';
COMMENT ON COLUMN core.boilerplate.line IS 'The line as it stood in core.stories.text.';
COMMENT ON COLUMN core.boilerplate.n_stories IS 'In how many of the publisher''s latest stories, at most 200, it stood when it was learned.';
COMMENT ON COLUMN core.boilerplate.learned_at IS 'End of the run that learned it (UTC).';
