"""From one date to another: what one end leaves out, the other lends."""

from dataclasses import replace
from datetime import date

from transforms.coder.dates.expressions import DateKind
from transforms.coder.dates.periods import Period, joined
from transforms.coder.dates.readings import Reading, Readings, point
from transforms.records import Granularity


def between(first: Reading | None, last: Reading | None, anchor: date | None) -> Reading | None:
    """From one date to another: a missing year, or month of a bare day, is that of the other end."""
    if first is None or last is None:
        return None
    first, last = lend_year(first, last, anchor)
    past, future = _join(first.days.past, last.days.past), _join(first.days.future, last.days.future)
    if past is None and last.days.future is not None:
        past = _join(first.days.past, last.days.future)
    if future is None and first.days.past is not None:
        future = _join(first.days.past, last.days.future)
    order = list(Granularity)
    granularity = max(first.granularity, last.granularity, key=order.index)
    return Reading(DateKind.RANGE, Readings(past, future), granularity)


def _join(first: Period | None, last: Period | None) -> Period | None:
    return joined(first, last) if first and last else None


def lend_year(first: Reading, last: Reading, anchor: date | None) -> tuple[Reading, Reading]:
    """Both ends of a range, with the year of the one that names it given to the other."""
    one, two = first.calendar, last.calendar
    if one is None or two is None or one.weekday is not None or two.weekday is not None:
        return first, last
    if one.year is None and two.year is not None and one.month is not None:
        year = two.year - ((one.month, one.day or 0) > (two.month or 12, two.day or 31))
        return point(replace(one, year=year), anchor) or first, last
    if two.year is None and one.year is not None and two.month is not None:
        year = one.year + ((two.month, two.day or 31) < (one.month or 1, one.day or 0))
        return first, point(replace(two, year=year), anchor) or last
    return first, last
