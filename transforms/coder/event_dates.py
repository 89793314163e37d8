"""When an event happened: the days that its sentence ties to it, else those of its story. Coding rules, section 4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from transforms.coder.categories import Category
from transforms.coder.clause_times import Crossing
from transforms.coder.date_ties import Tie
from transforms.coder.dates.finder import DateExpression, DateKind
from transforms.coder.dates.periods import Unit, add_units, day_period, unit_period
from transforms.coder.tense import Tense
from transforms.records import EventDate, Granularity, Status

UNDATED = EventDate(None, None, Granularity.UNKNOWN)
HISTORICAL_AFTER = timedelta(days=365)


_OVER = frozenset({Tense.PAST, Tense.ASIDE})
_GOING_ON = frozenset({"COOPERATE", "AID"})  # "gas imported from Iran" is imported now
_VIEWS = frozenset({"ACCUSE", "REJECT", "REQUEST"})  # "a step that Peru called unacceptable" is news of what it thinks


class Basis(Enum):
    """What an event's date rests on."""

    STATED = 1  # an expression tied to the event
    TOLD = 2  # the time that the story was telling of
    REPORTED = 3  # when a speaker told of it
    PUBLISHED = 4  # the publication date: told as recent
    CURRENT = 5  # the publication date: told as going on
    NONE = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """An event's date and what it rests on."""

    when: EventDate
    basis: Basis


@dataclass(frozen=True, slots=True)
class Moment:
    """The days that a sentence's dates are resolved against; None where unknown.

    `story_time` is the past date that an earlier sentence gave to what this one goes on telling, `occasion` that of
    the visit or meeting which the story is about, `latest` the last past date that it named. `is_published_now`: news
    of this sentence is news of that day.
    """

    published_on: date | None
    fetched_on: date | None
    story_time: EventDate = UNDATED
    occasion: EventDate = UNDATED
    latest: EventDate = UNDATED
    is_published_now: bool = True


def event_date(tie: Tie, category: Category, moment: Moment, tense: Tense) -> Dated:
    """The event's date: the expression's, else the story's time or the publication date of what is told as recent."""
    status = category.status
    is_over = tense is Tense.PERFECT and status in {Status.ACTUAL, Status.NEGATED}
    stated = None if is_over and _is_open(tie, moment) else _stated(tie, status, moment, tense)
    if stated is not None:
        return Dated(stated, Basis.STATED)
    is_told = status in {Status.ACTUAL, Status.FUTURE}
    if tie.is_during and is_told and moment.occasion is not UNDATED:
        return Dated(moment.occasion, Basis.TOLD)
    return _assumed(tie, category, moment, tense)


def _stated(tie: Tie, status: Status, moment: Moment, tense: Tense) -> EventDate | None:
    found = tie.expression
    is_future = status is Status.FUTURE
    if tie.gap is not None and status is Status.ACTUAL:
        return _counted_back(tie, tie.gap, moment)
    if found is None or (is_future and tie.crossing is Crossing.DECISION):
        return None
    may_come = status is Status.HYPOTHETICAL and tense is Tense.OPEN and found.kind is DateKind.POINT
    first, last = found.first, found.last
    if (is_future or may_come) and found.first_future and tie.crossing is not Crossing.PURPOSE:
        first, last = found.first_future, found.last_future
    if not is_future and status is not Status.HYPOTHETICAL and _is_ahead(first, moment):
        return None  # the day lies ahead of what is told as done: it belongs to something else in the sentence
    if status is Status.ACTUAL and _is_to_come(tie, found, tense):
        return None
    if found.kind is DateKind.DEADLINE or (tie.is_before and not tie.is_just_before):
        return EventDate(None, last, Granularity.UNKNOWN if tie.is_before else found.granularity)
    is_lasting = found.kind is DateKind.SINCE and not is_future
    return EventDate(first, moment.published_on if is_lasting else last, found.granularity)


def _is_to_come(tie: Tie, found: DateExpression, tense: Tense) -> bool:
    """Whether what is told as done only speaks of that time: "gave Peru until May 1", "will not attend it in May"."""
    is_open = tense is Tense.OPEN and tie.crossing is Crossing.NONE
    is_open = is_open and found.granularity is not Granularity.DAY  # a weekday is as often that of the refusal
    return found.may_come and (is_open or found.kind is DateKind.DEADLINE)


def _counted_back(tie: Tie, gap: DateExpression, moment: Moment) -> EventDate | None:
    """ "Left on Monday, two days after the raid": the raid was two days before Monday, or before publication."""
    last = tie.expression.last if tie.expression is not None else moment.published_on
    day = add_units(last, -(gap.count or 0), gap.unit) if last is not None and gap.unit is not None else None
    if day is None or gap.unit is None:
        return None
    period = day_period(day) if gap.unit in {Unit.HOUR, Unit.DAY, Unit.WEEK} else unit_period(day, gap.unit)
    return EventDate(period.first, period.last, period.granularity)


def _assumed(tie: Tie, category: Category, moment: Moment, tense: Tense) -> Dated:
    """The date of what no expression dates."""
    if category.status is not Status.ACTUAL or tense is Tense.HABIT or tie.is_vague:
        return Dated(UNDATED, Basis.NONE)
    if tie.is_since and moment.latest.start is not None:
        return Dated(EventDate(moment.latest.start, moment.published_on, moment.latest.granularity), Basis.TOLD)
    told = tie.reported
    if told is not None and told.first is not None and not _is_ahead(told.first, moment):
        return Dated(EventDate(told.first, told.last, told.granularity), Basis.REPORTED)
    is_before_story = tense is Tense.PLUPERFECT and not tie.is_reported
    if moment.story_time is not UNDATED and (tie.is_reported or tense in _OVER):
        return Dated(moment.story_time, Basis.TOLD)
    is_aside = tense is Tense.ASIDE and category.event_type not in _GOING_ON | _VIEWS
    is_aside = is_aside or (tense is Tense.PAST and _is_long_ago(tie.background, moment))
    if is_aside or is_before_story or moment.published_on is None or not moment.is_published_now:
        return Dated(UNDATED, Basis.NONE)
    basis = Basis.CURRENT if tense in {Tense.PRESENT, Tense.ASIDE} else Basis.PUBLISHED
    return Dated(EventDate(moment.published_on, moment.published_on, Granularity.DAY), basis)


def _is_open(tie: Tie, moment: Moment) -> bool:
    """ "Has invited both to Sochi in January": the perfect takes no past point, so a bare month is one to come."""
    found = tie.expression
    if found is None or found.kind is not DateKind.POINT or found.granularity is Granularity.DAY:
        return False
    is_over = bool(found.last and moment.published_on and found.last < moment.published_on)
    return is_over and found.may_come


def _is_long_ago(day: date | None, moment: Moment) -> bool:
    """Whether all that the sentence dates is background: then what it tells without a date is background too."""
    return bool(day and moment.published_on and day < moment.published_on - HISTORICAL_AFTER)


def _is_ahead(first: date | None, moment: Moment) -> bool:
    return bool(first and moment.published_on and first > moment.published_on)


def is_historical(when: EventDate, moment: Moment) -> bool:
    """More than a year before publication; where that is unknown, an explicit year two years before the fetch."""
    last = when.end or when.start
    if last is None:
        return False
    if moment.published_on is not None:
        return last < moment.published_on - HISTORICAL_AFTER
    return moment.fetched_on is not None and last.year <= moment.fetched_on.year - 2
