"""Runs on several machines at once end in the rows of one run on one machine, also where some of them are killed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.cluster_machines import dask_cluster, new_database, postgres_server
from tests.flows.site import NOON, feed, page, settings
from tests.loopback import Loopback, Route
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
N_SITES, N_PAGES = 4, 5
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
import importlib, os, signal, sys
from pathlib import Path
from flows.cluster.ingest import ingest
from tests.flows.site import NOON, settings

folder, dask, catalog, storage, place, moment, *feeds = sys.argv[1:]
if place:
    module_name, _, name = place.partition(":")
    module = importlib.import_module(module_name)
    original = getattr(module, name)

    def deadly(*arguments, **named):
        if moment == "after":
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, deadly)
stated = settings(
    Path(folder), *feeds, batch_size=3, dask_address=dask, lake_catalog=catalog, lake_storage=storage,
    seeds_folder=Path(folder).parent / "seeds",
)
ingest(stated, now=lambda: NOON, report=lambda line: print(line, flush=True), publishes=not place)
"""


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with postgres_server() as postgres, dask_cluster(tmp_path_factory.mktemp("dask")) as dask:
        yield postgres, dask


class World:
    """Sites with feeds and pages, partly copies of each other; and a folder of documents."""

    def __init__(self, folder: Path, servers: tuple[str, str], name: str) -> None:
        self.folder, self.dask = folder, servers[1]
        self.catalog = new_database(servers[0], name)
        self.sites = [Loopback() for _ in range(N_SITES)]
        self.feeds = [self._serve(number, site) for number, site in enumerate(self.sites)]
        seeds = folder / "seeds"
        seeds.mkdir()
        for number in range(6):
            text = f"Kenya accused Somalia of moving {number + 2} guns over the border near Mandera on Monday.\n"
            (seeds / f"{number}.txt").write_text(text * (number + 2), encoding="utf-8")
        (seeds / "again.txt").write_bytes((seeds / "3.txt").read_bytes())
        (seeds / "empty.txt").touch()

    def _serve(self, number: int, site: Loopback) -> str:
        for of_site in range(N_PAGES):
            text = page(2 * number + of_site).replace("Andes Wire", f"Andes Wire {number}")
            site.serve(f"/page/{of_site}", text)
        return site.answer("/rss", Route(feed(site, range(N_PAGES)).encode(), etag='"1"'))

    def settings(self, machine: str, **changes: object) -> Settings:
        folder = self.folder / machine
        folder.mkdir(exist_ok=True)
        return settings(folder, *self.feeds, seeds_folder=self.folder / "seeds", **changes)

    def start(self, machine: str, place: str = "", moment: str = "") -> "subprocess.Popen[bytes]":
        """One of the runs, on a machine that has nothing of the others but what they share."""
        (self.folder / machine).mkdir(exist_ok=True)
        stated = (self.folder / machine, self.dask, self.catalog, self.folder / "shared", place, moment, *self.feeds)
        with (self.folder / f"{machine}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", RUN, *map(str, stated)], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )

    def told(self, machine: str) -> str:
        return (self.folder / f"{machine}.log").read_text()

    def n_asked(self) -> Counter[tuple[int, str]]:
        return Counter((number, got.path) for number, site in enumerate(self.sites) for got in site.requests)

    def close(self) -> None:
        for site in self.sites:
            site.close()


def rows(stated: Settings) -> dict[str, Counter[str]]:
    """All rows of the tables, without what differs from run to run; a rejected file is rejected in each run anew."""
    found = {}
    for table in TABLES:
        with query(stated.published_file, f"FROM {table}") as answer:
            kept = [place for place, name in enumerate(answer.columns) if name not in OF_A_RUN]
            shown = (repr([row[place] for place in kept]) for row in answer.rows)
            found[table] = Counter(set(shown) if table == "ops.rejections" else shown)
    return found


@pytest.fixture
def world(tmp_path: Path, servers: tuple[str, str]) -> Iterator[World]:
    made = World(tmp_path, servers, tmp_path.name)
    yield made
    made.close()


def test_two_at_once_end_in_the_rows_of_one_machine(world):
    alone = world.settings("alone", batch_size=3)
    ingest(alone, now=lambda: NOON, report=lambda line: None)
    expected = rows(alone)
    asked = world.n_asked()
    for site in world.sites:
        site.requests.clear()

    runs = [world.start("left"), world.start("right")]
    assert [run.wait(120) for run in runs] == [0, 0], world.told("left") + world.told("right")
    assert world.n_asked() == asked  # no page and no feed was asked for twice
    last = world.start("last")
    assert last.wait(120) == 0, world.told("last")
    assert rows(world.settings("last")) == expected
    assert len(expected["core.stories"]) == N_SITES * N_PAGES + 6
    assert len(expected["core.wire_copies"]) > 0
