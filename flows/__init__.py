"""The edges: Prefect, HTTP, disk, clock and environment."""
