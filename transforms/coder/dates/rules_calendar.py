"""Dates that the calendar names: 3 March 1987, late October 2013, the second quarter of 2020, the 1990s."""

import re
from dataclasses import replace
from datetime import date

from transforms.coder.dates.expressions import DateKind
from transforms.coder.dates.periods import Part, Unit, day_period, years_period
from transforms.coder.dates.phrase import DIRECTIONS, Phrase, Rule, rule
from transforms.coder.dates.ranges import between
from transforms.coder.dates.readings import Calendar, Reading, Readings, point, relative, week_of_month
from transforms.records import Granularity

RULES: list[Rule] = []
WEEKDAY = "(?:[Wv]\\.?,?n?h?)?"
TAIL = "(?:\\.?-?,?Y|\\.?g?[lxt]U)?"


@rule(RULES, "Y-d-d|d-d-Y|d/d/Y|D|d/d(?![/\\d])")
def read_numeric(phrase: Phrase) -> Reading | None:
    """ISO, day first with dashes and dots, month first with slashes unless that is no month; 9/11 is a name."""
    if phrase.tags == "D":
        packed = phrase.number("D") or 0
        return point(Calendar(packed // 10_000, packed // 100 % 100, packed % 100), phrase.anchor)
    first, second = phrase.numbers("d")
    if "Y" not in phrase.tags:
        day = Readings.same(day_period(date(2001, 9, 11)))
        return Reading(DateKind.NAME, day, Granularity.DAY) if (first, second) == (9, 11) else None
    is_month_first = phrase.tags[0] == "Y" or (phrase.tags[1] == "/" and first <= 12)
    month, day_number = (first, second) if is_month_first else (second, first)
    return point(Calendar(phrase.year(), month, day_number), phrase.anchor)


@rule(RULES, f"{WEEKDAY}M\\.?[do][-T&<][do](?!-?U){TAIL}|{WEEKDAY}[do][-T&][do]g?M{TAIL}")
def read_days(phrase: Phrase) -> Reading | None:
    """Several days of one month."""
    days = phrase.numbers("do")
    month, year = phrase.number("M"), phrase.year()
    ends = [point(Calendar(year, month, day), phrase.anchor) for day in (days[0], days[1])]
    return between(ends[0], ends[1], phrase.anchor)


@rule(RULES, f"{WEEKDAY}M\\.?h?[do](?!-?U){TAIL}|{WEEKDAY}h?[do]-?g?M{TAIL}|(?<=[nbF><])Mw(?!U)|Mw(?=\\.?$)")
def read_day(phrase: Phrase) -> Reading | None:
    """A day of a month, with or without its year."""
    return point(Calendar(phrase.year(), phrase.number("M"), phrase.number("dow")), phrase.anchor)


@rule(RULES, "M\\.?[-/]M\\.?(?:,|g)?Y?")
def read_months(phrase: Phrase) -> Reading | None:
    """Two months with a dash between them."""
    first, last = phrase.numbers("M")
    months = (first, last if last >= first else last + 12)
    return as_range(point(Calendar(phrase.year(), months=months), phrase.anchor))


@rule(RULES, "h?P(?:-|g|i)?h?[lxt]M(?!U)|[lxt]M(?!U)")
def read_month_beside(phrase: Phrase) -> Reading | None:
    """Last March, next March, this March: the nearest one wholly outside the anchor's month."""
    month, anchor = phrase.number("M") or 1, phrase.anchor
    if anchor is None:
        return Reading(DateKind.POINT, granularity=Granularity.MONTH)
    steps = {-1: -(month >= anchor.month), 0: 0, 1: month <= anchor.month}
    year = anchor.year + steps[phrase.direction()]
    return point(Calendar(year, month, part=phrase.part()), anchor)


@rule(RULES, "(?:h?P(?:-|g|ih?)?)?M\\.?(?:(?:,|g)?Y|g?[lxt]U)|(?:h?P(?:-|g|ih?)?)?M")
def read_month(phrase: Phrase) -> Reading | None:
    """A month, or a part of it."""
    return point(Calendar(phrase.year(), phrase.number("M"), part=phrase.part()), phrase.anchor)


@rule(RULES, "h?[Ol]UgM\\.?(?:,|g)?Y?")
def read_week_of_month(phrase: Phrase) -> Reading | None:
    """The first week of May: seven days of the month, counted from its first or to its last day."""
    month = point(Calendar(phrase.year(), phrase.number("M")), phrase.anchor)
    number = phrase.number("O") or 5
    if month is None or phrase.unit() is not Unit.WEEK or number > 5:
        return None
    past, future = (week_of_month(period, number) for period in (month.days.past, month.days.future))
    return Reading(DateKind.POINT, Readings(past, future), Granularity.WEEK)


@rule(RULES, "h?[Ol][wd]Ug?(?:h?Y|g?[htlx]U)")
def read_first_months(phrase: Phrase) -> Reading | None:
    """The first or last few months of a year."""
    count = phrase.number("wd") or 0
    if phrase.unit() is not Unit.MONTH or not 1 <= count <= 12 or phrase.number("O") not in {1, None}:
        return None
    year = phrase.year() if "Y" in phrase.tags else phrase.anchor and _year_after_count(phrase)
    months = (1, count) if "O" in phrase.tags else (13 - count, 12)
    return point(Calendar(year or None, months=months), phrase.anchor)


def _year_after_count(phrase: Phrase) -> int | None:
    """The year in "the first two months of last year"."""
    direction = DIRECTIONS.get(phrase.tags[-2], 0)
    return phrase.anchor.year + direction if phrase.anchor else None


@rule(RULES, "h?[Oo]-?[HQ](?:(?:g|i|,)?h?(?:Y|[htlx]U))?|Q(?:g|,)?Y?|Y,?[Oo]-?Q")
def read_quarter(phrase: Phrase) -> Reading | None:
    """A half or a quarter of a year. A half without a year may be a match's: no date."""
    number, year = phrase.number("OoQ"), phrase.year()
    is_half = "H" in phrase.tags
    if (
        number is None
        or number > (2 if is_half else 4)
        or (is_half and "Y" not in phrase.tags and "U" not in phrase.tags)
    ):
        return None
    length = 6 if is_half else 3
    return point(Calendar(year, months=(length * (number - 1) + 1, length * number)), phrase.anchor)


@rule(RULES, "h?P?-?'?C")
def read_decade(phrase: Phrase) -> Reading | None:
    """A decade or a part of it; two digits are of the last century, up to the twenties of this one."""
    number = phrase.number("C") or 0
    year = number if number >= 100 else 1900 + number if number >= 30 else 2000 + number
    return point_decade(year, phrase.part())


def point_decade(year: int, part: Part | None) -> Reading:
    """The ten years from `year`, or their early, middle or late ones."""
    reading = relative(date(year, 1, 1), 0, Unit.DECADE, part)
    return replace(reading, granularity=Granularity.DECADE)


@rule(RULES, "(?<![-/])Y[-/](?:Y|[dy])(?![-/])")
def read_years(phrase: Phrase) -> Reading | None:
    """Years with a dash; two digits that are no following year are a month: 2003-04 is a season, 2003-11 November."""
    first, last = phrase.numbers("Ydy")
    if last < 100:
        if first % 100 >= last:
            return _year_and_month(first, last, phrase)
        last += first - first % 100
    if last <= first or last > 2100 or last - first > 200:
        return None
    return Reading(DateKind.RANGE, Readings.same(years_period(first, last)), Granularity.YEAR)


def _year_and_month(year: int, number: int, phrase: Phrase) -> Reading | None:
    if number == (year + 1) % 100:
        return Reading(DateKind.RANGE, Readings.same(years_period(year, year + 1)), Granularity.YEAR)
    return point(Calendar(year, number), phrase.anchor) if 1 <= number <= 12 else None


@rule(RULES, "h?P(?:-|g|ih?)?h?'?Y")
def read_part_of_year(phrase: Phrase) -> Reading | None:
    """Early 2004, the end of 2012, late in 2014."""
    return point(Calendar(phrase.year(), part=phrase.part()), phrase.anchor)


@rule(RULES, "h?P?-?S(?:g|,)?(?:Y|[lxt]U)|P?-?[ltx]S|(?<=ih)S")
def read_season(phrase: Phrase) -> Reading | None:
    """A season; winter runs from December into the next year."""
    month = phrase.number("S") or 1
    calendar = Calendar(phrase.year(), months=(month, month + 2))
    reading = point(calendar, phrase.anchor)
    if reading is None or calendar.year is not None or phrase.anchor is None:
        return reading
    chosen = {-1: reading.days.past, 1: reading.days.future, 0: calendar.period(phrase.anchor.year)}[phrase.direction()]
    return replace(reading, days=Readings.same(chosen)) if set(phrase.tags) & set("ltx") else reading


@rule(RULES, "XU?")
def read_christmas(phrase: Phrase) -> Reading | None:
    """Christmas Day."""
    return point(Calendar(month=12, day=25), phrase.anchor)


def as_range(reading: Reading | None) -> Reading | None:
    """The same days, called a range."""
    return reading and replace(reading, kind=DateKind.RANGE)


@rule(RULES, "Y")
def read_year(phrase: Phrase) -> Reading | None:
    """A year, where a four-digit number can be one."""
    return point(Calendar(phrase.year()), phrase.anchor) if _is_year(phrase) else None


PERSONS_AFTER = re.compile("[a-z]+(?:er|or|ist|ant|ee|ian|an)s|[a-z]*men")
STRONG_BEFORE = frozenset("i><bFBTJZPM&h(,g-")


def _is_year(phrase: Phrase) -> bool:
    sentence, at = phrase.sentence, phrase.last - 1
    year = phrase.number("Y") or 0
    before = sentence.tags[at - 1] if at else " "
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    word_before = sentence.words[at - 1].lower() if at else ""
    if word_before in {"year", "fiscal", "since", "in", "until", "during"}:
        return True
    is_dialled = before == "-" and sentence.tags[max(at - 2, 0)] in "dyY"
    if not 1900 <= year <= 2059 or word_before == "at" or is_dialled:
        return False
    return before in STRONG_BEFORE or not (PERSONS_AFTER.fullmatch(after) or (after[:1].isupper() and after[-1] == "s"))
