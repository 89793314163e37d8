"""The slots of verbs and adjectives: who stands where around what is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder import agreements, clauses, harms, passives, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.nearest import GATHERINGS
from transforms.coder.obligations import debtors
from transforms.coder.owners import says_whose_friend
from transforms.coder.roles import NOBODY, PLACE_SLOTS, Filled, Parties, Tie, filled_once, first_named, under, union
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_MEASURING = words("total worth value amount exceed include range comprise")  # participles that only say how much
_COMMON = frozenset({"NN", "NNS"})
_OCCASIONS = frozenset({"in", "during"})
# "agreed to sell French missiles to Chad": with whom that is agreed
_GIVING = words("sell deliver supply export ship lend transfer give lease hand provide donate send")
_DECREEING = frozenset({"announce", "decree", "order", "decide", "rule", "declare", "proclaim"})
_ORDERING = words("withdraw pull deploy redeploy send move recall station base post bring")
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
            return self._subject() if slot == "subj" else self.purpose()
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

    def _subject(self) -> Filled:
        heads = clauses.subjects(self.clause or self.verb)
        named = union(self.finder.parties(head) for head in heads)
        if told := self._told_subject(named) or named:
            return Filled(told, "subj")
        if passives.is_passive(self.verb):  # "shot by men in Chadian uniforms"
            agent = replace(first_named(self.finder, heads, "subj"), slot="agent")
            return agent or self._principal() or self._announcer()
        things = (head for head in heads if self._is_thing_actor(head) or head in self._carriers)
        owned = self._issuers() or self._owners_or_authors(things)
        if owned:
            return Filled(owned, "subj", Tie.OWNER)
        if self.verb.dep_ == "acl":
            planners = Filled(self._planners(), "subj", Tie.OWNER)
            return planners or self._subject_above(self.verb, "above")
        if not heads and not passives.is_passive(self.verb) and self.verb.tag_ in phrases.FINITE:
            return Filled(self.finder.last_before(self.verb.i), "left", Tie.LOOSE)  # the parser lost the subject
        antecedent = next((head for head in heads if self._is_relative_person(head)), None)
        above = NOBODY if antecedent is None else self._subject_above(antecedent, "antecedent")
        return above or Filled(self._named_before_comma(), "left", Tie.LOOSE)

    def _principal(self) -> Filled:
        """On whose behalf it is done: the Chad of "a complaint was filed on behalf of Chad"."""
        behalf = (o for o in under([self.verb], "on") if o.lemma_ == "behalf")
        return replace(first_named(self.finder, under([*behalf], "of"), "subj"), slot="agent")

    def _announcer(self) -> Filled:
        """Who has it done who announces it: the Chad of "Chad announced that flights to Niger would be halted".

        Not where it befalls people of his, who may be in others' hands, unless they are under his orders: "its troops";
        nor another's soldiers, who are under theirs.
        """
        report = self.verb.head
        is_decreed = self.verb.dep_ == "ccomp" and report.lemma_ in _DECREEING
        if not is_decreed or passives.agents(self.verb) or all(c.tag_ != "MD" for c in self.verb.children):
            return NOBODY
        named = union(self.finder.parties(head) for head in clauses.subjects(report))
        others = [head for head in self._objects() if all(c.tag_ != "PRP$" for c in head.children)]
        befallen = [party for head in others for party in self.finder.parties(head)]
        codes = {party.iso3 for party in named}
        is_ordered = self.verb.lemma_ in _ORDERING
        is_theirs = any(party.iso3 in codes or (is_ordered and party.sector == "MIL") for party in befallen)
        return NOBODY if is_theirs else Filled(named, "announcer", Tie.LOOSE)

    def _named_before_comma(self) -> Parties:
        """The country right before a "which" that was hung elsewhere: "found a friend in Chad, which sold it jets"."""
        pronoun = next((c for c in self.verb.children if c.dep_ == "nsubj" and c.lower_ == "which"), None)
        if pronoun is None or pronoun.i < 2 or self.finder.named_at(self.finder.doc[pronoun.i - 2]) is None:
            return ()
        return self.finder.last_before(pronoun.i)

    def _deed(self) -> Filled:
        """Whose the thing is that does it: the Chad of "Chad's wall angered Niger"."""
        return Filled(self._owners_or_authors(clauses.subjects(self.verb)), "deed", Tie.OWNER)

    def _owners_or_authors(self, deeds: Iterable[Token]) -> Parties:
        return union(self.finder.owners(deed) or self._authors(deed) for deed in deeds)

    def _authors(self, deed: Token) -> Parties:
        """Whom a by-phrase on a deed names: the Chad of "the announcement by Chad angered Niger"."""
        return union(self.finder.parties(o) for o in under([deed], "by"))

    def _planners(self) -> Parties:
        """Whose plan, effort or decision the infinitive is: "US efforts to report it", "a plan by Chad to leave"."""
        if not phrases.is_infinitive(self.verb):
            return ()
        noun = self.verb.head
        return self.finder.modifying(noun) or self._authors(noun)

    def _issuers(self) -> Parties:
        """Whose order, law or letter does it: the Chad of "Chad signed an order barring Togolese goods"."""
        if self.verb.tag_ != "VBG" or self.verb.dep_ not in {"acl", "prep"}:
            return ()
        above = phrases.governor(self.verb.head) if self.verb.dep_ == "acl" else self.verb.head
        signed = clauses.objects(above) if above is not None else ()
        paper = self.verb.head if self.verb.dep_ == "acl" else next(iter(signed), self.verb)
        if above is None or not self._is_thing_actor(paper):
            return ()
        heads = clauses.subjects(above) if paper in signed else ()
        return self.finder.owners(paper) or union(self.finder.parties(head) for head in heads)

    def _is_relative_person(self, head: Token) -> bool:
        """Whether the verb tells of people before it: the delegates of "delegates who are set to meet"."""
        is_person = self.finder.sector(head) is not None or head.pos_ == "PROPN"
        return is_person and head.i < self.verb.i and _is_relative(head, self.verb)

    def _told_subject(self, named: Parties) -> Parties:
        """The speaker, where what he said has no party or the object's own for a subject.

        The parser often hangs on the report what belongs beside it: "said it was wrong and asked Peru to stop".
        """
        report = subclauses.report_beside(self.verb)
        said = [p for head in self._objects() for p in self.finder.parties(head)]
        objects = {p.iso3 for p in said if not p.is_inferred}  # "said a ship sank one of its boats": its own, not his
        if report is None or not objects or not {p.iso3 for p in named} <= objects:
            return ()
        speakers = union(self.finder.parties(head) for head in clauses.subjects(report))
        return () if {p.iso3 for p in speakers} <= objects else speakers

    def _subject_above(self, word: Token, slot: str) -> Filled:
        """Subject of the clause around a word: the Iraq of "Iraq's plants depend on gas imported from Iran"."""
        above = next((a for _, a in phrases.ancestors(word) if a.pos_ in {"VERB", "AUX"}), None)
        heads = clauses.subjects(above) if above is not None else ()
        named = union(self.finder.parties(head) or self.finder.owners(head) for head in heads)
        return Filled(named, slot, Tie.LOOSE)

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

    def inside_complement(self, known: frozenset[str], *, is_friendly: bool = False) -> Filled:
        """Parties beside the known ones in the clause that the verb takes: subject, then objects, then phrases.

        Those whose example is followed are left out, and where the verb is friendly those whom it is against.
        """
        for complement in subclauses.complements(self.verb):
            is_common_fight = is_friendly and len(known) > 1 and agreements.is_common_fight(complement)
            if complement.lemma_ in subclauses.IMITATING or is_common_fight:
                continue
            own = [c for c in complement.children if c.dep_ in {"nsubj", "nsubjpass"}]
            given = under([complement], "to") if complement.lemma_ in _GIVING else ()
            done_to = [o for o in clauses.objects(complement) if not (is_friendly and self._has_topic(o))]
            heads = [*own, *given, *done_to, *passives.agents(complement)]
            near = (p for anchor in (complement, *clauses.objects(complement)) for p in phrases.prepositions(anchor))
            heads += [o for name, o in near if not _is_aside(name, o) and not (is_friendly and _is_third(name, o))]
            tried = [first_named(self.finder, [head], "clause") for head in heads]
            others = [found for found in tried if any(party.iso3 not in known for party in found.parties)]
            if others:
                return min(others, key=lambda found: found.tie)  # of equals the first
            deeper = VerbSlots((complement,), self.finder, is_thing_actor=self._is_thing_actor).inside_complement(
                known, is_friendly=is_friendly
            )
            if deeper:
                return deeper
        return NOBODY

    def _has_topic(self, noun: Token) -> bool:
        """Whether what friends share is about those it names: "intelligence on Chad"."""
        is_about = any(c.dep_ == "prep" and agreements.is_topic(c) for c in noun.children)
        return (is_about or agreements.is_common_fight(noun)) and not self.finder.modifying(noun)


def _doers_below(noun: Token) -> Iterator[Token]:
    """Whom a by-phrase in the noun phrase names: the Chad of "the closing of the border by Chad"."""
    below = (t for t in noun.subtree if t.lower_ == "by" and t.dep_ in {"prep", "agent"})
    return (o for t in below for o in phrases.preposition_objects(t) if o.pos_ in {"NOUN", "PROPN"})


def _is_aside(preposition: str, noun: Token) -> bool:
    """Whether a phrase in a clause names no side of it: "refused to pay at a conference in Chad"."""
    return preposition == "despite" or (preposition in PLACE_SLOTS and noun.lemma_ in GATHERINGS)


def _is_third(preposition: str, noun: Token) -> bool:
    """Whether a phrase in what friends plan names whom it is against or about."""
    is_topic = noun.head.lower_ == preposition and agreements.is_topic(noun.head)
    return preposition == "against" or is_topic or agreements.is_common_fight(noun)


def _is_relative(head: Token, verb: Token) -> bool:
    """Whether the verb stands in a relative clause of the head: the delegates of "delegates who are set to meet"."""
    return any(below.dep_ == "relcl" and above == head for below, above in phrases.ancestors(verb))


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
