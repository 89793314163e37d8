"""Ctrl-C while DuckDB is at work, for which it has errors of its own."""

import contextlib
from collections.abc import Iterator

import duckdb


@contextlib.contextmanager
def interruptions() -> Iterator[None]:
    """Ctrl-C during a statement is KeyboardInterrupt as everywhere else."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error
