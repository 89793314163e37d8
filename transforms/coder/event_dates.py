"""Which of a sentence's dates is the event's: the one that the grammar ties to it. Coding rules, section 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from transforms.coder.dates.finder import DateExpression, DateKind
from transforms.coder.dates.links import last_day
from transforms.records import EventDate, Granularity, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNDATED = EventDate(None, None, Granularity.UNKNOWN)
HISTORICAL_AFTER = timedelta(days=365)
_TELLING = frozenset({DateKind.POINT, DateKind.RANGE})
_BACKGROUND_AFTER = timedelta(days=31)
_ADNOMINAL = frozenset({"compound", "nmod", "amod", "poss", "prep", "advmod", "npadvmod"})
_AUXILIARY = frozenset({"aux", "auxpass"})


class Tense(Enum):
    """How an event is told: as over, as going on, or as neither (a bare infinitive, a modal)."""

    PAST = 1
    PRESENT = 2
    OPEN = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """The days that a sentence's dates are resolved against; None where unknown.

    `story_time` is the past date that an earlier sentence of the paragraph gave to what this one goes on telling.
    """

    published_on: date | None
    fetched_on: date | None
    story_time: EventDate = UNDATED


class DateReader:
    """The date expressions of one parsed sentence, each tied to the word that it modifies."""

    def __init__(self, doc: Doc, expressions: Sequence[DateExpression]) -> None:
        self._tied: list[tuple[Token, DateExpression]] = []
        self._durations: list[tuple[Token, DateExpression]] = []
        for expression in expressions:
            span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            if expression.kind is DateKind.DURATION:
                self._durations.append((_modified(span.root), expression))
            elif expression.kind is not DateKind.RECURRING and _is_resolved(expression):
                self._tied.append((_modified(span.root), expression))

    def read(self, trigger: Token, carriers: Sequence[Token], speaker: Token | None) -> DateExpression | None:
        """The expression that modifies the trigger or a word it stands on, else one of a clause that holds it.

        Failing both, the sentence's only date is taken. A date of the reporting verb ("said on Tuesday") says when it
        was said and is left alone.
        """
        own = {trigger.i, *(word.i for word in carriers)}
        found = next((expression for anchor, expression in self._tied if anchor.i in own), None)
        found = found or (self._around(trigger, own, speaker) if trigger.tag_ != "VB" else None)
        lasting = next((duration for anchor, duration in self._durations if anchor.i in own), None)
        if found is None or found.first is None or lasting is None or found.granularity is not Granularity.DAY:
            return found
        return replace(found, last=last_day(found.first, lasting))  # "the three-day visit that began on Monday"

    def _around(self, trigger: Token, own: set[int], speaker: Token | None) -> DateExpression | None:
        reporting = _from_speaker_up(speaker)
        holders = {above.i for above in trigger.ancestors} - reporting
        tied = [(a, e) for a, e in self._tied if e.kind is not DateKind.NAME and not e.is_attributive]
        for anchor, expression in tied:
            if anchor.i in holders or any(a.i in own for a in anchor.ancestors if a.pos_ != "VERB"):
                return expression
        free = [e for anchor, e in tied if anchor.i not in reporting and _is_clausal(anchor)]
        return free[0] if len(tied) == 1 and free else None


def event_date(found: DateExpression | None, status: Status, moment: Moment, tense: Tense) -> EventDate:
    """The event's date: the expression's, else the story's time or the publication date of what is told as recent."""
    if found is not None and not _is_misread(found, status, moment):
        is_future = status is Status.FUTURE
        first = found.first_future if is_future and found.first_future else found.first
        last = found.last_future if is_future and found.last_future else found.last
        return EventDate(None if found.kind is DateKind.DEADLINE else first, last, found.granularity)
    if status is not Status.ACTUAL or tense is Tense.OPEN:
        return UNDATED
    if moment.published_on is None or (tense is Tense.PAST and moment.story_time is not UNDATED):
        return moment.story_time
    return EventDate(moment.published_on, moment.published_on, Granularity.DAY)


def _is_misread(found: DateExpression, status: Status, moment: Moment) -> bool:
    """Whether the day lies ahead of what is told as done: then it belongs to something else in the sentence."""
    is_done = status in {Status.ACTUAL, Status.HISTORICAL}
    return is_done and bool(found.first and moment.published_on and found.first > moment.published_on)


def background_time(expressions: Sequence[DateExpression], moment: Moment) -> EventDate:
    """The first date of a sentence that lies over a month before publication: what follows tells of that time."""
    for found in expressions:
        last = found.last
        if found.kind in _TELLING and last and moment.published_on and last < moment.published_on - _BACKGROUND_AFTER:
            return EventDate(found.first, last, found.granularity)
    return UNDATED


def tense_of(trigger: Token, words: Sequence[Token]) -> Tense:
    """How the words that carry an event tell of it; an infinitive is told as the verb above it is."""
    verbs = [word for word in words if word.pos_ in {"VERB", "AUX"}]
    if not verbs:
        return Tense.PAST
    if all(verb.tag_ == "VB" for verb in verbs):
        verbs = [a for a in trigger.ancestors if a.pos_ in {"VERB", "AUX"} and a.tag_ != "VB"][:1]
    tags = {tag for verb in verbs for tag in (verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in _AUXILIARY))}
    if "MD" in tags or not tags:
        return Tense.OPEN
    return Tense.PAST if tags & {"VBD", "VBN"} else Tense.PRESENT


def is_historical(when: EventDate, moment: Moment) -> bool:
    """More than a year before publication; where that is unknown, an explicit year two years before the fetch."""
    last = when.end or when.start
    if last is None:
        return False
    if moment.published_on is not None:
        return last < moment.published_on - HISTORICAL_AFTER
    return moment.fetched_on is not None and last.year <= moment.fetched_on.year - 2


def _is_clausal(anchor: Token) -> bool:
    """Whether a date tied to the word dates its clause: a verb's does, or its subject's, but no other noun's."""
    return anchor.pos_ in {"VERB", "AUX"} or anchor.dep_ in {"nsubj", "nsubjpass"}


def _is_resolved(expression: DateExpression) -> bool:
    return expression.first is not None or expression.last is not None


def _modified(token: Token) -> Token:
    """The verb or noun that a date phrase hangs on."""
    above = token
    while above.head != above:
        above = above.head
        if above.pos_ in {"VERB", "AUX"} or (above.pos_ in {"NOUN", "PROPN"} and above.dep_ != "pobj"):
            return above
        if above.pos_ == "NOUN" and above.dep_ == "pobj" and token.dep_ in _ADNOMINAL:
            return above
    return above


def _from_speaker_up(speaker: Token | None) -> set[int]:
    return set() if speaker is None else {speaker.i, *(a.i for a in speaker.ancestors)}
