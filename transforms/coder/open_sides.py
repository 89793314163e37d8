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
# who meet among themselves: "its cabinet discussed the raid in Chad"
_COUNCILS = words(
    "cabinet parliament council board senate congress assembly caucus jury court lawmaker legislator deputy"
)
# people of no one country: "allowed European banks in"
_REGIONS = words("european western asian african arab latin scandinavian nordic baltic balkan caribbean")
_BODIES = frozenset({"UNO", "EUR", "IGO"})
_ON_TOPIC = frozenset({"discuss", "debate"})  # their object is no partner
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
    """Whether it is asked of somebody's own state, or of many: "called on their government to expel Chad's envoy"."""
    if row.event_type != "REQUEST" or not actor:
        return False
    heads = [*clauses.bidden(slots.verb)]
    for clause in subclauses.complements(slots.verb) if not heads else ():
        heads += [c for c in clause.children if c.dep_ == "nsubj" and c.pos_ != "PRON"]
    asked = {party.iso3 for head in heads for party in slots.finder.parties(head)}
    is_of_clause = any(True for _ in subclauses.complements(slots.verb))
    if is_of_clause and heads and not asked and all(_is_anybody(head, slots) for head in heads):
        return True
    return bool(asked) and asked <= {party.iso3 for party in actor.parties}


def _is_anybody(head: Token, slots: VerbSlots) -> bool:
    """Whether actors of many countries are asked: "demanded that Asian governments condemn Chad"."""
    is_many = head.tag_ == "NNS" and slots.finder.sector(head) is not None and not slots.finder.owners(head)
    return is_many and all(c.dep_ not in {"det", "poss", "nummod"} for c in head.children)


def is_complete(row: Predicate, slots: VerbSlots, actor: Filled) -> bool:
    """Whether a row without a recipient needs none: several parties act together, or one on his own people."""
    if len(actor.parties) > 1 and (row.is_reciprocal or (row.event_type == "AGREE" and row.takes_clause)):
        return True
    if any(clause.lemma_ in subclauses.IMITATING for clause in subclauses.complements(slots.verb)):
        return True  # "threatened to follow Chad in defaulting" is no threat to Chad
    if row.event_type == "CONSULT" and row.is_reciprocal and _meet_themselves(slots, actor):
        return True
    if any(c.lower_ in _REGIONS for head in clauses.objects(slots.verb) for c in head.children if c.dep_ == "amod"):
        return True
    is_said = row.event_type in SAID or row.recipient[0] in {"obj", "iobj"}
    within = {"obj", *({"at", "to", "on", "against"} & set(row.recipient))} if is_said else set()
    return any(_is_own(slots.fill(slot), actor) for slot in sorted(within))


def _meet_themselves(slots: VerbSlots, actor: Filled) -> bool:
    """Whether those of one body meet, or talk of something, with nobody named: "the EU ministers met in Chad"."""
    heads = clauses.subjects(slots.verb)
    is_joined = any(c.dep_ == "conj" for head in heads for c in head.children)
    is_council = bool(heads) and not is_joined and all(head.lemma_.lower() in _COUNCILS for head in heads)
    is_body = bool(actor) and all(p.iso3 in _BODIES and not is_pronoun(p) for p in actor.parties)
    is_partner = bool(clauses.objects(slots.verb)) and slots.verb.lemma_ not in _ON_TOPIC
    return (
        (is_council or is_body)
        and not is_partner
        and all(name != "with" for name, _ in phrases.prepositions(slots.verb))
    )


def _is_own(inner: Filled, actor: Filled) -> bool:
    """Whether a slot names the actor's own people: his minister, his parliament."""
    is_meant = bool(inner) and inner.tie is not Tie.NESTED and not any(is_pronoun(party) for party in inner.parties)
    return is_meant and {party.iso3 for party in inner.parties} <= {party.iso3 for party in actor.parties}
