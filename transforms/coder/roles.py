"""From a slot name of the codebook (`subj`, `obj`, `poss`, `with` ...) to the parties that stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from transforms.coder import harms, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.owners import ADVERSARIES
from transforms.coder.tracing import current_trace
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

# where something happens is a location, not a party, but force, presence and help in a territory are on its state
TERRITORIAL = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "AID"})
PLACE_SLOTS = frozenset({"in", "at", "into"})
_SYNONYMS = {
    "in": frozenset({"in", "inside", "within", "across", "throughout"}),
    "on": frozenset({"on", "upon", "onto"}),
    "to": frozenset({"to", "toward", "towards"}),
    "with": frozenset({"with", "alongside"}),
    "over": frozenset({"over", "about", "regarding"}),
}
_DEPTH = 3  # phrases below phrases; deeper ones belong to something else
_BORDERS = frozenset({"border", "frontier", "boundary"})
SOUGHT = frozenset({"want", "seek"})  # "a cleric wanted in Chad" is nobody of Chad

Parties = tuple[ActorMention, ...]


class Tie(IntEnum):
    """How a slot names its parties, the surest first."""

    NAMED = 0  # they are meant themselves
    OWNER = 1  # the thing that is named is theirs
    NESTED = 2  # they stand in a phrase below it
    LOOSE = 3  # they stand elsewhere in the clause


@dataclass(frozen=True, slots=True)
class Filled:
    """Parties of one role, the slot that gave them and how it names them; false where there are none."""

    parties: Parties
    slot: str
    tie: Tie = Tie.NAMED

    def __bool__(self) -> bool:
        return bool(self.parties)


NOBODY = Filled((), "")


class Slots(Protocol):
    """The slots of a word; `key` tells those of other words from them."""

    @property
    def finder(self) -> PartyFinder: ...

    @property
    def key(self) -> object: ...


AnySlots = TypeVar("AnySlots", bound=Slots)


def filled_once(fill: Callable[[AnySlots, str], Filled]) -> Callable[[AnySlots, str], Filled]:
    """A slot of the same words is filled once in a sentence, although many rows and guesses ask for it."""

    def filled(slots: AnySlots, slot: str) -> Filled:
        key = (type(slots), slots.key, slot)
        found = slots.finder.remembered.get(key)
        if not isinstance(found, Filled):
            found = slots.finder.remembered[key] = fill(slots, slot)
        return found

    return filled


def under(anchors: Sequence[Token], name: str) -> Iterator[Token]:
    """Heads of the phrases on the words whose preposition is the named one or stands for it."""
    wanted = _SYNONYMS.get(name, frozenset({name}))
    for anchor in anchors:
        yield from (head for preposition, head in phrases.prepositions(anchor) if preposition in wanted)


def first_named(finder: PartyFinder, heads: Iterable[Token], slot: str, *, is_judged: bool = False) -> Filled:
    """All parties named; failing that the first owner; failing that what lies deeper in the first phrase.

    `is_judged`: a verb finds it good or bad, so whom it harms is left out.
    """
    heads = list(heads)
    named = union(finder.parties(head) for head in heads)
    if named:
        return Filled(named, slot)
    for head in heads:  # "the bombing of Chad" is not Chad's
        is_harm = is_judged and harms.befalls(head, "of")
        if owned := finder.modifying(head) if is_harm else finder.owners(head):
            return Filled(union((owned, *_beyond(finder, head))), slot, Tie.OWNER)
    for head in heads:
        if nested := _nested(finder, head, _DEPTH, is_judged=is_judged):
            return Filled(nested, slot, Tie.NESTED)
    return NOBODY


def _beyond(finder: PartyFinder, head: Token) -> Iterator[Parties]:
    """Who else has a part in a border: the Chad of "on its frontier with Chad"."""
    if head.lemma_ in _BORDERS:
        yield from (finder.parties(head) for name, head in phrases.prepositions(head) if name == "with")


def _nested(finder: PartyFinder, head: Token, depth: int, *, is_judged: bool) -> Parties:
    """Parties in the phrases below the head: the Syria of "sites in Syria", the Iraq of "countries, including Iraq"."""
    if not depth or head.lemma_.lower() in ADVERSARIES:
        return ()
    near = phrases.prepositions(head)
    below = [o for name, o in near if name not in phrases.COMPARING and not (is_judged and harms.befalls(head, name))]
    below += harms.jurisdictions(head) if is_judged else ()
    for child in head.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ not in SOUGHT:
            below += [*phrases.prepositions_and_objects(child)]
        elif child.pos_ == "ADJ" and child.i > head.i:  # "militants loyal to the Syrian leader"
            below += [o for _, o in phrases.prepositions(child)]
    if finder.sector(head) is not None:  # "accused by experts of arming Chad": what follows is no part of them
        below = [o for o in below if o.tag_ != "VBG"]
    for inner in below:
        if (
            found := finder.parties(inner)
            or finder.owners(inner)
            or _nested(finder, inner, depth - 1, is_judged=is_judged)
        ):
            return found
    return ()


def inferred(parties: Iterable[ActorMention]) -> Parties:
    """The parties as such whom the sentence does not name there."""
    return tuple(replace(party, is_inferred=True) for party in parties)


def union(groups: Iterable[Parties]) -> Parties:
    """All parties of the groups, the first mention of each country or body."""
    first: dict[str, ActorMention] = {}
    for group in groups:
        for mention in group:
            first.setdefault(mention.iso3, mention)
    return tuple(first.values())


def may_be_recipient(slot: str, event_type: str, row_slots: Sequence[str], default: Sequence[str]) -> bool:
    """Whether a place phrase may fill the recipient: where the row asks for it, or the event is about territory."""
    return slot not in PLACE_SLOTS or event_type in TERRITORIAL or tuple(row_slots) != tuple(default)


def excluding(filled: Filled, other: Filled) -> Filled:
    """The parties that do not stand on the other side already: nobody acts toward himself."""
    if not (filled.parties and other.parties):
        return filled
    known = {m.iso3 for m in other.parties}
    left = Filled(tuple(m for m in filled.parties if m.iso3 not in known), filled.slot, filled.tie)
    if filled and not left and (trace := current_trace()) is not None:
        trace.exclude(filled)
    return left
