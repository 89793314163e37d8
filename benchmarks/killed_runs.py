"""Runs killed at random instants against runs that nobody disturbed: the rows of the warehouse must be the same.

    python -m benchmarks.killed_runs [KILLS] [SEED] [WORKERS]

The world is served on loopback and changes from round to round: feeds with validators gain entries, pages are edited,
two feeds bring the same page. In each round a run is started again until it ends by itself; before that it is killed
(SIGKILL to it and its workers) after a random part of the time that an undisturbed run takes; one that ends before that
is no kill and ends its round. Prints how many fell, and ends with exit code 1 where a table differs.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Final

from flows.settings import Settings
from tests.flows.site import NOON, page, settings
from tests.loopback import Loopback, Route
from warehouse.connection import Store, open_store

ROOT: Final = Path(__file__).resolve().parents[1]
N_FEEDS: Final = 3
MOST_A_ROUND: Final = 10
N_NEW: Final = 4  # entries that a feed gains in a round
# Endings of columns that name runs: a killed run is another one. What is asked again is fetched again.
OF_RUNS: Final = ("run_id", "batch_id")
OF_ASKING: Final = frozenset({"raw.fetches"})
CHILD: Final = """
import sys
from datetime import datetime
from pathlib import Path
from flows.ingest import ingest
from tests.flows.site import settings

folder, at, workers, *feeds = sys.argv[1:]
stated = settings(Path(folder), *feeds, batch_size=3, workers=int(workers))
print("ready", flush=True)
report = ingest(stated, now=lambda: datetime.fromisoformat(at), report=lambda line: None)
sys.exit(report.exit_code)
"""
Rows = dict[str, Sequence[tuple[object, ...]]]


class World(Loopback):
    """Feeds and pages by round; `show` turns the page."""

    def show(self, number: int) -> list[str]:
        """What the web holds in a round; the addresses of its feeds."""
        return [self._feed(feed, number) for feed in range(N_FEEDS)]

    def _feed(self, feed: int, number: int) -> str:
        own = [f"{feed}-{entry}" for entry in range((number + 1) * N_NEW)]
        shared = [f"shared-{entry}" for entry in range(number + 1)]
        for key, entry in zip([*own, *shared], count()):
            is_edited = entry < number  # the oldest pages are edited in later rounds
            text = page(sum(key.encode()) + entry)
            self.serve(f"/page/{key}", text.replace("Monday", "Sunday") if is_edited else text)
        items = "".join(self._item(key, number if entry < number else 0) for entry, key in enumerate([*own, *shared]))
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Andes {feed}</title>{items}</channel></rss>'
        headers = {"Content-Type": "application/rss+xml"}
        return self.answer(f"/rss/{feed}", Route(body.encode(), headers=headers, etag=f'"{feed}-{number}"'))

    def _item(self, key: str, updated: int) -> str:
        stamp = f"<pubDate>Tue, 08 Apr 2025 {8 + updated % 12:02}:00:00 GMT</pubDate>"
        return (
            f"<item><title>Story {key}</title><link>{self.url(f'/page/{key}')}</link><guid>{key}</guid>{stamp}</item>"
        )


@dataclass(slots=True)
class Scene:
    """A folder of runs, the web that they read, and their worker processes."""

    folder: Path
    world: World
    workers: int

    def settings(self, number: int) -> Settings:
        """The settings of the runs."""
        return settings(self.folder, *self.world.show(number))


def main(n_kills: int, seed: int, workers: int) -> None:
    """Rounds with kills, each after the same round undisturbed, until enough fell; compares the tables."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        world = World()
        calm, killed = (Scene(Path(folder) / name, world, workers) for name in ("calm", "killed"))
        n_fell, number = 0, -1
        while n_fell < n_kills:
            number += 1
            seconds = undisturbed(calm, number)
            n_fell += disturbed(killed, number, seconds, drawn, min(MOST_A_ROUND, n_kills - n_fell))
        different = compare(calm.settings(number), killed.settings(number))
    world.close()
    print(f"{number + 1} rounds, {n_fell} kills in mid-run; seed {seed}, {workers} workers")
    for name, text in different:
        print(f"  {name}: {text}")
    sys.exit(1 if different else 0)


def undisturbed(scene: Scene, number: int) -> float:
    """One run of a round; the seconds that it took once it was ready."""
    with started(scene, number) as child:
        begun = time.monotonic()
        if child.wait(300):
            sys.exit(f"the undisturbed run of round {number} ended with {child.returncode}")
        return time.monotonic() - begun


def disturbed(scene: Scene, number: int, seconds: float, drawn: random.Random, most: int) -> int:
    """Runs of a round that are killed at random instants, then one that is left alone. How many kills fell."""
    n_fell = 0
    for _ in range(most):
        with started(scene, number) as child:
            try:
                child.wait(drawn.uniform(0, seconds))
                break
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                n_fell += 1
                child.wait()
    undisturbed(scene, number)
    return n_fell


def started(scene: Scene, number: int) -> "subprocess.Popen[str]":
    """A run of the round, in a group of its own, that has read its settings and is about to begin."""
    scene.folder.mkdir(exist_ok=True)
    at = NOON + number * timedelta(days=2)
    arguments = [str(scene.folder), at.isoformat(), str(scene.workers), *scene.world.show(number)]
    command = [sys.executable, "-c", CHILD, *arguments]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    if child.stdout is None or child.stdout.readline() != "ready\n":
        sys.exit("a run did not start")
    return child


def compare(calm: Settings, killed: Settings) -> list[tuple[str, str]]:
    """The tables that differ, and by what."""
    with open_store(calm.store_file) as ours, open_store(killed.store_file) as theirs:
        wanted, found = rows(ours), rows(theirs)
    return [
        (name, f"{len(wanted[name]):,} rows undisturbed, {len(found[name]):,} after kills; {first_difference(*pair)}")
        for name in wanted
        if (pair := (wanted[name], found[name]))[0] != pair[1]
    ]


def first_difference(wanted: Sequence[tuple[object, ...]], found: Sequence[tuple[object, ...]]) -> str:
    """The first row that only one side has."""
    known = set(map(str, found))
    missing = next((row for row in wanted if str(row) not in known), None)
    return f"lacking {str(missing)[:300]}" if missing else f"first {str(found[0])[:300]}"


def rows(store: Store) -> Rows:
    """What each table of raw and core holds, less the columns that name runs."""
    tables = store.rows(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE schema_name IN ('raw', 'core') ORDER BY 1"
    )
    return {name: _rows(store, name) for (name,) in tables if isinstance(name, str) and name not in OF_ASKING}


def _rows(store: Store, table: str) -> Sequence[tuple[object, ...]]:
    columns = [str(row[0]) for row in store.rows(f"DESCRIBE {table}")]
    kept = ", ".join(column for column in columns if not column.endswith(OF_RUNS))
    return store.rows(f"SELECT {kept} FROM {table} ORDER BY ALL")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:4]]
    main(*given, *(200, 1, 0)[len(given) :])
