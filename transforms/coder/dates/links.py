"""Dates that lean on another date of the story: the next day, two weeks later, a three-day visit since Monday."""

from dataclasses import replace
from datetime import date

from transforms.coder.dates.expressions import DateExpression, DateKind
from transforms.coder.dates.periods import Unit, add_days, add_units, unit_period


def counted_from(expression: DateExpression, first: date, last: date) -> DateExpression:
    """An anaphoric expression with its days, counted from the days that the story gave before.

    "Two days later" counts from the last of them, "two days earlier" from the first; "the same day" is all of them.
    Unchanged where it does not say how far, or the calendar ends.
    """
    if expression.kind is not DateKind.ANAPHORIC or expression.count is None or expression.unit is None:
        return expression
    if expression.count == 0 and expression.unit in {Unit.DAY, Unit.HOUR}:
        return _on(expression, first, last)
    there = add_units(last if expression.count > 0 else first, expression.count, expression.unit)
    if there is None:
        return expression
    period = unit_period(there, expression.unit)
    return _on(expression, period.first, period.last)


def _on(expression: DateExpression, first: date, last: date) -> DateExpression:
    return replace(expression, kind=DateKind.POINT, first=first, last=last, first_future=first, last_future=last)


def first_day(last: date, duration: DateExpression) -> date | None:
    """The first day of what ends on `last` after as long as the duration says; None where it does not say."""
    if duration.kind is not DateKind.DURATION or duration.count is None or duration.unit is None:
        return None
    before = add_units(last, -abs(duration.count), duration.unit)
    return add_days(before, 1) if before is not None and before < last else last


def last_day(first: date, duration: DateExpression) -> date | None:
    """The last day of what begins on `first` and lasts as long as the duration says; None where it does not say."""
    if duration.kind is not DateKind.DURATION or duration.count is None or duration.unit is None:
        return None
    after = add_units(first, duration.count, duration.unit)
    return add_days(after, -1) if after is not None and after > first else first
