"""What people agree to: deeds to come, which bind them, or opinions, which bind nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_AGREEING = frozenset({"agree", "concur", "accept"})
_BINDING = words("will wo would 'd ’d should shall must")
_ALLOWING = frozenset({"can", "could", "may"})
_DOUBTING = words("likely probably possibly perhaps presumably")
_OWING = words("have need ought")  # "agreed that more needs to be done"
_OPPOSING = words(
    "fight combat battle counter tackle crush defeat confront eradicate destroy quell suppress subdue neutralise "
    "neutralize hunt"
)
_FIGHTS = words("fight battle struggle war campaign effort action operation offensive drive front alliance")
_AGAINST = frozenset({"against", "on"})
_ABOUT = frozenset({"on", "about", "over", "concerning", "regarding"})
_DISCUSSING = words(
    "share exchange swap pool cooperate co-operate coordinate co-ordinate collaborate consult confer talk discuss "
    "negotiate cooperation co-operation coordination collaboration consultation talks discussion negotiation dialogue "
    "intelligence information data evidence view note position statement document paper conference meeting report file"
)


def is_opinion(verb: Token) -> bool:
    """Whether those who agree only hold something for true: "agreed that Chad is poor", "was likely to lose"."""
    if verb.lemma_ not in _AGREEING:
        return False
    said = [c for c in verb.children if c.dep_ == "ccomp" and not phrases.is_infinitive(c) and _is_said(c)]
    is_allowed = any(c.lower_ in _ALLOWING for clause in said for c in clause.children if c.dep_ == "aux")
    return bool(said) and not is_allowed and not any(_binds(part) for c in said for part in (c, *_joined(c)))


def _joined(clause: Token) -> Iterator[Token]:
    return (c for c in clause.children if c.dep_ == "conj")


def _is_said(clause: Token) -> bool:
    """Whether it has a subject, or one that the parser took for who agrees: "the plan agreed on Friday is bad"."""
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for c in clause.children)
    return has_subject or clause.tag_ in {"VBZ", "VBP"}


def _binds(clause: Token) -> bool:
    """Whether the clause says what is to be: "will be paid", "should be moved", "more needs to be done", "be paid"."""
    if any(c.lemma_.lower() in _DOUBTING for c in clause.children):
        return False
    is_owed = clause.lemma_ in _OWING and any(c.dep_ == "xcomp" for c in clause.children)
    helpers = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
    is_bare = clause.tag_ == "VB" and not helpers
    is_bidden = any(c.lower_ == "be" for c in helpers) and all(c.tag_ != "MD" for c in helpers)
    return is_owed or is_bare or is_bidden or any(c.lower_ in _BINDING for c in helpers)


def is_topic(preposition: Token) -> bool:
    """Whether a phrase names what friends deal with, who is no side of it: "to share intelligence on Chad"."""
    near = {preposition.head.lemma_.lower(), *(c.lemma_.lower() for c in preposition.head.children if c.dep_ == "dobj")}
    return preposition.lower_ in _ABOUT and not near.isdisjoint(_DISCUSSING)


def is_common_fight(deed: Token) -> bool:
    """Whether a word tells of a fight that friends may plan: "to combat them", "the war on them"."""
    if deed.pos_ == "VERB":
        return deed.lemma_.lower() in _OPPOSING
    below = (c.lower_ for c in deed.children if c.dep_ == "prep")
    return deed.lemma_.lower() in _FIGHTS and any(name in _AGAINST for name in below)
