"""Parties that no grammar ties to a predicate: what the sentence and the story offer where a side is not said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from transforms.coder import clauses, passives, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.frames import Frame
from transforms.coder.nearest import Nearest
from transforms.coder.roles import NOBODY, Filled, Tie, excluding, inferred
from transforms.coder.signs import PRONOUNS
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

Guess = Callable[["Token", Filled], Filled]  # (trigger, the side that is known) -> the other side


def no_guess(_trigger: Token, _known: Filled) -> Filled:
    """Nobody: what the grammar says is all."""
    return NOBODY


class SpeakersOwn:
    """The speaker, where "its" in a report cannot be the actor's: "Chad said Niger had violated its airspace"."""

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, trigger: Token, actor: Filled) -> Filled:
        if not actor or not any(t.tag_ == "PRP$" and t.i > trigger.i for t in trigger.subtree):
            return NOBODY
        for below, above in phrases.ancestors(trigger):
            if below.dep_ == "ccomp":
                named = tuple(p for head in clauses.subjects(above) for p in self._finder.parties(head))
                return excluding(Filled(inferred(named), "speaker", Tie.LOOSE), actor)
        return NOBODY


class Addressee:
    """Whom the speaker tells what he himself does: "Chad told Niger that it would not take part".

    Or who sets the term of which he tells: "Chad told the envoys that they had until Friday to leave".
    """

    _verbs = frozenset({"tell", "inform", "assure", "notify", "advise", "promise", "reassure", "warn"})

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, trigger: Token, actor: Filled) -> Filled:
        for below, above in phrases.ancestors(trigger):
            if below.dep_ == "ccomp" and above.lemma_ in self._verbs:
                return self._told(above, actor) or self._teller(trigger, above, actor)
            if below.dep_ not in {"xcomp", "conj", "dobj", "ccomp"}:
                return NOBODY
        return NOBODY

    def _told(self, report: Token, actor: Filled) -> Filled:
        speakers = {p.iso3 for head in clauses.subjects(report) for p in self._finder.parties(head)}
        if not actor or {p.iso3 for p in actor.parties} != speakers:
            return NOBODY
        heads = (*clauses.objects(report), *clauses.indirect_objects(report))
        named = tuple(p for head in heads for p in self._finder.parties(head))
        return excluding(Filled(named, "addressee", Tie.LOOSE), actor)

    def _teller(self, trigger: Token, report: Token, known: Filled) -> Filled:
        heads = clauses.objects(report) if trigger.lemma_ == "have" else ()
        hearers = {p.iso3 for head in heads for p in self._finder.parties(head)}
        if not known or not {p.iso3 for p in known.parties} <= hearers:
            return NOBODY
        named = tuple(p for head in clauses.subjects(report) for p in self._finder.parties(head))
        return excluding(Filled(named, "addressee", Tie.LOOSE), known)


class StoryOther:
    """The other side of the story's dyad, where the sentence names one side only: "But Lima has cut supplies"."""

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, _trigger: Token, actor: Filled) -> Filled:
        if not actor or actor.tie or len(actor.parties) > 1:
            return NOBODY
        party = actor.parties[0]
        is_third = party.iso3 not in self._finder.story.main_pair  # a third answers who did something to it
        doers = self._finder.story.doers(frozenset({party.iso3})) if is_third else ()
        other = doers[0] if len(doers) == 1 else self._finder.story.counterpart(party)
        if other is None or other.iso3 == party.iso3:
            return NOBODY
        return Filled(inferred([other]), "story", Tie.LOOSE)


class HomeSide:
    """The side where the story is told, which a third party helps: "Paris sent 200 soldiers" in a story of Bangui."""

    types = frozenset({"AID", "AGREE", "COOPERATE", "MOBILIZE", "SUPPORT"})

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, _trigger: Token, actor: Filled) -> Filled:
        home = self._finder.story.home_side()
        codes = {party.iso3 for party in actor.parties}
        if home is None or not actor or actor.tie or codes & self._finder.story.main_pair:
            return NOBODY
        return Filled(inferred([home]), "home", Tie.LOOSE)


class BothSides:
    """The two sides of the story, where a third calls on nobody named or offers its help: "The UN called for calm"."""

    types = frozenset({"REQUEST", "AGREE", "CONSULT", "SUPPORT"})

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, _trigger: Token, actor: Filled) -> Filled:
        sides = self._finder.story.sides()
        codes = {party.iso3 for party in actor.parties}
        if not actor or actor.tie or codes & {side.iso3 for side in sides}:
            return NOBODY
        return Filled(sides, "both sides", Tie.LOOSE)


class Beside:
    """The other side of the verb that this one continues, serves or answers: "toured Chad and fed it"."""

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, trigger: Token, known: Filled) -> Filled:
        is_beside = trigger.dep_ == "conj" or (trigger.dep_ == "advcl" and trigger.tag_ == "VBG")
        is_errand = trigger.dep_ in {"advcl", "xcomp"} and phrases.is_infinitive(trigger)
        first = next((c for c in trigger.children if c.i < trigger.i and _stands_before(c, trigger)), None)
        beside = trigger.head if is_beside or is_errand else first
        frame = None if beside is None else self._finder.remembered.get(frame_key(beside))
        if not isinstance(frame, Frame) or not known or (is_errand and frame.predicate.mode != "visit"):
            return NOBODY
        codes = {party.iso3 for party in known.parties}
        if frame.is_reciprocal:
            others = tuple(party for party in frame.actors if party.iso3 not in codes)
            return Filled(inferred(others), "beside", Tie.LOOSE) if len(others) < len(frame.actors) else NOBODY
        is_harmed = known.slot == "obj" and trigger.tag_ == "VBG"  # by the same: "shot at Niger, killing two men"
        sides = ((frame.actors, frame.recipients), (frame.recipients, frame.actors))
        for side, other in sides[is_harmed:]:
            if codes == {party.iso3 for party in side}:
                return Filled(inferred(other), "beside", Tie.LOOSE)
        return NOBODY


def _stands_before(clause: Token, verb: Token) -> bool:
    """Whether the verb answers the clause: "Chad asked; Rome paid", "Chad asked for more, a demand Rome rejected"."""
    is_object_first = any(c.dep_ == "dobj" and clause.i < c.i < verb.i for c in verb.children)
    return clause.dep_ == "parataxis" or (clause.dep_ == "ccomp" and is_object_first)


class Answered:
    """Who did last what this answers: "Doha denies the charge" after somebody charged Doha. For recipients alone."""

    types = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONCEDE"})

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, _trigger: Token, known: Filled) -> Filled:
        codes = frozenset(party.iso3 for party in known.parties)
        return Filled(inferred(self._finder.story.doers(codes)), "answered", Tie.LOOSE) if known else NOBODY


class Holder:
    """Who did the last thing to those who are done something: "They were freed" after somebody arrested them."""

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, trigger: Token, known: Filled) -> Filled:
        is_patient = known.slot == "obj" and passives.is_passive(trigger)
        if not is_patient or not all(m.text.lower() in PRONOUNS for m in known.parties):
            return NOBODY
        codes = frozenset(party.iso3 for party in known.parties)
        return Filled(inferred(self._finder.story.doers(codes)), "holder", Tie.LOOSE)


class StorySides:
    """The two sides of the story, whatever the sentence says of them: "The embargo, imposed in 1962, remains".

    Where neither side is known the recipient is `aim`, one of the two.
    """

    def __init__(self, finder: PartyFinder, aim: ActorMention) -> None:
        self._finder = finder
        self._aim = aim

    def __call__(self, _trigger: Token, known: Filled) -> Filled:
        sides = self._finder.story.sides()
        codes = {party.iso3 for party in known.parties}
        if not known:
            return Filled((self._aim,), "sides", Tie.LOOSE)
        if len(codes) != 1 or not codes <= {side.iso3 for side in sides}:
            return NOBODY
        return Filled(tuple(side for side in sides if side.iso3 not in codes), "sides", Tie.LOOSE)


_AT_RECIPIENTS = (Answered, BothSides, HomeSide)  # of some types of events, and never at who acts


def may_tell_recipient(guess: Guess, event_type: str) -> bool:
    """Whether a guess is one at the recipient of an event of this type."""
    return not isinstance(guess, _AT_RECIPIENTS) or event_type in guess.types


def may_tell_actor(guess: Guess) -> bool:
    """Whether a guess is one at who acts."""
    return not isinstance(guess, _AT_RECIPIENTS)


def frame_key(trigger: Token) -> tuple[str, int]:
    """Under which the frame of a trigger is remembered in its sentence."""
    return "frame", trigger.i


@dataclass(frozen=True, slots=True)
class Offers:
    """The guesses of a sentence, each kind the surest first.

    `said` need one side said with the predicate; `retold` tell what was told just before, for a predicate that says
    nothing of its other side; `unsaid` where the story's two sides are all there is, none where it has no two sides.
    """

    said: tuple[Guess, ...]
    retold: tuple[Guess, ...]
    unsaid: tuple[Guess, ...]

    @classmethod
    def of(cls, finder: PartyFinder) -> Self:
        """The same for all words of the sentence: whom the story is about changes only at its end."""
        return cls(
            (
                SpeakersOwn(finder),
                Addressee(finder),
                Nearest(finder),
                HomeSide(finder),
                StoryOther(finder),
                BothSides(finder),
            ),
            (Beside(finder), Answered(finder), Holder(finder)),
            tuple(StorySides(finder, side) for side in finder.story.sides()),
        )
