"""Fits the weights of `confidence.csv`: a logistic model of which signs go with events that annotators confirm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

ALWAYS = "always"
_SHRINKAGE = 6.0  # how strongly weights are drawn to zero; chosen by cross-validation over texts
_FEWEST = 8  # events with a sign; of a rarer one nothing can be learned
_STEPS = 40  # Newton's method has long converged by then


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded event with its signs. `right` is the share of it that is right, 0 to 1; `weight` how much it counts."""

    text: str
    signs: tuple[str, ...]
    right: float
    weight: float = 1.0


def fit_weights(judged: Sequence[Judged]) -> dict[str, float]:
    """The weight of each sign that is frequent enough, and of `always`, which every event has."""
    counts = Counter(sign for event in judged for sign in set(event.signs))
    signs = [ALWAYS, *sorted(sign for sign, n in counts.items() if n >= _FEWEST)]
    column = {sign: number for number, sign in enumerate(signs)}
    held = np.zeros((len(judged), len(signs)))
    for row, event in enumerate(judged):
        held[row, [column[sign] for sign in (ALWAYS, *event.signs) if sign in column]] = 1.0
    right = np.array([event.right for event in judged])
    weight = np.array([event.weight for event in judged])
    shrinkage = np.full(len(signs), _SHRINKAGE)
    shrinkage[0] = 0.01
    found = np.zeros(len(signs))
    for _ in range(_STEPS):
        probable = 1 / (1 + np.exp(-held @ found))
        slope = held.T @ (weight * (right - probable)) - shrinkage * found
        curve = (held.T * (weight * probable * (1 - probable))) @ held + np.diag(shrinkage)
        found = found + np.linalg.solve(curve, slope)
    return dict(zip(signs, (float(w) for w in found), strict=True))


def probability(weights: Mapping[str, float], signs: Sequence[str]) -> float:
    """What the model says of an event with these signs."""
    odds = weights[ALWAYS] + sum(weights.get(sign, 0.0) for sign in signs)
    return float(1 / (1 + np.exp(-odds)))


def cross_validated(judged: Sequence[Judged], folds: Sequence[int]) -> list[float]:
    """The probability of each event by a model that saw no event of its fold."""
    found = [0.0] * len(judged)
    for fold in sorted(set(folds)):
        weights = fit_weights([event for event, of in zip(judged, folds, strict=True) if of != fold])
        for number, of in enumerate(folds):
            if of == fold:
                found[number] = probability(weights, judged[number].signs)
    return found


def ranking(right: Sequence[float], probable: Sequence[float]) -> float:
    """How often a right event is the more probable of a right one and a wrong one; 0.5 is chance."""
    good = np.array([p for r, p in zip(right, probable, strict=True) if r >= 0.5])
    bad = np.array([p for r, p in zip(right, probable, strict=True) if r < 0.5])
    wins = (good[:, None] > bad[None]).mean() + 0.5 * (good[:, None] == bad[None]).mean()
    return float(wins)
