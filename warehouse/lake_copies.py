"""The lake as a DuckDB file with all that it holds at one moment."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from warehouse.connection import Store, connect, open_locked
from warehouse.lake import Lake
from warehouse.publish import publish

_TABLES: Final = """
    SELECT schema_name, table_name
    FROM duckdb_tables()
    WHERE database_name = ? AND table_name <> 'schema_files'
    ORDER BY ALL
"""


def publish_lake(lake: Lake, scratch: Path, target: Path, complete: Callable[[Store], object]) -> bool:
    """True, once `target` is a DuckDB file with all that the lake held a moment ago; put in place by one rename.

    The file is as a run on one machine publishes it, with every comment. Nobody waits: it shows one snapshot, which
    may hold what no run has concluded yet.

    Args:
        lake: the lake, open.
        scratch: the store file of the data folder, made here and removed at the end.
        target: the file for readers.
        complete: does with the copy what the end of a run would do with the lake; where it raises, `target` stays.

    Raises:
        StorageError: as `warehouse.publish.publish` does.
    """
    with copied(lake, scratch) as store:
        complete(store)
        return publish(store, target, has_news=True)


@contextmanager
def copied(lake: Lake, scratch: Path) -> Iterator[Store]:
    """A store with all that the lake held at one moment, with every comment; it is gone at the end."""
    for old in (scratch, Path(f"{scratch}.wal")):
        old.unlink(missing_ok=True)
    open_locked(scratch, os.dup(lake.lock), backup_folder=None).close()
    with lake.access.errors():
        _copy(lake, scratch)
    with open_locked(scratch, os.dup(lake.lock), backup_folder=None) as store:
        yield store
    scratch.unlink()


def _copy(lake: Lake, scratch: Path) -> None:
    with connect(scratch) as connection:
        lake.access.for_another().attach(connection, "lake")
        connection.begin()  # one snapshot
        for schema, table in connection.execute(_TABLES, ["lake"]).fetchall():
            connection.execute(f'INSERT INTO "{schema}"."{table}" BY NAME FROM lake."{schema}"."{table}"')
        connection.commit()
