"""Progress as a person sees it: bars on a terminal, now and then a line elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from flows.interrupts import heed

PAUSE = 30.0  # seconds between two lines about one stage, so that a log of cron stays readable


class Display:
    """What long work tells of itself; called with a message, or through `bar` with how far a stage has come.

    Both raise KeyboardInterrupt where a library has swallowed Ctrl-C.
    """

    def __call__(self, message: str) -> None:
        """Shows what is being done."""
        raise NotImplementedError

    def bar(self, stage: str, n_done: int, n_total: int | None) -> None:
        """Shows how far a stage has come, as `flows.progress.Progress`."""
        raise NotImplementedError


class Lines(Display):
    """A line for each message, and of each stage one at most every `PAUSE` seconds."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._told: dict[str, float] = {}

    def __call__(self, message: str) -> None:
        heed()
        self._say(message)

    def bar(self, stage: str, n_done: int, n_total: int | None) -> None:
        heed()
        now = self._clock()
        if now - self._told.setdefault(stage, now) >= PAUSE:
            self._told[stage] = now
            self._say(f"{stage}: {n_done:,}" + ("" if n_total is None else f" of {n_total:,}"))


class Bars(Display):
    """A line that says what is being done, and below it a bar for each stage that counts."""

    def __init__(self) -> None:
        self._line = Progress(SpinnerColumn(), TextColumn("{task.description}", markup=False))
        self._doing = self._line.add_task("starting", total=None)
        self._bars = Progress(
            TextColumn("  {task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        )
        self._stages: dict[str, TaskID] = {}

    def __call__(self, message: str) -> None:
        heed()
        self._line.update(self._doing, description=message)

    def bar(self, stage: str, n_done: int, n_total: int | None) -> None:
        heed()
        if stage not in self._stages:
            self._stages[stage] = self._bars.add_task(stage, total=n_total)
        self._bars.update(self._stages[stage], completed=n_done, total=n_total)

    def shown(self) -> Group:
        """What stands on the terminal."""
        return Group(self._line, self._bars)


@contextmanager
def bars(console: Console) -> Iterator[Bars]:
    """Bars on a terminal, gone when the work ends."""
    display = Bars()
    with Live(display.shown(), console=console, transient=True, redirect_stdout=False, redirect_stderr=True):
        yield display
