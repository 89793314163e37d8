"""Who stands in the clause that a verb takes: the Togo of "Chad agreed to sell Togo cattle"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import agreements, clauses, passives, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.nearest import GATHERINGS
from transforms.coder.roles import NOBODY, PLACE_SLOTS, Filled, first_named, under
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

# "agreed to sell French missiles to Chad": with whom that is agreed
_GIVING = words("sell deliver supply export ship lend transfer give lease hand provide donate send")


def sides_within(verb: Token, known: frozenset[str], finder: PartyFinder, *, is_friendly: bool = False) -> Filled:
    """Parties beside the known ones in the clause that the verb takes: subject, then objects, then phrases.

    Those whose example is followed are left out, and where the verb is friendly those whom it is against.
    """
    for complement in subclauses.complements(verb):
        is_common_fight = is_friendly and len(known) > 1 and agreements.is_common_fight(complement)
        if complement.lemma_ in subclauses.IMITATING or is_common_fight:
            continue
        own = [c for c in complement.children if c.dep_ in {"nsubj", "nsubjpass"}]
        given = under([complement], "to") if complement.lemma_ in _GIVING else ()
        done_to = [o for o in clauses.objects(complement) if not (is_friendly and _has_topic(o, finder))]
        heads = [*own, *given, *done_to, *passives.agents(complement)]
        near = (p for anchor in (complement, *clauses.objects(complement)) for p in phrases.prepositions(anchor))
        heads += [o for name, o in near if not _is_aside(name, o) and not (is_friendly and _is_third(name, o))]
        tried = [first_named(finder, [head], "clause") for head in heads]
        others = [found for found in tried if any(party.iso3 not in known for party in found.parties)]
        if others:
            return min(others, key=lambda found: found.tie)  # of equals the first
        deeper = sides_within(complement, known, finder, is_friendly=is_friendly)
        if deeper:
            return deeper
    return NOBODY


def _has_topic(noun: Token, finder: PartyFinder) -> bool:
    """Whether what friends share is about those it names: "intelligence on Chad"."""
    is_about = any(c.dep_ == "prep" and agreements.is_topic(c) for c in noun.children)
    return (is_about or agreements.is_common_fight(noun)) and not finder.modifying(noun)


def _is_aside(preposition: str, noun: Token) -> bool:
    """Whether a phrase in a clause names no side of it: "refused to pay at a conference in Chad"."""
    return preposition == "despite" or (preposition in PLACE_SLOTS and noun.lemma_ in GATHERINGS)


def _is_third(preposition: str, noun: Token) -> bool:
    """Whether a phrase in what friends plan names whom it is against or about."""
    is_topic = noun.head.lower_ == preposition and agreements.is_topic(noun.head)
    return preposition == "against" or is_topic or agreements.is_common_fight(noun)
