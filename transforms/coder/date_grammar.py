"""The grammar of date expressions: patterns over the tags of date_words.py, each with its reading."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from transforms.coder.date_expressions import (
    Calendar,
    DateKind,
    Reading,
    Readings,
    point,
    relative,
    rest_of,
    stretch,
    weekday_readings,
    weekend,
)
from transforms.coder.date_words import Tagged
from transforms.coder.periods import Part, Period, Unit, add_days, day_period, joined, years_period
from transforms.records import Granularity

DIRECTIONS = {"l": -1, "c": -1, "r": -1, "p": -1, "t": 0, "x": 1, "m": 1, "f": 1}
SIDES = {"A": -1, "E": -1, "Z": -1, "L": 1, "J": 1, "@": 1}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some tokens that a pattern matched, and the date that they are read against."""

    sentence: Tagged
    first: int
    last: int
    anchor: date | None

    @property
    def tags(self) -> str:
        """The tags of the phrase, one letter a token."""
        return self.sentence.tags[self.first : self.last]

    def numbers(self, tags: str) -> list[int]:
        """The numbers that tokens with one of these tags stand for, in order."""
        found = zip(self.tags, self.sentence.values[self.first : self.last], strict=True)
        return [value for tag, value in found if tag in tags and isinstance(value, int)]

    def number(self, tags: str) -> int | None:
        """The first of `numbers`."""
        return next(iter(self.numbers(tags)), None)

    def unit(self) -> Unit | None:
        """The unit of time that the phrase names."""
        values = self.sentence.values[self.first : self.last]
        return Unit.QUARTER if "Q" in self.tags else next((v for v in values if isinstance(v, Unit)), None)

    def part(self) -> Part | None:
        """`early`, `late` ... if the phrase says so."""
        return next((v for v in self.sentence.values[self.first : self.last] if isinstance(v, Part)), None)

    def direction(self) -> int:
        """-1 for last, 0 for this, 1 for next."""
        return next((DIRECTIONS[tag] for tag in self.tags if tag in DIRECTIONS), 0)

    def has_plural(self) -> bool:
        """True if its unit is in the plural: weeks, years."""
        found = zip(self.tags, self.sentence.words[self.first : self.last], strict=True)
        return any(tag == "U" and word.lower().endswith("s") for tag, word in found)

    def year(self) -> int | None:
        """The year: named, or "last year" counted from the anchor."""
        named = self.number("Y")
        if named is not None or self.anchor is None or self.unit() is not Unit.YEAR:
            return named
        return min(max(self.anchor.year + self.direction(), 1), 9998)

    def count(self) -> int | None:
        """How many units; None where the phrase only says "some"."""
        number = self.number("dyw")
        return number if number is not None else 1 if "a" in self.tags and "$" not in self.tags else None


Reader = Callable[[Phrase], Reading | None]
RULES: dict[str, tuple[str, Reader]] = {}


def rule(pattern: str) -> Callable[[Reader], Reader]:
    """Registers the reader of a pattern. Earlier rules win at the same place."""

    def register(reader: Reader) -> Reader:
        RULES[f"r{len(RULES)}"] = (pattern, reader)
        return reader

    return register


NUMBER = "(?:a?\\$g?|[dyw]|a)"
WEEKDAY = "(?:[Wv]\\.?,?n?h?)?"
TAIL = "(?:\\.?-?,?Y|\\.?g?[lxt]U)?"


@rule(f"{NUMBER}-?U-?%")
def read_age(_: Phrase) -> Reading | None:
    """None: an age is no date."""
    return None


@rule("Y-d-d|d-d-Y|d/d/Y|D|d/d(?![/\\d])")
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


@rule(f"{WEEKDAY}M\\.?[do][-T&<][do](?!-?U){TAIL}|{WEEKDAY}[do][-T&][do]g?M{TAIL}")
def read_days(phrase: Phrase) -> Reading | None:
    """Several days of one month."""
    days = phrase.numbers("do")
    month, year = phrase.number("M"), phrase.year()
    ends = [point(Calendar(year, month, day), phrase.anchor) for day in (days[0], days[1])]
    return between(ends[0], ends[1], phrase.anchor)


@rule(f"{WEEKDAY}M\\.?h?[do](?!-?U){TAIL}|{WEEKDAY}h?[do]-?g?M{TAIL}|(?<=[nbF><])Mw(?!U)|Mw(?=\\.?$)")
def read_day(phrase: Phrase) -> Reading | None:
    """A day of a month, with or without its year."""
    return point(Calendar(phrase.year(), phrase.number("M"), phrase.number("dow")), phrase.anchor)


@rule("M\\.?[-/]M\\.?(?:,|g)?Y?")
def read_months(phrase: Phrase) -> Reading | None:
    """Two months with a dash between them."""
    first, last = phrase.numbers("M")
    months = (first, last if last >= first else last + 12)
    return as_range(point(Calendar(phrase.year(), months=months), phrase.anchor))


@rule("h?P(?:-|g|i)?h?[lxt]M(?!U)|[lxt]M(?!U)")
def read_month_beside(phrase: Phrase) -> Reading | None:
    """Last March, next March, this March: the nearest one wholly outside the anchor's month."""
    month, anchor = phrase.number("M") or 1, phrase.anchor
    if anchor is None:
        return Reading(DateKind.POINT, granularity=Granularity.MONTH)
    steps = {-1: -(month >= anchor.month), 0: 0, 1: month <= anchor.month}
    year = min(max(anchor.year + steps[phrase.direction()], 1), 9998)
    return point(Calendar(year, month, part=phrase.part()), anchor)


@rule("(?:h?P(?:-|g|ih?)?)?M\\.?(?:(?:,|g)?Y|g?[lxt]U)|(?:h?P(?:-|g|ih?)?)?M")
def read_month(phrase: Phrase) -> Reading | None:
    """A month, or a part of it."""
    return point(Calendar(phrase.year(), phrase.number("M"), part=phrase.part()), phrase.anchor)


@rule("h?[Ol][wd]Ug?(?:h?Y|g?[htlx]U)")
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
    return min(max(phrase.anchor.year + direction, 1), 9998) if phrase.anchor else None


@rule("h?[Oo]-?[HQ](?:(?:g|i|,)?h?(?:Y|[htlx]U))?|Q(?:g|,)?Y?|Y,?[Oo]-?Q")
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


@rule("h?P(?:-|g|i)?[htlx]U|P(?:-|g[tlx]?)U|U(?:-|'z)P")
def read_part_of_unit(phrase: Phrase) -> Reading | None:
    """The end of the year, early next month, late this week."""
    unit = phrase.unit()
    if unit in {None, Unit.HOUR, Unit.DAY}:
        return None
    return relative(phrase.anchor, phrase.direction(), unit or Unit.DAY, phrase.part())


@rule("[EL](?:t|ih)[UkNQ]|[EL]K")
def read_rest(phrase: Phrase) -> Reading | None:
    """Earlier this month, later in the year, earlier today."""
    if phrase.tags[-1] in "kNK":
        return relative(phrase.anchor, phrase.number("K") or 0, Unit.DAY)
    return rest_of(phrase.anchor, phrase.unit() or Unit.DAY, is_later=phrase.tags[0] == "L")


@rule("h?P?-?'?C")
def read_decade(phrase: Phrase) -> Reading | None:
    """A decade or a part of it; two digits are of the last century, up to the twenties of this one."""
    number = phrase.number("C") or 0
    year = number if number >= 100 else 1900 + number if number >= 30 else 2000 + number
    return point_decade(year, phrase.part())


def point_decade(year: int, part: Part | None) -> Reading:
    """The ten years from `year`, or their early, middle or late ones."""
    reading = relative(date(year, 1, 1), 0, Unit.DECADE, part)
    return replace(reading, granularity=Granularity.DECADE)


@rule("(?<![-/])Y[-/](?:Y|[dy])(?![-/])")
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


@rule("h?P(?:-|g|ih?)?h?'?Y")
def read_part_of_year(phrase: Phrase) -> Reading | None:
    """Early 2004, the end of 2012, late in 2014."""
    return point(Calendar(phrase.year(), part=phrase.part()), phrase.anchor)


@rule("h?P?-?S(?:g|,)?(?:Y|[lxt]U)|P?-?[ltx]S|(?<=ih)S")
def read_season(phrase: Phrase) -> Reading | None:
    """A season; winter runs from December into the next year."""
    month = phrase.number("S") or 1
    calendar = Calendar(phrase.year(), months=(month, month + 2))
    reading = point(calendar, phrase.anchor)
    if reading is None or calendar.year is not None or phrase.anchor is None:
        return reading
    chosen = {-1: reading.days.past, 1: reading.days.future, 0: calendar.period(phrase.anchor.year)}[phrase.direction()]
    return replace(reading, days=Readings.same(chosen)) if set(phrase.tags) & set("ltx") else reading


@rule("(?:[PLE]n?)?[lxtf]?W-?(?:N|,?g?[lxt]U)?")
def read_weekday(phrase: Phrase) -> Reading | None:
    """A weekday: last, next, this, or of last week. A bare one has two readings."""
    weekday, anchor = phrase.number("W") or 0, phrase.anchor
    if phrase.part() in {Part.START, Part.END}:
        return None
    calendar = Calendar(weekday=weekday)
    if anchor is None or not set(phrase.tags) & set("lxtf"):
        return point(calendar, anchor)
    if "U" in phrase.tags or "t" in phrase.tags:
        monday = add_days(anchor, -anchor.weekday() + 7 * phrase.direction())
        there = add_days(monday, weekday) if monday else None
    else:
        step = -1 if phrase.direction() < 0 else 1
        near = add_days(anchor, step)
        days = weekday_readings(weekday, near) if near else Readings(None, None)
        there_period = days.past if step < 0 else days.future
        there = there_period.first if there_period else None
    return Reading(DateKind.POINT, Readings.same(day_period(there) if there else None), Granularity.DAY)


@rule("hU[ZJ]K|[PLE]?-?KN?")
def read_day_word(phrase: Phrase) -> Reading | None:
    """Today, yesterday, the day before yesterday."""
    shift = SIDES[phrase.tags[2]] if len(phrase.tags) == 4 and phrase.tags[0] == "h" else 0
    return relative(phrase.anchor, (phrase.number("K") or 0) + shift, Unit.DAY)


@rule("h?[tlxcp]?ck|h?[tlxcp]k|(?<!e)h?k")
def read_weekend(phrase: Phrase) -> Reading | None:
    """A weekend. "Last weekend" is the one before this week."""
    has_direction = bool(set(phrase.tags) & set("ltxcp"))
    return weekend(phrase.anchor, phrase.direction() if has_direction else None)


@rule("h(?:[sfpx])(?:[UkN]|W)|[qs][UN]|hU[ZJ](?!K)")
def read_anaphoric(phrase: Phrase) -> Reading | None:
    """The same day, the following week, the day before; but "the next week" and the like of an anchor stay so."""
    unit = phrase.unit() or Unit.DAY
    if phrase.tags[0] == "h" and phrase.tags[1] == "U":
        count = SIDES[phrase.tags[2]]
    else:
        count = 0 if phrase.tags[0] in "qs" or phrase.tags[1] == "s" else DIRECTIONS[phrase.tags[1]]
    return anaphoric(count, unit)


def anaphoric(count: int | None, unit: Unit) -> Reading:
    """So many units from a date that the story gave before."""
    granularity = Granularity.DAY if unit is Unit.HOUR else Granularity(unit.value)
    return Reading(DateKind.ANAPHORIC, granularity=granularity, count=count, unit=unit)


@rule(f"(?:[ijVG]|g)?h?(?:[lcxmf]{NUMBER}-?U(?!g(?:Y|[htlx]U))|[tlx]?[cm]U|rU)")
def read_stretch(phrase: Phrase) -> Reading | None:
    """The past two years, the next three days, recent weeks; within the next year is a deadline."""
    unit, count = phrase.unit() or Unit.DAY, phrase.count()
    if count is None and (phrase.has_plural() or "$" in phrase.tags):
        return Reading(DateKind.DURATION, unit=unit)
    sign = -1 if phrase.direction() < 0 else 1
    kind = DateKind.DEADLINE if phrase.tags[0] == "j" and sign > 0 else DateKind.RANGE
    return stretch(phrase.anchor, sign * (1 if count is None else count), unit, kind)


@rule("[tlx][UNQ]")
def read_unit_beside(phrase: Phrase) -> Reading | None:
    """Last week, this year, next month, last night, this morning."""
    if phrase.tags[-1] == "N":
        return relative(phrase.anchor, phrase.direction(), Unit.DAY)
    return relative(phrase.anchor, phrase.direction(), phrase.unit() or Unit.DAY)


@rule(f"{NUMBER}-?UA|UA|{NUMBER}UF@")
def read_ago(phrase: Phrase) -> Reading | None:
    """Two days ago, a year from now."""
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    if count is None:
        return Reading(DateKind.POINT, unit=unit)
    if unit is Unit.HOUR:
        count, unit = count // 24, Unit.DAY
    return relative(phrase.anchor, SIDES[phrase.tags[-1]] * count, unit)


@rule(f"{NUMBER}-?U[EZLJ]|U[EZLJ]")
def read_counted_from(phrase: Phrase) -> Reading | None:
    """Two weeks earlier, days later: counted from another date. Not "day after day"."""
    if len(phrase.tags) == 2 and not phrase.has_plural():
        return None
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    return anaphoric(None if count is None else SIDES[phrase.tags[-1]] * count, unit)


@rule("e(?:[dwo]-?)?[UWkNQ]|R|#")
def read_recurring(_: Phrase) -> Reading | None:
    """Every year, Fridays, annual."""
    return Reading(DateKind.RECURRING)


@rule(f"[ij]{NUMBER}U(?![-g])")
def read_in_units(phrase: Phrase) -> Reading | None:
    """In three days: a length when told as past, a day to come when told as future; within three days: a deadline."""
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    if count is None:
        return Reading(DateKind.DURATION, unit=unit)
    if phrase.tags[0] == "j":
        return stretch(phrase.anchor, count, unit, DateKind.DEADLINE)
    then = relative(phrase.anchor, count, unit)
    return replace(then, kind=DateKind.DURATION, days=Readings(None, then.days.future), count=count, unit=unit)


@rule("[Gij]U")
def read_vague(phrase: Phrase) -> Reading | None:
    """For weeks, in years: a length that is not said."""
    return Reading(DateKind.DURATION, unit=phrase.unit()) if phrase.has_plural() else None


@rule("(?:[GV]h?)(?:a|a?\\$g?|[dyw])-?U|(?:a?\\$g?|[dyw])-?U(?:-W)?")
def read_duration(phrase: Phrase) -> Reading | None:
    """For three days, a three-day visit."""
    unit = phrase.unit() or Unit.DAY
    granularity = Granularity.DAY if unit is Unit.HOUR else Granularity(unit.value)
    return Reading(DateKind.DURATION, granularity=granularity, count=phrase.count(), unit=unit)


@rule("XU?")
def read_christmas(phrase: Phrase) -> Reading | None:
    """Christmas Day."""
    return point(Calendar(month=12, day=25), phrase.anchor)


@rule("Y")
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
        return point(replace(one, year=max(year, 1)), anchor) or first, last
    if two.year is None and one.year is not None and two.month is not None:
        year = one.year + ((two.month, two.day or 31) < (one.month or 1, one.day or 0))
        return first, point(replace(two, year=min(year, 9998)), anchor) or last
    return first, last


def as_range(reading: Reading | None) -> Reading | None:
    """The same days, called a range."""
    return reading and replace(reading, kind=DateKind.RANGE)


GRAMMAR = re.compile(
    r"(?=[^_,.'()z&n\-/])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in RULES.items()) + ")"
)
