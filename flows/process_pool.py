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
from types import TracebackType
from typing import Generic, Self

from flows import worker_process
from flows.worker_process import DEFAULT_LIMITS, In, Job, Limits, Out, Recipe, Tool
from transforms.errors import DyadwireError

CHUNK_SIZE = 16


class WorkerError(DyadwireError):
    """Worker processes die before their first item, so no item is to blame."""


def map_in_workers(
    job: Job[Tool, In, Out],
    items: Iterable[In],
    recipe: Recipe[Tool],
    *,
    workers: int,
    modules: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
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
    with WorkerPool(job, recipe, workers=workers, limits=limits) as pool:
        yield from pool.map(items)


def _map_here(job: Job[Tool, In, Out], items: Iterable[In], recipe: Recipe[Tool]) -> Iterator[Out]:
    tool: Tool | None = None
    for item in items:
        tool = tool or recipe.build()
        yield job.attempt(tool, item)


class WorkerPool(Generic[Tool, In, Out]):
    """Worker processes for one job, to which items can be given more than once; chunks leave in the order they came.

    The first chunk starts the first worker. `method` is how: a `forkserver` shares what it has loaded among many
    workers, `spawn` costs nothing until then. Not fork: this process may hold threads and an open database.
    """

    def __init__(
        self,
        job: Job[Tool, In, Out],
        recipe: Recipe[Tool],
        *,
        workers: int,
        limits: Limits = DEFAULT_LIMITS,
        chunk_size: int = CHUNK_SIZE,
        method: str = "forkserver",
    ) -> None:
        self._job, self._recipe, self._workers, self._limits = job, recipe, workers, limits
        self._chunk_size, self._method = chunk_size, method
        self._executor: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[Sequence[In], Future[list[Out]]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(is_awaited=error is None)

    def map(self, items: Iterable[In]) -> Iterator[Out]:
        """The results of the items in their order; the items of an earlier call must have left."""
        remaining = iter(items)
        while chunk := list(islice(remaining, self._chunk_size)):
            self.submit(chunk)
            if self.n_waiting >= 2 * self._workers:
                yield from self.next_results()
        while self.n_waiting:
            yield from self.next_results()

    @property
    def n_waiting(self) -> int:
        """Chunks handed in whose results are not out yet."""
        return len(self._waiting)

    def submit(self, chunk: Sequence[In]) -> None:
        """Hands in a chunk."""
        self._executor = self._executor or self._start(self._workers)
        try:
            future = self._send(self._executor, chunk)
        except BrokenProcessPool:
            future = self._send(self._renew(), chunk)
        self._waiting.append((chunk, future))

    def next_results(self) -> list[Out]:
        """The results of the oldest chunk."""
        chunk, future = self._waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
            return self._one_by_one(chunk)

    def close(self, *, is_awaited: bool = True) -> None:
        """Ends the workers after the chunks that they are at, which are waited for if `is_awaited`.

        None is killed: one that dies while it hands a result over leaves the executor waiting for the rest of it.
        """
        if self._executor is not None:
            self._executor.shutdown(wait=is_awaited, cancel_futures=True)

    def _renew(self) -> ProcessPoolExecutor:
        """A new executor in place of a broken one; what the broken one lost is sent again."""
        self.close()
        self._executor = executor = self._start(self._workers)
        for _ in range(len(self._waiting)):
            chunk, future = self._waiting.popleft()
            self._waiting.append((chunk, self._send(executor, chunk) if _is_lost(future) else future))
        return executor

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
        return f"the process that read it died, or took more than {self._limits.item_seconds:g} seconds"

    def _send(self, executor: ProcessPoolExecutor, chunk: Sequence[In]) -> Future[list[Out]]:
        try:
            with _interrupts_held_up():
                return executor.submit(worker_process.work, self._job, chunk)
        except OSError as problem:  # among them a broken pipe, which must not pass for a reader of ours that left
            raise WorkerError(f"worker processes cannot be started: {problem}") from problem

    def _start(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(self._method)
        return ProcessPoolExecutor(workers, context, worker_process.start, (self._recipe, self._limits))


@contextmanager
def _interrupts_held_up() -> Iterator[None]:
    """Processes that are started inside inherit it: until they are ready, Ctrl-C would end them with a traceback.

    So would SIGTERM, which is told to this process alone: it would go away from under them.
    """
    resource_tracker.ensure_running()  # its start lets signals through again, so it is started before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_lost(future: Future[list[Out]]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)
