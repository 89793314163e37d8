"""Polling on loopback: 1,000 feeds that answer 304, and 200 feeds that misbehave in every way at once.

    python -m benchmarks.polling

Prints one line a measure, and keeps them in benchmarks/results/polling.json. The servers are a process of their own, so
that memory is that of the poll alone.
"""

import asyncio
import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.results import Figure, save
from flows.feed_list import read_feed_list
from flows.polling import poll_feeds
from flows.run import running
from flows.settings import Settings
from tests.feed_hosts import KINDS, FeedHosts
from warehouse.runs import finish_run

N_HOSTS = 50


def main() -> None:
    """Runs both, each poll in a process of its own."""
    with hosts() as ports, tempfile.TemporaryDirectory() as folder:
        new = _apart(first, ports, Path(folder) / "unmodified")
        same = _apart(unmodified, ports, Path(folder) / "unmodified")
        bad = _apart(misbehaving, ports, Path(folder) / "misbehaving")
    print(f"1,000 feeds, new:             {new}")
    print(f"1,000 feeds, answering 304:   {same}")
    print(f"200 feeds, misbehaving:       {bad}; time-outs of 2 and 4 s")
    if same.statuses != {304: 1000}:
        sys.exit(f"the feeds answered {same.statuses}")
    remark = f"Load of the machine at its end: {os.getloadavg()[0]:.1f}, other work included."
    figures = [*_figures("1,000 feeds, answering 304", same, 5, 150), *_figures("1,000 feeds, new", new)]
    save("polling", figures, remarks=[remark])


def _figures(what: str, took: "Took", seconds: float | None = None, megabytes: float | None = None) -> list[Figure]:
    return [
        Figure(f"A poll of {what}", took.seconds, "s", seconds),
        Figure(f"A poll of {what}: memory at most", took.megabytes, "MB", megabytes),
        Figure(f"A poll of {what}: CPU", took.cpu_seconds, "s"),
    ]


def first(ports: list[int], folder: Path) -> "Took":
    """Polls 1,000 feeds that are not known yet."""
    urls = [f"http://127.0.0.1:{ports[number % N_HOSTS]}/fine/{number}" for number in range(1000)]
    return poll(_settings(folder, urls), datetime.now(UTC) - timedelta(days=2))


def unmodified(_ports: list[int], folder: Path) -> "Took":
    """Polls them again; all answer 304."""
    return poll(_settings(folder), datetime.now(UTC))


def misbehaving(ports: list[int], folder: Path) -> "Took":
    """Polls 8 feeds of each kind of tests/feed_hosts.py with short time-outs."""
    kinds = [kind.name for kind in KINDS for _ in range(8)]
    urls = [f"http://127.0.0.1:{ports[n % N_HOSTS]}/{kind}/{n % 8}" for n, kind in enumerate(kinds)]
    return poll(_settings(folder, urls, read_timeout=2.0, total_timeout=4.0), datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Took:
    """What a poll took, and how many answers had which status."""

    seconds: float
    cpu_seconds: float
    megabytes: float
    statuses: Mapping[int | None, int]

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, {self.cpu_seconds:.2f} s of CPU, at most {self.megabytes:.0f} MB"


def poll(settings: Settings, at: datetime) -> Took:
    """One poll at a time, in a run that ends well. The memory is the most that the process held up to its end."""
    with running(settings, now=lambda: at, report=lambda _: None) as run:
        begun, cpu = time.perf_counter(), time.process_time()
        poll_feeds(run, read_feed_list(settings.feeds_file))
        seconds, cpu_seconds, megabytes = time.perf_counter() - begun, time.process_time() - cpu, _peak_megabytes()
        sql = "SELECT status, count(*) FROM raw.fetches WHERE run_id = ? GROUP BY ALL"
        statuses = dict(run.store.rows(sql, [run.run_id]))
        finish_run(run.store, run.run_id, (), at=at, exit_code=0, message=None, codebook_version=run.codebook_version)
    return Took(seconds, cpu_seconds, megabytes, statuses)


def _peak_megabytes() -> float:
    """The most memory that this process has held; what `resource` tells can be its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _apart(measure: Callable[[list[int], Path], Took], ports: list[int], folder: Path) -> Took:
    """What is measured in a process of its own, which may have workers."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        return executor.submit(measure, ports, folder).result()


@contextmanager
def hosts() -> Iterator[list[int]]:
    """The ports of N_HOSTS hosts that a process of their own serves."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection) -> None:
    logging.disable()  # clients that hang up are no news
    served = FeedHosts(N_HOSTS)
    asyncio.run(served.serve(lambda: pipe.send(served.ports)))


def _settings(folder: Path, urls: Sequence[str] = (), **changes: float) -> Settings:
    codebook = folder / "codebook"  # one that stays as it is: a run reads it whole where it has changed
    if not folder.exists():
        shutil.copytree(Settings(data_folder=folder).codebook_folder, codebook)
    file = folder / "feeds.toml"
    rows = (
        f'[[feed]]\nurl = "{url}"\npublisher = "{n}"\ncountry = ""\nlanguage = "en"\n' for n, url in enumerate(urls)
    )
    if urls:
        file.write_text("".join(f'{row}address_source = "made"\nchecked_on = ""\n' for row in rows), encoding="utf-8")
    return Settings(
        data_folder=folder / "data",
        no_seeds=True,
        feeds_file=file,
        codebook_folder=codebook,
        allow_loopback=True,
        **changes,
    )


if __name__ == "__main__":
    main()
