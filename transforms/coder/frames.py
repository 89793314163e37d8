"""A predicate with its parties, and which of several tell the same event twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder import phrases, subclauses
from transforms.coder.answers import ANSWERS, ASKED
from transforms.coder.predicates import IN_CLAUSE, Predicate
from transforms.coder.roles import Filled
from transforms.coder.tracing import current_trace
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PRESS = "JRN"
# what two subjects do together they do to each other
_SHARED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "REJECT", "THREATEN"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
GUESSED = frozenset(
    {
        "speaker",
        "below",
        "behind",
        "before",
        "only below",
        "only behind",
        "only before",
        "story",
        "sides",
        "both sides",
        "told",
        "holder",
        "left",
    }
)
_BEFORE = frozenset({"after", "following", "amid", "despite"})
_FIGHTING = frozenset({"fight", "battle", "clash", "skirmish", "spar"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate that found its parties. `trigger` is its head word, `words` the words that carry it, in order."""

    predicate: Predicate
    trigger: Token
    words: tuple[Token, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    is_reciprocal: bool
    actor: Filled  # how the sides were found, before a reciprocal event pools them
    others: Filled
    complement: Token | None = None  # the verb of the clause that the predicate is about
    is_by_purpose: bool = False  # the recipient stands in the clause that says what for

    def finds_fault_with(self, deed: Frame) -> bool:
        """Whether this only says that the deed is wrong, in a clause of its own; the deed tells more."""
        is_judgement = self.predicate.event_type == "ACCUSE" and not self.predicate.takes_clause
        clause = self.complement if is_judgement else None
        is_told = clause is not None and clause == deed.trigger and clause.dep_ == "ccomp"
        return is_told and deed.predicate.event_type in _DEEDS | {"REJECT", "THREATEN"}

    def alleges(self, deed: Frame) -> bool:
        """Whether this says that the deed was done, in a clause of its own: "charged that Chad arms the rebels"."""
        is_charge = self.predicate.event_type == "ACCUSE" and self.predicate.takes_clause
        is_deed = deed.predicate.event_type in _DEEDS | {"AID", "REJECT"} and deed.predicate.pos == "verb"
        is_done_to_him = {p.iso3 for p in deed.recipients} <= {p.iso3 for p in self.actors}
        return (
            is_charge
            and is_deed
            and (is_done_to_him or not deed.is_weak)
            and self.complement == deed.trigger
            and deed.trigger.dep_ == "ccomp"
        )

    def plans(self, deed: Frame) -> bool:
        """Whether this agrees to a hostile deed in a clause of its own: "agreed to tighten the embargo"."""
        is_plan = self.predicate.event_type == "AGREE" and self.predicate.takes_clause
        is_hostile = deed.predicate.event_type in _HOSTILE and deed.predicate.pos == "verb" and not deed.is_weak
        return is_plan and is_hostile and self.complement == deed.trigger

    @property
    def is_relaxed(self) -> bool:
        """Whether the row asks for words beside its verb that are not there."""
        asks_beside = any(c.preposition not in IN_CLAUSE for c in self.predicate.constraints)
        return asks_beside and len(self.words) == 1

    @property
    def is_weak(self) -> bool:
        """Whether no grammar ties both sides to the trigger, or the row asks for words that are not there."""
        return self.is_relaxed or self.actor.slot in GUESSED or self.others.slot in GUESSED

    def countries(self) -> frozenset[str]:
        return frozenset(m.iso3 for m in self.actors + self.recipients)


def make_frame(
    row: Predicate,
    words: tuple[Token, ...],
    actor: Filled,
    others: Filled,
    complement: Token | None = None,
) -> Frame | None:
    """The frame of a row whose first word is the trigger; None where a side is missing."""
    frame = _made(row, words, actor, others, complement)
    if (trace := current_trace()) is not None:
        trace.attempt(row, words, actor, others, frame)
    return frame


def _made(
    row: Predicate, words: tuple[Token, ...], actor: Filled, others: Filled, complement: Token | None
) -> Frame | None:
    is_common = row.event_type in _SHARED | {"CONCEDE", "RETREAT"} or row.mode == "meet" or row.lemma in _FIGHTING
    is_shared = is_common and not others and len(actor.parties) > 1  # "Peru and Chile agreed to talk"
    everyone = actor.parties + others.parties
    is_reciprocal = row.is_reciprocal or is_shared
    is_one_sided = not actor and others.slot == "with"  # "talks with Peru and Chile" are somebody else's
    is_mutual = is_reciprocal and not is_one_sided and len({m.iso3 for m in everyone}) > 1
    if not is_mutual and not (actor.parties and others.parties):
        return None
    if row.event_type == "CONSULT" and any(m.sector == _PRESS for m in everyone):
        return None  # "spoke to AFP": an interview is how news comes about, no meeting of states
    actors, recipients = (everyone, ()) if is_reciprocal else (actor.parties, others.parties)
    return Frame(
        predicate=row,
        trigger=words[0],
        words=tuple(sorted(words, key=lambda word: word.i)),
        actors=actors,
        recipients=recipients,
        is_reciprocal=is_reciprocal,
        actor=actor,
        others=others,
        complement=complement,
        is_by_purpose=others.slot == "purpose",
    )


def without_echoes(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Frames less those that tell again what another tells of the same parties.

    Such are a noun that a coded verb governs ("imposed sanctions"), a noun compounded with a coded one ("trade deal"),
    and what stands in the clause that a coded verb is about ("threatened to impose tariffs").
    """
    for frame in frames:
        others = (other for other in frames if other is not frame and _may_tell(other, frame))
        teller = next((other for other in others if _tells_again(other, frame)), None)
        if teller is None:
            yield frame
        elif (trace := current_trace()) is not None:
            trace.echoes.append((frame, teller))


def _tells_again(other: Frame, frame: Frame) -> bool:
    """Whether the other names all parties; what it answers is told by itself: "condemned the attack"."""
    if _is_answered_by(other, frame) or _is_answered_by(frame, other):
        return False
    is_carried = frame.trigger in other.words and frame.predicate.event_type == other.predicate.event_type
    return is_carried or frame.countries() <= other.countries()


def _is_answered_by(other: Frame, frame: Frame) -> bool:
    """Whether a noun names a deed or what somebody asked or offered: "condemned the raid", "met a US request"."""
    if frame.predicate.pos != "noun" or frame.is_reciprocal:
        return False
    if {m.iso3 for m in frame.actors} != {m.iso3 for m in other.recipients}:
        return False
    if frame.predicate.event_type in _DEEDS:
        return frame.predicate.event_type != other.predicate.event_type
    return frame.predicate.event_type in ASKED and other.predicate.event_type in ANSWERS and not frame.is_weak


def _may_tell(other: Frame, frame: Frame) -> bool:
    """Whether the words of the other hold this one's; a wrong that is coded holds what finds fault with it."""
    if other.finds_fault_with(frame) or frame.finds_fault_with(other):
        return frame.finds_fault_with(other)  # "said Niger had violated its airspace"
    if other.alleges(frame) or _frees(other, frame) or _frees(frame, other):
        return False
    if other.plans(frame) or frame.plans(other):
        return frame.plans(other)
    return _covers(other, frame)


def _frees(release: Frame, capture: Frame) -> bool:
    """Whether one frees whom the other took, which are two events: "Two Danes held in Chad have been freed"."""
    is_release = release.predicate.mode == "release" and release.predicate.pos != "noun"
    is_capture = capture.predicate.event_type in {"ASSAULT", "COERCE", "SANCTION"} and capture.predicate.pos != "noun"
    return is_release and is_capture and {p.iso3 for p in release.recipients} == {p.iso3 for p in capture.recipients}


def _covers(other: Frame, frame: Frame) -> bool:
    is_noun = frame.predicate.pos == "noun"
    if other.is_weak != frame.is_weak:  # what is only guessed adds nothing to what is said
        trigger = frame.trigger
        is_same = other.predicate.event_type == frame.predicate.event_type
        is_below = _is_within if is_same else phrases.is_below
        is_after = not is_same and any(_is_occasion(b, a) for b, a in phrases.ancestors(other.trigger))
        is_above = is_below(other.trigger, trigger) and not is_after  # "refused at a meeting": he refused, too
        return frame.is_weak and (is_below(trigger, other.trigger) or is_above)
    if frame.others.slot == "beside" and frame.predicate.event_type == other.predicate.event_type:
        return frame.trigger.dep_ == "advcl" and frame.trigger.head == other.trigger  # "fired at it, wounding a man"
    if frame.trigger in _consumed(other) or _is_purpose(other, frame) or _is_plan(other, frame):
        return True
    if other.complement is not None and _is_within(frame.trigger, other.complement):
        return not (is_noun and _had_happened(frame.trigger, other.complement))
    return is_noun and _governs(other, frame)


def _consumed(frame: Frame) -> list[Token]:
    """The words beside its trigger that a frame is made of, less those that may tell an event of their own."""
    found = [word for word in frame.words if word != frame.trigger]
    if frame.predicate.pos == "noun":  # "the lifting of sanctions" is no sanction; what stands before the noun may be
        found = [word for word in found if word.i > frame.trigger.i and word.pos_ != "VERB"]
    return found


def _is_purpose(other: Frame, frame: Frame) -> bool:
    """Whether the frame says what the other is done for: "summoned the envoy to protest"."""
    is_same_deed = other.is_by_purpose or other.predicate.event_type == frame.predicate.event_type
    return is_same_deed and any(frame.trigger == clause for clause in subclauses.purposes(other.trigger))


def _is_plan(other: Frame, frame: Frame) -> bool:
    """Whether the frame says what the other agrees to: "accepted an invitation to visit", "readiness to hold talks"."""
    if other.predicate.event_type != "AGREE" or frame.predicate.event_type not in _SHARED:
        return False
    plans = (word for word in (frame.trigger, *frame.trigger.ancestors) if word.dep_ == "acl")
    return any(word.head in other.words for word in plans)


def _governs(other: Frame, frame: Frame) -> bool:
    """Whether a noun is compounded with the other's trigger, or governed by one of its words."""
    noun = frame.trigger
    if noun.dep_ == "compound":
        return other.trigger == noun.head
    is_talk = frame.predicate.event_type == "CONSULT" and noun.head.lower_ == "in"  # "thanked him in a phone call"
    is_own_event = (
        is_talk or noun.head.lower_ in phrases.OCCASIONS
    ) and other.predicate.event_type != frame.predicate.event_type
    return other.predicate.pos == "verb" and not is_own_event and any(phrases.governor(noun) == w for w in other.words)


def _is_within(token: Token, clause: Token) -> bool:
    return token == clause or any(above == clause for above in token.ancestors)


def _had_happened(noun: Token, clause: Token) -> bool:
    """Whether the noun tells what came before the clause: "agreed to hold fire after four days of fighting"."""
    for below, above in phrases.ancestors(noun):
        if below.dep_ == "pobj" and above.lower_ in _BEFORE:
            return True
        if above == clause:
            return False
    return False


def _is_occasion(noun: Token, preposition: Token) -> bool:
    return noun.dep_ == "pobj" and preposition.lower_ in phrases.OCCASIONS
