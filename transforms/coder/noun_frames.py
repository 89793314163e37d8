"""Frames of nouns: "the withdrawal of US troops from Iraq", "a visit to Lima", "talks between Peru and Chile"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder import harms, no_deeds, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.answers import ASKED
from transforms.coder.frame_filling import DEFINITE, Fill, first, first_filled, kept, recipient, told_frame
from transforms.coder.frames import DEEDS, Frame, make_frame
from transforms.coder.guesses import Guess, StoryOther, may_tell_actor, may_tell_recipient
from transforms.coder.noun_slots import NounSlots
from transforms.coder.predicates import NOUN_RECIPIENT, Predicate
from transforms.coder.roles import NOBODY, Filled, Parties, excluding
from transforms.coder.wording import Wording

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PLANNING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})  # types of nouns that say what is to be done

_MEETING = "CONSULT"


class NounFrames:
    """Fills the rows of nouns; one object for a codebook."""

    def __init__(self, wording: Wording, light: frozenset[str]) -> None:
        self._wording = wording
        self._light = light

    def filler(self, noun: Token, finder: PartyFinder) -> Fill:
        """Fills the first row of the noun that fits."""
        slots = NounSlots(noun, finder, self._light, self._wording)
        fitting = [r for r in self._wording.rows("noun", noun) if not no_deeds.is_not_given(r.event_type, noun)]
        worded = [(r, w) for r in fitting if (w := self._wording.noun_words(r, noun))]
        rows = [_fill_noun(row, words, slots) for row, words in worded]
        return lambda guess: first(fill(guess) for fill in rows)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a sentence says of a noun's row: the words that carry it, and its sides, open ones for guesses."""

    words: tuple[Token, ...]
    actor: Filled
    others: Filled
    is_open: bool = False


def _fill_noun(row: Predicate, words: tuple[Token, ...], slots: NounSlots) -> Fill:
    """Makes the row's frame of what the sentence says, which is read once, if at all, and of what a guess adds."""
    stated = kept(lambda: _stated(row, words, slots))
    return lambda guess: _frame_of(row, words, slots, stated(), guess)


def _stated(row: Predicate, words: tuple[Token, ...], slots: NounSlots) -> _Stated:
    between = slots.fill("between")
    actor = first_filled(slots, tuple(slot for slot in row.actor if slot != "of" or not slots.is_on_behalf()))
    if len(between.parties) > 1 and (row.is_reciprocal or not (actor or slots.carried_subject())):
        return _Stated(words, between, NOBODY)
    if slots.copula or slots.apposed:  # "Peru is Chile's biggest supplier": the subject acts on the possessor
        actor = slots.carried_subject() or actor
        others = excluding(slots.fill("poss"), actor) or recipient(slots, row, actor, NOUN_RECIPIENT)
        return _Stated(words, actor, others)
    if not actor or (row.is_reciprocal and slots.light is not None and actor.slot != "poss"):
        actor = slots.carried_subject() or actor
    others = recipient(slots, row, actor, NOUN_RECIPIENT)
    if not others and row.event_type in _PLANNING:
        others = excluding(slots.planned(), actor)
    if not others and actor and row.event_type in ASKED:
        others = excluding(slots.answering(), actor)
    if not actor and (row.is_reciprocal or row.event_type not in DEEDS):
        actor = excluding(slots.partaking_subject(), others)
    elif row.is_reciprocal and not others and len(actor.parties) == 1:
        others = excluding(slots.partaking_subject(), actor)
    if not others and row.event_type == _MEETING:
        others = excluding(slots.host(), actor)
    is_open = not phrases.looks_elsewhere((slots.noun, slots.noun.head))
    return _Stated(words if slots.light is None else (*words, slots.light), actor, others, is_open=is_open)


def _frame_of(
    row: Predicate, words: tuple[Token, ...], slots: NounSlots, stated: _Stated, guess: Guess
) -> Frame | None:
    actor, others, noun = stated.actor, stated.others, stated.words[0]
    if stated.is_open:
        is_told = bool(others) or (row.is_reciprocal and len(actor.parties) > 1)
        if not is_told and may_tell_recipient(guess, row.event_type):
            others = guess(noun, actor)
        if not actor and may_tell_actor(guess):
            actor = _but_judges(guess(noun, others), slots) if row.event_type in DEEDS else guess(noun, others)
        if not actor and not others and isinstance(guess, StoryOther):
            return _told_before(row, words, slots.told(row.event_type))
    return make_frame(row, stated.words, actor, others)


def _but_judges(guessed: Filled, slots: NounSlots) -> Filled:
    """Who may have done it: not who condemns it."""
    starts = {m.start for m in guessed.parties}
    spans = (span for span in slots.finder.spans if span.match.start in starts)
    is_judge = any(harms.is_judge_of(slots.finder.doc[span.head], slots.noun) for span in spans)
    return NOBODY if is_judge else guessed


def _told_before(row: Predicate, words: tuple[Token, ...], told: tuple[Parties, Parties]) -> Frame | None:
    """The frame of an event that the story has told: "the visit", "the two-day meeting"."""
    if not any(child.lower_ in DEFINITE for child in words[0].children):
        return None
    return told_frame(row, words, told)
