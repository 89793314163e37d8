"""A run under load: a made world of feeds and pages on loopback, read by `dyadwire ingest` as anybody would start it.

    python -m benchmarks.load [FEEDS] [PAGES] [--workers N] [--pause SECONDS] [--minutes N]
                              [--real FOLDER] [--keep FOLDER]

Prints, and keeps in benchmarks/results/load.json, how many pages a second came to rows, what coordinator and workers
held and used over time, how long each kind of host waited for its first and last page, and the CPU a page beside bare
trafilatura and the parsers alone. --real adds pages as newspapers serve them to that comparison. The server is a
process of its own whose CPU is counted apart; hosts hang, are slow, huge, or ask to be left alone (world.py).
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.load.figures import curves, figures, loads, remarks
from benchmarks.load.sampling import Sampler, sampled
from benchmarks.load.server import Asked, ask, served
from benchmarks.load.sides import bare, measured
from benchmarks.load.world import World
from benchmarks.results import save

ROOT: Final = Path(__file__).resolve().parents[2]
EVERY: Final = 5.0  # seconds between two samples
ENTRY_POINT: Final = "from flows.cli import app; app()"


@dataclass(slots=True)
class Told:
    """What the run wrote to standard error: (seconds since its start, line)."""

    begun: float = field(default_factory=time.monotonic)
    lines: list[tuple[float, str]] = field(default_factory=list)

    def listen(self, child: "subprocess.Popen[str]") -> None:
        """Reads to the end."""
        for line in child.stderr or ():
            self.lines.append((time.monotonic() - self.begun, line.rstrip()))


@dataclass(frozen=True, slots=True)
class LoadRun:
    """A run as it was seen from outside. `bare_milliseconds` were measured while it went on.

    `stopped_after` are the minutes after which it was stopped, None where it came to its end.
    """

    world: World
    told: Told
    sampler: Sampler
    asked: dict[int, Asked]
    seconds: float
    stopped_after: float | None
    printed: str
    bare_milliseconds: float
    second_run_seconds: float
    load_averages: Sequence[float]
    second_run_cpu: float


def main() -> None:
    """Measures, prints and saves."""
    asked = _arguments()
    with ExitStack() as scope:
        folder = asked.keep or Path(scope.enter_context(tempfile.TemporaryDirectory()))
        world, server, line = scope.enter_context(served(asked.feeds, asked.pages, datetime.now(UTC)))
        run = ingested(world, folder, server, line, asked)
        if len(loads(run)) < 2:
            sys.exit(
                "the run loaded less than two batches, too few for figures; it ended with\n"
                + "\n".join(line for _, line in run.told.lines[-5:])
            )
    sides = measured(world, asked.real)
    found = figures(run, *sides)
    for figure in found:
        print(f"{figure.name:60} {figure.value:12,.2f} {figure.unit} {_judged(figure.is_met)}", flush=True)
    print("\n".join(remarks(run)))
    print(save("load", found, curves(run), remarks=remarks(run)))


def ingested(world: World, folder: Path, server: int, line: object, asked: argparse.Namespace) -> LoadRun:
    """The run, watched to its end, and one right after it that has nothing to read."""
    folder.mkdir(exist_ok=True)
    (folder / "feeds.toml").write_text(world.feed_list(), encoding="utf-8")
    environment = os.environ | {
        "DYADWIRE_ALLOW_LOOPBACK": "true",
        "DYADWIRE_PAGE_PAUSE": str(asked.pause),
        "PYTHONPATH": str(ROOT),
    }
    arguments = ["--data", str(folder / "data"), "--feeds", str(folder / "feeds.toml"), "--no-seeds"]
    command = [sys.executable, "-c", ENTRY_POINT, "ingest", *arguments, "--workers", str(asked.workers)]
    told, printed = Told(), (folder / "printed").open("w+", encoding="utf-8")
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.PIPE, text=True)
    listening = threading.Thread(target=told.listen, args=(child,))
    listening.start()
    sampler, alone = Sampler(child.pid, server, folder / "data"), Alone(world)
    with sampled(sampler.take, EVERY), sampled(alone.take, 6 * EVERY):
        ends_by_itself = waited(child, asked.minutes)
    seconds = time.monotonic() - told.begun
    listening.join()
    given = ask(line)  # type: ignore[arg-type]
    idle = [*command[:4], *arguments[:2], "--no-feeds", "--no-seeds"]
    for _ in range(2):  # the first concludes what a run left that was stopped
        again, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(idle, cwd=ROOT, env=environment, capture_output=True, check=True)
        again, after = time.monotonic() - again, resource.getrusage(resource.RUSAGE_CHILDREN)
    idle_cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    printed.seek(0)
    left = None if ends_by_itself else asked.minutes
    seen = (given, seconds, left, printed.read(), alone.milliseconds, again, alone.loads, idle_cpu)
    return LoadRun(world, told, sampler, *seen)


def waited(child: "subprocess.Popen[str]", minutes: float) -> bool:
    """Whether the run ended by itself; else it is told to stop after so many minutes."""
    try:
        child.wait(minutes * 60)
    except subprocess.TimeoutExpired:
        child.terminate()
        child.wait()
        return False
    return True


class Alone:
    """Reads pages by bare trafilatura now and then: what a page costs on a machine as busy as during the run.

    No page is read twice: the libraries remember what they read.
    """

    def __init__(self, world: World) -> None:
        self._world, self._n = world, 0
        self._spent = 0.0
        self.loads = list[float]()

    def take(self) -> None:
        """Reads ten more pages."""
        self.loads.append(os.getloadavg()[0])
        for host in range(self._n, self._n + 10):
            place = host % self._world.n_hosts
            pages = self._world.pages_of(place)
            number = pages[host // self._world.n_hosts % max(len(pages), 1)] if pages else 0
            url, body = self._world.url(place, f"/page/{number}"), self._world.page(place, number)
            begun = time.thread_time()
            bare(url, body)
            self._spent += time.thread_time() - begun
        self._n += 10

    @property
    def milliseconds(self) -> float:
        """CPU a page so far."""
        return self._spent / self._n * 1e3 if self._n else 0.0


def _judged(is_met: bool | None) -> str:
    return "" if is_met is None else "met" if is_met else "MISSED"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A run under load.")
    parser.add_argument("feeds", nargs="?", type=int, default=2_000)
    parser.add_argument("pages", nargs="?", type=int, default=50_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--minutes", type=float, default=600.0, help="stop the run after so long, and say so")
    parser.add_argument("--real", type=Path)
    parser.add_argument("--keep", type=Path, help="a new folder for what the run leaves, for looking into it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
