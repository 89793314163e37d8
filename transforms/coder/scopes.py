"""Where a cue stands: in a trigger, in what the trigger governs, in its clause or anywhere in the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_SIDE_CLAUSES = frozenset({"advcl", "relcl", "parataxis"})
_CLAUSES = _SIDE_CLAUSES | {"ccomp", "acl"}
_MEANS = frozenset({"use", "involve"})  # "killed by troops using drones" says how
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATES = frozenset({"VERB", "AUX"})


class Where(StrEnum):
    """How far from the trigger a cue counts, the nearest first."""

    TRIGGER = "trigger"  # the words that carry the row, and what modifies them
    OBJECT = "object"  # what the trigger governs: object, prepositional phrases, the clause demanded or threatened
    CLAUSE = "clause"  # the clause that the trigger stands in, without the clauses below it
    SENTENCE = "sentence"


class Found(NamedTuple):
    """A cue with the indices of its first and last word."""

    first: int
    last: int
    cue: str


@dataclass(frozen=True, slots=True)
class Scopes:
    """Cues of each scope, those nearest to the trigger first; a wider scope repeats what narrower ones hold."""

    trigger: tuple[str, ...]
    object: tuple[str, ...]
    clause: tuple[str, ...]
    sentence: tuple[str, ...]

    def outward(self) -> Iterator[tuple[Where, tuple[str, ...]]]:
        """The scopes from the trigger to the whole sentence."""
        yield Where.TRIGGER, self.trigger
        yield Where.OBJECT, self.object
        yield Where.CLAUSE, self.clause
        yield Where.SENTENCE, self.sentence


def scopes_around(
    trigger: Token, complement: Token | None, in_trigger: Sequence[Found], found: Sequence[Found]
) -> Scopes:
    """Scopes of a parsed trigger. `in_trigger` are the cues of its own words, `found` those of the whole sentence.

    Where the trigger governs a clause ("told troops to leave") the clause's verb is what cues are near to.
    """
    governed, clause = {token.i for token in _pruned(trigger, _SIDE_CLAUSES)}, _clause_words(trigger)
    middle = (complement or trigger).i
    ordered = sorted(found, key=lambda f: (f.first < middle, abs(f.first - middle), f.first - f.last))
    own = tuple(f.cue for f in in_trigger)
    return Scopes(
        own,
        (*own, *_within(ordered, governed)),
        (*own, *_within(ordered, clause)),
        (*own, *(f.cue for f in ordered)),
    )


def _clause_words(trigger: Token) -> set[int]:
    """Indices of the words of the trigger's clause and of verbs that share its subject."""
    top = trigger
    while top.pos_ not in _PREDICATES and top.head is not top:
        top = top.head
    while _shares_subject(top):
        top = top.head
    words = {token.i for token in _pruned(top, _CLAUSES)}
    return words | {token.i for token in _pruned(trigger, _CLAUSES)}


def _pruned(top: Token, without: frozenset[str]) -> Iterator[Token]:
    """The tokens below `top` except those of clauses that stand apart from it."""
    waiting = [top]
    while waiting:
        token = waiting.pop()
        yield token
        waiting += (child for child in token.children if not _stands_apart(child, without))


def _stands_apart(token: Token, without: frozenset[str]) -> bool:
    if token.dep_ == "conj":
        return token.pos_ in _PREDICATES and _has_subject(token)
    if token.dep_ == "advcl" and any(child.tag_ == "TO" for child in token.children):
        return False  # "called on Chad to disarm", however it was parsed
    return token.dep_ in without and token.lemma_ not in _MEANS


def _shares_subject(verb: Token) -> bool:
    """Whether the verb is told of the subject of the verb above it: "two bombs went off, killing eleven"."""
    is_joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    return is_joined and verb.head.pos_ in _PREDICATES and not _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _within(found: Iterable[Found], indices: set[int]) -> Iterator[str]:
    return (f.cue for f in found if f.first in indices and f.last in indices)
