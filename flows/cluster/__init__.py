"""Runs on several machines at once: documents coded on Dask, the warehouse in DuckLake. docs/adr/0022."""
