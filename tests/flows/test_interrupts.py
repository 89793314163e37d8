"""Ctrl-C that a library swallowed ends the work at its next word."""

import contextlib
import signal
from collections.abc import Iterator

import pytest

from flows import interrupts
from flows.progress_display import Bars, Lines


@pytest.fixture
def pressed() -> Iterator[None]:
    """Ctrl-C was pressed, and what it raised came to nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupts.watch()
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)
    with contextlib.suppress(KeyboardInterrupt):
        interrupts.heed()


@pytest.mark.parametrize("display", [Lines(print), Bars()], ids=["lines", "bars"])
def test_the_next_message_or_count_raises_it_again_and_only_once(pressed, display):
    with pytest.raises(KeyboardInterrupt):
        display("polling 3 feeds")
    display.bar("polling", 1, 3)


def test_a_count_raises_it_too(pressed):
    with pytest.raises(KeyboardInterrupt):
        Lines(print).bar("polling", 1, 3)


def test_clearing_up_is_not_disturbed(pressed, capsys):
    with pytest.raises(OSError, match="full"):
        try:
            raise OSError("full")
        finally:
            Lines(print)("giving the store back")
    assert capsys.readouterr().out == "giving the store back\n"


def test_a_handler_of_somebody_else_stays():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.watch()
    assert signal.signal(signal.SIGINT, before) is signal.SIG_IGN
