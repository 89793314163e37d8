"""From a slot name of the codebook (`subj`, `obj`, `poss`, `with` ...) to the parties that stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from transforms.coder import clauses
from transforms.coder.actors import ADVERSARIES, PartyFinder
from transforms.coder.tracing import current_trace
from transforms.coder.word_sets import words
from transforms.coder.wording import Wording
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

# where something happens is a location, not a party, but force, presence and help in a territory are on its state
TERRITORIAL = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "AID"})
_PLACE_SLOTS = frozenset({"in", "at", "into"})
_SYNONYMS = {
    "in": frozenset({"in", "inside", "within", "across", "throughout"}),
    "on": frozenset({"on", "upon", "onto"}),
    "to": frozenset({"to", "toward", "towards"}),
    "with": frozenset({"with", "alongside"}),
    "over": frozenset({"over", "about", "regarding"}),
}
_MEASURING = words("total worth value amount exceed include range comprise")  # participles that only say how much
_HELD = words("talk summit meeting conference negotiation round session forum")  # named after where they are held
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_COMPLETING = frozenset({"dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "auxpass"})
_COPULAS = frozenset({"be", "become", "remain"})
_DEPTH = 3  # phrases below phrases; deeper ones belong to something else
# in these adjuncts the subject of the clause takes part in what the noun names: "said during a visit to Iran"
_PARTAKING = frozenset({"during", "in", "at", "after", "before", "for", "following", "amid", "ahead of", "on", "with"})

Parties = tuple[ActorMention, ...]


class Tie(IntEnum):
    """How a slot names its parties, the surest first."""

    NAMED = 0  # they are meant themselves
    OWNER = 1  # the thing that is named is theirs
    NESTED = 2  # they stand in a phrase below it
    LOOSE = 3  # they stand elsewhere in the clause


@dataclass(frozen=True, slots=True)
class Filled:
    """Parties of one role, the slot that gave them and how it names them; false where there are none."""

    parties: Parties
    slot: str
    tie: Tie = Tie.NAMED

    def __bool__(self) -> bool:
        return bool(self.parties)


NOBODY = Filled((), "")


Slots = TypeVar("Slots", "VerbSlots", "NounSlots")


def _once(fill: Callable[[Slots, str], Filled]) -> Callable[[Slots, str], Filled]:
    """A slot of the same words is filled once in a sentence, although many rows and guesses ask for it."""

    def filled(slots: Slots, slot: str) -> Filled:
        key = (type(slots), slots.key, slot)
        found = slots.finder.remembered.get(key)
        if not isinstance(found, Filled):
            found = slots.finder.remembered[key] = fill(slots, slot)
        return found

    return filled


class VerbSlots:
    """Slots of a verb or a predicative adjective, the first of `words`; the others are what its row asks for.

    Phrases on those words count as the verb's: "went back on a pact with Peru".
    """

    def __init__(
        self, words: tuple[Token, ...], finder: PartyFinder, *, is_thing_actor: Callable[[Token], bool]
    ) -> None:
        self.verb = verb = words[0]
        self.finder = finder
        self.key = tuple(word.i for word in words)
        self._carriers = tuple(word for word in words[1:] if word.pos_ not in {"VERB", "AUX"})
        self._is_thing_actor = is_thing_actor
        self.clause = clauses.governor(verb) if verb.pos_ == "ADJ" and verb.dep_ == "acomp" else verb

    @_once
    def fill(self, slot: str) -> Filled:
        if slot == "subj":
            return self._subject()
        if slot in {"obj", "iobj"}:
            direct = self._objects() if slot == "obj" else ()
            return _first(self.finder, [*direct, *clauses.indirect_objects(self.verb)], slot)
        if slot == "clause":
            return _first(self.finder, clauses.judged(self.verb), slot)
        if slot == "anti":
            return Filled(_union(map(self.finder.opposed, self._objects())), slot)
        if slot == "patient":  # who owns or is what is done, no doer named: "Danish aid was flown to Chad"
            is_agentless = clauses.is_passive(self.verb) and not clauses.agents(self.verb)
            return _first(self.finder, self._objects() if is_agentless else (), slot)
        adverbs = (c for c in self.verb.children if c.dep_ == "advmod")  # "struck deep inside Peru", "anywhere in"
        anchors = [self.verb, *self._objects(), *self._carriers, *adverbs]
        if slot == "against":  # "a complaint to the council against Peru": whom it is against it is against
            anchors += [head for _, head in clauses.prepositions(self.verb)]
        near = _first(self.finder, _under(anchors, slot), slot)
        return near or Filled(
            _first(self.finder, _further_under(self._objects(), slot), slot).parties, slot, Tie.NESTED
        )

    def _objects(self) -> tuple[Token, ...]:
        return clauses.objects(self.verb)

    def _subject(self) -> Filled:
        heads = clauses.subjects(self.clause or self.verb)
        named = _union(self.finder.parties(head) for head in heads)
        if told := self._told_subject(named) or named:
            return Filled(told, "subj")
        if clauses.is_passive(self.verb):  # "shot by men in Chadian uniforms"
            return replace(_first(self.finder, heads, "subj"), slot="agent")
        things = (head for head in heads if self._is_thing_actor(head) or head in self._carriers)
        owned = _union(self.finder.owners(head) for head in things)
        if owned:
            return Filled(owned, "subj", Tie.OWNER)
        if self.verb.dep_ == "acl":
            return self._subject_above(self.verb, "above")
        if not heads and not clauses.is_passive(self.verb) and self.verb.tag_ in _FINITE:
            return Filled(self.finder.last_before(self.verb.i), "left", Tie.LOOSE)  # the parser lost the subject
        antecedent = next((head for head in heads if head.i < self.verb.i and _is_relative(head, self.verb)), None)
        return NOBODY if antecedent is None else self._subject_above(antecedent, "antecedent")

    def _told_subject(self, named: Parties) -> Parties:
        """The speaker, where what he said has no party or the object's own for a subject.

        The parser often hangs on the report what belongs beside it: "said it was wrong and asked Peru to stop".
        """
        report = clauses.report_beside(self.verb)
        objects = {p.iso3 for head in self._objects() for p in self.finder.parties(head)}
        if report is None or not objects or not {p.iso3 for p in named} <= objects:
            return ()
        speakers = _union(self.finder.parties(head) for head in clauses.subjects(report))
        return () if {p.iso3 for p in speakers} <= objects else speakers

    def _subject_above(self, word: Token, slot: str) -> Filled:
        """Subject of the clause around a word: the Iraq of "Iraq's plants depend on gas imported from Iran"."""
        above = next((a for _, a in clauses.ancestors(word) if a.pos_ in {"VERB", "AUX"}), None)
        heads = clauses.subjects(above) if above is not None else ()
        named = _union(self.finder.parties(head) or self.finder.owners(head) for head in heads)
        return Filled(named, slot, Tie.LOOSE)

    def place(self) -> Filled:
        """Whose ground a deed was done on by nobody, or by some gunmen: "two Kenyans were shot in Baghdad"."""
        doers = clauses.agents(self.verb)
        if not clauses.is_passive(self.verb) or any(self.finder.sector(doer) is None for doer in doers):
            return NOBODY
        anchors = (self.verb, *self._objects())
        below = (o for anchor in anchors for name, o in clauses.prepositions(anchor) if name in _PLACE_SLOTS)
        found = next((located for head in (*doers, *below) if (located := self.finder.located(head))), ())
        return Filled(found, "place", Tie.LOOSE)

    def is_done_by_things(self) -> bool:
        """Whether a by-phrase names what did it and that is nobody: "troops backed by helicopters"."""
        heads = clauses.agents(self.verb)
        return bool(heads) and all(h.pos_ == "NOUN" and self.finder.sector(h) is None for h in heads)

    def apposed(self) -> Filled:
        """Who did what the clause comments on: the Chad of "Chad closed the port, a step that Togo called unfair"."""
        verb = self.verb
        below = verb.head if verb.dep_ == "relcl" and verb.head.dep_ in {"appos", "npadvmod", "attr"} else verb
        if below == verb and not (verb.dep_ == "pcomp" and any(c.lower_ == "what" for c in verb.children)):
            return NOBODY
        above = next((a for _, a in clauses.ancestors(below) if a.pos_ in {"VERB", "AUX"}), None)
        heads = clauses.subjects(above) if above is not None else ()
        named = _union(self.finder.parties(head) or self.finder.owners(head) for head in heads)
        return Filled(named, "antecedent", Tie.LOOSE)

    def host(self) -> Filled:
        """The state that the subject is accredited to or stands in: the Iraq of "Russia's embassy in Baghdad"."""
        heads = clauses.subjects(self.clause or self.verb)
        below = [o for head in heads for name, o in clauses.prepositions(head) if name in {"in", "to", "at"}]
        return Filled(_union(self.finder.parties(head) for head in below), "host", Tie.LOOSE)

    def purpose(self) -> Filled:
        """Parties in the clause that says what for: the Ethiopia of "gave two million to fight hunger in Ethiopia"."""
        plans = clauses.purposes(self.verb)
        heads = [o for plan in plans for o in (*clauses.objects(plan), *clauses.prepositions_and_objects(plan))]
        found = _first(self.finder, heads, "purpose")
        return Filled(found.parties, "purpose", Tie.LOOSE)

    def planned(self) -> Filled:
        """Parties in what the object plans or promises: the Italy of "expressed readiness to work with Italy"."""
        below = (c for word in self._carriers for c in word.children if c.dep_ == "acl")
        heads = [o for clause in below for o in clauses.prepositions_and_objects(clause)]
        return replace(_first(self.finder, heads, "clause"), tie=Tie.NESTED)

    def ground(self, slots: Sequence[str]) -> Filled:
        """The state whose town a phrase names: the Egypt of "travelled to Alexandria"."""
        heads = [*_under([self.verb], "to"), *_under([self.verb], "in"), *self._objects()]
        heads = heads if {"to", "in", "obj"} & set(slots) else []
        return Filled(next((found for h in heads if (found := self.finder.located(h))), ()), "place", Tie.LOOSE)

    def complement_subject(self) -> Filled:
        """Who is to do what the clause says: the Israel of "said Israel must withdraw"."""
        own = (c for clause in clauses.complements(self.verb) for c in clause.children)
        heads = [c for c in own if c.dep_ in {"nsubj", "nsubjpass"}]
        return Filled(_union(self.finder.parties(head) for head in heads), "clause")

    def inside_complement(self, known: frozenset[str], *, is_friendly: bool = False) -> Filled:
        """Parties beside the known ones in the clause that the verb takes: subject, then objects, then phrases.

        Those whose example is followed are left out, and where the verb is friendly those whom it is against.
        """
        for complement in clauses.complements(self.verb):
            if complement.lemma_ in clauses.IMITATING:
                continue
            own = [c for c in complement.children if c.dep_ in {"nsubj", "nsubjpass"}]
            heads = [*own, *clauses.objects(complement), *clauses.agents(complement)]
            phrases = (p for anchor in (complement, *clauses.objects(complement)) for p in clauses.prepositions(anchor))
            heads += [o for name, o in phrases if not (is_friendly and name == "against")]
            for head in heads:
                found = _first(self.finder, [head], "clause")
                if any(party.iso3 not in known for party in found.parties):
                    return found
            deeper = VerbSlots((complement,), self.finder, is_thing_actor=self._is_thing_actor).inside_complement(
                known, is_friendly=is_friendly
            )
            if deeper:
                return deeper
        return NOBODY


class NounSlots:
    """Slots of a noun that names an event; `light` or `copula` is the verb that carries it, if one does."""

    def __init__(self, noun: Token, finder: PartyFinder, light_verbs: frozenset[str], wording: Wording) -> None:
        self.noun = noun
        self.finder = finder
        self.key = noun.i
        # "trade volume with Iran": the phrase that fits the event hangs on the noun it is compounded with
        self._anchors = (noun, noun.head) if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" else (noun,)
        # "another round of talks": the verb that carries the noun governs the partitive
        carried = noun.head.head if wording.is_partitive(noun.head.head) and noun.head.lower_ == "of" else noun
        above = clauses.governor(carried)
        is_object = carried.dep_ in {"dobj", "nsubjpass", "attr"} and above is not None
        self.light = above if is_object and above is not None and wording.lemma(above) in light_verbs else None
        self.copula = above if noun.dep_ == "attr" and above is not None and above.lemma_ in _COPULAS else None
        self.apposed = (noun.head,) if noun.dep_ == "appos" else ()  # "Peru, the biggest buyer of Chilean copper"

    @_once
    def fill(self, slot: str) -> Filled:
        if slot == "poss":
            owners = Filled(_union(self.finder.modifying(noun) for noun in self._anchors), slot)
            return NOBODY if len(owners.parties) == 1 and self._has_venue() else owners
        if slot == "anti":
            return Filled(_union(map(self.finder.opposed, self._anchors)), slot)
        anchors = [*self._anchors, *_under(self._anchors, "of")] if slot != "of" else [*self._anchors]
        if self.light is not None:
            anchors.append(self.light)
        elif (stage := self._stage()) is not None:
            anchors.append(stage)
            if slot == "between":  # "talks are under way between", "took place between"
                anchors += [*clauses.objects_below(stage), *(o for _, o in clauses.prepositions(stage))]
        found = _first(self.finder, _under(anchors, slot), slot)
        return found or (self._doer_above() if slot == "by" else NOBODY)

    def _doer_above(self) -> Filled:
        """Whom a by-phrase names that the parser hung on the verb above: "put off a visit to Chad by the minister"."""
        verb = clauses.governor(self.noun)
        if verb is None or verb.pos_ != "VERB" or self.light is not None:
            return NOBODY
        behind = [c for c in verb.children if c.lower_ == "by" and c.dep_ == "prep" and c.i > self.noun.i]
        heads = [o for c in behind[:1] for o in clauses.preposition_objects(c) if o.pos_ in {"NOUN", "PROPN"}]
        return Filled(_union(self.finder.parties(head) for head in heads), "by", Tie.NESTED)

    def planned(self) -> Filled:
        """Parties in the clause that says what is asked, offered or threatened: "a threat to shell Chad"."""
        plans = [c for c in self.noun.children if c.i > self.noun.i and clauses.is_infinitive(c)]
        heads = [*_under([self.noun], "for")] if plans else []  # "a request for Chad to pay"
        heads += [o for plan in plans for o in (*_named_subjects(plan), *clauses.objects_below(plan))]
        heads += [o for plan in plans for a in (plan, *clauses.objects_below(plan)) for _, o in clauses.prepositions(a)]
        found = next((named for head in heads if (named := _first(self.finder, [head], "clause"))), NOBODY)
        return replace(found, tie=Tie.NESTED)

    def _has_venue(self) -> bool:
        """Whether the capital before the noun is where it is held: "the Abuja peace talks"."""
        before = (self.finder.named_at(c) for c in self.noun.children if c.dep_ in {"compound", "nmod"})
        return self.noun.lemma_ in _HELD and any(span is not None and span.match.kind == "seat" for span in before)

    def _stage(self) -> Token | None:
        """The verb that only says that it takes place: "fighting broke out between", "riots spread in"."""
        verb = clauses.governor(self.noun) if self.noun.dep_ == "nsubj" else None
        if verb is None or verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ in _COMPLETING for c in verb.children):
            return None
        return verb

    def told(self, event_type: str) -> tuple[Parties, Parties]:
        """Actors and recipients of the story's latest event of the type."""
        return self.finder.told(event_type)

    def carried_subject(self) -> Filled:
        """Who the noun is told of: who "paid a visit", who "is the biggest supplier", whom it stands beside."""
        verb = self.light or self.copula
        heads = clauses.subjects(verb) if verb is not None else self.apposed
        return Filled(_union(self.finder.parties(head) for head in heads), "subj")

    def partaking_subject(self) -> Filled:
        """Subject of the clause that the noun is an adjunct of: who said something "during a meeting with" somebody."""
        preposition = self.noun.head
        if self.noun.dep_ != "pobj" or preposition.lower_ not in _PARTAKING:
            return NOBODY
        above = clauses.governor(self.noun)
        if preposition.lower_ not in clauses.OCCASIONS and (above is None or above.pos_ not in {"VERB", "AUX"}):
            return NOBODY
        verbs = [above for _, above in clauses.ancestors(self.noun) if above.pos_ in {"VERB", "AUX"}]
        for number, verb in enumerate(verbs):
            if named := _union(self.finder.parties(h) for h in clauses.subjects(verb)):
                return Filled(named, "partaking", Tie.LOOSE if number else Tie.NAMED)
        return NOBODY


def _named_subjects(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})


def _is_relative(head: Token, verb: Token) -> bool:
    """Whether the verb stands in a relative clause of the head: the delegates of "delegates who are set to meet"."""
    return any(below.dep_ == "relcl" and above == head for below, above in clauses.ancestors(verb))


def _under(anchors: Sequence[Token], name: str) -> Iterator[Token]:
    wanted = _SYNONYMS.get(name, frozenset({name}))
    for anchor in anchors:
        yield from (head for preposition, head in clauses.prepositions(anchor) if preposition in wanted)


def _further_under(anchors: Sequence[Token], name: str) -> Iterator[Token]:
    """Objects of the preposition inside the phrases: the Somalia of "imports goods worth a million from Somalia"."""
    for anchor in anchors:
        for token in anchor.subtree:
            is_within = token.dep_ == "prep" and token.lower_ == name
            between = (a for a in token.ancestors if a.i > anchor.i and a.pos_ == "VERB")
            if is_within and all(a.lemma_ in _MEASURING for a in between):
                yield from clauses.preposition_objects(token)


def _first(finder: PartyFinder, heads: Iterable[Token], slot: str) -> Filled:
    """All parties named; failing that the first owner; failing that what lies deeper in the first phrase."""
    heads = list(heads)
    named = _union(finder.parties(head) for head in heads)
    if named:
        return Filled(named, slot)
    for head in heads:
        if owned := finder.owners(head):
            return Filled(owned, slot, Tie.OWNER)
    for head in heads:
        if nested := _nested(finder, head, _DEPTH):
            return Filled(nested, slot, Tie.NESTED)
    return NOBODY


def _nested(finder: PartyFinder, head: Token, depth: int) -> Parties:
    """Parties in the phrases below the head: the Syria of "sites in Syria", the Iraq of "countries, including Iraq"."""
    if not depth or head.lemma_.lower() in ADVERSARIES:
        return ()
    below = [o for name, o in clauses.prepositions(head) if name not in clauses.COMPARING]
    for child in head.children:
        if child.dep_ in {"acl", "relcl"}:
            below += [*clauses.prepositions_and_objects(child)]
    for inner in below:
        if found := finder.parties(inner) or finder.owners(inner) or _nested(finder, inner, depth - 1):
            return found
    return ()


def _union(groups: Iterable[Parties]) -> Parties:
    first: dict[str, ActorMention] = {}
    for group in groups:
        for mention in group:
            first.setdefault(mention.iso3, mention)
    return tuple(first.values())


def may_be_recipient(slot: str, event_type: str, row_slots: Sequence[str], default: Sequence[str]) -> bool:
    """Whether a place phrase may fill the recipient: where the row asks for it, or the event is about territory."""
    return slot not in _PLACE_SLOTS or event_type in TERRITORIAL or tuple(row_slots) != tuple(default)


def excluding(filled: Filled, other: Filled) -> Filled:
    """The parties that do not stand on the other side already: nobody acts toward himself."""
    if not (filled.parties and other.parties):
        return filled
    known = {m.iso3 for m in other.parties}
    left = Filled(tuple(m for m in filled.parties if m.iso3 not in known), filled.slot, filled.tie)
    if filled and not left and (trace := current_trace()) is not None:
        trace.exclude(filled)
    return left
