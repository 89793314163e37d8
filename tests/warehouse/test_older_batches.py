"""Batches that another version spooled: loaded where columns are only missing, else set aside and read anew."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.flows.site import serve_feed, settings
from tests.flows.test_ingest import later, rows, run
from tests.loopback import Loopback
from tests.warehouse.build import NOON, batch
from transforms.records import Reason, Rejection, Stage
from warehouse.arrow_tables import arrow_schema
from warehouse.load import load_waiting_batches
from warehouse.spool import spool_batch
from warehouse.spool_schema import SPOOL_COLUMNS

REJECTION = Rejection(Stage.ENTRY, Reason.NOT_FOUND, "https://andes.example/9", "it is not there", entry_id="e9")
Change = Callable[[pa.Table], pa.Table]


def rewrite(folder: Path, table: str, change: Change) -> None:
    file = folder / f"{table}.parquet"
    pq.write_table(change(pq.read_table(file)), file)


def without(*names: str) -> Change:
    return lambda table: table.drop_columns(list(names))


def without_inferred(table: pa.Table) -> pa.Table:
    """Parties as they were before it was recorded whether they are inferred."""
    party = pa.struct([one for one in table.schema.field("actors").type.value_type if one.name != "is_inferred"])
    rows = [{**row, "actors": [{k: v for k, v in one.items() if k != "is_inferred"} for one in row["actors"]]}
            for row in table.to_pylist()]  # fmt: skip
    place = table.schema.get_field_index("actors")
    return pa.Table.from_pylist(rows, table.schema.set(place, pa.field("actors", pa.list_(party))))


def waiting(store, spool: Path):
    return load_waiting_batches(store, spool, spool.with_name("refused"), at=NOON)


@pytest.mark.parametrize(("table", "change", "left_empty"), [
    ("rejections", without("entry_id"), "SELECT entry_id FROM ops.rejections"),
    ("stories", without("captions", "is_paywalled", "restates_sha256"), "SELECT captions FROM core.stories"),
    ("event_mentions", without("planned_mode", "attributed_to"), "SELECT attributed_to FROM core.event_mentions"),
    ("event_mentions", without_inferred, "SELECT actors[1].is_inferred FROM core.event_mentions"),
])  # fmt: skip
def test_columns_that_were_not_written_yet_are_empty(store, spool, table, change, left_empty):
    rewrite(spool_batch(spool, batch(rejections=(REJECTION,))), table, change)
    assert waiting(store, spool).refusals == ()
    assert store.rows(left_empty) == [(None,)]
    assert store.rows("SELECT count(*) FROM core.event_mentions") == [(1,)]
    assert list(spool.iterdir()) == []


@pytest.mark.parametrize(("table", "change", "words"), [
    ("stories", lambda table: table.append_column("mood", pa.array(["calm"])), "mood"),
    ("stories", without("text"), "text"),
    ("figures", lambda table: table.set_column(table.schema.get_field_index("value"), "value", pa.array(["many"])),
     "many"),
    ("fetches", None, "fetches.parquet"),
])  # fmt: skip
def test_what_does_not_fit_is_set_aside_whole_and_recorded(store, spool, table, change, words):
    misfit = spool_batch(spool, batch())
    spool_batch(spool, batch(batch_id="run-1-00002"))
    if change:
        rewrite(misfit, table, change)
    else:
        (misfit / f"{table}.parquet").unlink()
    before = {path.name: path.read_bytes() for path in misfit.iterdir()}
    found = waiting(store, spool)
    assert found.n_loaded == 1
    (told,) = found.refusals
    moved = spool.with_name("refused") / "run-1-00001"
    assert "batch run-1-00001 of an earlier run cannot be loaded" in told
    assert (words in told, f"lies in {moved} now; what it held is read anew" in told) == (True, True)
    assert {path.name: path.read_bytes() for path in moved.iterdir()} == before
    assert store.rows("SELECT batch_id, folder FROM ops.refused_batches") == [("run-1-00001", str(moved))]
    assert store.rows("SELECT batch_id FROM ops.loaded_batches") == [("run-1-00002",)]


def test_a_run_reads_anew_what_a_refused_batch_held(tmp_path, loopback: Loopback):
    stated = settings(tmp_path, serve_feed(loopback, range(3)))
    folder = spool_batch(stated.spool_folder, batch())
    rewrite(folder, "stories", lambda table: table.append_column("mood", pa.array(["calm"])))
    report = run(stated)
    assert [problem for problem in report.problems if "cannot be loaded" in problem]
    assert (report.exit_code, report.n_stories) == (0, 3)
    assert rows(stated, "SELECT batch_id FROM ops.refused_batches") == [("run-1-00001",)]
    assert [problem for problem in run(stated, later(15)).problems if "cannot be loaded" in problem] == []


def test_the_columns_of_this_version_are_all_written(spool):
    folder = spool_batch(spool, batch())
    assert {path.stem: pq.read_schema(path) for path in folder.iterdir()} == {
        table: arrow_schema(columns) for table, columns in SPOOL_COLUMNS.items()
    }
