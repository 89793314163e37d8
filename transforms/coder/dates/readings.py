"""How words for days are read: named by the calendar, or counted from the publication date, past and future."""

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from transforms.coder.dates.expressions import DateKind
from transforms.coder.dates.periods import (
    Part,
    Period,
    Unit,
    add_days,
    add_units,
    day_period,
    month_end,
    months_period,
    part_of,
    unit_period,
    week_period,
    years_period,
)
from transforms.records import Granularity


@dataclass(frozen=True, slots=True)
class Readings:
    """The days of an expression, told as past and told as future."""

    past: Period | None
    future: Period | None

    @classmethod
    def same(cls, period: Period | None) -> "Readings":
        """One reading for both."""
        return cls(period, period)


NO_DAYS = Readings(None, None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Named parts of a date, any of which may be missing. `months`: first and last month of a longer stretch."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    months: tuple[int, int] | None = None
    weekday: int | None = None

    def period(self, year: int) -> Period | None:
        """The days of this date in the given year, None if there are none (30 February, the year 0)."""
        if not MINYEAR <= year < MAXYEAR:
            return None
        if self.month is not None and self.day is not None:
            is_day = 1 <= self.month <= 12 and 1 <= self.day <= month_end(year, self.month).day
            return day_period(date(year, self.month, self.day)) if is_day else None
        if self.months is not None:
            return self._stretch(year, *self.months)
        whole = months_period(year, self.month, self.month) if self.month else years_period(year, year)
        return part_of(whole, self.part)

    def _stretch(self, year: int, first: int, last: int) -> Period:
        if last <= 12:
            return months_period(year, first, last)
        return Period(date(year, first, 1), month_end(year + 1, last - 12), Granularity.QUARTER)

    @lru_cache(maxsize=1024)  # noqa: B019 - frozen, and few dates fill a story
    def readings(self, anchor: date | None) -> Readings:
        """Both readings; a missing year is the latest that puts the date on or before the anchor, or the next one."""
        if self.year is not None:
            return Readings.same(self.period(self.year))
        if anchor is None:
            return Readings(None, None)
        if self.weekday is not None:
            return weekday_readings(self.weekday, anchor)
        years = range(anchor.year - 8, anchor.year + 9)
        periods = [period for year in years if (period := self.period(year))]
        past = [period for period in periods if period.first <= anchor]
        future = [period for period in periods if period.last >= anchor]
        return Readings(past[-1] if past else None, future[0] if future else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grammar made of some tokens. `calendar` allows a range to lend its year; granularity for no days."""

    kind: DateKind
    days: Readings = NO_DAYS
    granularity: Granularity = Granularity.UNKNOWN
    calendar: Calendar | None = None
    count: int | None = None
    unit: Unit | None = None


def point(calendar: Calendar, anchor: date | None) -> Reading | None:
    """A calendar date; None if no such day exists."""
    days = calendar.readings(anchor)
    if days.past is None and days.future is None and (anchor is not None or calendar.year is not None):
        return None
    return Reading(DateKind.POINT, days, _granularity(calendar), calendar)


def _granularity(calendar: Calendar) -> Granularity:
    if calendar.day is not None or calendar.weekday is not None:
        return Granularity.DAY
    sample = calendar.period(2000)
    return sample.granularity if sample else Granularity.UNKNOWN


def weekday_readings(weekday: int, anchor: date) -> Readings:
    """The latest such day on or before the anchor; the first on or after it."""
    past = add_days(anchor, -((anchor.weekday() - weekday) % 7))
    future = add_days(anchor, (weekday - anchor.weekday()) % 7)
    return Readings(day_period(past) if past else None, day_period(future) if future else None)


def relative(anchor: date | None, count: int, unit: Unit, part: Part | None = None) -> Reading:
    """The calendar unit `count` units from the anchor's: last month, two days ago, early next year."""
    there = add_units(anchor, count, unit) if anchor else None
    period = part_of(unit_period(there, unit), part) if there else None
    granularity = Granularity.DAY if unit is Unit.HOUR else Granularity(unit.value)
    return Reading(DateKind.POINT, Readings.same(period), period.granularity if period else granularity)


def stretch(anchor: date | None, count: int, unit: Unit, kind: DateKind) -> Reading:
    """From the anchor to `count` units away, in order of time: the past two years, the next three days."""
    there = add_units(anchor, count, unit) if anchor else None
    granularity = Granularity.DAY if unit is Unit.HOUR else Granularity(unit.value)
    if anchor is None or there is None:
        return Reading(kind, NO_DAYS, granularity, count=abs(count), unit=unit)
    period = Period(min(anchor, there), max(anchor, there), granularity)
    return Reading(kind, Readings.same(period), granularity, count=abs(count), unit=unit)


def rest_of(anchor: date | None, unit: Unit, *, is_later: bool) -> Reading:
    """The part of the anchor's own month, year ... before it ("earlier this month") or after it ("later this year")."""
    reading = relative(anchor, 0, unit)
    whole = reading.days.past
    if whole is None or anchor is None:
        return reading
    cut = replace(whole, first=anchor) if is_later else replace(whole, last=anchor)
    return replace(reading, days=Readings.same(cut))


def week_of_month(month: Period | None, number: int) -> Period | None:
    """The seven days of the month's first, second, third or fourth week; the fifth is its last seven days."""
    if month is None:
        return None
    last = month.last.day if number == 5 else 7 * number
    return Period(month.first.replace(day=last - 6), month.first.replace(day=last), Granularity.WEEK)


def weekend(anchor: date | None, weeks: int | None) -> Reading:
    """Saturday and Sunday of the anchor's week shifted by `weeks`; None is the latest one begun, or the coming one."""
    if anchor is None:
        return Reading(DateKind.POINT, NO_DAYS, Granularity.DAY)
    saturday = add_days(week_period(anchor).first, 5 + 7 * (weeks or 0))
    this = _weekend_of(saturday)
    is_begun = saturday is not None and saturday <= anchor
    past = this if weeks is not None or is_begun else _weekend_of(add_days(saturday, -7) if saturday else None)
    return Reading(DateKind.POINT, Readings(past, this), Granularity.DAY)


def _weekend_of(saturday: date | None) -> Period | None:
    sunday = add_days(saturday, 1) if saturday else None
    return Period(saturday, sunday, Granularity.DAY) if saturday and sunday else None
