"""Events as pairs of countries, so that naming one of ten parties right earns a tenth."""

from dataclasses import dataclass
from itertools import combinations, product

from transforms.evaluation.events import Event, Party, ReferenceEvent

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dyads:
    """The pairs of an event, sorted. Ordered actor before recipient, or alphabetical where there is no direction."""

    pairs: tuple[Pair, ...]
    has_no_direction: bool


def dyads(event: Event) -> Dyads:
    """Every pair of different countries between which the event says something.

    Among the actors where nobody leads (a reciprocal event without recipients), else from each actor to each recipient.
    """
    is_free = event.is_reciprocal or (isinstance(event, ReferenceEvent) and event.has_no_direction)
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if is_free and not recipients:
        return Dyads(tuple(combinations(sorted(actors), 2)), has_no_direction=True)
    between = {pair for pair in product(actors, recipients) if pair[0] != pair[1]}
    if is_free:
        between = {unordered(pair) for pair in between}
    return Dyads(tuple(sorted(between)), is_free)


def unordered(pair: Pair) -> Pair:
    """The pair in alphabetical order."""
    first, second = sorted(pair)
    return first, second


def _codes(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.iso3 for party in parties)
