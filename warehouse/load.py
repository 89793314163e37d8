"""Loads spooled batches, each in one transaction and exactly once."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb

from transforms.errors import StorageError
from warehouse.connection import Store
from warehouse.literals import literal
from warehouse.runs import record_runs_of_batches
from warehouse.spool import remove_batch, set_aside, spooled_batches
from warehouse.spool_schema import SPOOL_COLUMNS

_LOAD_BATCH = "".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("load_stories.sql", "load_batch.sql")
)


# What DuckDB raises where columns are unknown, of other types, or lack what a table must have.
_MISFITS: Final = (duckdb.BinderException, duckdb.ConstraintException, duckdb.ConversionException)


class UnreadableBatchError(StorageError):
    """A file of a spooled batch is damaged or missing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What became of the batches that earlier runs had left: how many were loaded, and why others were set aside."""

    n_loaded: int
    refusals: tuple[str, ...]


def load_waiting_batches(store: Store, spool_folder: Path, refused_folder: Path, *, at: datetime) -> Waiting:
    """Loads what earlier runs spooled; a batch that cannot be loaded is moved to `refused_folder` and recorded.

    Columns that an older version did not write are filled with nulls. What a refused batch held has not ended, so that
    this run reads it anew.

    Raises:
        StorageError: the store cannot be written, or a folder cannot be moved.
    """
    n_loaded, refusals = 0, []
    for batch_folder in spooled_batches(spool_folder):
        try:
            n_loaded += load_batch(store, batch_folder, at=at)
            remove_batch(batch_folder)
        except (UnreadableBatchError, *_MISFITS) as error:
            refusals.append(_refuse(store, batch_folder, refused_folder, str(error).partition("\n")[0], at=at))
    if n_loaded:
        record_runs_of_batches(store)
    return Waiting(n_loaded, tuple(refusals))


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
        for table in SPOOL_COLUMNS:
            _show(store, table, batch_folder / f"{table}.parquet")
        load_shown_batch(store, at=at, is_recode=False)
    return True


def load_shown_batch(store: Store, *, at: datetime, is_recode: bool) -> None:
    """Loads what the views batch_* show, in the transaction that the caller has opened.

    With `is_recode` the stories are there already, and their own rows stay: mentions and figures are replaced.
    """
    store.execute("SET VARIABLE loaded_at = ?::TIMESTAMPTZ", [at])
    store.execute(f"SET VARIABLE is_recode = {is_recode}")
    store.execute(_LOAD_BATCH)


def _refuse(store: Store, batch_folder: Path, refused_folder: Path, problem: str, *, at: datetime) -> str:
    """Sets a batch aside; a sentence for a person."""
    moved = set_aside(batch_folder, refused_folder)
    store.execute("INSERT INTO ops.refused_batches VALUES (?, ?, ?, ?)", [batch_folder.name, at, str(moved), problem])
    told = f"batch {batch_folder.name} of an earlier run cannot be loaded ({problem}) and lies in {moved} now"
    return f"{told}; what it held is read anew, so delete the folder when a run has ended well"


def _show(store: Store, table: str, file: Path) -> None:
    read = f"FROM read_parquet({literal(file)})"
    try:
        written = {name for name, *_ in store.rows(f"DESCRIBE {read}")}
        filled = "" if dict(SPOOL_COLUMNS[table]).keys() <= written else _unwritten(store, table)
        store.execute(f"CREATE OR REPLACE TEMP VIEW batch_{table} AS {read} {filled}")
    except (StorageError, duckdb.InvalidInputException) as error:
        raise UnreadableBatchError(
            f"{file} cannot be read; move its folder away and run again: what it held is coded anew"
        ) from error


def _unwritten(store: Store, table: str) -> str:
    """SQL that adds the columns of this version which the batch was written without."""
    with store.table("columns_of_this_version", (), SPOOL_COLUMNS[table]):
        store.execute(f"CREATE OR REPLACE TEMP TABLE unwritten_{table} AS FROM columns_of_this_version")
    return f"UNION ALL BY NAME FROM unwritten_{table}"
