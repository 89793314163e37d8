"""What processes hold and use while they work, read from /proc."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

_TICK: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment of a run: seconds since its start, megabytes held, batches and megabytes on disk.

    CPU seconds are those of the coordinator, of all its workers, and of the server that it reads, since their start;
    `worker_waits` are the seconds that workers were ready to go on and had no processor.
    """

    seconds: float
    coordinator_megabytes: float
    worker_megabytes: tuple[float, ...]
    coordinator_cpu: float
    worker_cpu: float
    server_cpu: float
    n_spooled: int
    spool_megabytes: float
    archive_megabytes: float
    store_megabytes: float
    worker_waits: float = 0.0


@dataclass(slots=True)
class Sampler:
    """Takes a sample of a run and its workers every few seconds."""

    coordinator: int
    server: int
    data: Path
    samples: list[Sample] = field(default_factory=list)
    _ended_cpu: dict[int, float] = field(default_factory=dict)
    _waits: dict[int, float] = field(default_factory=dict)
    _begun: float = field(default_factory=time.monotonic)

    def take(self) -> None:
        """Adds a sample; none where the run has ended."""
        try:
            children = psutil.Process(self.coordinator).children(recursive=True)
            workers = [one.pid for one in children if _is_worker(one)]
            self._ended_cpu |= {one.pid: _cpu(one.pid) for one in children}
            self._waits |= {pid: _waited(pid) for pid in workers}
            self.samples.append(self._sample(workers))
        except (OSError, psutil.Error):
            return

    def _sample(self, workers: list[int]) -> Sample:
        folders = ("spool", "archive", "store")
        sizes = {name: _files(self.data / name) for name in folders}
        return Sample(
            seconds=time.monotonic() - self._begun,
            coordinator_megabytes=_megabytes(self.coordinator),
            worker_megabytes=tuple(sorted(map(_megabytes, workers), reverse=True)),
            coordinator_cpu=_cpu(self.coordinator),
            worker_cpu=sum(self._ended_cpu.values()),
            server_cpu=_cpu(self.server),
            n_spooled=sum(1 for path in (self.data / "spool").glob("*") if path.is_dir()),
            spool_megabytes=sizes["spool"],
            archive_megabytes=sizes["archive"],
            store_megabytes=sizes["store"],
            worker_waits=sum(self._waits.values()),
        )


@contextmanager
def sampled(take: Callable[[], None], every: float) -> Iterator[None]:
    """Calls `take` every so many seconds while the `with` block runs."""
    ended = threading.Event()

    def repeat() -> None:
        while not ended.wait(every):
            take()

    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _is_worker(process: psutil.Process) -> bool:
    """Whether it is no helper of multiprocessing: those that hold a coder have loaded its model."""
    return _megabytes(process.pid) > 50


def _cpu(pid: int) -> float:
    """User and system seconds of a process, its ended children left out."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _waited(pid: int) -> float:
    """Seconds in which the first thread of a process, which does the work, waited for a processor."""
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def _megabytes(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6


def _files(folder: Path) -> float:
    """Megabytes of the files below a folder; files that go meanwhile count as nothing."""
    size = 0
    for path in folder.rglob("*") if folder.exists() else ():
        try:
            size += path.stat().st_size
        except OSError:
            continue
    return size / 1e6
