"""What somebody asks, offers, threatens or charges, told by a noun, and who answers it: "Togo met Chad's request"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

ASKED = frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE"})  # types of what is answered
ANSWERS = frozenset({"REJECT", "AGREE", "SUPPORT", "CONCEDE"})
_ANSWERED_BY = frozenset({"to", "of", "down", "off", "aside", "from", "with"})  # "agreed to", "brushed off"
_ANSWERING = words(
    "reject refuse decline dismiss rebuff spurn snub ignore disregard deny turn brush shrug wave shun rule veto resist "
    "accept agree grant meet heed honour honor answer respond reply bow yield accede consent comply approve welcome "
    "consider study weigh receive face defy oppose scorn deride laugh acknowledge fulfil fulfill satisfy "
    "rejection refusal acceptance dismissal denial"
)
_MOVING = words(
    "request insistence urging behest invitation instigation prompting suggestion bidding demand plea appeal"
)


def is_moving(noun: Token) -> bool:
    """Whether the noun tells at whose wish something is done: "sent troops at Chad's request"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"at", "upon"} and noun.lemma_.lower() in _MOVING


def answering(noun: Token) -> Token | None:
    """The word that answers what the noun says: the agreed of "agreed to Chad's demand", "rejection of the offer"."""
    if is_moving(noun):
        return next((above for _, above in phrases.ancestors(noun) if above.pos_ == "VERB"), None)
    is_object = noun.dep_ in {"dobj", "nsubjpass"}
    above = phrases.governor(noun) if is_object or _is_behind(noun) else None
    return above if above is not None and above.lemma_ in _ANSWERING else None


def _is_behind(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in _ANSWERED_BY
