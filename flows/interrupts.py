"""Ctrl-C that a library has swallowed ends the work all the same.

While DuckDB looks for Python modules (its first statement with parameters does) it drops every exception, the one of
Ctrl-C too, without a word. So what was pressed is kept, and asked for where long work tells how far it is.
"""

import signal
import sys
import threading
from types import FrameType

_PRESSED = threading.Event()


def watch() -> None:
    """Keeps in mind that Ctrl-C was pressed; a handler that somebody else has set stays."""
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _press)


def heed() -> None:
    """Raises KeyboardInterrupt where Ctrl-C was pressed and nothing came of it; not while something else is raised."""
    if _PRESSED.is_set() and sys.exc_info()[1] is None:
        _PRESSED.clear()
        raise KeyboardInterrupt


def _press(number: int, frame: FrameType | None) -> None:
    _PRESSED.set()
    signal.default_int_handler(number, frame)
