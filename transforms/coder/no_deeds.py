"""Words that a row fits where no such deed is told: a class of people, a lesser trade, a text turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_SEEKERS = words("seeker applicant migrant refugee claimant candidate asylum-seeker")
_BUYING = words("buy import purchase order acquire")
_LESS = frozenset({"less", "fewer"})
_TEXTS = words("resolution motion statement text draft bill measure letter vote declaration communique communiqué")
_TURNING_DOWN = words("oppose reject abstain block veto shelve resist defeat decline refuse withdraw drop quash kill")
_AGAINST = frozenset({"against", "down"})
# what is owed or sought is not given: "owes Danish banks two billion in loans"
_BORROWING = words("take borrow raise obtain contract")
_OWING = words("owe repay rid seek demand request want need apply lack await default refinance")
_GRANTED = frozenset({"CONCEDE", "RETREAT", "AID", "COOPERATE", "SUPPORT"})
_DEMANDS = words("condition demand insistence requirement proviso stipulation recommendation suggestion request")
_NEEDED = words("important essential vital imperative crucial necessary advisable desirable urgent")
_HOLDING = frozenset({"consider", "regard", "view", "see"})
_GLAD = frozenset({"pleased", "happy", "glad", "delighted", "grateful", "thankful"})
_STANCES = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
_BLAMING = words("condemn denounce deplore criticise criticize censure rebuke blame accuse chide chastise castigate")


def is_none(event_type: str, verb: Token) -> bool:
    """Whether the verb tells no event of the type here."""
    return any(event_type in types and holds(verb) for types, holds in _CHECKS)


def _is_of_blame(verb: Token) -> bool:
    """Whether what it passes or turns down blames somebody, who is no side of that: "vetoed a text condemning Chad"."""
    texts = (o for o in phrases.objects_below(verb) if o.lemma_.lower() in _TEXTS)
    voted = (o for _, o in phrases.prepositions(verb) if o.lemma_.lower() in _TEXTS)
    nobodys = [o for o in (*texts, *voted) if not any(c.i < o.i and c.text[:1].isupper() for c in o.children)]
    return any(c.dep_ == "acl" and c.lemma_ in _BLAMING for o in nobodys for c in o.children)


def _is_wish(verb: Token) -> bool:
    """Whether joy would follow if something were done: "would be pleased were Chad to pay"."""
    copula = verb.head if verb.dep_ == "acomp" else verb
    return verb.lemma_.lower() in _GLAD and any(c.lower_ in {"would", "'d", "’d"} for c in copula.children)


def _is_only_demanded(verb: Token) -> bool:
    """Whether it is what somebody else is to do: "on condition that Chad stop firing", "important that it pay"."""
    helpers = (c for c in verb.children if c.dep_ in {"aux", "auxpass"})
    is_bare = verb.tag_ in {"VB", "VBP"} and all(c.lower_ == "be" for c in helpers)
    above = verb.head.lemma_.lower()
    below = {c.lemma_.lower() for c in verb.head.children if c.dep_ == "acomp"}
    is_needed = verb.dep_ == "ccomp" and bool(_NEEDED & {above, *below})
    return is_bare and (is_needed or (verb.dep_ == "acl" and above in _DEMANDS and _has_that(verb)))


def _has_that(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def _is_class_of_people(verb: Token) -> bool:
    """Whether it only says what people they are: "deported two rejected asylum seekers"."""
    behind = (
        verb.head if verb.dep_ in {"amod", "compound"} else next((c for c in verb.children if c.dep_ == "dobj"), verb)
    )
    is_before = (
        verb.tag_ in {"VBN", "VBD", "JJ"} and verb.i < behind.i and not any(map(phrases.is_subject, verb.children))
    )
    between = (c for c in behind.children if verb.i < c.i < behind.i)
    return is_before and behind.lemma_.lower() in _SEEKERS and all(c.dep_ not in {"det", "poss"} for c in between)


def _is_lessened(verb: Token) -> bool:
    """Whether the trade shrinks: "will buy fewer Chadian cattle"."""
    below = (c for c in verb.children if c.dep_ == "dobj")
    return verb.lemma_ in _BUYING and any(m.lower_ in _LESS for c in below for m in (c, *c.children))


def _is_of_refused_text(verb: Token) -> bool:
    """Whether it stands in a text that is turned down: "voted against a resolution condemning Chad"."""
    text = verb.head
    if verb.dep_ not in {"acl", "relcl"} or verb.tag_ != "VBG" or text.lemma_.lower() not in _TEXTS:
        return False
    above = phrases.governor(text)
    if above is None:
        return False
    is_against = text.dep_ == "pobj" and text.head.lower_ in _AGAINST
    is_voted_down = any(c.lower_ in _AGAINST for c in above.children if c.dep_ == "prt")
    return is_against or is_voted_down or above.lemma_ in _TURNING_DOWN


def _is_as_opposed(verb: Token) -> bool:
    """Whether it only sets one beside another: "Danish banks, as opposed to Chadian ones"."""
    return verb.lower_ == "opposed" and any(c.lower_ == "as" for c in verb.children)


def _is_judged(verb: Token) -> bool:
    """Whether it says what something is held for: "considers the pact as dead"."""
    return verb.lemma_ in _HOLDING and any(c.lower_ == "as" or c.dep_ in {"oprd", "ccomp"} for c in verb.children)


_CHECKS = (
    (frozenset({"AGREE"}), _is_judged),
    (_STANCES, _is_of_blame),
    (frozenset({"SUPPORT"}), _is_wish),
    (_GRANTED, _is_only_demanded),
    (frozenset({"REJECT"}), _is_class_of_people),
    (frozenset({"ACCUSE", "REJECT"}), _is_as_opposed),
    (frozenset({"COOPERATE"}), _is_lessened),
    (frozenset({"ACCUSE"}), _is_of_refused_text),
)


def is_not_given(event_type: str, noun: Token) -> bool:
    """Whether help is only owed or sought: the loans of "owes Danish banks two billion in loans"."""
    if event_type != "AID":
        return False
    verb = next((a for _, a in phrases.ancestors(noun) if a.pos_ in {"VERB", "AUX"} or a.lemma_ == "rid"), None)
    if verb is None or phrases.is_subject(noun):
        return False
    is_borrowed = verb.lemma_ in _BORROWING and noun.dep_ == "dobj" and noun.lemma_.lower() in {"loan", "credit"}
    return is_borrowed or verb.lemma_ in _OWING
