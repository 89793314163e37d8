"""Ctrl-C that a library has swallowed ends the work all the same.

While DuckDB looks for Python modules (its first statement with parameters does) it drops every exception, the one of
Ctrl-C too, without a word. So what was pressed is kept, and asked for where long work tells how far it is. SIGTERM,
which cron's wrappers and service managers send, is taken for Ctrl-C.
"""

import signal
import sys
import threading
from types import FrameType

_PRESSED = threading.Event()


def watch() -> None:
    """Keeps in mind that Ctrl-C was pressed or SIGTERM came; a handler that somebody else has set stays."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number, default in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
        if signal.getsignal(number) is default:
            signal.signal(number, _press)


def heed() -> None:
    """Raises KeyboardInterrupt where Ctrl-C was pressed and nothing came of it; not while something else is raised."""
    if _PRESSED.is_set() and sys.exc_info()[1] is None:
        _PRESSED.clear()
        raise KeyboardInterrupt


def was_pressed() -> bool:
    """Whether Ctrl-C or SIGTERM came, and nobody has heeded it."""
    return _PRESSED.is_set()


def _press(number: int, frame: FrameType | None) -> None:
    _PRESSED.set()
    signal.default_int_handler(number, frame)
