"""Where output goes: results to standard output, progress and messages to standard error."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from flows.progress_display import Display, Lines, bars
from flows.terminal_text import safe

Reporter = Callable[[str], None]  # what a long command calls with each new stage
PLAIN_WIDTH = 10_000  # elsewhere than on a terminal a line is as long as it needs


def results() -> Console:
    """Standard output, without styles and narrow columns unless it is a terminal."""
    return _console(is_error=False)


@contextmanager
def progress() -> Iterator[Display]:
    """Shows what long work is doing: bars on a terminal, lines elsewhere."""
    console = _console(is_error=True)
    if not console.is_terminal:
        yield Lines(say)
        return
    with bars(console) as display:
        yield display


def say(message: str) -> None:
    """Writes a line to standard error; nobody reading it is no reason to stop."""
    try:
        print(safe(message), file=sys.stderr, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


class _Console(Console):
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As rich does it, with all that texts hold to steer a terminal written as escapes; rich's own codes stay."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else safe(text), style, control)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # the boundary around the commands knows what to do


def _console(*, is_error: bool) -> Console:
    stream = sys.stderr if is_error else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return _Console(stderr=is_error, width=width, highlight=False, soft_wrap=False, markup=False)
