-- What was dropped because of its age: `dyadwire prune`.

CREATE TABLE ops.prunings (
    pruned_at TIMESTAMPTZ NOT NULL,
    kept_from TIMESTAMPTZ NOT NULL,
    what VARCHAR NOT NULL,
    n_rows BIGINT NOT NULL
);
COMMENT ON TABLE ops.prunings IS 'One row a kind of rows that `dyadwire prune` dropped, or emptied, because of their age. No row: nothing of that kind was dropped.';
COMMENT ON COLUMN ops.prunings.pruned_at IS 'When (UTC); the rows of one pruning share it.';
COMMENT ON COLUMN ops.prunings.kept_from IS 'What is older was dropped, if nothing rests on it (UTC).';
COMMENT ON COLUMN ops.prunings.what IS 'polls, fetches, feed_troubles, feed_texts or stories; the rules stand in warehouse/retention.';
COMMENT ON COLUMN ops.prunings.n_rows IS 'How many rows were dropped, of feed_texts emptied.';
