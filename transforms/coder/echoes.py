"""Which frames of a sentence tell the same event twice, and which of them is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder import phrases, subclauses
from transforms.coder.answers import ANSWERS, ASKED
from transforms.coder.frames import DEEDS, SHARED, Frame
from transforms.coder.tracing import current_trace
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_BEFORE = frozenset({"after", "following", "amid", "despite"})
# what a word sums up that somebody said: "a charge that Chad denies"
_SUMMING = words(
    "charge claim accusation allegation assertion contention suggestion offer proposal demand request move step idea "
    "call appeal invitation statement view"
)
_VOICED = frozenset({"PROTEST", "CONSULT"})  # types of nouns in which fault is found: a protest, a letter of complaint


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A frame with the others of its sentence that tell the same of the same parties.

    Such are a noun that a coded verb governs ("imposed sanctions"), a noun compounded with a coded one ("trade deal"),
    and what stands in the clause that a coded verb is about ("threatened to impose tariffs").
    """

    frame: Frame
    tellers: tuple[Frame, ...]
    rival: str | None = None  # where one stands whose parties the sentence itself ties together: "above", "below"


def with_tellers(frames: Sequence[Frame]) -> tuple[Told, ...]:
    """Every frame, in their order, with the others that tell it."""
    return tuple(
        Told(
            frame,
            tuple(o for o in frames if o is not frame and _may_tell(o, frame) and _tells_again(o, frame)),
            next((where for o in frames if (where := _rival(o, frame)) is not None), None),
        )
        for frame in frames
    )


def unechoed(found: Sequence[Told], is_asserted: Callable[[Frame], bool]) -> Iterator[Frame]:
    """The frames that no other tells, and those told by none that is sure enough to be asserted."""
    tellers = {id(told.frame): told.tellers for told in found}

    def covering(frame: Frame, below: frozenset[int]) -> Frame | None:
        for teller in tellers.get(id(frame), ()):
            is_told = bool(tellers.get(id(teller)))
            is_covered = is_told and id(teller) not in below and covering(teller, below | {id(teller)}) is not None
            if is_covered or (not is_told and is_asserted(teller)):
                return teller
        return None

    for told in found:
        teller = covering(told.frame, frozenset({id(told.frame)}))
        if teller is None:
            yield told.frame
        elif (trace := current_trace()) is not None:
            trace.echoes.append((told.frame, teller))


def _tells_again(other: Frame, frame: Frame) -> bool:
    """Whether the other names all parties; what it answers is told by itself: "condemned the attack"."""
    if _is_answered_by(other, frame) or _is_answered_by(frame, other):
        return False
    kind, teller = frame.predicate.event_type, other.predicate.event_type
    is_carried = frame.trigger in other.words and (kind == teller or (teller == "ACCUSE" and kind in _VOICED))
    return is_carried or other.plans_together(frame) or frame.countries() <= other.countries()


def _is_answered_by(other: Frame, frame: Frame) -> bool:
    """Whether a noun names a deed or what somebody asked or offered: "condemned the raid", "met a US request"."""
    if frame.predicate.pos != "noun" or frame.is_reciprocal:
        return False
    if {m.iso3 for m in frame.actors} != {m.iso3 for m in other.recipients}:
        return False
    if frame.predicate.event_type in DEEDS:
        return frame.predicate.event_type != other.predicate.event_type
    return frame.predicate.event_type in ASKED and other.predicate.event_type in ANSWERS and not frame.is_weak


def _may_tell(other: Frame, frame: Frame) -> bool:
    """Whether the words of the other hold this one's; a wrong that is coded holds what finds fault with it."""
    if other.finds_fault_with(frame) or frame.finds_fault_with(other):
        return frame.finds_fault_with(other)  # "said Niger had violated its airspace"
    if other.alleges(frame) or _frees(other, frame) or _frees(frame, other):
        return False
    if _has_own_clause(frame, other) or _answers_aside(frame.trigger):
        return False
    if other.plans(frame) or frame.plans(other):
        return frame.plans(other)
    return _is_due(other, frame) or _covers(other, frame)


def _frees(release: Frame, capture: Frame) -> bool:
    """Whether one frees whom the other took, which are two events: "Two Danes held in Chad have been freed"."""
    is_release = release.predicate.mode == "release" and release.predicate.pos != "noun"
    is_capture = capture.predicate.event_type in {"ASSAULT", "COERCE", "SANCTION"} and capture.predicate.pos != "noun"
    return is_release and is_capture and {p.iso3 for p in release.recipients} == {p.iso3 for p in capture.recipients}


def _has_own_clause(frame: Frame, other: Frame) -> bool:
    """Whether a clause beside its noun tells it, whatever the other does to it: "lifted the ban it had put on Chad"."""
    own = (word for word in frame.words if phrases.is_clause_of(word, frame.trigger))
    return frame.predicate.pos == "noun" and any(word not in other.words for word in own)


def _answers_aside(verb: Token) -> bool:
    """Whether a clause says what becomes of all that stands before it: "said Chad had lied, a charge Chad denies"."""
    noun = verb.head
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    is_summing = verb.dep_ == "relcl" and noun.lemma_.lower() in _SUMMING and bool(before & {"a", "an"})
    return is_summing and phrases.is_behind_comma(noun)


def _covers(other: Frame, frame: Frame) -> bool:
    is_noun = frame.predicate.pos == "noun"
    if other.is_weak and not frame.is_weak:
        return False
    is_same = other.predicate.event_type == frame.predicate.event_type
    is_guess = frame.is_weak and not other.is_weak  # what is only guessed adds nothing of its kind to what is said
    if is_guess and (_is_repeated(frame, other) if is_same else _adds_nothing(frame, other)):
        return True
    if frame.others.slot == "beside" and frame.predicate.event_type == other.predicate.event_type:
        return frame.trigger.dep_ == "advcl" and frame.trigger.head == other.trigger  # "fired at it, wounding a man"
    ways = (_is_purpose, _is_plan, _is_refused, _is_sequel)
    if frame.trigger in _consumed(other) or any(tells(other, frame) for tells in ways):
        return True
    if other.complement is not None and _is_within(frame.trigger, other.complement):
        had_happened = is_noun and _had_happened(frame.trigger, other.complement)
        return not (had_happened or _is_told_aside(frame, other.complement))
    return is_noun and _governs(other, frame)


def _is_told_aside(frame: Frame, clause: Token) -> bool:
    """Whether a relative clause in the clause tells it of a noun: "refused to free the men whom it had seized"."""
    path = (word for word in (frame.trigger, *frame.trigger.ancestors) if word == clause or word.dep_ == "relcl")
    nearest = next(path)
    return nearest != clause and _is_finite(nearest) and not frame.is_weak


def _is_repeated(frame: Frame, other: Frame) -> bool:
    """Whether one clause tells the same twice; a deed does not repeat the other side's: "jets rose after it flew"."""
    is_returned = (
        frame.predicate.event_type in DEEDS
        and not frame.is_reciprocal
        and {m.iso3 for m in frame.actors} == {m.iso3 for m in other.recipients}
    )
    return not is_returned and _is_tied(frame.trigger, other.trigger)


def _is_tied(one: Token, other: Token) -> bool:
    return phrases.is_below(one, other) or _is_within(other, one)


def _rival(other: Frame, frame: Frame) -> str | None:
    """Where the other stands, where it says of the same parties something else and this is only guessed of them."""
    is_guess = frame.is_weak and not other.is_weak and frame.countries() <= other.countries()
    if not is_guess or other.predicate.event_type == frame.predicate.event_type:
        return None
    if phrases.is_below(frame.trigger, other.trigger):
        return "above"
    is_occasion = any(_is_occasion(b, a) for b, a in phrases.ancestors(other.trigger))
    return "below" if phrases.is_below(other.trigger, frame.trigger) and not is_occasion else None


def _adds_nothing(frame: Frame, other: Frame) -> bool:
    """Whether what is only guessed has no clause of its own beside what is said: "tried to help men held by Chad"."""
    if phrases.is_below(frame.trigger, other.trigger):
        return frame.predicate.pos != "noun" and not _is_finite(frame.trigger)
    if not phrases.is_below(other.trigger, frame.trigger):
        return False
    is_told = other.predicate.pos != "noun" and not _is_finite(other.trigger)
    return is_told or other.trigger.dep_ == "ccomp"


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in phrases.FINITE or any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children)


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
    """Whether the frame says what the other agrees to or gives up: "readiness to hold talks", "dropped a threat to"."""
    is_agreed = other.predicate.event_type == "AGREE" and frame.predicate.event_type in SHARED
    is_given_up = other.predicate.event_type == "CONCEDE" and frame.predicate.event_type in DEEDS
    if not (is_agreed or is_given_up):
        return False
    plans = (word for word in (frame.trigger, *frame.trigger.ancestors) if word.dep_ == "acl")
    return any(word.head in other.words for word in plans)


def _is_refused(other: Frame, frame: Frame) -> bool:
    """Whether the frame is what a noun says that the same parties refuse to do: "Chad's refusal to recognise Niger"."""
    is_noun = other.predicate.pos == "noun" and other.predicate.event_type == "REJECT"
    return is_noun and frame.trigger.dep_ == "acl" and frame.trigger.head == other.trigger


def _is_due(other: Frame, frame: Frame) -> bool:
    """Whether the other gives a time for what the frame says: "gave Chad until Friday to free its pilots"."""
    above = frame.trigger.head
    above = above.head if above.lemma_.lower() in phrases.TERMS else above
    return phrases.is_infinitive(frame.trigger) and above == other.trigger and phrases.sets_term(above)


def _is_sequel(other: Frame, frame: Frame) -> bool:
    """Whether a gerund only says what the same act came to: "signed an agreement, ending months of disputes"."""
    is_gerund = frame.trigger.tag_ == "VBG" and frame.trigger.dep_ == "advcl" and frame.trigger.head == other.trigger
    return is_gerund and frame.is_reciprocal and frame.predicate.event_type == other.predicate.event_type


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
    """Whether the word stands in the clause, not in another joined to it: "said Togo lied, and Chad agreed"."""
    for below, above in phrases.ancestors(token):
        if above == clause:
            is_joined = below.dep_ == "conj" and below.tag_ in phrases.FINITE
            return not (is_joined and any(phrases.is_subject(c) for c in below.children))
    return token == clause


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
