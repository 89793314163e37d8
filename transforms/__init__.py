"""Pure steps: records in, records out. No file, socket, clock, Prefect or DuckDB in here."""
