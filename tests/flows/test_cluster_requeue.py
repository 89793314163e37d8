"""What was turned away on the lake is put back and read again: from the shared archive, or from its page."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.archive_reading import read_archive
from flows.cluster import ingest as cluster_ingest
from flows.cluster.publishing import publish_from
from flows.cluster.shared_archive import SharedArchive
from flows.cluster.shared_storage import SharedStorage
from flows.commands import cluster
from flows.commands.quarantine import own_warehouse, requeue
from flows.ingest import ingest
from flows.settings import Settings
from tests.cluster_machines import DaskCluster, new_database
from tests.flows.cluster_world import answers, rows
from tests.flows.site import NOON, page, serve_feed, settings
from tests.loopback import Loopback, Route
from transforms.errors import QueryError
from transforms.records import Stage
from warehouse.quarantine import Wanted

pytestmark = pytest.mark.xdist_group("cluster")
LATER = NOON + timedelta(minutes=5)  # no feed is due
EMPTY = b"<html><body></body></html>"
TABLES = ("raw.entries", "raw.documents", "core.stories", "ops.rejections")
QUARANTINE = "SELECT stage, n_tries, n_requeues, requeued_at IS NULL FROM mart.quarantine ORDER BY ALL"
REQUEUES = "SELECT stage, way, problem, ended_run_id IS NOT NULL FROM ops.requeues ORDER BY ALL"


def serve(loopback: Loopback) -> str:
    """A feed with a good page, one without a text, and one that is not there."""
    feed = serve_feed(loopback, range(3))
    loopback.answer("/page/1", Route(EMPTY, headers={"Content-Type": "text/html"}))
    loopback.answer("/page/2", Route(b"", 404))
    return feed


def test_what_was_turned_away_on_the_lake_is_read_again_as_on_one_machine(
    loopback: Loopback, tmp_path: Path, postgres: str, dask_cluster: DaskCluster
) -> None:
    for name in ("lake", "alone"):
        (tmp_path / name).mkdir()
    catalog = new_database(postgres, tmp_path.name)
    shared = {"lake_catalog": catalog, "lake_storage": str(tmp_path / "shared"), "dask_address": dask_cluster.address}
    feed = serve(loopback)
    alone, lake = settings(tmp_path / "alone", feed), settings(tmp_path / "lake", feed, **shared)
    ingest(alone, now=lambda: NOON, report=lambda line: None)
    cluster_ingest.ingest(lake, now=lambda: NOON, report=lambda line: None)
    loopback.serve("/page/2", page(2))
    with pytest.raises(QueryError, match="abcd is not in quarantine"):
        cluster.requeue(lake, ["abcd"], Wanted())
    for stage in (Stage.DOCUMENT, Stage.ENTRY):
        assert requeue(own_warehouse(alone), [], Wanted(stage=stage), at=LATER) == 0
        assert cluster.requeue(lake, [], Wanted(stage=stage)) == 0
    with pytest.raises(QueryError, match="has requeued it on"):
        cluster.requeue(lake, [], Wanted(stage=Stage.DOCUMENT))
    loopback.requests.clear()
    ingest(alone, now=lambda: LATER, report=lambda line: None)
    cluster_ingest.ingest(lake, now=lambda: LATER, report=lambda line: None, publishes=True)
    assert [got.path for got in loopback.requests if got.path.startswith("/page")] == ["/page/2", "/page/2"]
    assert answers(lake, REQUEUES) == [("document", "archive", None, True), ("entry", "fetch", None, True)]
    assert answers(lake, QUARANTINE) == [("document", 2, 1, True)]
    assert answers(lake, REQUEUES) == answers(alone, REQUEUES)
    assert answers(lake, QUARANTINE) == answers(alone, QUARANTINE)
    assert rows(lake, TABLES) == rows(alone, TABLES)


def test_a_body_that_is_gone_from_the_shared_archive_stays_in_quarantine(
    loopback: Loopback, tmp_path: Path, postgres: str, dask_cluster: DaskCluster
) -> None:
    shared = {"lake_catalog": new_database(postgres, tmp_path.name), "lake_storage": str(tmp_path / "shared")}
    lake = settings(tmp_path, serve(loopback), dask_address=dask_cluster.address, **shared)
    cluster_ingest.ingest(lake, now=lambda: NOON, report=lambda line: None)
    assert cluster.requeue(lake, [], Wanted(stage=Stage.DOCUMENT)) == 0
    for file in (tmp_path / "shared" / "archive").iterdir():
        file.unlink()
    done = cluster_ingest.ingest(lake, now=lambda: LATER, report=lambda line: None)
    assert [problem for problem in done.problems if "is not in the archive any more; it stays" in problem]
    publish_from(lake)
    assert answers(lake, QUARANTINE)[0] == ("document", 1, 1, True)


def test_bodies_are_found_by_the_indexes_and_without_them(tmp_path: Path, loopback: Loopback) -> None:
    stated: Settings = settings(tmp_path, serve_feed(loopback, range(3)))
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    (file,) = stated.archive_folder.glob("*.warc.gz")
    archive = SharedArchive(SharedStorage(str(stated.data_folder)), tmp_path / "scratch")
    held = frozenset(archived.sha256 for archived in read_archive(file))
    for _ in ("with its index", "without it"):
        assert archive.among(held | {"0" * 64}) == held
        assert {archived.sha256 for archived in archive.bodies(held)} == held
        file.with_name(file.name + ".index").unlink(missing_ok=True)
    assert list((tmp_path / "scratch").iterdir()) == []
