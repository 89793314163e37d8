"""Who stands as the subject of a verb: named there, or owner, author, planner or announcer of what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.roles import NOBODY, Filled, Parties, Tie, first_named, under, union
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_DECREEING = frozenset({"announce", "decree", "order", "decide", "rule", "declare", "proclaim"})
_ORDERING = words("withdraw pull deploy redeploy send move recall station base post bring")


@dataclass(frozen=True, slots=True)
class VerbSubject:
    """The subject of a verb. `carriers` are the nouns that its row asks for, `clause` the verb of an adjective."""

    verb: Token
    clause: Token | None
    carriers: tuple[Token, ...]
    finder: PartyFinder
    is_thing_actor: Callable[[Token], bool]

    def find(self) -> Filled:
        """Who it is, as "subj", "agent" or by the way on which he was found; NOBODY where the sentence says none."""
        heads = clauses.subjects(self.clause or self.verb)
        named = union(self.finder.parties(head) for head in heads)
        if told := self._told_subject(named) or named:
            return Filled(told, "subj")
        if passives.is_passive(self.verb):  # "shot by men in Chadian uniforms"
            agent = replace(first_named(self.finder, heads, "subj"), slot="agent")
            return agent or self._principal() or self._announcer()
        things = (head for head in heads if self.is_thing_actor(head) or head in self.carriers)
        owned = self._issuers() or owners_or_authors(self.finder, things)
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
        others = [head for head in clauses.objects(self.verb) if all(c.tag_ != "PRP$" for c in head.children)]
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

    def _planners(self) -> Parties:
        """Whose plan, effort or decision the infinitive is: "US efforts to report it", "a plan by Chad to leave"."""
        if not phrases.is_infinitive(self.verb):
            return ()
        noun = self.verb.head
        return self.finder.modifying(noun) or _authors(self.finder, noun)

    def _issuers(self) -> Parties:
        """Whose order, law or letter does it: the Chad of "Chad signed an order barring Togolese goods"."""
        if self.verb.tag_ != "VBG" or self.verb.dep_ not in {"acl", "prep"}:
            return ()
        above = phrases.governor(self.verb.head) if self.verb.dep_ == "acl" else self.verb.head
        signed = clauses.objects(above) if above is not None else ()
        paper = self.verb.head if self.verb.dep_ == "acl" else next(iter(signed), self.verb)
        if above is None or not self.is_thing_actor(paper):
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
        said = [p for head in clauses.objects(self.verb) for p in self.finder.parties(head)]
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


def owners_or_authors(finder: PartyFinder, deeds: Iterable[Token]) -> Parties:
    """Whose deeds these are: the Chad of "Chad's wall", of "the announcement by Chad"."""
    return union(finder.owners(deed) or _authors(finder, deed) for deed in deeds)


def _authors(finder: PartyFinder, deed: Token) -> Parties:
    """Whom a by-phrase on a deed names: the Chad of "the announcement by Chad angered Niger"."""
    return union(finder.parties(o) for o in under([deed], "by"))


def _is_relative(head: Token, verb: Token) -> bool:
    """Whether the verb stands in a relative clause of the head: the delegates of "delegates who are set to meet"."""
    return any(below.dep_ == "relcl" and above == head for below, above in phrases.ancestors(verb))
