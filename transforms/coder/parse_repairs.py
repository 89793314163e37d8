"""What the parser is known to attach wrongly, put right before anything is read off the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.coder.phrases import FINITE, is_subject
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_GERUND = frozenset({"VBG"})
_BARE = frozenset({"VB", "VBG"})
_SUMMONED = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "attache", "representative", "affaires"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ADDRESSING = words(
    "tell meet receive assure inform greet welcome host urge ask brief praise thank warn advise remind promise press "
    "lobby honour honor reassure notify entertain fete question interview criticise criticize rebuke quote see"
)
_GUESTS = words(
    "official officer envoy delegate delegation minister president premier chancellor leader diplomat "
    "ambassador secretary chief commander general admiral king queen prince emir senator congressman lawmaker "
    "legislator parliamentarian businessman executive banker dignitary team mission guest counterpart"
)


def repair(tokens: Sequence[Token]) -> None:
    """Changes labels and heads of the tokens of one sentence in place."""
    _part(tokens)
    for token in tokens:
        if token.lower_ == "in" and token.dep_ == "prep" and token.head.lemma_ == "call":
            _join(token)
        if token.lower_ == "visiting":
            _qualify(token)
        if (first := _first_of_series(token)) is not None:
            token.dep_, token.tag_ = "conj", first.tag_
            _move(token, first)
        if token.dep_ == "ccomp" and token.i < token.head.i:
            _invert(token.head)
        first = _first_of_kind(token) if token.dep_ == "conj" else _told_beside(token)
        if first is not None:
            _move(token, first)


def _part(tokens: Sequence[Token]) -> None:
    """What a semicolon parts is two assertions, where the parser takes the first for what the second says."""
    for at in (token.i for token in tokens if token.text == ";"):
        for token in tokens:
            if token.dep_ == "ccomp" and min(token.i, token.head.i) < at < max(token.i, token.head.i):
                token.dep_ = "parataxis"


def _first_of_kind(verb: Token) -> Token | None:
    """The verb above in the same form, where the one that it was joined to has another: "asked it to stop and left"."""
    if any(c.dep_ in _AUXILIARIES for c in verb.children):
        return None
    joined = verb.head
    if verb.tag_ in FINITE and joined.tag_ in _BARE and all(c.tag_ != "MD" for c in joined.children):
        form = {verb.tag_} if verb.tag_ == "VBD" else FINITE - {"VBD"}
    elif verb.tag_ in _GERUND and joined.tag_ in FINITE | {"VBN"}:
        form = set(_GERUND)
    else:
        return None
    return next((above for above in joined.ancestors if above.tag_ in form), None)


def _told_beside(verb: Token) -> Token | None:
    """The verb that a participle behind a comma goes with, not what that asks for: "asked it to go, accusing it"."""
    asked = verb.head
    is_beside = verb.tag_ in _GERUND and verb.dep_ == "advcl" and asked.tag_ == "VB" and asked.i < verb.i
    if not is_beside or not any(c.lower_ == "to" and c.dep_ == "aux" for c in asked.children):
        return None
    if all(c.lower_ != "," or not asked.i < c.i < verb.i for c in asked.children):
        return None
    return next((above for above in asked.ancestors if above.tag_ in FINITE | {"VBN"}), None)


def _invert(report: Token) -> None:
    """Makes who stands behind a quotation's verb its subject: the minister of '"Chad lies," warned the minister'."""
    behind = [c for c in report.children if c.dep_ == "dobj" and c.i > report.i]
    is_told = any(c.dep_ == "punct" and c.i == report.i - 1 for c in report.children)
    if is_told and report.tag_ in FINITE and len(behind) == 1 and all(not is_subject(c) for c in report.children):
        behind[0].dep_ = "nsubj"


def _join(preposition: Token) -> None:
    """Takes the "in" of "called in the envoy" for a part of the verb."""
    verb = preposition.head
    people = [c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in _SUMMONED]
    if preposition.i != verb.i + 1 or not people:
        return
    preposition.dep_ = "prt"
    for word in people:
        word.dep_ = "dobj"
        _move(word, verb)


def _first_of_series(verb: Token) -> Token | None:
    """The verb that a series goes on from behind a comma: "smashed two brigades, killed or wounded 50 men and left"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "dobj" or noun.head.tag_ != "VBD":
        return None
    is_behind_comma = any(c.lower_ == "," and c.i == verb.i - 1 for c in noun.children)
    acts = (c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBD")
    is_series = any(o.dep_ == "dobj" for c in acts for o in c.children)
    return noun.head if is_behind_comma and is_series else None


def _qualify(visiting: Token) -> None:
    """Hangs the "visiting" of "told visiting envoys that" on the guests, where it was taken for what somebody does."""
    above = visiting.head
    guests = [c for c in visiting.children if c.dep_ == "dobj"]
    if not guests or above.i != visiting.i - 1:
        return
    guest = guests[0]
    is_told = visiting.dep_ in {"xcomp", "advcl", "ccomp"} and above.lemma_ in _ADDRESSING
    is_behind = visiting.dep_ == "pcomp" and guest.lemma_.lower() in _GUESTS
    if not is_told and not is_behind:
        return
    guest.dep_ = "dobj" if is_told else "pobj"
    for word in [c for c in visiting.children if c.i > guest.i and c != guest]:
        _move(word, above)
    _move(guest, above)
    _move(visiting, guest)
    visiting.dep_ = "amod"


def _move(token: Token, head: Token) -> None:
    """Hangs a word, with the "and" before it, on another head."""
    links = [c for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
    for word in (*links[-1:], token):
        word.head.children.remove(word)
        word.head = head
        head.children.append(word)
    head.children.sort(key=lambda child: child.i)
