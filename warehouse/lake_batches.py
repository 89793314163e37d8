"""What runs that go on at the same time must know of their batches: what was loaded, and what was read again since."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.records import Stage
from transforms.run_records import CodedBatch
from warehouse.connection import Store
from warehouse.load import UnreadableBatchError, load_batch

# Of a batch, and never of the lake: its files are damaged, or their columns are not those of the tables.
_MISFITS: Final = (
    *(duckdb.BinderException, duckdb.ConstraintException, duckdb.ConversionException),
    *(OSError, pa.ArrowException),
)


def kept_of(store: Store, batch: CodedBatch) -> Mapping[Stage, int]:
    """How many rows a batch that was just loaded has brought, by stage: another run may replace some of them later."""
    ((n_entries, n_documents, n_stories),) = store.rows(
        """
        SELECT
            (
                SELECT count(*) FROM raw.entries
                WHERE ended_run_id = $run_id AND outcome = 'kept' AND list_contains($entry_ids, entry_id)
            ),
            (SELECT count(*) FROM raw.documents WHERE batch_id = $batch_id AND outcome = 'kept'),
            (SELECT count(*) FROM core.stories WHERE batch_id = $batch_id)
        """,
        {
            "run_id": batch.run_id,
            "batch_id": batch.batch_id,
            "entry_ids": [ending.entry_id for ending in batch.entries],
        },
    )
    counts = {Stage.ENTRY: n_entries, Stage.DOCUMENT: n_documents, Stage.STORY: n_stories}
    return {stage: int(str(n)) for stage, n in counts.items()}


def load_left(store: Store, batch_folder: Path, *, at: datetime) -> bool:
    """Whether a batch that a killed run had spooled was loaded; False where it is void, or was loaded before.

    Raises:
        UnreadableBatchError: it cannot be loaded, now or later.
        StorageError: the store cannot be written.
    """
    try:
        for file in batch_folder.glob("*.parquet"):
            pq.read_table(file)  # to the last value, as an error in the middle of a load says less of its cause
        return not is_overtaken(store, batch_folder) and load_batch(store, batch_folder, at=at)
    except _MISFITS as problem:
        raise UnreadableBatchError(str(problem).partition("\n")[0]) from problem


def refuse(store: Store, batch_id: str, folder: str, problem: str, *, at: datetime) -> None:
    """Records that a batch cannot be loaded and lies in `folder` now."""
    store.execute("INSERT INTO ops.refused_batches VALUES (?, ?, ?, ?)", [batch_id, at, folder, problem])


def is_overtaken(store: Store, batch_folder: Path) -> bool:
    """Whether a document or entry of a spooled batch has ended otherwise meanwhile, so that the batch is void.

    What it held besides has not ended, and is read again.
    """
    ids = {
        table: pq.read_table(batch_folder / f"{table}.parquet", columns=[column]).column(column).to_pylist()
        for table, column in (("documents", "document_id"), ("entries", "entry_id"))
    }
    found = store.rows(
        """
        SELECT 1 FROM raw.documents WHERE list_contains($documents, document_id)
        UNION ALL
        SELECT 1 FROM raw.entries WHERE list_contains($entries, entry_id) AND outcome <> 'pending'
        LIMIT 1
        """,
        dict(ids),
    )
    return bool(found)
