"""Times of clauses, read off the parse: which of them share a time, which come first, where a date hangs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Span, Token

VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL_LINKS = words("dobj pobj prep nsubjpass nsubj attr agent appos conj npadvmod")
_ADNOMINAL = frozenset({"compound", "nmod", "amod", "poss", "prep", "advmod", "npadvmod"})
_AFTER = frozenset({"after", "following", "since"})
_APART = frozenset({"because", "although", "though", "if", "unless", "until", "before", "since", "that", "whereas"})
# nouns whose day is that of what is done at or during them
MEETINGS = words("visit meeting talk talks summit conference trip tour mission")
OCCASIONS = MEETINGS | words(
    "session ceremony call conversation speech interview statement "
    "briefing attack raid strike clash battle operation bombing shooting exercise drill incident"
)
_TEMPORAL = frozenset({"on", "in", "at", "during", "since", "by", "until", "from"})
_AT = frozenset({"at", "during", "in", "on", "amid"})
# verbs that only say when their noun was: "the visit, which began on Monday", "talks held on Monday"
OCCURRING = words(
    "begin start open occur happen hold take conduct launch sign end conclude make pay place impose stage set schedule "
    "plan"
)
# nouns in which something is said or laid down, on the day when they appeared: "said in a statement issued on Monday"
ISSUED = words("publish issue release post sign date broadcast air adopt pass conclude print")
_ENDS = words("end conclusion close conclude finish complete wrap")


class Crossing(Enum):
    """What lies between an event and the clause above it that is dated; none where the event itself is dated."""

    NONE = 0
    CLAUSE = 1  # "met on Monday, signing": one time for both
    PURPOSE = 2  # "left on Monday to meet": the day of setting out
    DECISION = 3  # "agreed on Monday to meet": the day of the agreement, not of the meeting


def root_of(span: Span, doc: Parse) -> Token:
    """The word by which a date hangs in its sentence: its preposition, which the parser ties better than a name."""
    before = doc[span.start - 1] if span.start else span.root
    return before if before.pos_ == "ADP" and before.lower_ in _TEMPORAL else span.root


def path(token: Token) -> Iterator[Token]:
    """The token and its governors below the root."""
    below = token
    while below.head != below:
        yield below
        below = below.head


def stands_apart(below: Token, above: Token) -> bool:
    """Whether the clause of `below` has a time of its own: a relative clause, or one that gives a reason or a claim."""
    if below.dep_ == "relcl" or (below.dep_ == "acl" and below.tag_ == "VBN"):
        return True
    if below.dep_ in {"ccomp", "parataxis"} and below.tag_ not in {"VB", "VBG"} and above.pos_ in VERBAL:
        return True
    if below.dep_ == "conj" and below.pos_ in VERBAL and above.pos_ in VERBAL:
        return not _is_same_time(below, above)
    marks = {c.lower_ for c in below.children if c.dep_ in {"mark", "advmod"}}
    return below.dep_ == "advcl" and bool(marks & _APART)


def _is_same_time(below: Token, above: Token) -> bool:
    """ "Met on Monday and signed": coordinated verbs of one tense share a date, "met and will sign" do not."""
    helpers = [c for c in below.children if c.dep_ in {"aux", "auxpass"}]
    is_other = any(c.tag_ == "MD" or c.lemma_ == "have" for c in helpers)
    return not is_other and (below.tag_ == above.tag_ or {below.tag_, above.tag_} <= {"VBD", "VBN"})


def crossing_of(below: Token, above: Token) -> Crossing | None:
    """What an infinitive means to the verb above it; None for any other word."""
    if below.pos_ not in VERBAL or below.tag_ != "VB" or above.pos_ not in {*VERBAL, "NOUN"}:
        return None
    if below.dep_ == "advcl":
        return Crossing.PURPOSE
    is_past = above.tag_ in {"VBD", "VBN"} and not any(c.tag_ in {"VBZ", "VBP"} for c in above.children)
    return Crossing.DECISION if is_past or above.pos_ == "NOUN" else Crossing.CLAUSE


def comes_after(below: Token, above: Token) -> bool:
    """Whether what is above came after what is below: "talks followed the raid", "protested after the raid"."""
    if below.dep_ in {"pobj", "pcomp"} and above.lower_ in _AFTER:
        return True
    if below.dep_ == "dobj" and above.lemma_ == "follow":
        return True
    return below.dep_ == "advcl" and any(c.lower_ == "after" for c in below.children if c.dep_ in {"mark", "prep"})


def hangs_on(anchor: Token, own: set[int]) -> bool:
    """Whether only nouns and prepositions, none of "after" or "since", stand between the anchor and the event."""
    below = anchor
    while below.head != below:
        if below.dep_ not in _NOMINAL_LINKS:
            return False
        if below.pos_ == "ADP" and (below.lower_ in _AFTER or below.lower_ in {"before", "over", "of"}):
            return False
        below = below.head
        if below.i in own:
            return True
        if below.pos_ in VERBAL:
            return False
    return False


def is_within(noun: Token, own: set[int]) -> bool:
    """Whether the noun stands in a phrase "in", "under" or "at" of the event's words."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "under", "at", "by"} and noun.head.head.i in own


def is_occasion(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.lemma_.lower() in OCCASIONS and noun.head.lower_ in _AT


def speaks_of_occasion(trigger: Token, carriers: Sequence[Token]) -> bool:
    """Whether the clause says "during the visit", "at their talks": an occasion that the story has spoken of."""
    above = [token for token in trigger.ancestors if token.pos_ in VERBAL][:2] if trigger.tag_ == "VB" else []
    for word in (trigger, *carriers, *above):
        for preposition in word.children:
            if preposition.dep_ == "prep" and preposition.lower_ in {"during", "at"}:
                nouns = [c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in OCCASIONS]
                if any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for n in nouns for c in n.children):
                    return True
    return False


def is_ending(word: Token) -> bool:
    """Whether the event's end is told of: "at the end of the visit", "after a visit", "ended a visit"."""
    above = word.head
    if word.dep_ == "pobj":
        return above.lower_ in _AFTER or (above.lower_ == "of" and above.head.lemma_.lower() in _ENDS)
    return word.lemma_ in _ENDS or (word.dep_ == "dobj" and above.lemma_ in _ENDS)


def modified(token: Token) -> Token:
    """The verb or noun that a date phrase hangs on."""
    above = token
    while above.head != above:
        above = above.head
        is_acronym = above.text.isupper() and len(above) > 2  # parsers take unknown ones for verbs
        if (above.pos_ in VERBAL and not is_acronym) or (above.pos_ in {"NOUN", "PROPN"} and above.dep_ != "pobj"):
            return above
        if above.pos_ == "NOUN" and above.dep_ == "pobj" and token.dep_ in _ADNOMINAL:
            return above
    return above


def dates_main_clause(token: Token, *, is_attributive: bool) -> bool:
    """Whether the date is the main clause's: only phrases, and verbs coordinated or reported, lead up to the root.

    A date inside a noun phrase counts where that is the clause's subject or object ("a visit on Monday"), one that
    belongs to its noun where the noun is an occasion ("at Monday's meeting").
    """
    below, is_occasion = token, False
    while below.head != below:
        if below.pos_ in {"NOUN", "PROPN"} and below != token and below.dep_ == "pobj":
            is_occasion = is_occasion or below.lemma_.lower() in OCCASIONS
            if not is_occasion:
                return False
        is_phrase = below == token or below.dep_ in {"prep", "pobj", "npadvmod", "advmod", "nmod", "dep"}
        is_issued = below.dep_ == "acl" and below.lemma_ in ISSUED
        is_occasion = is_occasion or is_issued
        is_main = below.pos_ in VERBAL and below.dep_ in {"conj", "ccomp", "xcomp", "parataxis"}
        if not is_phrase and not is_main and not is_issued:
            is_part = below.dep_ in {"dobj", "attr", "nsubj", "nsubjpass"} and below.head.head == below.head
            return is_part and not is_attributive
        below = below.head
    return is_occasion or not is_attributive
