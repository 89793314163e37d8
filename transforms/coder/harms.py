"""Harms as what a verb is about: whom "condemned the attack on Chad" names is not whom it condemns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PLACING = frozenset({"on", "upon", "against", "at", "in", "inside", "near", "across", "outside"})
# "of" behind these tells who does it: "the attacks of rebels"
_DONE_ON = words(
    "attack assault raid strike airstrike onslaught aggression embargo sanction incursion ambush shooting violence"
)
# and behind these whom it befalls: "the bombing of Chad"
_DONE_TO = words(
    "bombing bombardment shelling invasion siege blockade boycott occupation annexation assassination kidnapping "
    "kidnap abduction hijacking storming torching beheading downing seizure sinking ramming boarding sacking killing "
    "murder slaying shooting massacre slaughter stabbing poisoning beating wounding"
)
# the same, but "in" behind these tells who does it: "the execution of a Dane in Chad"
_DONE_IN_LAW = words(
    "arrest detention execution expulsion deportation imprisonment jailing prosecution persecution harassment hanging "
    "mistreatment maltreatment torture silencing muzzling flogging internment eviction"
)
_JUDGING = words(
    "condemn denounce deplore criticise criticize protest decry slam blast oppose reject lament regret deprecate "
    "repudiate lambast lambaste assail castigate censure bemoan mourn welcome praise hail applaud support endorse warn "
    "complain object"
)
# who tells of a deed, looks into it or lives through it has not done it: "its cabinet discussed the raid"
_TELLING = words(
    "discuss debate investigate probe examine review survive escape witness report recall mention describe remember "
    "commemorate avenge forgive suffer withstand repel repulse foil thwart expect fear"
)
_ABOUT = frozenset({"against", "over", "at", "about"})
_HARMED_IN = frozenset({"in", "during", "by"})
_DYING = frozenset({"die", "perish"})
_HARMING = words("kill wound injure hurt maim murder slay burn destroy damage hit target shoot die perish")
_SLOTS = frozenset({"obj", *_ABOUT})


def befalls(noun: Token, preposition: str) -> bool:
    """Whether the preposition behind the noun tells whom, or where, a harm is done."""
    lemma = noun.lemma_.lower()
    if preposition == "of":
        return lemma in _DONE_TO | _DONE_IN_LAW
    return preposition in _PLACING and lemma in _DONE_ON | _DONE_TO


def jurisdictions(noun: Token) -> Iterator[Token]:
    """Where a harm in law is done, also hung on its victim: the Iran of "the execution of a Dane in Iran"."""
    if noun.lemma_.lower() in _DONE_IN_LAW:
        victims = (head for name, head in phrases.prepositions(noun) if name == "of")
        yield from (head for victim in victims for name, head in phrases.prepositions(victim) if name == "in")


def is_judged(verb: Token, slot: str) -> bool:
    """Whether what stands in the slot of the verb is what it finds good or bad."""
    return slot in _SLOTS and verb.lemma_.lower() in _JUDGING


def is_place_of(verb: Token, slot: str) -> bool:
    """Whether the slot tells where, or to whom, the harm is done that the verb finds fault with."""
    if slot == "on" and verb.lemma_ == "oppose":
        return False  # who opposes sanctions on Chad takes its side, which rows tell
    is_harmed = slot == "of" or (slot in _PLACING and slot not in _ABOUT)
    is_judge = is_harmed and verb.lemma_.lower() in _JUDGING
    return is_judge and any(befalls(noun, slot) for noun in clauses.objects(verb))


def is_victim_below(name: Token, verb: Token) -> bool:
    """Whether the name is whom the harm befalls that the verb is about: "condemned", "protested against"."""
    for below, above in phrases.ancestors(name):
        if below.dep_ == "pobj" and befalls(above.head, above.lower_):
            return _is_about(verb, above.head)
    return False


def is_victim_in(name: Token, noun: Token) -> bool:
    """Whether the noun tells in what the named was harmed: the Danes of "two Danes were killed in a bombing"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _HARMED_IN else noun
    if verb == noun or verb.lemma_.lower() not in _HARMING:
        return False
    told = [verb, verb.head] if verb.dep_ == "conj" else [verb]
    passive = (head for v in told if passives.is_passive(v) for head in clauses.objects(v))
    dying = (head for v in told if v.lemma_ in _DYING for head in clauses.subjects(v))
    return any(name == head or phrases.is_below(name, head) for head in (*passive, *dying))


def is_fellow_victim(name: Token, verb: Token) -> bool:
    """Whether the name is who was attacked when others were harmed: "two Danes died when rebels hit a US bus"."""
    if verb.lemma_.lower() not in _HARMING:
        return False
    occasions = [c for c in verb.children if c.dep_ == "advcl"]
    aims = (head for c in occasions for near, head in phrases.prepositions(c) if near in _PLACING)
    hit = (*(head for c in occasions for head in clauses.objects(c)), *aims)
    return any(name == head or phrases.is_below(name, head) for head in hit)


def victims(verb: Token) -> Iterator[Token]:
    """Whom the harm befalls that the verb is about."""
    if verb.lemma_.lower() not in _JUDGING:
        return
    near = phrases.prepositions(verb)
    for noun in (*clauses.objects(verb), *(head for name, head in near if name in _ABOUT)):
        yield from (head for name, head in phrases.prepositions(noun) if befalls(noun, name))


def is_judge_of(name: Token, noun: Token) -> bool:
    """Whether the name is who finds fault with what the noun tells, or tells of it: the Chad of "Chad condemned it"."""
    verb = phrases.governor(noun)
    if verb is None or not (_is_about(verb, noun) or (verb.lemma_.lower() in _TELLING and noun.dep_ == "dobj")):
        return False
    return any(name == head or phrases.is_below(name, head) for head in clauses.subjects(verb))


def _is_about(verb: Token, noun: Token) -> bool:
    if verb.lemma_.lower() not in _JUDGING:
        return False
    if noun.dep_ in {"dobj", "nsubjpass"}:
        return noun.head == verb
    return noun.dep_ == "pobj" and noun.head.lower_ in _ABOUT and noun.head.head == verb
