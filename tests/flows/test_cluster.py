"""Runs on several machines at once end in the rows of one run on one machine, also where some of them are killed."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from flows.replay import Period, replay
from tests.cluster_machines import DaskCluster, new_database
from tests.flows.cluster_world import N_FILES, N_PAGES, N_SITES, PATIENCE, Machines, World, answers, published, rows
from tests.flows.site import NOON

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture
def machines(tmp_path: Path, world: World, postgres: str, dask_cluster: DaskCluster) -> Iterator[Machines]:
    catalog = new_database(postgres, tmp_path.name)
    made = Machines(world, tmp_path, dask_cluster.address, catalog, str(tmp_path / "shared"))
    yield made
    made.close()


def test_two_at_once_end_in_the_rows_of_one_machine(machines, world):
    storage = Path(machines.storage)
    left = storage / "spool" / "gone-00001"  # of a run that was killed, on a disk that was full
    left.mkdir(parents=True)
    for name in ("documents.parquet", "whole"):
        (left / name).touch()
    runs = [machines.start("left"), machines.start("right")]
    assert [run.wait(PATIENCE) for run in runs] == [0, 0], machines.told()
    assert world.n_asked() == world.asked  # no page and no feed was asked for twice
    stated = published(machines)
    assert rows(stated) == world.expected
    assert len(world.expected["core.stories"]) == N_SITES * N_PAGES + N_FILES
    assert len(world.expected["core.wire_copies"]) > 0
    assert answers(stated, "SELECT DISTINCT state, exit_code, is_checked FROM ops.runs") == [("finished", 0, True)]
    assert answers(stated, "SELECT batch_id, folder FROM ops.refused_batches") == [
        ("gone-00001", str(storage / "refused" / "gone-00001"))
    ]
    # What was archived is what was read: a replay on one machine, without any of it, gives the same events.
    assert list((storage / "spool").glob("*")) == []
    replayed = replace(stated, data_folder=machines.folder / "replayed")
    replayed.data_folder.mkdir()
    (replayed.data_folder / "archive").symlink_to(storage / "archive")
    replay(replayed, Period(date.min, date.max), into=None, now=lambda: NOON, report=lambda line: None)
    assert rows(replayed)["mart.event_list"] == world.expected["mart.event_list"]


def test_nothing_is_lost_or_doubled_where_runs_and_a_worker_are_killed(machines, world, dask_cluster):
    left = machines.start("left", "flows.cluster.ingest:load_batch")  # a batch is spooled
    assert left.wait(PATIENCE) == -signal.SIGKILL, machines.told()
    right = machines.start("right", "flows.cluster.ingest:kept_of")  # a batch is loaded, and still spooled
    assert right.wait(PATIENCE) == -signal.SIGKILL, machines.told()
    assert "loaded batch" in machines.told()  # the one of left
    # No run has concluded what these loaded: readers get it merged and checked all the same.
    stated = published(machines)
    assert answers(stated, "SELECT count(*) FROM ops.loaded_batches") == [(2,)]
    # Which batches these are is left to chance, also whether one tells of anything but the empty file.
    unmerged = "SELECT mention_id FROM core.event_mentions ANTI JOIN core.event_reports USING (mention_id)"
    assert answers(stated, unmerged) == []
    following = machines.start("following")
    dask_cluster.start_worker()
    machines.wait_for("following", "loaded ")
    dask_cluster.kill_worker()
    assert following.wait(PATIENCE) == 0, machines.told()
    stated = published(machines)
    # Fetches are what was asked for: pages that a killed run had in hand were asked for again.
    assert rows(stated) | {"raw.fetches": 0} == world.expected | {"raw.fetches": 0}
    assert sorted(answers(stated, "SELECT state FROM ops.runs")) == [("finished",), ("interrupted",), ("interrupted",)]
    assert answers(stated, "SELECT batch_id FROM ops.loaded_batches GROUP BY ALL HAVING count(*) > 1") == []
    assert list((Path(machines.storage) / "spool").glob("*/*")) == []
    with psycopg.connect(machines.catalog) as connection:
        assert connection.execute("SELECT claim FROM dyadwire.claims WHERE claim LIKE 'share %'").fetchall() == []
