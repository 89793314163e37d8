"""How sure an event is: the share of events with the same signs that readers found right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from transforms.coder.tables import read_rows

_ALWAYS = "always"  # the row that every event has: the log-odds before any sign is seen
LEAST = "least"  # the row that is no sign: what is less probable is not asserted
_DIGITS = 2


class Confidence:
    """A logistic model whose weights are rows of `confidence.csv`, so that every figure can be taken apart."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @property
    def least(self) -> float:
        """The probability below which an event is not asserted."""
        return self._weights.get(LEAST, 0.0)

    def of(self, signs: Iterable[str]) -> float:
        """The probability, 0 to 1, that dyad and type are right. Signs without a row weigh nothing."""
        odds = self._weights.get(_ALWAYS, 0.0) + sum(self.weight(sign) for sign in signs)
        return round(1 / (1 + math.exp(-odds)), _DIGITS)

    def weight(self, sign: str) -> float:
        """What a sign adds to the log-odds."""
        return self._weights.get(sign, 0.0)


def read_confidence(files: Mapping[str, bytes]) -> Confidence:
    """The model of the rows of `confidence.csv`; CodebookError names a row whose weight is no number."""
    return Confidence({row["sign"]: row.number("weight") for row in read_rows(files, "confidence.csv")})
