"""Items worked on by the workers of a Dask cluster, as `flows.process_pool` does it in processes of this machine.

A thread of a Dask worker keeps one worker process of ours, so that a document that hangs or kills its process costs
that document alone, just as on one machine, and never the Dask worker.
"""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import current_process, set_forkserver_preload
from typing import Any, Generic, Protocol

from distributed import Client, Future, KilledWorker

from flows.process_pool import CHUNK_SIZE, WorkerError, WorkerPool
from flows.worker_process import Built_co, In, Job, Limits, Out, Recipe, Tool
from transforms.errors import DyadwireError, SettingsError

AHEAD = 2  # chunks for each thread of the cluster: one is coded, the next is there already


class Shared(Recipe[Built_co], Protocol[Built_co]):
    """A recipe that workers tell from others: two that have the same digest build the same."""

    def digest(self) -> str:
        """Some hex digits."""


class ClusterError(DyadwireError):
    """The cluster cannot do the work: it is gone, has no workers, or they die or run another version."""

    retryable = True


@contextmanager
def cluster_errors() -> Iterator[None]:
    """Turns what Dask raises for the cluster itself into ClusterError."""
    try:
        yield
    except KilledWorker as problem:
        raise ClusterError(
            f"{problem.allowed_failures + 1} Dask workers died, one after the other, at the same {CHUNK_SIZE} "
            "documents or fewer; give workers more memory or fewer threads (--memory-limit, --nthreads) and see their "
            "logs, then run again"
        ) from problem
    except (CancelledError, OSError) as problem:
        raise ClusterError(
            f"the Dask scheduler is gone ({type(problem).__name__}); see that it runs, and run again: "
            "what was loaded stays loaded"
        ) from problem


@contextmanager
def dask_client(address: str) -> Iterator[Client]:
    """A client of the scheduler at `address`.

    Raises:
        SettingsError: no scheduler answers there.
    """
    try:
        client = Client(address, timeout=20, name="dyadwire")
    except (OSError, ValueError) as problem:
        raise SettingsError(f"no Dask scheduler answers at dask_address = {address!r} ({problem})") from problem
    with client:
        yield client


class DaskWorkers(Generic[Tool]):
    """Maps jobs over items on a cluster, as `flows.process_pool.map_in_workers` does on one machine."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def map(
        self,
        job: Job[Tool, In, Out],
        items: Iterable[In],
        recipe: Shared[Tool],
        *,
        modules: Sequence[str],
        limits: Limits,
    ) -> Iterator[tuple[In, Out]]:
        """Each item and its result, in their order; items are taken in as results are taken out.

        Workers may come and go meanwhile. `modules` are what the job imports.

        Raises:
            ClusterError: the cluster is gone or has no workers, or these die.
            CodebookError, SettingsError: the tool cannot be built.
        """
        remaining, waiting = iter(items), deque[tuple[Sequence[In], "Future[list[Out]]"]]()
        # A task that gives the recipe, as workers that come later, or in place of others, get it too.
        digest = recipe.digest()
        with cluster_errors():
            shared = self._client.submit(_same, recipe, key=f"dyadwire-{digest}")
        while chunk := list(islice(remaining, CHUNK_SIZE)):
            with cluster_errors():
                future = self._client.submit(_map_chunk, _Work(digest, job, modules, limits), shared, chunk, pure=False)
                n_threads = self._n_threads()
            waiting.append((chunk, future))
            if len(waiting) >= AHEAD * n_threads:
                yield from _results(*waiting.popleft())
        while waiting:
            yield from _results(*waiting.popleft())

    def _n_threads(self) -> int:
        n_threads = sum(int(n) for n in self._client.nthreads().values())
        if not n_threads:
            raise ClusterError("the Dask cluster has no workers; start some: dask worker --no-nanny SCHEDULER")
        return n_threads


def _results(chunk: Sequence[In], future: "Future[list[Out]]") -> Iterator[tuple[In, Out]]:
    with cluster_errors():
        results = future.result()
    yield from zip(chunk, results, strict=True)


def _same(recipe: Shared[Tool]) -> Shared[Tool]:
    return recipe


@dataclass(frozen=True, slots=True)
class _Work(Generic[Tool, In, Out]):
    """What a thread of a Dask worker has a pool for: a job, and by `digest` the tool for it."""

    digest: str
    job: Job[Tool, In, Out]
    modules: Sequence[str]
    limits: Limits


class _OfThread(threading.local):
    """What one thread of a Dask worker keeps between chunks: a pool for each job, as runs and recodes take turns."""

    def __init__(self) -> None:
        self.pools: dict[Job[Any, Any, Any], tuple[_Work[Any, Any, Any], WorkerPool[Any, Any, Any]]] = {}


_KEPT = _OfThread()


def _map_chunk(work: _Work[Tool, In, Out], recipe: Shared[Tool], chunk: Sequence[In]) -> list[Out]:
    """Runs on a Dask worker."""
    if current_process().daemon:
        raise WorkerError("this Dask worker may start no processes; start it with: dask worker --no-nanny SCHEDULER")
    return list(_pool(work, recipe).map(chunk))


def _pool(work: _Work[Tool, In, Out], recipe: Shared[Tool]) -> WorkerPool[Tool, In, Out]:
    kept = _KEPT.pools.get(work.job)
    if kept is not None and kept[0] == work:
        return kept[1]
    if kept is not None:
        kept[1].close()
    set_forkserver_preload(list(work.modules))
    pool = WorkerPool(work.job, recipe, workers=1, limits=work.limits)
    _KEPT.pools[work.job] = (work, pool)
    return pool
