"""Takes a backup of a store and puts one back, each with the store to itself."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from transforms.errors import StorageError
from warehouse.backups import Backup, BackupReason, require_restorable
from warehouse.connection import CATALOG, back_up, connect, lock_store, open_locked
from warehouse.event_store import fill_new_marts
from warehouse.files import copy_file, require_room, sync
from warehouse.publish import publish
from warehouse.storage_errors import storage_errors


@dataclass(frozen=True, slots=True)
class Restored:
    """`replaced` is where the store lies that was there before; None where there was none."""

    backup: Backup
    replaced: Path | None


def take_backup(file: Path, folder: Path, *, patience: float = 0.0) -> Backup:
    """A backup of the store in `folder`, read to its last value; the schema stays as it is.

    Args:
        file: the store.
        folder: where backups lie.
        patience: for how many seconds a run that has the store is waited for.

    Raises:
        StorageError: there is no store, a run has it, it is damaged, or there is no room; no backup was made.
    """
    if not file.exists():
        raise StorageError(f"{file} does not exist yet; `dyadwire ingest` makes it")
    with storage_errors(file), _locked(file, patience):
        connection = connect(file)
        with contextlib.closing(connection):
            try:
                return back_up(connection, file, folder, reason=BackupReason.ASKED)
            except duckdb.CatalogException as error:
                raise StorageError(f"{file} is a database, but none of Dyadwire's; no backup was made") from error


def restore(backup: Backup, file: Path, published: Path) -> Restored:
    """Puts a backup in the place of the store and publishes it; the store that was there is kept beside it.

    The backup is read to its last value before anything is changed. A kill at any instant leaves a whole store.

    Raises:
        StorageError: the backup is damaged or of a newer version, a run has the store, or there is no room.
    """
    require_restorable(backup)
    with storage_errors(file):
        lock = lock_store(file)
        try:
            require_room(file.parent, 2 * backup.manifest.n_bytes, "to restore and to publish it")
            replaced = _put_in_place(backup, file)
            store = open_locked(file, lock, backup_folder=None)
        except BaseException:
            os.close(lock)
            raise
    with store:
        with store.transaction():
            fill_new_marts(store)  # an older version's store has come without them
        publish(store, published, has_news=True)
    return Restored(backup, replaced)


def replaced_stores(file: Path) -> tuple[Path, ...]:
    """The stores that a restore has replaced, the latest last."""
    return tuple(sorted(file.parent.glob(f"replaced-*/{file.name}")))


@contextlib.contextmanager
def _locked(file: Path, patience: float) -> Iterator[None]:
    lock = lock_store(file, patience=patience)
    try:
        yield
    finally:
        os.close(lock)


def _put_in_place(backup: Backup, file: Path) -> Path | None:
    copy = file.with_name(f".{file.name}.restored.tmp")
    if copy_file(backup.database, copy) != backup.manifest.sha256:
        copy.unlink()
        raise StorageError(f"{copy}: the copy differs from the backup; the disk may be failing, nothing was restored")
    replaced = _set_aside(file) if file.exists() else None
    copy.replace(file)
    sync(file.parent)
    return replaced


def _set_aside(file: Path) -> Path:
    """A second name for the present store. Its journal, which must not be played into another file, goes there too."""
    journal = Path(f"{file}.wal")
    if journal.exists():
        with contextlib.suppress(duckdb.Error), contextlib.closing(connect(file)) as connection:
            connection.execute(f"CHECKPOINT {CATALOG}")  # a store that can be read takes its journal in
    first = file.with_name(f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    folder, number = first, 1
    while folder.exists():
        number += 1
        folder = first.with_name(f"{first.name}-{number}")
    folder.mkdir()
    if journal.exists():
        journal.replace(folder / journal.name)
    try:
        os.link(file, folder / file.name)
    except OSError:  # this file system knows no second names
        copy_file(file, folder / file.name)
    sync(folder)
    return folder / file.name
