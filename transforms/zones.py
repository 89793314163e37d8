"""The stretch of lines that is the story: the one with the greatest sum of scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.furniture import Judged


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines [start, end), the sum of their scores, and the (negative) sum of the lines behind them."""

    start: int
    end: int
    score: float
    behind: float


class ZoneFinder:
    """The best zone of the lines seen so far, one line at a time (Kadane's algorithm)."""

    def __init__(self, first: int = 0) -> None:
        self._next = first
        self._start, self._sum = first, 0.0
        self.best = Zone(first, first, 0.0, 0.0)

    def see(self, line: Judged) -> None:
        """Take in the next line."""
        if self._sum <= 0:
            self._start, self._sum = self._next, 0.0
        self._sum += line.score
        self._next += 1
        if self._sum > self.best.score:
            self.best = Zone(self._start, self._next, self._sum, 0.0)
        else:
            behind = min(self.best.behind + line.score, 0.0)
            self.best = Zone(self.best.start, self.best.end, self.best.score, behind)


def best_zone(lines: Sequence[Judged] | Iterable[Judged]) -> Zone:
    """The stretch with the greatest sum; empty and of score 0 where no line speaks for a story."""
    finder = ZoneFinder()
    for line in lines:
        finder.see(line)
    return finder.best
