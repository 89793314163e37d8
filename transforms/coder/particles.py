"""Particles of phrasal verbs, wherever the parser hung them: the off of "call it off", the free of "set free"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.coder import clauses, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.parse import Token, once


@once
def words_near(verb: Token) -> frozenset[str]:
    """All words that may be its particle."""
    behind_objects = (c for o in clauses.objects(verb) for c in o.children)
    return frozenset(c.lower_ for c in (*verb.children, *behind_objects, *_before_phrases(verb)))


def _before_phrases(verb: Token) -> Iterator[Token]:
    """Adverbs that the parser hangs on the phrase behind them: "put their heads **together** in Lima"."""
    return (c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "advmod" and c.i < p.i)


def particle_of(verb: Token, wanted: str, finder: PartyFinder) -> Token | None:
    """The particle of a phrasal verb; a preposition counts only before a party: "call on Iran", not "on Friday"."""
    behind_objects = (c for o in clauses.objects(verb) for c in o.children if _is_adverb(c) and c.i > o.i > verb.i)
    for child in (*verb.children, *behind_objects):  # "called its envoy, Ann Lee, back"
        if child.lower_ != wanted:
            continue
        if child.dep_ in {"prt", "advmod", "acomp", "oprd"}:
            return child
        behind = [*phrases.preposition_objects(child)] if child.dep_ == "prep" else []
        if not behind and any(c.dep_ == "prep" for c in child.children):  # "walked out of the talks"
            return child
        is_adjunct = any(verb.i < o.i < child.i for o in clauses.objects(verb))  # "dug uranium in Niger"
        if not is_adjunct and any(finder.parties(o) or finder.owners(o) for o in behind):
            return child
    return next((c for c in _before_phrases(verb) if c.lower_ == wanted), None) or _misplaced(verb, wanted)


def _misplaced(verb: Token, wanted: str) -> Token | None:
    """An adjective that the parser hung elsewhere: the free of "set free two pilots", "set two pilots free"."""
    near = (*(c for c in verb.children if c.dep_ == "advcl"), *(c for o in clauses.objects(verb) for c in o.children))
    return next((c for c in near if c.lower_ == wanted and c.pos_ == "ADJ" and _is_beside(c, verb)), None)


def _is_beside(word: Token, verb: Token) -> bool:
    """Whether the word follows the verb at once, or is a clause of one word below it."""
    return word.i == verb.i + 1 or word.dep_ == "advcl"


def _is_adverb(word: Token) -> bool:
    """Whether it tells whither: the back of "called its envoy back", the out of "ordered him out of the country"."""
    return word.dep_ == "advmod" or (word.dep_ == "prep" and word.lower_ == "out")
