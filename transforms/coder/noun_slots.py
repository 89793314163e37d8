"""The slots of nouns that name an event: whose it is, and who stands in the phrases around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.answers import answering
from transforms.coder.roles import NOBODY, Filled, Parties, Tie, filled_once, first_named, under, union
from transforms.coder.word_sets import words
from transforms.coder.wording import Wording

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_ENDING = frozenset({"end", "address", "finish", "resolve", "demand", "discontinue"})
_TROUBLES = words("violence bloodshed fighting unrest war conflict hostility crisis clash killing massacre turmoil")
_SALES = frozenset({"sale", "shipment", "delivery"})
_ARMS = frozenset({"arm", "arms", "weapon", "weapons", "missile", "jet", "fighter", "tank"})
_HELD = words("talk summit meeting conference negotiation round session forum")  # named after where they are held
_COMPLETING = frozenset({"dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "auxpass"})
_COURSE = frozenset({"way", "place", "progress", "hold"})  # "is under way", "took place"
_SPANS = words("minute hour day night week month year decade round bout spell wave period")
_COPULAS = frozenset({"be", "become", "remain"})
# in these adjuncts the subject of the clause takes part in what the noun names: "said during a visit to Iran"
_PARTAKING = frozenset({"during", "in", "at", "after", "before", "for", "following", "amid", "ahead of", "on", "with"})


class NounSlots:
    """Slots of a noun that names an event; `light` or `copula` is the verb that carries it, if one does.

    The verb stands above the noun ("impose sanctions") or in a clause of its own ("the sanctions that Chad imposed").
    """

    def __init__(self, noun: Token, finder: PartyFinder, light_verbs: frozenset[str], wording: Wording) -> None:
        self.noun = noun
        self.finder = finder
        self.key = noun.i
        # "trade volume with Iran": the phrase that fits the event hangs on the noun it is compounded with
        self._anchors = (noun, noun.head) if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" else (noun,)
        # "another round of talks": the verb that carries the noun governs the partitive
        carried = noun.head.head if wording.is_partitive(noun.head.head) and noun.head.lower_ == "of" else noun
        above = phrases.governor(carried)
        is_object = carried.dep_ in {"dobj", "nsubjpass", "attr"} and above is not None
        is_carried = is_object and above is not None and wording.lemma(above) in light_verbs
        own = (c for c in noun.children if phrases.is_clause_of(c, noun) and wording.lemma(c) in light_verbs)
        self.light = above if is_carried else next((verb for verb in own if noun in clauses.objects(verb)), None)
        is_equated = noun.dep_ in {"attr", "nsubj"} and above is not None and above.lemma_ in _COPULAS
        self.copula = above if is_equated and (noun.dep_ == "attr" or self._is_named_behind(above)) else None
        if above is not None and self._is_behind(above):
            self.copula = above
        self.apposed = (noun.head,) if noun.dep_ == "appos" else ()  # "Peru, the biggest buyer of Chilean copper"

    @filled_once
    def fill(self, slot: str) -> Filled:
        if slot == "poss":
            owners = Filled(union(self.finder.modifying(noun) for noun in self._anchors), slot)
            if self._buyers():
                return NOBODY
            return NOBODY if len(owners.parties) == 1 and self._has_venue() else owners
        if slot == "to" and (buyers := self._buyers()):
            return Filled(buyers, slot)
        if slot == "anti":
            return Filled(union(map(self.finder.opposed, self._anchors)), slot)
        anchors = [*self._anchors, *under(self._anchors, "of")] if slot != "of" else [*self._anchors]
        if self.light is not None:
            anchors.append(self.light)
        elif (stage := self._stage()) is not None:
            anchors.append(stage)
            if slot == "between":  # "talks are under way between", "took place between"
                anchors += [o for o in phrases.objects_below(stage) if o.lemma_ in _COURSE]
                near = phrases.prepositions(stage)
                anchors += [o for name, o in near if o.lemma_ in _COURSE or name == "without"]
        found = first_named(self.finder, under(anchors, slot), slot)
        return found or (self._doer_above() if slot == "by" else NOBODY)

    def _buyers(self) -> Parties:
        """Who gets the arms where a bare name stands before them: the Chad of "the Chad arms sale"."""
        modifiers = [c for c in self.noun.children if c.dep_ in {"compound", "nmod"}]
        is_of_arms = self.noun.lemma_.lower() in _SALES and any(c.lemma_.lower() in _ARMS for c in modifiers)
        named = [c for c in modifiers if c.tag_ == "NNP" and not c.text.isupper()] if is_of_arms else []
        spans = (self.finder.named_at(c) for c in named)
        is_name = all(span is not None and span.match.kind == "name" and "." not in span.match.text for span in spans)
        return union(self.finder.parties(c) for c in named) if is_name else ()

    def _doer_above(self) -> Filled:
        """Whom a by-phrase names that the parser hung on the verb above: "put off a visit to Chad by the minister"."""
        verb = phrases.governor(self.noun)
        if verb is None or verb.pos_ != "VERB" or self.light is not None or passives.is_passive(verb):
            return NOBODY
        behind = [c for c in verb.children if c.lower_ == "by" and c.dep_ == "prep" and c.i > self.noun.i]
        heads = [o for c in behind[:1] for o in phrases.preposition_objects(c) if o.pos_ in {"NOUN", "PROPN"}]
        return Filled(union(self.finder.parties(head) for head in heads), "by", Tie.NESTED)

    def planned(self) -> Filled:
        """Parties in the clause that says what is asked, offered or threatened: "a threat to shell Chad"."""
        plans = [c for c in self.noun.children if c.i > self.noun.i and phrases.is_infinitive(c)]
        heads = [*under([self.noun], "for")] if plans else []  # "a request for Chad to pay"
        heads += [o for plan in plans for o in (*_named_subjects(plan), *phrases.objects_below(plan))]
        heads += [o for plan in plans for a in (plan, *phrases.objects_below(plan)) for _, o in phrases.prepositions(a)]
        found = next((named for head in heads if (named := first_named(self.finder, [head], "clause"))), NOBODY)
        return replace(found, tie=Tie.NESTED)

    def answering(self) -> Filled:
        """Who answers what the noun says: the Togo of "Togo rejected a demand by Chad", "agreed to Chad's request"."""
        verb = answering(self.noun)
        heads = clauses.subjects(verb) if verb is not None else ()
        return Filled(union(self.finder.parties(head) for head in heads), "answering")

    def is_on_behalf(self) -> bool:
        """Whether an of-phrase says for whom it is: "in support of Chad", "in defence of Chad"."""
        return self.noun.dep_ == "pobj" and self.noun.head.lower_ == "in" and self.noun.i == self.noun.head.i + 1

    def _has_venue(self) -> bool:
        """Whether the capital before the noun is where it is held: "the Abuja peace talks"."""
        before = (self.finder.named_at(c) for c in self.noun.children if c.dep_ in {"compound", "nmod"})
        return self.noun.lemma_ in _HELD and any(span is not None and span.match.kind == "seat" for span in before)

    def _stage(self) -> Token | None:
        """The verb that only says that it takes place: "fighting broke out between", "riots spread in"."""
        verb = phrases.governor(self.noun) if self.noun.dep_ == "nsubj" else None
        if verb is None or verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ in _COMPLETING for c in verb.children):
            return None
        return verb

    def _is_behind(self, copula: Token) -> bool:
        """Whether the subject has done what the noun says: "Chad was behind the attack"."""
        is_behind = self.noun.dep_ == "pobj" and self.noun.head.lower_ == "behind" and copula.lemma_ == "be"
        return is_behind and any(self.finder.parties(head) for head in clauses.subjects(copula))

    def _is_named_behind(self, copula: Token | None) -> bool:
        """Whether the verb says of the noun who it is: "the biggest buyer was Chad"."""
        behind = [c for c in copula.children if c.dep_ == "attr"] if copula is not None else []
        return any(self.finder.parties(head) for head in behind)

    def told(self, event_type: str) -> tuple[Parties, Parties]:
        """Actors and recipients of the story's latest event of the type."""
        return self.finder.story.told(event_type)

    def carried_subject(self) -> Filled:
        """Who the noun is told of: who "paid a visit", who "is the biggest supplier", whom it stands beside."""
        verb = self.light or self.copula
        if self.light is not None and self.light.lemma_ in _ENDING and self.noun.lemma_.lower() in _TROUBLES:
            return NOBODY  # "Chad's leader flew in to end the violence"
        heads = clauses.subjects(verb) if verb is not None else self.apposed
        if self.copula is not None and self.noun.dep_ == "nsubj":  # "its biggest buyers were Chad and Togo"
            heads = tuple(c for c in self.copula.children if c.dep_ == "attr")
        return Filled(union(self.finder.parties(head) for head in heads), "subj")

    def host(self) -> Filled:
        """Where they are who come to a visit or to unnamed officials: "in Rome for talks with aides", "visit here"."""
        preposition = self.noun.head
        if here := self.finder.here_at(self.noun):
            return Filled(here, "place", Tie.LOOSE)
        if self.noun.dep_ != "pobj" or preposition.i == 0 or not self._is_with_officials():
            return NOBODY
        before = self.finder.doc[preposition.i - 1]
        if before.dep_ in {"npadvmod", "advmod"} and before.i > 0:  # "arrived in Rome today for a visit"
            before = self.finder.doc[before.i - 1]
        is_stay = before.dep_ == "pobj" and before.head.lower_ == "in" and before.head.head == preposition.head
        return Filled(self.finder.here(before) or (self.finder.located(before) if is_stay else ()), "place", Tie.LOOSE)

    def _is_with_officials(self) -> bool:
        return any(self.finder.sector(head) is not None for head in under([self.noun], "with"))

    def partaking_subject(self) -> Filled:
        """Subject of the clause that the noun is an adjunct of: who said something "during a meeting with" somebody."""
        noun = self._spanned()
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in _PARTAKING:
            return NOBODY
        above = phrases.governor(noun)
        if above is not None and preposition.i > 0 and self._is_aside(preposition, above):
            return Filled(self.finder.parties(above), "partaking")
        if preposition.lower_ not in phrases.OCCASIONS and (above is None or above.pos_ not in {"VERB", "AUX"}):
            return NOBODY
        verbs = [above for _, above in phrases.ancestors(noun) if above.pos_ in {"VERB", "AUX"}]
        for number, verb in enumerate(verbs):
            if named := union(self.finder.parties(h) for h in clauses.subjects(verb)):
                return Filled(named, "partaking", Tie.LOOSE if number else Tie.NAMED)
        return NOBODY

    def _spanned(self) -> Token:
        """The span of time that the noun fills, else the noun: the days of "after four days of fighting"."""
        span = self.noun.head.head
        return span if self.noun.head.lower_ == "of" and span.lemma_ in _SPANS else self.noun

    def _is_aside(self, preposition: Token, above: Token) -> bool:
        """Whether the phrase says behind a comma what the subject does: "the minister, on a visit to Chad, said"."""
        commas = [c.i for c in above.children if c.lower_ == "," and above.i < c.i < preposition.i]
        return phrases.is_subject(above) and preposition.lower_ in {"for", "on"} and bool(commas)


def _named_subjects(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
