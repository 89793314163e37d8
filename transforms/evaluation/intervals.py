"""How far a figure may be off by chance: 95 % intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from transforms.evaluation.tally import Share, Tally

_Z = 1.959964  # of the normal distribution, for 95 %
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends, from 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TallyIntervals:
    """The intervals of the three figures of a tally."""

    precision: Interval
    recall: Interval
    f1: Interval


def wilson(share: Share) -> Interval:
    """Wilson's score interval of a share; 0 to 1 where nothing was counted.

    It takes the cases as independent of each other.
    """
    n = share.n
    if not n:
        return Interval(0.0, 1.0)
    centre = (share.value + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * sqrt(share.value * (1 - share.value) / n + _Z**2 / (4 * n**2))
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def bootstrap(tallies: Sequence[Tally], draws: Sequence[Sequence[int]]) -> TallyIntervals:
    """Percentile intervals over texts drawn again: events of one text are right or wrong together.

    Args:
        tallies: one a text.
        draws: each the positions of as many texts as there are, drawn with replacement. The caller draws, so that the
            same draws give the same intervals.
    """
    sums = [_drawn(tallies, draw) for draw in draws]
    return TallyIntervals(_interval(sums, _precision), _interval(sums, _recall), _interval(sums, _f1))


def _drawn(tallies: Sequence[Tally], draw: Sequence[int]) -> Tally:
    right = coded = found = wanted = 0.0
    for position in draw:
        tally = tallies[position]
        right += tally.right
        coded += tally.coded
        found += tally.found
        wanted += tally.wanted
    return Tally(right, coded, found, wanted)


def _interval(sums: Sequence[Tally], figure: Callable[[Tally], float]) -> Interval:
    values = sorted(map(figure, sums))
    if not values:
        return Interval(0.0, 1.0)
    cut = int(_TAIL * len(values))
    return Interval(values[cut], values[len(values) - 1 - cut])


def _precision(tally: Tally) -> float:
    return tally.precision


def _recall(tally: Tally) -> float:
    return tally.recall


def _f1(tally: Tally) -> float:
    return tally.f1
