"""Whom a clause tells to do something: "must withdraw", "it is up to Greece to", "hoped that Chad would"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.coder.clauses import objects
from transforms.coder.parse import Token, once
from transforms.coder.phrases import PLURAL, is_subject, prepositions
from transforms.coder.subclauses import complements
from transforms.coder.word_sets import words

_OBLIGATIONS = frozenset({"must", "should", "ought"})
_WISHING = frozenset({"hope", "hop", "wish", "trust", "pray"})  # "hop": what the model makes of "hoped"
_WISHED = frozenset({"would", "will", "could", "can"})
# "it is vital that Chad", "it is time for Chad to"
_NEEDED = words("important essential vital necessary crucial critical imperative urgent indispensable time")
_SEEING = frozenset({"see", "have"})  # "would like to see Chad leave"
_SINGULAR = frozenset({"NN", "NNP"})
_TELLING = words("tell inform notify warn advise remind assure order instruct")
_NEAR = 3  # words: "has now to leave"
_ITS = frozenset({"it", "its"})
_THEIRS = frozenset({"they", "their"})


@once
def debtors(verb: Token) -> tuple[Token, ...]:
    """Heads of the phrases that name who is to do what the verb's clause asks for; empty where it asks for nothing."""
    return tuple(head for clause in _clauses(verb) for head in _owing(clause, is_wished=verb.lemma_ in _WISHING))


def told_of(pronoun: Token) -> tuple[Token, ...]:
    """Whom a report tells that they must do something, or many of them anything: the Niger of "told Niger it must"."""
    subject = pronoun.head if pronoun.dep_ == "poss" else pronoun
    clause, report = subject.head, subject.head.head
    is_reported = is_subject(subject) and clause.dep_ == "ccomp" and report.lemma_ in _TELLING
    if not is_reported or pronoun.lower_ not in _ITS | _THEIRS:
        return ()
    if pronoun.lower_ in _THEIRS:
        return tuple(head for head in objects(report) if head.tag_ in PLURAL)
    return objects(report) if _is_owed(clause) else ()


def _clauses(verb: Token) -> Iterator[Token]:
    """The clauses that the verb takes, and what they would see done; the clause told "according to" somebody."""
    if verb.lower_ == "according":
        yield verb.head
    for clause in complements(verb):
        yield clause
        if clause.lemma_ in _SEEING and clause.tag_ == "VB":
            yield from complements(clause)


def _owing(clause: Token, *, is_wished: bool) -> Iterator[Token]:
    if clause.lemma_ == "be":
        yield from _needed(clause)
    if _is_owed(clause) or (is_wished and any(c.tag_ == "MD" and c.lower_ in _WISHED for c in clause.children)):
        yield from _subjects(clause)


def _needed(copula: Token) -> Iterator[Token]:
    """Of whom it is needed: "it is essential that Chad leave", "it is up to Chad to leave"."""
    for name, head in prepositions(copula):
        if name == "up to" and any(c.dep_ in {"xcomp", "advcl", "ccomp"} for c in copula.children):
            yield head
    said = [c for c in copula.children if c.dep_ in {"acomp", "attr"} and c.lemma_.lower() in _NEEDED]
    if said and any(c.lower_ == "it" for c in copula.children):
        below = (c for word in (copula, *said) for c in word.children)
        for clause in (c for c in below if c.dep_ in {"ccomp", "xcomp", "advcl", "relcl", "acl"}):
            yield from _subjects(clause)


def _subjects(clause: Token) -> Iterator[Token]:
    return (c for c in clause.children if is_subject(c))


def _is_owed(clause: Token) -> bool:
    """Whether a clause tells its subject what to do: "must withdraw", "needs to explain", "insists it withdraw"."""
    helpers = [c for c in clause.children if c.dep_ == "aux"]
    if any(c.lower_ in _OBLIGATIONS for c in helpers):
        return True
    if clause.tag_ in {"VB", "VBP"} and not helpers:
        return any(c.dep_ == "nsubj" and (clause.tag_ == "VB" or _is_subjunctive(clause, c)) for c in clause.children)
    # "has to leave", unlike "has until Friday to leave"
    is_bound = clause.lemma_ in {"need", "have"} and any(
        c.dep_ == "xcomp" and c.i - clause.i <= _NEAR for c in clause.children
    )
    return is_bound and all(c.tag_ != "MD" for c in helpers)


def _is_subjunctive(clause: Token, subject: Token) -> bool:
    """Whether a form that would be a plural is said of one: "insists that Chad halt it"."""
    is_one = subject.tag_ in _SINGULAR and all(c.dep_ != "conj" for c in subject.children)
    return is_one and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
