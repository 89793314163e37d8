"""Documents whose events are all annotated: which coded event is which reference event."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.evaluation.bipartite import largest_matching
from transforms.evaluation.events import CodedEvent, Event, ReferenceEvent
from transforms.evaluation.levels import Agreement, Level, agreement
from transforms.evaluation.pairs import Pair, dyads, unordered
from transforms.evaluation.tally import Tally

_SLACK = 30  # characters: splitters of sentences disagree about quotes and datelines


@dataclass(frozen=True, slots=True)
class Unit:
    """One pair of an event, which stands at position `event` of its list."""

    event: int
    pair: Pair
    has_no_direction: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """One document at one level.

    `found` and `right` are shares (0 to 1) of each reference event and of each coded event; `hits` are positions
    (reference, coded) of the events that have a pair in common; `missed` and `extra` the units that none matches.
    """

    found: tuple[float, ...]
    right: tuple[float, ...]
    hits: tuple[tuple[int, int], ...]
    missed: tuple[Unit, ...]
    extra: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What was wanted and what was coded in one document, and how they match at each level."""

    document: str
    references: tuple[ReferenceEvent, ...]
    coded: tuple[CodedEvent, ...]
    at: Mapping[Level, Matched]

    def hits(self, level: Level = Level.TYPE) -> list[tuple[ReferenceEvent, CodedEvent]]:
        """Reference events with the coded events that match them."""
        return [(self.references[i], self.coded[j]) for i, j in self.at[level].hits]

    def tally(self, level: Level) -> Tally:
        """Precision over all coded events, recall over core reference events."""
        matched = self.at[level]
        core = [share for share, event in zip(matched.found, self.references, strict=True) if event.is_core]
        return Tally(sum(matched.right), len(self.coded), sum(core), len(core))


def compare_document(
    document: str, references: Sequence[ReferenceEvent], coded: Sequence[CodedEvent], quad_classes: Mapping[str, int]
) -> DocumentOutcome:
    """The outcome of a document; both kinds of events must belong to it. `quad_classes` go by event type."""
    comparison = _Comparison(references, coded)
    at = {level: comparison.matched(agreement(level, quad_classes)) for level in Level}
    return DocumentOutcome(document, tuple(references), tuple(coded), at)


class _Comparison:
    def __init__(self, references: Sequence[ReferenceEvent], coded: Sequence[CodedEvent]) -> None:
        self._references, self._coded = references, coded
        self._wanted, self._got = list(_units(references)), list(_units(coded))
        self._of_pair: dict[Pair, list[int]] = defaultdict(list)
        for number, unit in enumerate(self._got):
            self._of_pair[unordered(unit.pair)].append(number)

    def matched(self, agrees: Agreement) -> Matched:
        matching = largest_matching({number: self._candidates(number, agrees) for number in self._core_first()})
        n_found, n_right = Counter[int](), Counter[int]()
        n_wanted, n_coded = Counter(u.event for u in self._wanted), Counter(u.event for u in self._got)
        for wanted, got in self._pairs(matching):
            n_found[wanted.event] += 1
            n_right[got.event] += 1
            # half right: no direction was coded where the reference has one
            n_coded[got.event] += got.has_no_direction and not wanted.has_no_direction
        return Matched(
            tuple(_share(n_found[i], n_wanted[i]) for i in range(len(self._references))),
            tuple(_share(n_right[j], n_coded[j]) for j in range(len(self._coded))),
            tuple(sorted({(wanted.event, got.event) for wanted, got in self._pairs(matching)})),
            tuple(unit for number, unit in enumerate(self._wanted) if number not in matching),
            tuple(unit for number, unit in enumerate(self._got) if number not in matching.values()),
        )

    def _pairs(self, matching: Mapping[int, int]) -> Iterator[tuple[Unit, Unit]]:
        return ((self._wanted[left], self._got[right]) for left, right in matching.items())

    def _core_first(self) -> list[int]:
        return sorted(range(len(self._wanted)), key=lambda n: not self._references[self._wanted[n].event].is_core)

    def _candidates(self, number: int, agrees: Agreement) -> list[int]:
        """Coded units that a reference unit may be matched with: the very type first, of these the nearest trigger."""
        unit = self._wanted[number]
        wanted = self._references[unit.event]
        options = []
        for n in self._of_pair[unordered(unit.pair)]:
            got = self._coded[self._got[n].event]
            if _is_in_sentence(wanted, got) and _is_same_direction(unit, self._got[n]) and agrees(wanted, got):
                options.append((got.event_type != wanted.event_type, abs(got.middle - wanted.middle), n))
        return [n for *_, n in sorted(options)]


def _units(events: Sequence[Event]) -> Iterator[Unit]:
    for position, event in enumerate(events):
        found = dyads(event)
        yield from (Unit(position, pair, found.has_no_direction) for pair in found.pairs)


def _is_in_sentence(wanted: ReferenceEvent, got: CodedEvent) -> bool:
    return wanted.sentence_start - _SLACK <= got.middle <= wanted.sentence_end + _SLACK


def _is_same_direction(wanted: Unit, got: Unit) -> bool:
    return wanted.has_no_direction or got.has_no_direction or wanted.pair == got.pair


def _share(n_right: int, n_all: int) -> float:
    return n_right / n_all if n_all else 0.0
