"""Coded batches on disk between coding and loading: a folder of Parquet files each, whole or not there at all."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import StorageError
from transforms.run_records import CodedBatch
from warehouse.arrow_tables import arrow_table
from warehouse.files import sync
from warehouse.rows import rows_of_batch
from warehouse.spool_schema import SPOOL_COLUMNS
from warehouse.storage_errors import storage_errors

if TYPE_CHECKING:
    import pyarrow as pa


def spool_batch(folder: Path, batch: CodedBatch) -> Path:
    """The folder that now holds the batch; after this it survives any crash.

    Raises:
        StorageError: the disk is full or cannot be written.
    """
    unfinished, finished = folder / f".{batch.batch_id}.tmp", folder / batch.batch_id
    with storage_errors(folder):
        unfinished.mkdir(parents=True)
        for table, rows in rows_of_batch(batch).items():
            write_table(unfinished / f"{table}.parquet", arrow_table(rows, SPOOL_COLUMNS[table]))
        sync(unfinished)
        unfinished.rename(finished)
        sync(folder)
    return finished


def spooled_batches(folder: Path) -> tuple[Path, ...]:
    """The folders of the batches that wait to be loaded, in the order they were coded. Removes half-written ones."""
    if not folder.exists():
        return ()
    with storage_errors(folder):
        for unfinished in folder.glob(".*.tmp"):
            shutil.rmtree(unfinished)
        return tuple(sorted(path for path in folder.iterdir() if path.is_dir()))


def remove_batch(batch_folder: Path) -> None:
    """Removes a batch that was loaded. A kill in the middle leaves no half of it in the list."""
    with storage_errors(batch_folder):
        unlisted = batch_folder.with_name(f".{batch_folder.name}.tmp")
        batch_folder.rename(unlisted)
        shutil.rmtree(unlisted)


def set_aside(batch_folder: Path, refused_folder: Path) -> Path:
    """Where the folder of a batch that cannot be loaded lies now; nothing of it is changed."""
    moved = refused_folder / batch_folder.name
    with storage_errors(refused_folder):
        refused_folder.mkdir(parents=True, exist_ok=True)
        while moved.exists():
            moved = moved.with_name(f"{moved.name}-again")
        batch_folder.rename(moved)
        sync(refused_folder)
    return moved


def write_table(file: Path, table: "pa.Table") -> None:
    """Writes a Parquet file; it is on the disk when this returns. Raises StorageError."""
    import pyarrow as pa  # noqa: PLC0415 a run without news needs no Arrow
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        pq.write_table(table, file, compression="zstd")
    except pa.ArrowException as error:
        raise StorageError(f"{file}: the batch could not be written ({error})") from error
    sync(file)
