"""Fits the weights of `context_weights.csv`: which signs go with the contexts that annotators state.

First the weights that all contexts share, from the signs of cues; then what each context has of its own, drawn towards
what they share.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.coder.contexts import ALWAYS, ANY, ContextModel, ContextSigns

Weights = dict[tuple[str, str], float]
Numbers = NDArray[np.float64]

_STEPS = 8  # Newton's method has converged by then
_SHRINKAGE = {"word": 4.0, ALWAYS: 0.3}  # how strongly weights are drawn to zero, by the first word of the sign
_USUAL_SHRINKAGE = 2.0
_FEWEST_SIGNS = 4  # events with a sign; of a rarer one nothing can be learned
_FEWEST_EVENTS = 6  # of a context; a rarer one is judged by what all contexts share


@dataclass(frozen=True, slots=True)
class Told:
    """A coded event: its signs, and the contexts that annotators state for it; `weight` says how much it counts."""

    text: str
    signs: ContextSigns
    contexts: frozenset[str]
    weight: float = 1.0


def fit_context_weights(told: Sequence[Told], contexts: Sequence[str]) -> Weights:
    """Weights by (context, sign); those shared by all contexts under `any`."""
    shared = _fit_shared(told, contexts)
    weights = {(ANY, sign): weight for sign, weight in shared.items()}
    for context in contexts:
        if sum(context in event.contexts for event in told) >= _FEWEST_EVENTS:
            weights |= {(context, sign): weight for sign, weight in _fit_own(told, context, shared).items()}
    return weights


def _fit_shared(told: Sequence[Told], contexts: Sequence[str]) -> dict[str, float]:
    pairs = [(event, context) for event in told for context in contexts]
    rows = [(ALWAYS, *_cue_signs(event, context)) for event, context in pairs]
    stated = np.array([context in event.contexts for event, context in pairs], dtype=float)
    return _newton(rows, stated, np.array([event.weight for event, _ in pairs]), np.zeros(len(pairs)))


def _fit_own(told: Sequence[Told], context: str, shared: Mapping[str, float]) -> dict[str, float]:
    start = [sum(shared.get(sign, 0.0) for sign in (ALWAYS, *_cue_signs(event, context))) for event in told]
    rows = [(ALWAYS, *event.signs.event, *event.signs.cues.get(context, ())) for event in told]
    stated = np.array([context in event.contexts for event in told], dtype=float)
    return _newton(rows, stated, np.array([event.weight for event in told]), np.array(start))


def _cue_signs(event: Told, context: str) -> Iterator[str]:
    """Signs of cues without the cues themselves, which are each context's own."""
    return (sign for sign in event.signs.cues.get(context, ()) if not sign.startswith("word "))


def _newton(rows: Sequence[Sequence[str]], stated: Numbers, weight: Numbers, start: Numbers) -> dict[str, float]:
    counts = Counter(sign for row in rows for sign in set(row))
    column = {sign: n for n, sign in enumerate(sorted(sign for sign, n in counts.items() if n >= _FEWEST_SIGNS))}
    held = np.zeros((len(rows), len(column)))
    for number, row in enumerate(rows):
        held[number, [column[sign] for sign in row if sign in column]] = 1.0
    shrinkage = np.array([_SHRINKAGE.get(sign.split()[0], _USUAL_SHRINKAGE) for sign in column])
    found = np.zeros(len(column))
    for _ in range(_STEPS):
        probable = 1 / (1 + np.exp(-(held @ found + start)))
        slope = held.T @ (weight * (stated - probable)) - shrinkage * found
        curve = (held.T * (weight * probable * (1 - probable))) @ held + np.diag(shrinkage)
        found = found + np.linalg.solve(curve, slope)
    return {sign: float(found[number]) for sign, number in column.items()}


def cross_validated(
    told: Sequence[Told], folds: Sequence[int], contexts: Sequence[str], settings: Mapping[tuple[str, str], float]
) -> list[tuple[str, ...]]:
    """What a model that saw no event of its fold chooses for each event; `settings` are rows that are not fitted."""
    chosen: list[tuple[str, ...]] = [()] * len(told)
    for fold in sorted(set(folds)):
        seen = [event for event, of in zip(told, folds, strict=True) if of != fold]
        model = ContextModel(fit_context_weights(seen, contexts) | dict(settings), contexts)
        for number, of in enumerate(folds):
            if of == fold:
                chosen[number] = model.choose(told[number].signs)
    return chosen
