-- The first thing a new database gets: the schemas and the list of what was applied to it.
CREATE SCHEMA IF NOT EXISTS raw;
CREATE SCHEMA IF NOT EXISTS core;
CREATE SCHEMA IF NOT EXISTS mart;
CREATE SCHEMA IF NOT EXISTS ops;
CREATE TABLE ops.schema_files (
    kind VARCHAR NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE ops.schema_files IS 'One row a SQL file that made this database what it is.';
COMMENT ON COLUMN ops.schema_files.kind IS 'migration (applied once, in order of name) or mart (built when it changes).';
COMMENT ON COLUMN ops.schema_files.name IS 'Name of the file in warehouse/migrations or warehouse/marts.';
COMMENT ON COLUMN ops.schema_files.checksum IS 'SHA-256 of the file as it was applied.';
COMMENT ON COLUMN ops.schema_files.applied_at IS 'When it was applied (UTC).';
