"""Which of many spans lie over a given one, without looking at each of them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    """Anything that reaches from one offset up to another, exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Spanned = TypeVar("Spanned", bound=Spanning)


class Overlaps(Generic[Spanned]):
    """Spans in the order of their beginnings. A look-up costs as much as it finds where few of them overlap."""

    def __init__(self, spans: Iterable[Spanned]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))  # how far any span up to here goes

    def over(self, start: int, end: int) -> Sequence[Spanned]:
        """The spans that share a character with the one from `start` up to `end`, in order."""
        last = first = bisect_left(self._starts, end)
        while first and self._reach[first - 1] > start:
            first -= 1
        return [span for span in self._spans[first:last] if span.end > start]
