"""What runs that go on at the same time must know of their batches: what was loaded, and what was read again since."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq

from transforms.records import Stage
from transforms.run_records import CodedBatch
from warehouse.connection import Store


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
