"""What was tried while a text was coded, for whoever asks why. Nobody pays for it who does not ask.

The trace stands in a context variable, so that the functions of the grammar need not hand it to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.coder.actors import PartyFinder
    from transforms.coder.contexts import ContextSigns
    from transforms.coder.frames import Frame
    from transforms.coder.names.gazetteer import Match
    from transforms.coder.parse import Token
    from transforms.coder.predicates import Predicate
    from transforms.coder.roles import Filled
    from transforms.coder.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """A row whose words are in the sentence, with the parties found for it; `frame` is None where it was refused.

    `excluded` are slots whose only parties stand on the other side already.
    """

    row: Predicate
    words: tuple[Token, ...]
    actor: Filled
    others: Filled
    frame: Frame | None
    excluded: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class ShallowAttempt:
    """A row tried on the order of words at [start:end] of the text, after what it asks for was found there."""

    row: Predicate
    start: int
    end: int
    has_parties: bool


@dataclass(frozen=True, slots=True)
class SentenceParse:
    """A sentence that was parsed: its parties, and the frames that became drafts."""

    finder: PartyFinder
    frames: tuple[Frame, ...]


@dataclass(slots=True)
class Trace:
    """Everything that was tried, in order. `echoes` are (frame, the frame that tells it already).

    `context_signs` has one entry for each mention that was written.
    """

    sentences: list[tuple[Sentence, tuple[Match, ...]]] = field(default_factory=list)
    parses: list[SentenceParse] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    echoes: list[tuple[Frame, Frame]] = field(default_factory=list)
    shallow: list[ShallowAttempt] = field(default_factory=list)
    context_signs: list[ContextSigns] = field(default_factory=list)
    _excluded: list[Filled] = field(default_factory=list)

    def exclude(self, filled: Filled) -> None:
        """Keeps a slot whose parties all stand on the other side, for the next attempt."""
        self._excluded.append(filled)

    def attempt(
        self, row: Predicate, words: tuple[Token, ...], actor: Filled, others: Filled, frame: Frame | None
    ) -> None:
        """Keeps a row that was tried."""
        self.attempts.append(Attempt(row, words, actor, others, frame, tuple(self._excluded)))
        self._excluded.clear()


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace | None:
    """The trace that somebody asked for, None where nobody did."""
    return _current.get()


@contextmanager
def tracing() -> Iterator[Trace]:
    """Keeps what is tried while the `with` block codes a text."""
    trace = Trace()
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)
