"""Whether `confidence` says what it means: of events coded with 0.7, about seven in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.evaluation.documents import DocumentOutcome
from transforms.evaluation.levels import Level
from transforms.evaluation.tally import Share

BORDERS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Events with a confidence of `low` or more and less than `high` (1 belongs to the last bin).

    `confidence` is the sum of what they state; `right` counts those that are right with dyad and type.
    """

    low: float
    high: float
    confidence: float
    right: Share

    @property
    def mean_confidence(self) -> float:
        """What the events state on average; 0 for an empty bin."""
        return self.confidence / self.right.n if self.right.n else 0.0


def reliability(outcomes: Iterable[DocumentOutcome]) -> list[ReliabilityBin]:
    """The bins that hold an event, from the least sure."""
    events = [
        (coded.confidence, share)
        for outcome in outcomes
        for coded, share in zip(outcome.coded, outcome.at[Level.TYPE].right, strict=True)
    ]
    bins = [_bin(low, high, events) for low, high in pairwise(BORDERS)]
    return [found for found in bins if found.right.n]


def calibration_error(bins: Iterable[ReliabilityBin]) -> float:
    """By how much stated confidence and share right differ on average over the events; 0 is perfect."""
    bins = list(bins)
    n_all = sum(found.right.n for found in bins)
    off = sum(abs(found.confidence - found.right.right) for found in bins)
    return off / n_all if n_all else 0.0


def _bin(low: float, high: float, events: Sequence[tuple[float, float]]) -> ReliabilityBin:
    is_last = high == BORDERS[-1]
    inside = [(c, share) for c, share in events if low <= c < high or (is_last and c == high)]
    return ReliabilityBin(low, high, sum(c for c, _ in inside), Share(sum(s for _, s in inside), len(inside)))
