"""What the parser is known to attach wrongly, put right before anything is read off the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.coder.parse import hang
from transforms.coder.phrases import FINITE, RELATIVES, has_comma_before, is_subject
from transforms.coder.word_repairs import mend_word
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_REPORTING = words("say announce warn claim declare state report add confirm insist disclose reveal complain note")
_GERUND = frozenset({"VBG"})
_BARE = frozenset({"VB", "VBG"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


def repair(tokens: Sequence[Token]) -> None:
    """Changes labels and heads of the tokens of one sentence in place."""
    _part(tokens)
    for token in tokens:
        mend_word(token, tokens)
        _mend_clause(token)


def _mend_clause(token: Token) -> None:
    """Where the verbs of clauses are known to be hung wrongly."""
    if token.lower_ in RELATIVES and token.dep_ == "pobj":
        _relate(token.head)
    if token.dep_ == "relcl" and (report := _report_above(token)) is not None:
        token.dep_ = "ccomp"
        hang(token, report)
    if token.dep_ == "advcl" and token.tag_ == token.head.tag_ == "VBD":
        _turn(token)
    if (first := _first_of_series(token)) is not None:
        token.dep_, token.tag_ = "conj", first.tag_
        hang(token, first)
    if token.dep_ == "ccomp" and token.i < token.head.i:
        _invert(token.head)
    first = _first_of_kind(token) if token.dep_ == "conj" else _told_beside(token)
    if first is not None:
        hang(token, first)


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


def _report_above(clause: Token) -> Token | None:
    """The verb whose report was hung on a phrase before it: the said of "said on a visit to Chad that it had paid"."""
    preposition = clause.head.head
    report = preposition.head
    is_that = any(c.lower_ == "that" and c.dep_ in {"mark", "dobj"} for c in clause.children)
    if not is_that or preposition.dep_ != "prep" or report.lemma_ not in _REPORTING:
        return None
    is_said = any(c.dep_ in {"ccomp", "dobj"} for c in report.children)
    return None if is_said or all(c.dep_ != "nsubj" for c in clause.children) else report


def _turn(verb: Token) -> None:
    """Makes the second of two verbs the one that tells: the wounded of "shells fired from Chad wounded two men"."""
    first, above = verb.head, verb.head.head
    subjects = [c for c in first.children if c.dep_ == "nsubj"]
    is_plain = all(c.dep_ not in {"mark", "aux", "auxpass", "advmod", "nsubj"} for c in verb.children)
    between = [c for c in first.children if first.i < c.i < verb.i]
    if verb.i < first.i or len(subjects) != 1 or not is_plain or not _may_be_participle(between):
        return
    subject, is_root = subjects[0], above == first
    for word in [c for c in first.children if c not in between and c != verb]:
        hang(word, verb)
    first.children.remove(verb)
    verb.dep_, verb.head = first.dep_, verb if is_root else above
    if not is_root:
        above.children[above.children.index(first)] = verb
    first.dep_, first.tag_, first.head = "acl", "VBN", subject
    subject.children.append(first)


def _may_be_participle(behind: Sequence[Token]) -> bool:
    """Whether nothing but phrases stands behind the verb, as behind a participle: "fired from Chad"."""
    return bool(behind) and all(c.dep_ in {"prep", "agent", "advmod", "npadvmod"} for c in behind)


def _relate(preposition: Token) -> None:
    """Hangs a clause that begins with "with which" on the noun before it: "Togo, with which it trades"."""
    verb = preposition.head
    if verb.dep_ != "advcl" or preposition.i > verb.i or not has_comma_before(preposition, verb.head):
        return
    before = (t for t in verb.head.subtree if t.i == preposition.i - 2 and t.pos_ in {"NOUN", "PROPN"})
    noun = next((t for t in before if verb not in t.ancestors), None)
    if noun is not None:
        verb.dep_ = "relcl"
        hang(verb, noun)


def _first_of_series(verb: Token) -> Token | None:
    """The verb that a series goes on from behind a comma: "smashed two brigades, killed or wounded 50 men and left"."""
    if _is_passive_in_series(verb):
        return verb.head
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "dobj" or noun.head.tag_ != "VBD":
        return None
    acts = (c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBD")
    is_series = any(o.dep_ == "dobj" for c in acts for o in c.children)
    return noun.head if is_series and has_comma_before(verb, noun) else None


def _is_passive_in_series(verb: Token) -> bool:
    """Whether it is the next of several things done: the driven of "were seized, driven to the border and released"."""
    first = verb.head
    is_behind = verb.dep_ == "advcl" and verb.tag_ == first.tag_ == "VBN" and verb.i > first.i
    if not is_behind or all(c.dep_ != "auxpass" for c in first.children):
        return False
    is_plain = all(c.dep_ not in {"aux", "auxpass", "mark", "nsubj"} for c in verb.children)
    later = [c for c in (*verb.children, *first.children) if c.dep_ == "conj" and c.i > verb.i]
    return has_comma_before(verb, first) and is_plain and any(c.tag_ in {"VBN", "VBD"} for c in later)
