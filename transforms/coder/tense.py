"""How a sentence tells of an event: as over, as going on, as over before the story's time, as a habit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_VERBAL = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_HABIT = words(
    "often repeatedly regularly frequently always usually sometimes occasionally traditionally historically "
    "periodically routinely constantly continually consistently long previously once formerly typically generally "
    "persistently"
)
_NOT_NOW = words(
    "previous earlier past former prior old long-standing longstanding frequent repeated periodic historic historical "
    "recent regular occasional traditional ancient"
)


_ABOUT = frozenset({"over", "about", "despite", "against"})


class Tense(Enum):
    """How an event is told.

    OPEN is neither past nor present: a bare infinitive, a modal. HABIT has happened often, on no day of its own. ASIDE
    is past in a clause that only tells which thing is meant ("fishermen who were seized"), or named as the object of
    something else ("talk of a promise").
    """

    PAST = 1
    PRESENT = 2
    PERFECT = 3
    PLUPERFECT = 4
    HABIT = 5
    OPEN = 6
    ASIDE = 7


def tense_of(trigger: Token, carriers: Sequence[Token]) -> Tense:
    """How the words that carry an event tell of it; an infinitive is told as the verb above it is."""
    verbs = [word for word in carriers if word.pos_ in _VERBAL]
    if not verbs:
        return _noun_tense(trigger)
    if all(verb.tag_ == "VB" for verb in verbs):
        verbs = [a for a in trigger.ancestors if a.pos_ in _VERBAL and a.tag_ != "VB"][:1]
    if any(_is_habit(verb) for verb in (*verbs, trigger)):
        return Tense.HABIT
    tense = _tense_of_tags(verbs) if verbs else Tense.OPEN
    return Tense.ASIDE if tense is Tense.PAST and _identifies(verbs[0]) else tense


def _noun_tense(noun: Token) -> Tense:
    """A noun is told as its clause is, but asserts what it names even where that clause is about the future."""
    if any(child.lemma_.lower() in _NOT_NOW for child in noun.children if child.dep_ == "amod"):
        return Tense.HABIT
    if noun.dep_ == "pobj" and noun.head.lower_ in _ABOUT:
        return Tense.ASIDE
    verb = phrases.governor(noun)
    while verb is not None and verb.pos_ not in _VERBAL:
        verb = phrases.governor(verb)
    if verb is None:
        return Tense.PAST
    if _is_habit(verb):
        return Tense.HABIT
    tense = _tense_of_tags([verb])
    return Tense.PAST if tense is Tense.OPEN else tense


def _tense_of_tags(verbs: Sequence[Token]) -> Tense:
    helpers = [c for verb in verbs for c in _helpers(verb)]
    tags = {word.tag_ for word in (*verbs, *helpers)}
    is_participle = any(verb.tag_ == "VBN" for verb in verbs) or any(c.lower_ == "been" for c in helpers)
    has = next((c for c in helpers if c.lemma_ == "have" or c.lower_ in {"'ve", "’ve"}), None)
    if has is not None and is_participle:
        return Tense.PLUPERFECT if has.tag_ == "VBD" or has.lower_ == "had" else Tense.PERFECT
    if "MD" in tags:
        return Tense.OPEN
    return Tense.PAST if tags & {"VBD", "VBN"} else Tense.PRESENT


def _helpers(verb: Token) -> Iterator[Token]:
    """Auxiliaries of a verb, or of the verb that it is coordinated with: "has met X and signed Y"."""
    own = [c for c in verb.children if c.dep_ in _AUXILIARY]
    if own or verb.dep_ != "conj" or verb.tag_ != "VBN":
        yield from own
    elif verb.head.pos_ in _VERBAL and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        yield from _helpers(verb.head)


def _identifies(verb: Token) -> bool:
    """Whether the verb stands in a relative clause or a participle that tells its noun from others."""
    while verb.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        verb = verb.head
    return verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def _is_habit(verb: Token) -> bool:
    if verb.dep_ == "xcomp" and verb.head.lower_ == "used":  # "used to meet twice a year"
        return True
    if any(child.lower_ in _HABIT for child in verb.children if child.dep_ in {"advmod", "npadvmod"}):
        return True
    objects = (child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"})
    return any(c.lower_ in {"repeated", "successive"} for noun in objects for c in noun.children)
