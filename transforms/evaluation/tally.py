"""Precision, recall and their mean from counts that can be added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of `coded` events are right, `found` of `wanted` reference events are found; shares of events count.

    The two sides are counted apart, since an event with several parties may be right in part.
    """

    right: float = 0.0
    coded: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.coded + other.coded,
            self.found + other.found,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        """Share of what is coded that is right, 0 where nothing is coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that is found, 0 where nothing is wanted."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `n`; shares of events count, so `right` need not be whole."""

    right: float = 0.0
    n: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.n + other.n)

    @property
    def value(self) -> float:
        """From 0 to 1; 0 where there is nothing to count."""
        return self.right / self.n if self.n else 0.0


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum."""
    return reduce(add, tallies, Tally())
