"""Single sentences of which one event is annotated, as dyad and type: whatever else is coded may be right or wrong.

So precision is a lower bound. Such sets know a type YIELD where the coding rules have CONCEDE and RETREAT.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transforms.evaluation.events import CodedEvent
from transforms.evaluation.pairs import Pair, dyads, unordered
from transforms.evaluation.tally import Tally

_YIELDING = frozenset({"CONCEDE", "RETREAT"})
YIELD = "YIELD"
_YIELD_QUAD_CLASS = 1


class SentenceLevel(StrEnum):
    """How much of an event must agree. At the last, SANCTION and COERCE are one type too."""

    DYAD = "dyad"
    QUAD = "dyad+quad"
    TYPE = "dyad+type"
    LOOSE_TYPE = "dyad+type~"


@dataclass(frozen=True, slots=True)
class WantedDyad:
    """A dyad that the sentence is known to hold, and its type."""

    pair: Pair
    event_type: str


@dataclass(frozen=True, slots=True)
class ReferenceSentence:
    """A sentence and its known events. `accept_types` are right too; if `is_symmetric`, direction does not count."""

    id: str
    wanted: tuple[WantedDyad, ...]
    accept_types: frozenset[str] = frozenset()
    is_symmetric: bool = False


@dataclass(frozen=True, slots=True)
class DyadOutcome:
    """A wanted dyad: its own types, those that are right for it too, and those coded for it."""

    pair: Pair
    types: frozenset[str]
    accepted: frozenset[str]
    coded: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceOutcome:
    """How one sentence ended: counts at each level, and what became of each wanted dyad."""

    id: str
    tallies: Mapping[SentenceLevel, Tally]
    dyads: tuple[DyadOutcome, ...]


def compare_sentence(
    reference: ReferenceSentence, coded: Sequence[CodedEvent], quad_classes: Mapping[str, int]
) -> SentenceOutcome:
    """The outcome of a sentence; `quad_classes` go by event type."""
    own, got = _wanted(reference), _got(reference, coded)
    accepted = _accepted(reference)
    wanted = {pair: types | accepted for pair, types in own.items()}
    tallies = {}
    for level in SentenceLevel:
        kind = _kind(level, quad_classes)
        kinds_got = {pair: set(map(kind, types)) for pair, types in got.items()}
        n_coded = sum(map(len, kinds_got.values()))
        n_found = sum(not kinds_got.get(pair, set()).isdisjoint(map(kind, types)) for pair, types in wanted.items())
        tallies[level] = Tally(n_found, n_coded, n_found, len(wanted))
    folded = (
        DyadOutcome(pair, _folded(types), _folded(accepted), _folded(got.get(pair, frozenset())))
        for pair, types in own.items()
    )
    return SentenceOutcome(reference.id, tallies, tuple(folded))


def fold(event_type: str) -> str:
    """The type in the terms of these sets."""
    return YIELD if event_type in _YIELDING else event_type


def _folded(types: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, types))


def _wanted(reference: ReferenceSentence) -> dict[Pair, frozenset[str]]:
    """Types by dyad."""
    wanted: dict[Pair, frozenset[str]] = {}
    for dyad in reference.wanted:
        if dyad.pair[0] != dyad.pair[1]:
            pair = _ordered(reference, dyad.pair)
            wanted[pair] = wanted.get(pair, frozenset()) | {dyad.event_type}
    return wanted


def _accepted(reference: ReferenceSentence) -> frozenset[str]:
    """Types that are right too: they belong to whatever is coded, so they need a sentence with a single type."""
    is_single = len({dyad.event_type for dyad in reference.wanted}) == 1
    return reference.accept_types if is_single else frozenset()


def _got(reference: ReferenceSentence, coded: Sequence[CodedEvent]) -> dict[Pair, frozenset[str]]:
    """Types by dyad of what was coded; where nobody leads, both directions count as coded."""
    got: dict[Pair, frozenset[str]] = {}
    for event in coded:
        found = dyads(event)
        both = {pair[::-1] for pair in found.pairs} if found.has_no_direction else set()
        for pair in {_ordered(reference, pair) for pair in both.union(found.pairs)}:
            got[pair] = got.get(pair, frozenset()) | {event.event_type}
    return got


def _ordered(reference: ReferenceSentence, pair: Pair) -> Pair:
    return unordered(pair) if reference.is_symmetric else pair


def _kind(level: SentenceLevel, quad_classes: Mapping[str, int]) -> Callable[[str], object]:
    """What of an event type counts at the level."""
    if level is SentenceLevel.DYAD:
        return lambda _event_type: None
    if level is SentenceLevel.QUAD:
        return lambda event_type: _YIELD_QUAD_CLASS if event_type == YIELD else quad_classes[event_type]
    if level is SentenceLevel.TYPE:
        return fold
    return lambda event_type: "SANCTION" if event_type == "COERCE" else fold(event_type)
