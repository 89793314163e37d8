"""Which side of a verb's row a guess may fill: none where the sentence has said all there is to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import clauses, phrases, subclauses
from transforms.coder.predicates import Predicate
from transforms.coder.roles import Filled, Tie
from transforms.coder.signs import is_pronoun
from transforms.coder.verb_slots import VerbSlots
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_STAGING = frozenset({"hold", "stage", "conduct", "launch", "begin", "start", "mount", "run"})
# "It is a lie", "called the claim absurd": of what somebody said or did before
_WHAT_WAS_SAID = words(
    "it this that claim charge accusation allegation assertion statement remark comment suggestion insinuation report "
    "criticism complaint announcement contention"
)
_SOUGHT = frozenset({"REQUEST", "AGREE", "COOPERATE", "AID"})
# types of events that are words
SAID = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def is_closed(row: Predicate, verb: Token) -> bool:
    """Whether the clause of the row names its recipient or nobody does.

    Fault is found with the subject of the clause; whom "the world" is urged to help is not asked himself.
    """
    if row.event_type in _SOUGHT and phrases.looks_elsewhere((verb, *phrases.prepositions_and_objects(verb))):
        return True
    if row.event_type == "REQUEST":
        is_addressed = bool(clauses.objects(verb)) and any(True for _ in subclauses.complements(verb))
        return is_addressed or any(c.preposition == "infinitive" for c in row.constraints)
    if row.is_reciprocal and row.lemma in _STAGING and any("drill" in c.lemmas for c in row.constraints):
        return True  # who holds exercises with nobody named shows his force
    is_judgement = row.event_type in {"ACCUSE", "SUPPORT"} and row.is_about_clause and not row.takes_clause
    is_of_deed = row.event_type == "ACCUSE" and all(h.lemma_.lower() in _WHAT_WAS_SAID for h in subclauses.judged(verb))
    return is_judgement and not is_of_deed


def asks_own(row: Predicate, slots: VerbSlots, actor: Filled) -> bool:
    """Whether somebody's own state is asked to do it: "called on their government to expel Chad's envoy"."""
    if row.event_type != "REQUEST" or not actor:
        return False
    heads = [*clauses.bidden(slots.verb)]
    for clause in subclauses.complements(slots.verb) if not heads else ():
        heads += [c for c in clause.children if c.dep_ == "nsubj" and c.pos_ != "PRON"]
    asked = {party.iso3 for head in heads for party in slots.finder.parties(head)}
    return bool(asked) and asked <= {party.iso3 for party in actor.parties}


def is_complete(row: Predicate, slots: VerbSlots, actor: Filled) -> bool:
    """Whether a row without a recipient needs none: several parties act together, or one on his own people."""
    if len(actor.parties) > 1 and (row.is_reciprocal or (row.event_type == "AGREE" and row.takes_clause)):
        return True
    is_said = row.event_type in SAID or row.recipient[0] in {"obj", "iobj"}
    within = {"obj", *({"at", "to", "on", "against"} & set(row.recipient))} if is_said else set()
    return any(_is_own(slots.fill(slot), actor) for slot in sorted(within))


def _is_own(inner: Filled, actor: Filled) -> bool:
    """Whether a slot names the actor's own people: his minister, his parliament."""
    is_meant = bool(inner) and inner.tie is not Tie.NESTED and not any(is_pronoun(party) for party in inner.parties)
    return is_meant and {party.iso3 for party in inner.parties} <= {party.iso3 for party in actor.parties}
