"""Archive, spool and lake on S3: two runs at once, after one that was killed, end in the rows of one machine."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.cluster.publishing import fetch_archive
from flows.replay import Period, replay
from tests.cluster_machines import DaskCluster, new_database
from tests.flows.cluster_world import PATIENCE, Machines, World, answers, published, rows
from tests.flows.site import NOON
from tests.s3_server import WRITER, S3Server

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture
def machines(
    tmp_path: Path, world: World, postgres: str, dask_cluster: DaskCluster, s3: S3Server
) -> Iterator[Machines]:
    catalog = new_database(postgres, tmp_path.name)
    storage = f"{s3.make_bucket('wire')}/dyadwire"
    made = Machines(world, tmp_path, dask_cluster.address, catalog, storage)
    yield made
    made.close()


def test_a_killed_run_and_two_at_once_end_in_the_rows_of_one_machine(machines, world, s3):
    killed = machines.start("killed", "flows.cluster.ingest:load_batch")  # a batch is spooled
    assert killed.wait(PATIENCE) == -signal.SIGKILL, machines.told()
    assert any(name.endswith("/whole") for name in s3.names("wire"))
    runs = [machines.start("left"), machines.start("right")]
    assert [run.wait(PATIENCE) for run in runs] == [0, 0], machines.told()
    assert "loaded batch" in machines.told()
    stated = published(machines)
    # Fetches are what was asked for: pages that a killed run had in hand were asked for again.
    assert rows(stated) | {"raw.fetches": 0} == world.expected | {"raw.fetches": 0}
    assert answers(stated, "SELECT batch_id FROM ops.loaded_batches GROUP BY ALL HAVING count(*) > 1") == []
    names = s3.names("wire")
    assert {name.split("/")[1] for name in names} == {"archive", "lake"}  # nothing is spooled any more
    assert [name for name in names if name.startswith("dyadwire/lake/") and not name.endswith(".parquet")] == []
    assert WRITER[1] not in machines.told()
    # What was archived is what was read: a replay on one machine gives the same events.
    assert fetch_archive(stated) > 0
    assert fetch_archive(stated) == 0
    replayed = replace(stated, data_folder=machines.folder / "replayed")
    replayed.data_folder.mkdir()
    stated.archive_folder.rename(replayed.archive_folder)
    replay(replayed, Period(date.min, date.max), into=None, now=lambda: NOON, report=lambda line: None)
    assert rows(replayed)["mart.event_list"] == world.expected["mart.event_list"]
