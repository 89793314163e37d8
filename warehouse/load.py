"""Loads spooled batches, each in one transaction and exactly once."""

from datetime import datetime
from pathlib import Path

import duckdb

from transforms.errors import StorageError
from warehouse.connection import Store
from warehouse.spool import remove_batch, spooled_batches
from warehouse.spool_schema import SPOOL_SCHEMAS

_LOAD_BATCH = "".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("load_stories.sql", "load_batch.sql")
)


def load_spooled(store: Store, spool_folder: Path, *, at: datetime) -> int:
    """How many batches were loaded now; the spool is empty afterwards.

    Raises:
        StorageError: a batch cannot be read, or the store cannot be written; the batch stays in the spool.
    """
    n_loaded = 0
    for batch_folder in spooled_batches(spool_folder):
        n_loaded += load_batch(store, batch_folder, at=at)
        remove_batch(batch_folder)
    return n_loaded


def load_batch(store: Store, batch_folder: Path, *, at: datetime) -> bool:
    """Whether the batch was loaded; False where an earlier load had brought it already."""
    batch_id = batch_folder.name
    if store.rows("FROM ops.loaded_batches WHERE batch_id = ?", [batch_id]):
        return False
    with store.transaction():
        for table in SPOOL_SCHEMAS:
            _show(store, table, batch_folder / f"{table}.parquet")
        store.execute("SET VARIABLE loaded_at = ?::TIMESTAMPTZ", [at])
        store.execute(_LOAD_BATCH)
    return True


def _show(store: Store, table: str, file: Path) -> None:
    path = str(file).replace("'", "''")
    try:
        store.execute(f"CREATE OR REPLACE TEMP VIEW batch_{table} AS FROM read_parquet('{path}')")
    except (StorageError, duckdb.InvalidInputException) as error:
        raise StorageError(
            f"{file} cannot be read; move its folder away and run again: what it held is coded anew"
        ) from error
