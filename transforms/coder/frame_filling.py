"""What verbs and nouns share on the way from a row to a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from transforms.coder.frames import Frame, make_frame
from transforms.coder.guesses import Guess
from transforms.coder.noun_slots import NounSlots
from transforms.coder.predicates import Predicate
from transforms.coder.roles import NOBODY, Filled, Parties, Tie, excluding, inferred, may_be_recipient
from transforms.coder.verb_slots import VerbSlots

if TYPE_CHECKING:
    from transforms.coder.parse import Token

DEFINITE = frozenset({"the", "this", "these", "those"})
_FORUMS = frozenset({"UNO", "IGO"})  # bodies before which states accuse each other
_BEFORE = frozenset({"to", "with", "before", "at", "iobj"})  # slots in which a forum stands
Found = TypeVar("Found")
Fill = Callable[[Guess], Frame | None]  # the frame of a word, its open side told by a guess


def kept(find: Callable[[], Found]) -> Callable[[], Found]:
    """Finds something when it is first asked for, and once."""
    answers: list[Found] = []

    def answer() -> Found:
        if not answers:
            answers.append(find())
        return answers[0]

    return answer


def first(frames: Iterable[Frame | None]) -> Frame | None:
    """The first frame that there is."""
    return next((frame for frame in frames if frame is not None), None)


def first_filled(slots: VerbSlots | NounSlots, names: tuple[str, ...]) -> Filled:
    """The first of the slots in which somebody stands."""
    return next((filled for name in names if (filled := slots.fill(name))), NOBODY)


def recipient(slots: VerbSlots | NounSlots, row: Predicate, actor: Filled, default: tuple[str, ...]) -> Filled:
    """Who stands in the recipient's slots of the row and not on the actor's side already."""
    nested = NOBODY  # what stands deeper in one slot gives way to what is meant in another
    for slot in row.recipient:
        if slot != actor.slot and may_be_recipient(slot, row.event_type, row.recipient, default):
            filled = excluding(slots.fill(slot), actor)
            if filled and filled.tie < Tie.NESTED:
                return filled
            nested = nested or filled
    return nested


def forum(row: Predicate, found: Filled) -> Parties:
    """The bodies before which somebody is accused, who are not accused: "lodged a protest with the UN"."""
    is_forum = row.event_type == "ACCUSE" and found.slot in _BEFORE and {p.iso3 for p in found.parties} <= _FORUMS
    return found.parties if is_forum else ()


def told_frame(row: Predicate, words: tuple[Token, ...], told: tuple[Parties, Parties]) -> Frame | None:
    """The frame of an event whose sides are those of one that the story told before."""
    actors, recipients = map(inferred, told)
    return make_frame(row, words, Filled(actors, "told", Tie.LOOSE), Filled(recipients, "told", Tie.LOOSE))
