"""Documents coded on the workers of a Dask cluster, as `flows.workers` does it in processes of this machine.

A thread of a Dask worker keeps one worker process of ours, so that a document that hangs or kills its process costs
that document alone, just as on one machine, and never the Dask worker.
"""

import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import islice
from multiprocessing import current_process, set_forkserver_preload
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import Client, Future, KilledWorker

import transforms.coder
from flows.coder_recipe import CoderRecipe, grammar_digest
from flows.process_pool import CHUNK_SIZE, WorkerError, WorkerPool
from flows.worker_process import DEFAULT_LIMITS, Limits
from flows.workers import CODING, CODING_MODULES, DocumentResult, Ending
from transforms.errors import DyadwireError, SettingsError
from transforms.records import Document

if TYPE_CHECKING:
    from transforms.coder.coder import Coder

AHEAD = 2  # chunks for each thread of the cluster: one is coded, the next is there already
_Chunk = tuple[Sequence[Document], "Future[list[Ending]]"]


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


class DaskCoder:
    """Codes documents on a cluster; call it as `flows.workers.code_documents`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._version: str | None = None

    def __call__(
        self, documents: Iterable[Document], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
    ) -> Iterator[DocumentResult]:
        """The result of each document, in input order; documents are taken in as results are taken out.

        Workers may come and go meanwhile. `workers` counts those of one machine and is not heeded.

        Raises:
            ClusterError: the cluster is gone or has no workers, or these die or run another version of the coder.
            CodebookError, SettingsError: the coder cannot be built.
        """
        del workers
        remaining, waiting = iter(documents), deque[_Chunk]()
        # A task that gives the recipe, as workers that come later, or in place of others, get it too.
        digest = _digest(recipe)
        with cluster_errors():
            shared = self._client.submit(_same, recipe, key=f"dyadwire-{digest}")
        while chunk := list(islice(remaining, CHUNK_SIZE)):
            with cluster_errors():
                future = self._client.submit(_code_chunk, digest, shared, limits, chunk, pure=False)
                n_threads = self._n_threads()
            waiting.append((chunk, future))
            if len(waiting) >= AHEAD * n_threads:
                yield from self._results(*waiting.popleft())
        while waiting:
            yield from self._results(*waiting.popleft())

    def _n_threads(self) -> int:
        n_threads = sum(int(n) for n in self._client.nthreads().values())
        if not n_threads:
            raise ClusterError("the Dask cluster has no workers; start some: dask worker --no-nanny SCHEDULER")
        return n_threads

    def _results(self, chunk: Sequence[Document], future: "Future[list[Ending]]") -> Iterator[DocumentResult]:
        with cluster_errors():
            endings = future.result()
        for document, (stories, rejections, version) in zip(chunk, endings, strict=True):
            if version is not None:
                self._require_same(version)
            yield DocumentResult(document, stories, rejections, version)

    def _require_same(self, version: str) -> None:
        """Returns where a worker's coder is that of all others, and its grammar the one that this machine has."""
        self._version = self._version or version
        if version != self._version:
            raise ClusterError(f"workers run different coders ({self._version}, {version}); install one version")
        grammar = grammar_digest(Path(transforms.coder.__file__).parent)
        if grammar not in version.split("-"):
            raise ClusterError(f"a worker's coder is {version}, this machine's grammar {grammar}; install one version")


def _same(recipe: CoderRecipe) -> CoderRecipe:
    return recipe


def _digest(recipe: CoderRecipe) -> str:
    digest = hashlib.sha256(recipe.way.encode())
    for name, content in sorted(recipe.codebook_files.items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


class _OfThread(threading.local):
    """What one thread of a Dask worker keeps between chunks."""

    key: tuple[str, Limits] | None = None
    pool: "WorkerPool[Coder, Document, Ending] | None" = None


_KEPT = _OfThread()


def _code_chunk(digest: str, recipe: CoderRecipe, limits: Limits, chunk: Sequence[Document]) -> list[Ending]:
    """Runs on a Dask worker."""
    if current_process().daemon:
        raise WorkerError("this Dask worker may start no processes; start it with: dask worker --no-nanny SCHEDULER")
    if _KEPT.pool is None or _KEPT.key != (digest, limits):
        if _KEPT.pool is not None:
            _KEPT.pool.close()
        set_forkserver_preload(list(CODING_MODULES))
        _KEPT.pool = WorkerPool(CODING, recipe, workers=1, limits=limits)
        _KEPT.key = (digest, limits)
    return list(_KEPT.pool.map(chunk))
