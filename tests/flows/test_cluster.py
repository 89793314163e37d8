"""Runs on several machines at once end in the rows of one run on one machine, also where some of them are killed."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from flows.cluster.ingest import publish_from
from flows.ingest import ingest
from flows.replay import Period, replay
from flows.settings import Settings
from tests.cluster_machines import DaskCluster, new_database
from tests.flows.site import NOON, feed, page, settings
from tests.loopback import Loopback, Route
from warehouse.queries import query

pytestmark = pytest.mark.xdist_group("cluster")
ROOT = Path(__file__).resolve().parents[2]
N_SITES, N_PAGES, N_FILES = 2, 5, 3
PATIENCE = 600  # seconds; the machine may be busy
# Differ from run to run, also on one machine.
OF_A_RUN = {
    *("run_id", "batch_id", "ended_run_id", "ended_batch_id", "rejection_id", "fetch_id", "ended_by"),
    *("loaded_at", "rejected_at", "fetch_seconds", "poll_seconds", "state_since", "requests"),
}
TABLES = (
    *("raw.entries", "raw.documents", "raw.fetches", "core.stories", "core.event_mentions", "core.figures"),
    *("core.wire_pairs", "core.wire_copies", "core.events", "core.event_reports", "core.event_fulfilments"),
    *("core.boilerplate", "core.story_versions", "core.mention_changes", "mart.events", "mart.event_list"),
    *("mart.dyad_day", "mart.dyad_total", "mart.pair_timeline", "ops.feeds", "ops.wire_bands", "ops.rejections"),
)
# Runs one of several; it may die where a step of it is called, before the step or after it.
RUN = """
import sys
from pathlib import Path
from flows.cluster.ingest import ingest
from tests.dying import die_at
from tests.flows.site import NOON, settings

folder, seeds, dask, catalog, storage, place, moment, *feeds = sys.argv[1:]
if place:
    die_at(place, moment)
stated = settings(
    Path(folder), *feeds, batch_size=4, seeds_folder=Path(seeds),
    dask_address=dask, lake_catalog=catalog, lake_storage=storage,
)
ingest(stated, now=lambda: NOON, report=lambda line: print(line, flush=True))
"""


class World:
    """Sites whose pages are partly copies of each other, a folder of documents, and what one machine makes of them."""

    def __init__(self, folder: Path) -> None:
        self.seeds = folder / "seeds"
        self.sites = [Loopback() for _ in range(N_SITES)]
        self.feeds = [self._serve(number, site) for number, site in enumerate(self.sites)]
        self.seeds.mkdir()
        for number in range(N_FILES):
            text = f"Kenya accused Somalia of moving {number + 2} guns over the border near Mandera on Monday.\n"
            (self.seeds / f"{number}.txt").write_text(text * (number + 2), encoding="utf-8")
        (self.seeds / "again.txt").write_bytes((self.seeds / "1.txt").read_bytes())
        (self.seeds / "empty.txt").touch()
        alone = self.settings(folder / "alone")
        ingest(alone, now=lambda: NOON, report=lambda line: None)
        self.expected, self.asked = rows(alone), self.n_asked()

    def _serve(self, number: int, site: Loopback) -> str:
        for of_site in range(N_PAGES):
            text = page(3 * number + of_site).replace("Andes Wire", f"Andes Wire {number}")
            site.serve(f"/page/{of_site}", text)
        return site.answer("/rss", Route(feed(site, range(N_PAGES)).encode(), etag='"1"'))

    def settings(self, folder: Path, **changes: object) -> Settings:
        folder.mkdir(exist_ok=True)
        return settings(folder, *self.feeds, seeds_folder=self.seeds, **changes)

    def n_asked(self) -> Counter[tuple[int, str]]:
        """How often each page and feed was asked for since the last time."""
        asked = Counter((number, got.path) for number, site in enumerate(self.sites) for got in site.requests)
        for site in self.sites:
            site.requests.clear()
        return asked


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    for site in made.sites:
        site.close()


class Machines:
    """Machines that have nothing of each other but the cluster, the catalog and the storage."""

    def __init__(self, world: World, folder: Path, dask: str, catalog: str) -> None:
        self.world, self.folder, self.dask, self.catalog = world, folder, dask, catalog
        self.storage = folder / "shared"
        self._runs: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, place: str = "", moment: str = "") -> "subprocess.Popen[bytes]":
        """A run on one of them. It dies before or after the first call at `place`."""
        (self.folder / name).mkdir()
        stated = (self.folder / name, self.world.seeds, self.dask, self.catalog, self.storage, place, moment)
        with (self.folder / f"{name}.log").open("ab") as log:
            self._runs.append(
                subprocess.Popen(
                    [sys.executable, "-c", RUN, *map(str, stated), *self.world.feeds], cwd=ROOT, stdout=log, stderr=log
                )
            )
        return self._runs[-1]

    def close(self) -> None:
        """Ends the runs that a test which failed has left."""
        for run in self._runs:
            run.kill()
            run.wait(10)

    def wait_for(self, name: str, words: str) -> None:
        """Returns when a run has said so."""
        for _ in range(10 * PATIENCE):
            if words in (self.folder / f"{name}.log").read_text():
                return
            time.sleep(0.1)
        raise AssertionError(self.told())

    def told(self) -> str:
        """All that the runs said."""
        return "\n".join(file.read_text() for file in sorted(self.folder.glob("*.log")))

    def settings(self) -> Settings:
        """Those of the analysts' machine."""
        given = {"dask_address": self.dask, "lake_catalog": self.catalog, "lake_storage": str(self.storage)}
        return self.world.settings(self.folder / "readers", **given)


@pytest.fixture
def machines(tmp_path: Path, world: World, postgres: str, dask_cluster: DaskCluster) -> Iterator[Machines]:
    made = Machines(world, tmp_path, dask_cluster.address, new_database(postgres, tmp_path.name))
    yield made
    made.close()


def rows(stated: Settings) -> dict[str, Counter[str]]:
    """All rows of the tables, without what differs from run to run; a bad file is rejected by each run that sees it."""
    found = {}
    for table in TABLES:
        with query(stated.published_file, f"FROM {table}") as answer:
            kept = [place for place, name in enumerate(answer.columns) if name not in OF_A_RUN]
            shown = (repr([row[place] for place in kept]) for row in answer.rows)
            found[table] = Counter(set(shown) if table == "ops.rejections" else shown)
    return found


def published(machines: Machines) -> Settings:
    stated = machines.settings()
    publish_from(stated)
    return stated


def answers(stated: Settings, sql: str) -> list[tuple[object, ...]]:
    with query(stated.published_file, sql) as answer:
        return list(answer.rows)


def test_two_at_once_end_in_the_rows_of_one_machine(machines, world):
    left = machines.storage / "spool" / "gone-00001"  # of a run that was killed, on a disk that was full
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
        ("gone-00001", str(machines.storage / "refused" / "gone-00001"))
    ]
    # What was archived is what was read: a replay on one machine, without any of it, gives the same events.
    assert list((machines.storage / "spool").glob("*")) == []
    replayed = replace(stated, data_folder=machines.folder / "replayed")
    replayed.data_folder.mkdir()
    (replayed.data_folder / "archive").symlink_to(machines.storage / "archive")
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
    assert list((machines.storage / "spool").glob("*/*")) == []
    with psycopg.connect(machines.catalog) as connection:
        assert connection.execute("SELECT claim FROM dyadwire.claims WHERE claim LIKE 'share %'").fetchall() == []
