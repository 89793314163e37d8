"""The same news read by one machine and by several, to compare what they make of it."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from flows.cluster.publishing import publish_from
from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, feed, page, settings
from tests.loopback import Loopback, Route
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
N_SITES, N_PAGES, N_FILES = 2, 5, 3
PATIENCE = 600  # seconds; the machine may be busy
# Differ from run to run, also on one machine.
OF_A_RUN = {
    *("run_id", "recode_id", "batch_id", "ended_run_id", "ended_batch_id", "rejection_id", "fetch_id", "ended_by"),
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


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    for site in made.sites:
        site.close()


class Machines:
    """Machines that have nothing of each other but the cluster, the catalog and the storage."""

    def __init__(self, world: World, folder: Path, dask: str, catalog: str, storage: str) -> None:
        self.world, self.folder, self.dask, self.catalog, self.storage = world, folder, dask, catalog, storage
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
        given = {"dask_address": self.dask, "lake_catalog": self.catalog, "lake_storage": self.storage}
        return self.world.settings(self.folder / "readers", **given)


def rows(stated: Settings, tables: Sequence[str] = TABLES) -> dict[str, Counter[str]]:
    """All rows of the tables, without what differs from run to run; a bad file is rejected by each run that sees it."""
    found = {}
    for table in tables:
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
