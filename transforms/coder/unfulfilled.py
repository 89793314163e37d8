"""What was planned or conceivable and never came: dropped plans, "was to have met", "had they met"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PLANS = words("plan proposal idea intention scheme project threat bid attempt arrangement preparation")
_DROPPING = words("drop shelve scrap ditch axe abandon cancel bury scotch veto withdraw discard jettison")
_SHELVES = frozenset({"ice", "hold", "shelf"})
_MEANING = words("suppose mean due schedule expect plan intend slate set")
_HAPPENING = words("happen occur materialise materialize proceed")
_SLATED = words("set schedule slate plan fix pencil")
_FINITE_PRESENT = frozenset({"VBZ", "VBP", "MD"})


def is_counterfactual(verb: Token) -> bool:
    """Whether the clause tells what was not so: "had the talks failed", "would have blockaded it"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VBN" and any(c.lower_ == "would" for c in helpers) and any(c.lower_ == "have" for c in helpers):
        return True
    subject = next((c for c in verb.children if phrases.is_subject(c)), None)
    is_free = verb.dep_ in {"advcl", "ccomp"} and all(c.dep_ != "mark" for c in verb.children)
    had = next((c for c in helpers if c.lower_ == "had"), None)
    is_inverted = had is not None and subject is not None and had.i < subject.i < verb.i
    return verb.tag_ in {"VBN", "VBD"} and is_free and is_inverted


def is_unkept(below: Token, above: Token) -> bool:
    """Whether it was meant to be and was not: "was to have signed", "were supposed to have left"."""
    if not (phrases.is_infinitive(below) and phrases.is_perfect(below)):
        return False
    if above.lemma_ == "be":
        return above.tag_ == "VBD" and below.dep_ == "xcomp"
    helpers = (*above.children, *(above.head.children if above.pos_ == "ADJ" else ()), above.head)
    return above.lemma_.lower() in _MEANING and any(c.tag_ == "VBD" and c.lemma_ == "be" for c in helpers)


def is_dropped(plan: Token) -> bool:
    """Whether nothing comes of the plan: "dropped a plan to", "an idea that was shelved", "plans were put on ice"."""
    if plan.lemma_.lower() not in _PLANS or plan.dep_ not in {"dobj", "nsubjpass"}:
        return False
    verb = plan.head
    is_put_off = verb.lemma_ == "put" and any(
        name == "on" and place.lemma_ in _SHELVES for name, place in phrases.prepositions(verb)
    )
    return is_put_off or verb.lemma_ in _DROPPING


def is_said_to_take_place(noun: Token, verb: Token) -> bool:
    """Whether the verb only says of the noun that it comes about: "the visit will not take place", "will go ahead"."""
    if not phrases.is_subject(noun):
        return False
    said = {c.lower_ for c in verb.children if c.dep_ in {"dobj", "advmod", "prt", "acomp"}}
    is_phrase = (verb.lemma_ == "take" and "place" in said) or (verb.lemma_ == "go" and "ahead" in said)
    return is_phrase or verb.lemma_ in _HAPPENING


def is_slated(noun: Token) -> bool:
    """Whether a day is set for it: "a meeting, set for June, will show"."""
    is_set = any(
        c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _SLATED and any(d.lower_ == "for" for d in c.children)
        for c in noun.children
    )
    verb = phrases.governor(noun)
    is_now = verb is None or verb.tag_ in _FINITE_PRESENT or any(c.tag_ in _FINITE_PRESENT for c in verb.children)
    return noun.pos_ == "NOUN" and is_set and is_now
