"""Maps a job over items in worker processes: results in input order, memory bounded, no item lost to a crash.

An item can hang or kill the process that reads it (deeply nested tags, an entity bomb). That must cost this one item:
the worker dies, its chunk is done again item by item, and the culprit gets the result that `Job.failed` makes.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from typing import Generic, TypeVar

from flows import worker_process
from flows.worker_process import Job, Recipe
from transforms.errors import DyadwireError

Tool = TypeVar("Tool")
In = TypeVar("In")
Out = TypeVar("Out")

CHUNK_SIZE = 16
ITEM_SECONDS = 60.0


class WorkerError(DyadwireError):
    """Worker processes die before their first item, so no item is to blame."""


def map_in_workers(
    job: Job[Tool, In, Out],
    items: Iterable[In],
    recipe: Recipe[Tool],
    *,
    workers: int,
    modules: Sequence[str] = (),
    item_seconds: float = ITEM_SECONDS,
) -> Iterator[Out]:
    """The results of `job`, in input order, whatever the number of workers.

    At most `2 * workers` chunks of 16 items are held at a time; a worker starts when there is a chunk for it. `modules`
    are what the job imports: loaded once, workers then share them. With `workers=0` all happens in this process, where
    an item that hangs hangs the run.

    Raises:
        WorkerError: no worker can be started.
        DyadwireError: the tool cannot be built from the recipe.
    """
    if workers == 0:
        yield from _map_here(job, items, recipe)
        return
    multiprocessing.set_forkserver_preload(["__main__", *modules])
    remaining = iter(items)
    pool = _Pool(job, recipe, workers, item_seconds)
    try:
        while chunk := list(islice(remaining, CHUNK_SIZE)):
            pool.submit(chunk)
            if pool.n_waiting >= 2 * workers:
                yield from pool.next_results()
        while pool.n_waiting:
            yield from pool.next_results()
    finally:
        pool.close()


def _map_here(job: Job[Tool, In, Out], items: Iterable[In], recipe: Recipe[Tool]) -> Iterator[Out]:
    tool: Tool | None = None
    for item in items:
        tool = tool or recipe.build()
        yield job.attempt(tool, item)


class _Pool(Generic[Tool, In, Out]):
    """Chunks on their way through worker processes, first in, first out."""

    def __init__(self, job: Job[Tool, In, Out], recipe: Recipe[Tool], workers: int, item_seconds: float) -> None:
        self._job, self._recipe, self._workers, self._item_seconds = job, recipe, workers, item_seconds
        self._executor = self._start(workers)
        self._waiting: deque[tuple[Sequence[In], Future[list[Out]]]] = deque()

    @property
    def n_waiting(self) -> int:
        """Chunks handed in whose results are not out yet."""
        return len(self._waiting)

    def submit(self, chunk: Sequence[In]) -> None:
        """Hands in a chunk."""
        try:
            future = self._send(self._executor, chunk)
        except BrokenProcessPool:
            self._renew()
            future = self._send(self._executor, chunk)
        self._waiting.append((chunk, future))

    def next_results(self) -> list[Out]:
        """The results of the oldest chunk."""
        chunk, future = self._waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
            return self._one_by_one(chunk)

    def close(self) -> None:
        """Ends the workers; waits for chunks that are being worked on."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _renew(self) -> None:
        """A new executor in place of a broken one; what the broken one lost is sent again."""
        self.close()
        self._executor = self._start(self._workers)
        for _ in range(len(self._waiting)):
            chunk, future = self._waiting.popleft()
            self._waiting.append((chunk, self._send(self._executor, chunk) if _is_lost(future) else future))

    def _one_by_one(self, chunk: Sequence[In]) -> list[Out]:
        """The results of a chunk that killed its worker: each item alone, so that the culprit is known."""
        results: list[Out] = []
        while len(results) < len(chunk):
            with self._start(1) as executor:
                self._prove(executor)
                try:
                    for item in chunk[len(results) :]:
                        results += self._send(executor, [item]).result()
                except BrokenProcessPool:
                    results.append(self._job.failed(chunk[len(results)], self._cause_of_death()))
        return results

    def _prove(self, executor: ProcessPoolExecutor) -> None:
        """A worker that dies over no item at all is not an item's fault."""
        try:
            self._send(executor, []).result()
        except BrokenProcessPool as problem:
            raise WorkerError("worker processes die at their start; is there enough memory?") from problem

    def _cause_of_death(self) -> str:
        return f"the process that read it died, or took more than {self._item_seconds:g} seconds"

    def _send(self, executor: ProcessPoolExecutor, chunk: Sequence[In]) -> Future[list[Out]]:
        try:
            with _ctrl_c_held_up():
                return executor.submit(worker_process.work, self._job, chunk)
        except OSError as problem:  # among them a broken pipe, which must not pass for a reader of ours that left
            raise WorkerError(f"worker processes cannot be started: {problem}") from problem

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Not fork: this process may hold threads and an open database.
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(workers, context, worker_process.start, (self._recipe, self._item_seconds))


@contextmanager
def _ctrl_c_held_up() -> Iterator[None]:
    """Processes that are started inside inherit it: until they are ready, Ctrl-C would end them with a traceback."""
    resource_tracker.ensure_running()  # its start lets signals through again, so it is started before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_lost(future: Future[list[Out]]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)
