"""Calendar arithmetic of dates.py: stretches of days, both ends included. Weeks start on Monday."""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from transforms.records import Granularity


class Unit(StrEnum):
    """The units that news counts time in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Part(StrEnum):
    """Which part of a month, year or decade. `START` and `END` are narrower than `EARLY` and `LATE`."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date
    granularity: Granularity


MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}
DAYS_OF = {Unit.HOUR: 0, Unit.DAY: 1, Unit.WEEK: 7}
LONGEST_COUNT = 12_000
# First and last month (of a year) or day (of a month; None is the last one) of each part.
PARTS_OF_YEAR = {Part.EARLY: (1, 3), Part.MID: (4, 9), Part.LATE: (10, 12), Part.START: (1, 1), Part.END: (12, 12)}
PARTS_OF_MONTH = {
    Part.EARLY: (1, 10),
    Part.MID: (11, 20),
    Part.LATE: (21, None),
    Part.START: (1, 10),
    Part.END: (21, None),
}
PARTS_OF_DECADE = {Part.EARLY: (0, 3), Part.MID: (4, 6), Part.LATE: (7, 9), Part.START: (0, 1), Part.END: (8, 9)}


def day_period(day: date) -> Period:
    """One day."""
    return Period(day, day, Granularity.DAY)


def week_period(day: date) -> Period:
    """The week, Monday to Sunday, that holds the day; cut off at the ends of the calendar."""
    first = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return Period(first, add_days(first, 6) or date.max, Granularity.WEEK)


def months_period(year: int, first: int, last: int) -> Period:
    """Months `first` to `last` of one year; as fine as the stretch is long."""
    granularity = {1: Granularity.MONTH, 3: Granularity.QUARTER}.get(last - first + 1, Granularity.YEAR)
    return Period(date(year, first, 1), month_end(year, last), granularity)


def years_period(first: int, last: int) -> Period:
    """Whole years; a decade where there is more than one."""
    granularity = Granularity.YEAR if first == last else Granularity.DECADE
    return Period(date(first, 1, 1), date(last, 12, 31), granularity)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_days(day: date, n_days: int) -> date | None:
    """The day `n_days` later, None outside the calendar."""
    ordinal = day.toordinal() + n_days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def add_units(day: date, count: int, unit: Unit) -> date | None:
    """The day `count` units later (earlier if negative), the month's last day where the month is shorter."""
    if abs(count) > LONGEST_COUNT:
        return None
    if unit in DAYS_OF:
        return add_days(day, count * DAYS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_OF[unit], 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def unit_period(day: date, unit: Unit) -> Period:
    """The calendar day, week, month, quarter, year or decade that holds the day."""
    if unit in (Unit.HOUR, Unit.DAY):
        return day_period(day)
    if unit is Unit.WEEK:
        return week_period(day)
    if unit is Unit.MONTH:
        return months_period(day.year, day.month, day.month)
    if unit is Unit.QUARTER:
        first = (day.month - 1) // 3 * 3 + 1
        return months_period(day.year, first, first + 2)
    if unit is Unit.YEAR:
        return years_period(day.year, day.year)
    decade = max(day.year - day.year % 10, MINYEAR)
    return years_period(decade, min(decade + 9, MAXYEAR))


def part_of(period: Period, part: Part | None) -> Period:
    """The early, middle or late part of a month, year or decade; other periods stay whole."""
    if part is None:
        return period
    first = period.first
    if period.granularity is Granularity.MONTH:
        low, high = PARTS_OF_MONTH[part]
        last = period.last if high is None else first.replace(day=high)
        return Period(first.replace(day=low), last, Granularity.MONTH)
    if period.granularity is Granularity.YEAR and period.last.month - first.month == 11:
        return months_period(first.year, *PARTS_OF_YEAR[part])
    if period.granularity is Granularity.DECADE and period.last.year - first.year == 9:
        low, high = PARTS_OF_DECADE[part]
        return Period(date(first.year + low, 1, 1), date(first.year + high, 12, 31), Granularity.DECADE)
    return period


def joined(first: Period, last: Period) -> Period | None:
    """From the start of one to the end of the other, as coarse as the coarser; None if that runs backwards."""
    if last.last < first.first:
        return None
    order = list(Granularity)
    return Period(first.first, last.last, max(first.granularity, last.granularity, key=order.index))
