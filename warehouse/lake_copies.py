"""The lake as a DuckDB file with all that it holds at one moment: for readers, and as a backup; and back."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from transforms.errors import StorageError
from warehouse.backups import Backup, BackupReason, require_restorable, write_backup
from warehouse.connection import Store, connect, open_locked
from warehouse.event_store import fill_new_marts
from warehouse.files import copy_file, require_room
from warehouse.lake import Lake
from warehouse.literals import literal
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


def back_up_lake(lake: Lake, scratch: Path, folder: Path, *, at: datetime) -> Backup:
    """A backup of what the lake held at one moment, in `folder`, read to its last value.

    Raises:
        StorageError: the lake cannot be read, or there is no room; no backup was made.
    """
    with copied(lake, scratch) as store:
        contents = store.contents()
        with store.detached() as source:
            return write_backup(source, contents, folder, at=at, reason=BackupReason.ASKED, is_read=True)


def restore_lake(lake: Lake, scratch: Path, backup: Backup) -> None:
    """Puts all that a backup holds into a lake that holds nothing, in one transaction.

    Raises:
        StorageError: the lake holds something, or the backup is damaged or of a newer version; nothing was restored.
    """
    require_restorable(backup)
    with lake.transaction():
        if lake.rows("SELECT run_id FROM ops.runs LIMIT 1"):
            raise StorageError(f"{lake.access.place} holds runs already; give lake_catalog a new, empty database")
        with _brought_up_to_date(lake, scratch, backup) as file:
            _fill(lake, file)


@contextmanager
def _brought_up_to_date(lake: Lake, scratch: Path, backup: Backup) -> Iterator[Path]:
    """A copy of a backup with the schema of this version."""
    Path(f"{scratch}.wal").unlink(missing_ok=True)
    require_room(scratch.parent, backup.manifest.n_bytes, "to restore it")
    copy_file(backup.database, scratch)
    with open_locked(scratch, os.dup(lake.lock), backup_folder=None) as store, store.transaction():
        fill_new_marts(store)  # an older version's store has come without them
    yield scratch
    scratch.unlink()


def _fill(lake: Lake, file: Path) -> None:
    lake.execute(f"ATTACH {literal(file)} AS backup (READ_ONLY)")
    for schema, table in lake.rows(_TABLES, ["backup"]):
        lake.execute(f'INSERT INTO "{schema}"."{table}" BY NAME FROM backup."{schema}"."{table}"')


def _copy(lake: Lake, scratch: Path) -> None:
    with connect(scratch) as connection:
        lake.access.for_another().attach(connection, "lake")
        connection.begin()  # one snapshot
        for schema, table in connection.execute(_TABLES, ["lake"]).fetchall():
            connection.execute(f'INSERT INTO "{schema}"."{table}" BY NAME FROM lake."{schema}"."{table}"')
        connection.commit()
