"""What runs inside a worker process: builds its tool (a coder) once, then does the job on chunk after chunk."""

import gc
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from traceback import extract_tb
from typing import Any, Generic, Protocol, TypeVar

WORKER_BYTES = 3_000_000_000  # a worker needs a quarter of it; what asks for more is no news

_FEW_SEARCHES = 20_000  # new objects between two searches for garbage, a few MB; a parsed story is as many

Tool = TypeVar("Tool")
Built_co = TypeVar("Built_co", covariant=True)
In = TypeVar("In")
Out = TypeVar("Out")


class Recipe(Protocol[Built_co]):
    """How to build the tool; small enough to travel to a process."""

    def build(self) -> Built_co:
        """The tool, ready for work."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Tool, In, Out]):
    """What is done to an item, and what its result is where that fails; both functions of a module, for pickling.

    `failed` gets the item and a sentence that says what happened, without any text of the item.
    """

    done: Callable[[Tool, In], Out]
    failed: Callable[[In, str], Out]

    def attempt(self, tool: Tool, item: In) -> Out:
        """The result of one item; a fault of ours in it must not end the run."""
        try:
            return self.done(tool, item)
        except Exception as problem:  # noqa: BLE001 the one place: here an item ends as failed
            return self.failed(item, _where(problem))


@dataclass(slots=True)
class _Worker:
    """State of this process; the tool is built with the first chunk, so that what is wrong with it raises there."""

    recipe: Recipe[Any] | None = None
    item_seconds: float = 0.0
    tool: Any = None


_WORKER = _Worker()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item may cost: seconds, and bytes of address space of the worker that works on it."""

    item_seconds: float = 60.0
    worker_bytes: int = WORKER_BYTES


DEFAULT_LIMITS = Limits()


def start(recipe: Recipe[Any], limits: Limits) -> None:
    """Prepares a new worker. Ctrl-C is the parent's business, and a worker does not outlive its parent."""
    _WORKER.recipe, _WORKER.item_seconds = recipe, limits.item_seconds
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # held up while it was started
    resource.setrlimit(resource.RLIMIT_AS, (limits.worker_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def work(job: Job[Tool, In, Out], chunk: Sequence[In]) -> list[Out]:
    """The results of a chunk. An item that takes too long ends the process: no exception could stop a C library."""
    if _WORKER.tool is None and _WORKER.recipe is not None:
        _WORKER.tool = _WORKER.recipe.build()
        gc.freeze()  # a codebook and a language model stay: not to be searched for garbage again and again
        gc.set_threshold(_FEW_SEARCHES)
    results = []
    for item in chunk:
        signal.setitimer(signal.ITIMER_REAL, _WORKER.item_seconds)
        results.append(job.attempt(_WORKER.tool, item))
    signal.setitimer(signal.ITIMER_REAL, 0)
    return results


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _where(problem: Exception) -> str:
    """Kind and place of a fault; its message is left out, it may quote the page."""
    frame = extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
