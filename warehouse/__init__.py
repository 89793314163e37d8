"""The DuckDB side: the only package that imports duckdb."""
