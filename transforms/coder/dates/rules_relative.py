"""Dates counted from the publication date or from another date: last week, two days ago, a day later, for a month."""

from dataclasses import replace

from transforms.coder.dates.expressions import DateKind
from transforms.coder.dates.periods import Part, Unit, add_days, day_period
from transforms.coder.dates.phrase import DIRECTIONS, NUMBER, SIDES, Phrase, Rule, rule
from transforms.coder.dates.readings import (
    Calendar,
    Reading,
    Readings,
    point,
    relative,
    rest_of,
    stretch,
    weekday_readings,
    weekend,
)
from transforms.records import Granularity

RULES: list[Rule] = []
AGE = f"{NUMBER}-?U-?%"  # 54 years old, a 24-year-old: no date


@rule(RULES, "h?P(?:-|g|i)?[htlx]U|P(?:-|g[tlx]?)U|U(?:-|'z)P")
def read_part_of_unit(phrase: Phrase) -> Reading | None:
    """The end of the year, early next month, late this week."""
    unit = phrase.unit()
    if unit in {None, Unit.HOUR, Unit.DAY}:
        return None
    return relative(phrase.anchor, phrase.direction(), unit or Unit.DAY, phrase.part())


@rule(RULES, "[EL](?:t|ih)[UkNQ]|[EL]K")
def read_rest(phrase: Phrase) -> Reading | None:
    """Earlier this month, later in the year, earlier today."""
    if phrase.tags[-1] in "kNK":
        return relative(phrase.anchor, phrase.number("K") or 0, Unit.DAY)
    return rest_of(phrase.anchor, phrase.unit() or Unit.DAY, is_later=phrase.tags[0] == "L")


@rule(RULES, "(?:[PLE]n?)?[lxtf]?W-?(?:N|,?g?[lxt]U)?")
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


@rule(RULES, "hU[ZJ]K|[PLE]?-?KN?")
def read_day_word(phrase: Phrase) -> Reading | None:
    """Today, yesterday, the day before yesterday."""
    shift = SIDES[phrase.tags[2]] if len(phrase.tags) == 4 and phrase.tags[0] == "h" else 0
    return relative(phrase.anchor, (phrase.number("K") or 0) + shift, Unit.DAY)


@rule(RULES, "h?[tlxcp]?ck|h?[tlxcp]k|(?<!e)h?k")
def read_weekend(phrase: Phrase) -> Reading | None:
    """A weekend. "Last weekend" is the one before this week."""
    has_direction = bool(set(phrase.tags) & set("ltxcp"))
    return weekend(phrase.anchor, phrase.direction() if has_direction else None)


@rule(RULES, "h(?:[sfpx])(?:[UkN]|W)|[qs][UN]|hU[ZJ](?!K)")
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


@rule(RULES, "G(?:a|h)[Oo]I?UI?")
def read_ordinal(phrase: Phrase) -> Reading | None:
    """For a second day, for the third straight year: a length that ends with the time told of, counted backwards."""
    count, unit = phrase.number("Oo"), phrase.unit()
    return None if count is None or unit is None else Reading(DateKind.DURATION, count=-count, unit=unit)


@rule(RULES, f"(?:[ijVG]|g)?h?(?:[lcxmf]{NUMBER}-?U(?!g(?:Y|[htlx]U))|[tlx]?[cm]U|rU)")
def read_stretch(phrase: Phrase) -> Reading | None:
    """The past two years, the next three days, recent weeks; within the next year is a deadline."""
    unit, count = phrase.unit() or Unit.DAY, phrase.count()
    if count is None and (phrase.has_plural() or "$" in phrase.tags):
        return Reading(DateKind.DURATION, unit=unit)
    sign = -1 if phrase.direction() < 0 else 1
    kind = DateKind.DEADLINE if phrase.tags[0] == "j" and sign > 0 else DateKind.RANGE
    return stretch(phrase.anchor, sign * (1 if count is None else count), unit, kind)


@rule(RULES, "[tlx][UNQ]")
def read_unit_beside(phrase: Phrase) -> Reading | None:
    """Last week, this year, next month, last night, this morning."""
    if phrase.tags[-1] == "N":
        return relative(phrase.anchor, phrase.direction(), Unit.DAY)
    return relative(phrase.anchor, phrase.direction(), phrase.unit() or Unit.DAY)


@rule(RULES, f"{NUMBER}-?UA|UA|{NUMBER}UF@")
def read_ago(phrase: Phrase) -> Reading | None:
    """Two days ago, a year from now."""
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    if count is None:
        return Reading(DateKind.POINT, unit=unit)
    if unit is Unit.HOUR:
        count, unit = count // 24, Unit.DAY
    return relative(phrase.anchor, SIDES[phrase.tags[-1]] * count, unit)


@rule(RULES, f"{NUMBER}-?U[EZLJ]|U[EZLJ]")
def read_counted_from(phrase: Phrase) -> Reading | None:
    """Two weeks earlier, days later: counted from another date. Not "day after day"."""
    if len(phrase.tags) == 2 and not phrase.has_plural():
        return None
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    return anaphoric(None if count is None else SIDES[phrase.tags[-1]] * count, unit)


@rule(RULES, "e(?:[dwo]-?)?[UWkNQ]|R|#")
def read_recurring(_: Phrase) -> Reading | None:
    """Every year, Fridays, annual."""
    return Reading(DateKind.RECURRING)


@rule(RULES, f"[ij]{NUMBER}U(?![-g])")
def read_in_units(phrase: Phrase) -> Reading | None:
    """In three days: a length when told as past, a day to come when told as future; within three days: a deadline."""
    count, unit = phrase.count(), phrase.unit() or Unit.DAY
    if count is None:
        return Reading(DateKind.DURATION, unit=unit)
    if phrase.tags[0] == "j":
        return stretch(phrase.anchor, count, unit, DateKind.DEADLINE)
    then = relative(phrase.anchor, count, unit)
    return replace(then, kind=DateKind.DURATION, days=Readings(None, then.days.future), count=count, unit=unit)


@rule(RULES, "[Gij]U")
def read_vague(phrase: Phrase) -> Reading | None:
    """For weeks, in years: a length that is not said."""
    return Reading(DateKind.DURATION, unit=phrase.unit()) if phrase.has_plural() else None


@rule(RULES, "(?:[GV]h?)(?:a|a?\\$g?|[dyw])-?U|(?:a?\\$g?|[dyw])-?U(?:-W)?")
def read_duration(phrase: Phrase) -> Reading | None:
    """For three days, a three-day visit."""
    unit = phrase.unit() or Unit.DAY
    granularity = Granularity.DAY if unit is Unit.HOUR else Granularity(unit.value)
    return Reading(DateKind.DURATION, granularity=granularity, count=phrase.count(), unit=unit)
