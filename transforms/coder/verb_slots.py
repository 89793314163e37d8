"""The slots of verbs and adjectives: who stands where around what is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder import clauses, harms, passives, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.obligations import debtors
from transforms.coder.owners import says_whose_friend
from transforms.coder.roles import NOBODY, PLACE_SLOTS, Filled, Tie, filled_once, first_named, under, union
from transforms.coder.verb_subjects import VerbSubject, owners_or_authors
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_MEASURING = words("total worth value amount exceed include range comprise")  # participles that only say how much
_COMMON = frozenset({"NN", "NNS"})
_OCCASIONS = frozenset({"in", "during"})
_STRIFE = words("violence unrest fighting clash strife turmoil bloodshed riot rioting conflict anarchy mayhem feud")
_COMMENTATORS = words(
    "expert analyst observer critic group watchdog campaigner activist organisation organization media press newspaper "
    "columnist commentator historian economist academic scholar witness survivor"
)


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
        self.clause = phrases.governor(verb) if verb.pos_ == "ADJ" and verb.dep_ == "acomp" else verb

    @filled_once
    def fill(self, slot: str) -> Filled:
        if slot in {"subj", "purpose"}:
            return self._subject().find() if slot == "subj" else self.purpose()
        if slot in {"obj", "iobj"}:
            direct = self._objects() if slot == "obj" else ()
            heads = [*direct, *clauses.indirect_objects(self.verb)]
            return first_named(self.finder, heads, slot, is_judged=harms.is_judged(self.verb, slot))
        if slot == "clause":
            judged = [*subclauses.judged(self.verb)]
            doers = union(self.finder.parties(o) for head in judged for o in _doers_below(head))
            return Filled(doers, slot) if doers else first_named(self.finder, judged, slot)
        if slot in {"deed", "anti"}:
            return self._deed() if slot == "deed" else Filled(union(map(self.finder.opposed, self._objects())), slot)
        if slot == "patient":  # who owns or is what is done, no doer named: "Danish aid was flown to Chad"
            is_agentless = passives.is_passive(self.verb) and not passives.agents(self.verb)
            return first_named(self.finder, self._objects() if is_agentless else (), slot)
        return NOBODY if harms.is_place_of(self.verb, slot) else self._in_phrase(slot)

    def _in_phrase(self, slot: str) -> Filled:
        """Who stands behind a preposition, below the verb or what it is done to."""
        adverbs = (c for c in self.verb.children if c.dep_ == "advmod")  # "struck deep inside Peru", "anywhere in"
        anchors = [self.verb, *self._objects(), *self._carriers, *adverbs]
        if slot == "against":  # "a complaint to the council against Peru": whom it is against it is against
            anchors += [head for _, head in phrases.prepositions(self.verb)]
        is_judged = harms.is_judged(self.verb, slot)
        near = first_named(self.finder, under(anchors, slot), slot, is_judged=is_judged)
        return near or Filled(first_named(self.finder, self._further().get(slot, ()), slot).parties, slot, Tie.NESTED)

    def _further(self) -> dict[str, list[Token]]:
        key = (VerbSlots, self.verb.i, "further")
        found = self.finder.remembered.get(key)
        if not isinstance(found, dict):
            found = self.finder.remembered[key] = _further_under(self._objects())
        return found

    def _objects(self) -> tuple[Token, ...]:
        return clauses.objects(self.verb)

    def _subject(self) -> VerbSubject:
        return VerbSubject(self.verb, self.clause, self._carriers, self.finder, self._is_thing_actor)

    def _deed(self) -> Filled:
        """Whose the thing is that does it: the Chad of "Chad's wall angered Niger"."""
        return Filled(owners_or_authors(self.finder, clauses.subjects(self.verb)), "deed", Tie.OWNER)

    def occasion(self) -> Filled:
        """Whose attack a passive names as its occasion: "one man was killed in an Israeli raid"."""
        if not passives.is_passive(self.verb) or passives.agents(self.verb):
            return NOBODY
        heads = [o for name, o in phrases.prepositions(self.verb) if name in _OCCASIONS and self._is_thing_actor(o)]
        owners = union(self.finder.modifying(head) for head in heads)
        return Filled(owners if len(owners) == 1 else (), "occasion", Tie.OWNER)

    def asked(self) -> Filled:
        """To whom it was said what an agentless passive answers: the Togo of "Chad's offer to Togo was rejected"."""
        if not passives.is_passive(self.verb) or passives.agents(self.verb):
            return NOBODY
        heads = under([o for o in self._objects() if self.finder.modifying(o)], "to")
        return Filled(union(self.finder.parties(head) for head in heads), "asked", Tie.NESTED)

    def is_done_by_things(self) -> bool:
        """Whether a by-phrase names what did it and that is nobody: "troops backed by helicopters"."""
        heads = passives.agents(self.verb)
        return bool(heads) and all(h.pos_ == "NOUN" and self.finder.sector(h) is None for h in heads)

    def is_said_by_others(self) -> bool:
        """Whether a by-phrase names who said it and those are of no country: "accused by rights groups"."""
        heads = passives.agents(self.verb)
        return bool(heads) and all(h.pos_ == "NOUN" and h.lemma_.lower() in _COMMENTATORS for h in heads)

    def is_of_thing(self) -> bool:
        """Whether its subject is a thing, nobody's name and no actor: the plane of "the plane landed in Chad"."""
        heads = clauses.subjects(self.clause or self.verb)
        return bool(heads) and all(
            h.tag_ in _COMMON and self.finder.sector(h) is None and not self.finder.parties(h) for h in heads
        )

    def is_of_trouble(self) -> bool:
        """Whether its subject is a strife that the sentence says nobody's: "to end violence that has killed 20"."""
        heads = clauses.subjects(self.verb)
        meant = [o for head in heads for o in (head, *under([head], "of"))]
        return any(h.lemma_.lower() in _STRIFE for h in meant) and not any(self.finder.owners(h) for h in meant)

    def apposed(self) -> Filled:
        """Who did what the clause comments on: the Chad of "Chad closed the port, a step that Togo called unfair"."""
        verb = self.verb
        below = verb.head if verb.dep_ == "relcl" and verb.head.dep_ in {"appos", "npadvmod", "attr"} else verb
        if below == verb and not (verb.dep_ == "pcomp" and any(c.lower_ == "what" for c in verb.children)):
            return NOBODY
        above = next((a for _, a in phrases.ancestors(below) if a.pos_ in {"VERB", "AUX"}), None)
        heads = clauses.subjects(above) if above is not None else ()
        named = union(self.finder.parties(head) or self.finder.owners(head) for head in heads)
        return Filled(named, "antecedent", Tie.LOOSE)

    def host(self) -> Filled:
        """The state that the subject is accredited to or stands in: the Iraq of "Russia's embassy in Baghdad"."""
        heads = clauses.subjects(self.clause or self.verb)
        below = [o for head in heads for name, o in phrases.prepositions(head) if name in {"in", "to", "at"}]
        return Filled(union(self.finder.parties(head) for head in below), "host", Tie.LOOSE)

    def purpose(self) -> Filled:
        """Parties in the clause that says what for: the Ethiopia of "gave two million to fight hunger in Ethiopia"."""
        plans = subclauses.purposes(self.verb)
        heads = [o for plan in plans for o in (*clauses.objects(plan), *phrases.prepositions_and_objects(plan))]
        found = first_named(self.finder, heads, "purpose")
        return Filled(found.parties, "purpose", Tie.LOOSE)

    def planned(self) -> Filled:
        """Parties in what the object plans or promises: the Italy of "expressed readiness to work with Italy"."""
        below = [c for word in self._carriers for c in word.children if c.dep_ == "acl"]
        planned = [c for c in below if c.tag_ != "VBN"]
        heads = [o for clause in planned for o in phrases.prepositions_and_objects(clause)]
        made = (p for clause in below if clause.tag_ == "VBN" for p in phrases.prepositions(clause))
        heads += [o for name, o in made if name not in PLACE_SLOTS]  # "repeated a pledge made in Rome"
        return replace(first_named(self.finder, heads, "clause"), tie=Tie.NESTED)

    def ground(self, slots: Sequence[str]) -> Filled:
        """The state whose town a phrase names: the Egypt of "travelled to Alexandria"."""
        heads = [*under([self.verb], "to"), *under([self.verb], "in"), *self._objects()]
        heads = heads if {"to", "in", "obj"} & set(slots) else []
        found = self.finder.here_at(self.verb) or self.finder.first_located(heads)
        return Filled(found, "place", Tie.LOOSE)

    def debtors(self) -> Filled:
        """Who is to do what the clause asks for: the Israel of "said Israel must go", of "Israeli troops must"."""
        heads = debtors(self.verb)
        return Filled(union(self.finder.parties(head) or self.finder.owners(head) for head in heads), "clause")


def _doers_below(noun: Token) -> Iterator[Token]:
    """Whom a by-phrase in the noun phrase names: the Chad of "the closing of the border by Chad"."""
    below = (t for t in noun.subtree if t.lower_ == "by" and t.dep_ in {"prep", "agent"})
    return (o for t in below for o in phrases.preposition_objects(t) if o.pos_ in {"NOUN", "PROPN"})


def _further_under(anchors: Sequence[Token]) -> dict[str, list[Token]]:
    """Objects inside the phrases by preposition: the Somalia of "imports goods worth a million from Somalia"."""
    found: dict[str, list[Token]] = defaultdict(list)
    for anchor in anchors:
        for token in anchor.subtree:
            if token.dep_ == "prep" and not says_whose_friend(token):
                between = (a for a in token.ancestors if a.i > anchor.i and a.pos_ == "VERB")
                if all(a.lemma_ in _MEASURING for a in between):
                    found[token.lower_] += phrases.preposition_objects(token)
    return found
