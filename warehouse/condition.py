"""How a database is, asked without changing it."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.connection import lock_store
from warehouse.integrity import Contents, contents_of, reading

_LAST_RUN = """
    SELECT run_id, state, started_at, message FROM ops.runs ORDER BY started_at DESC, run_id DESC LIMIT 1
"""
_UNCHECKED = "SELECT count(*) FROM ops.runs WHERE state = 'finished' AND NOT is_checked"
_FEEDS = "SELECT state, count(*) FROM ops.feeds WHERE is_listed GROUP BY state ORDER BY state"
_ALERTS = "SELECT count(*) FROM mart.feed_health WHERE alert IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run that began last; `message` is null while all is well."""

    run_id: str
    state: str
    started_at: datetime
    message: str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a database says of itself; `n_alerts` is None where it has no feed health yet."""

    contents: Contents
    last_run: LastRun | None
    n_unchecked: int
    feeds: dict[str, int]
    n_alerts: int | None


def condition_of(file: Path, *, is_whole: bool) -> Condition:
    """How the file is; with `is_whole` each of its values is read.

    Raises:
        StorageError: as `warehouse.integrity.reading` does.
    """
    with reading(file) as connection:
        contents = contents_of(connection, is_whole=is_whole)
        last = connection.execute(_LAST_RUN).fetchone()
        unchecked = connection.execute(_UNCHECKED).fetchone() or (0,)
        feeds = dict(connection.execute(_FEEDS).fetchall())
        alerts: tuple[int | None] = (None,)
        with contextlib.suppress(duckdb.CatalogException, duckdb.BinderException):  # older versions had no such mart
            alerts = connection.execute(_ALERTS).fetchone() or (None,)
        return Condition(contents, LastRun(*last) if last else None, int(unchecked[0]), feeds, alerts[0])


@contextlib.contextmanager
def kept_from_runs(file: Path) -> Iterator[None]:
    """Inside, no run opens the store; where the folder cannot be written none could anyway.

    Raises:
        StorageError: a run has it now.
    """
    try:
        lock = lock_store(file)
    except OSError:
        lock = None
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)
