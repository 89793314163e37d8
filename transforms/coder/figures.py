"""Quantities of a sentence that can describe a relation: money, percents and counts. Coding rules, section 6."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from transforms.coder.dates import find_dates
from transforms.coder.figure_context import Dates, kind_of, measure_of
from transforms.coder.figure_units import MONEY, Units, WordKind, read_units
from transforms.coder.figure_words import FRACTIONS, HUNDRED, NUMBERS, Number, Tagged, find_numbers, tag_sentence
from transforms.records import Figure

__all__ = ["Units", "find_figures", "read_units"]

MILLION = Decimal(1_000_000)
PERCENT, PERSONS = "percent", "persons"
LARGEST = Decimal(10) ** 18
YEARS = (1900, 2059)
COUNTED = re.compile(r"(?:o[mq])?-?q?((?:[mVH]-?){0,3}?(?:\(m\))?K+)")
COUNTED_OF = re.compile(r"g[eu]?(m{0,2}K+)")
COMPOUND = re.compile(r"-H-?([mK]{0,3}[mK])?")
CASUALTIES_AFTER = re.compile(r"[muL]{0,3}V")
NATIONALS = re.compile("[A-Z][a-z]+ese")
HINT = re.compile("[0-9]|" + "|".join([*NUMBERS, *FRACTIONS, "half", "hundred", "million"]), re.IGNORECASE)
FRACTION = re.compile(r"(?:(?:w|a|N)-?f|h)(?=g|e)|(?<=b)q{0,2}((?:w|a)-?f)")
FROM_TO = re.compile(r"K[mugae]{0,7}F(?=N)")
ORDINAL_BEFORE = frozenset("first second third last other latter next the a this each".split())  # noqa: SIM905
PHRASE_ENDS = frozenset({"", "_", "u", "b", ",", "&", "F", "T", "(", ")"})
DEFINITE = frozenset({"the", "these", "those", "both", "its", "their", "his", "her", "our", "my"})
BEFORE_YEAR = frozenset(
    {"in", "since", "by", "until", "till", "from", "of", "during", "before", "after", "the", "early", "late"}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, at tokens `first` to `last`; `noun`: first and last token of what is counted."""

    number: Number
    first: int
    last: int
    unit: str
    noun: tuple[int, int] | None = None


def find_figures(text: str, units: Units, *, anchor: date | None = None) -> tuple[Figure, ...]:
    """The figures of one sentence, in order, none overlapping.

    Args:
        text: one sentence; any string is read in time linear in its length.
        units: the rows of `units.csv`.
        anchor: the publication date, for periods like "last year".
    """
    if HINT.search(text) is None:
        return ()
    sentence = tag_sentence(text, units)
    quantities = _quantities(sentence)
    if not quantities:
        return ()
    dates = Dates.of(find_dates(text, anchor=anchor))
    figures = [_figure(sentence, quantity, dates) for quantity in quantities]
    for i, (quantity, follower) in enumerate(pairwise(quantities), 1):
        if follower.first == quantity.last + 1 and follower.unit == quantity.unit:
            figures[i] = replace(figures[i], kind=figures[i - 1].kind)  # both ends of a range
    return tuple(figures)


def _figure(sentence: Tagged, quantity: Quantity, dates: Dates) -> Figure:
    first, last = quantity.first, quantity.last
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return Figure(
        value=float(quantity.number.value),
        unit=quantity.unit,
        measure=measure_of(sentence, first, last, quantity.noun, dates),
        period=dates.period(sentence.text, start, end, is_count=quantity.noun is not None),
        kind=kind_of(sentence, first, last, is_count=quantity.noun is not None),
        start=start,
        end=end,
    )


def _quantities(sentence: Tagged) -> list[Quantity]:
    numbers = find_numbers(sentence)
    found: list[Quantity | None] = [_own_unit(sentence, number) for number in numbers]
    for i in range(len(numbers) - 2, -1, -1):
        if _is_range(sentence, numbers[i], numbers[i + 1], found[i + 1]):
            found[i : i + 2] = _range_ends(numbers[i], found[i], numbers[i + 1], found[i + 1])
    _fill_ellipses(sentence, numbers, found)
    kept = [q for q in found if q is not None and 0 < q.number.value <= LARGEST]
    return _without_overlaps([*kept, *_fractions(sentence)])


def _own_unit(sentence: Tagged, number: Number) -> Quantity | None:
    """The number with the unit that stands beside it."""
    tags, last = sentence.tags, number.last
    before = sentence.unit_words[number.first - 1] if number.first else None
    if before is not None and before.kind in MONEY and tags[number.first - 1] in "$c":
        return Quantity(number, number.first - 1, _with_currency(sentence, last), before.unit or "")
    at = last + (tags[last : last + 1] == "-")
    word = sentence.unit_words[at] if at < len(tags) else None
    if word is not None and word.kind in {*MONEY, WordKind.PERCENT} - {WordKind.SYMBOL}:
        return Quantity(number, number.first, at + 1, word.unit or "")
    compound = COMPOUND.match(tags, last)
    if word is not None and compound is not None:
        noun = compound.span(1) if compound[1] else (at, at + 1)
        return Quantity(number, number.first, at + 1, word.unit or "", noun)
    return _counted(sentence, number)


def _with_currency(sentence: Tagged, last: int) -> int:
    """Where "$5 million dollars" ends: with the second name of the currency."""
    return last + 1 if sentence.tags[last : last + 1] in {"C", "c"} else last


def _counted(sentence: Tagged, number: Number) -> Quantity | None:
    tags, last = sentence.tags, number.last
    if number.value == 1 or _is_year(sentence, number) or _is_definite(sentence, number):
        return None
    match = COUNTED.match(tags, last) or COUNTED_OF.match(tags, last)
    if match is not None:
        noun = sentence.unit_words[match.end() - 1]
        unit = noun.unit if noun and noun.unit else PERSONS
        return Quantity(number, number.first, match.end(), unit, (match.start(1), match.end()))
    if NATIONALS.fullmatch(sentence.text, *_span(sentence, last)) and tags[last + 1 : last + 2] in PHRASE_ENDS:
        return Quantity(number, number.first, last + 1, PERSONS, (last, last + 1))
    return _casualties(sentence, number)


def _span(sentence: Tagged, i: int) -> tuple[int, int]:
    return (sentence.starts[i], sentence.ends[i]) if i < len(sentence.starts) else (0, 0)


def _casualties(sentence: Tagged, number: Number) -> Quantity | None:
    """Killing at least 33; 76 injured; 12 were killed."""
    tags, first, last = sentence.tags, number.first, number.last
    behind = CASUALTIES_AFTER.match(tags, last)
    if behind is not None:
        return Quantity(number, first, behind.end(), PERSONS)
    while first and tags[first - 1] in "qa":
        first -= 1
    end = last + (sentence.tokens[last : last + 1] == ("others",))
    is_object = first > 0 and tags[first - 1] == "V" and tags[end : end + 1] in PHRASE_ENDS
    return Quantity(number, number.first, end, PERSONS) if is_object else None


def _is_year(sentence: Tagged, number: Number) -> bool:
    token = sentence.tokens[number.first]
    is_literal = number.last == number.first + 1 and len(token) == 4 and token.isdigit()
    if not is_literal or not YEARS[0] <= number.base <= YEARS[1]:
        return False
    return number.first == 0 or sentence.tokens[number.first - 1] in BEFORE_YEAR


def _is_definite(sentence: Tagged, number: Number) -> bool:
    """True for "the two countries", which counts nothing new, and for "one in three people", a share."""
    first = number.first
    is_share = first > 1 and sentence.tokens[first - 1] == "in" and sentence.tags[first - 2] in "wN"
    return is_share or (number.value <= 3 and sentence.tokens[max(first - 1, 0)] in DEFINITE)


def _is_range(sentence: Tagged, number: Number, follower: Number, quantity: Quantity | None) -> bool:
    connector = sentence.tags[number.last : quantity.first if quantity else follower.first]
    if connector == "&" and quantity is not None and not quantity.noun and sentence.tags[number.first] == "N":
        return not _is_year(sentence, number)  # 32.5 and 32.6 percent, respectively
    if connector == "&":
        opening = number.first - (sentence.tags[number.first - 1 : number.first] in {"$", "c"})
        return opening > 0 and sentence.tags[opening - 1] == "B"
    if connector == "-" and not (sentence.is_glued(number.last) and sentence.is_glued(number.last + 1)):
        return False  # a dash between clauses
    return connector in {"-", "T", "o"} and not (_is_year(sentence, number) and number.first > 0)


def _range_ends(
    number: Number, quantity: Quantity | None, follower: Number, other: Quantity | None
) -> tuple[Quantity | None, Quantity | None]:
    """Both ends of a range; what one lacks in unit or scale it has from the other."""
    if other is None and quantity is not None and quantity.last == number.last and quantity.first < number.first:
        other = Quantity(follower, follower.first, follower.last, quantity.unit)
    if quantity is None and other is not None:
        quantity = Quantity(number, number.first, number.last, other.unit, other.noun)
    if quantity is not None and other is not None and quantity.unit == other.unit:
        quantity = replace(quantity, number=_share_scale(number, follower))
    return quantity, other


def _share_scale(number: Number, follower: Number) -> Number:
    """The ten of "10 to 12 billion" is ten billion; the 500 of "500 to one million" is not."""
    return replace(number, scale=follower.scale) if number.scale == 1 and number.base < follower.base else number


def _fill_ellipses(sentence: Tagged, numbers: list[Number], found: list[Quantity | None]) -> None:
    """Units taken from what went before: "6.7 billion" after dollars, "to 5 pct from 6", "staff from 900 to 400"."""
    latest: Quantity | None = None
    ends = {match.end(): match.start() for match in FROM_TO.finditer(sentence.tags)}
    for i, number in enumerate(numbers):
        quantity = found[i]
        if quantity is not None:
            latest = quantity if quantity.number.scale >= MILLION or _is_moved_percent(sentence, quantity) else latest
        elif number.first in ends:
            found[i : i + 3] = _from_to(sentence, numbers[i : i + 3], ends[number.first], found[i : i + 3])
        elif latest is not None and _is_same_unit(sentence, latest, number):
            found[i] = Quantity(number, number.first, number.last, latest.unit)


def _is_same_unit(sentence: Tagged, latest: Quantity, number: Number) -> bool:
    """True if a number without a unit may take that of the latest quantity."""
    if sentence.tags[number.last : number.last + 1] not in PHRASE_ENDS:
        return False
    if latest.unit == PERCENT:
        return number.first == latest.last + 1 and sentence.tags[latest.last] == "F" and number.value <= HUNDRED
    return number.scale >= MILLION


def _is_moved_percent(sentence: Tagged, quantity: Quantity) -> bool:
    return quantity.unit == PERCENT and sentence.tags[quantity.first - 1 : quantity.first] == "T"


def _from_to(sentence: Tagged, numbers: list[Number], noun: int, found: list[Quantity | None]) -> list[Quantity | None]:
    """Both ends of "its staff from 900 in 2012 to a planned 400"."""
    unit_word = sentence.unit_words[noun]
    result = list(found)
    start = numbers[0]
    if unit_word is None or (_is_year(sentence, start) and len(numbers) == 1):
        return result
    result[0] = Quantity(start, start.first, start.last, unit_word.unit or "", (noun, noun + 1))
    for k, number in enumerate(numbers[1:], 1):
        gap = sentence.tags[numbers[k - 1].last : number.first]
        if result[k] is None and re.search(r"T[aqe]?[mG]?$", gap) and not _is_year(sentence, number):
            result[k] = Quantity(number, number.first, number.last, unit_word.unit or "", (noun, noun + 1))
            break
    return result


def _fractions(sentence: Tagged) -> list[Quantity]:
    """Percents with one decimal: "a third of", "two-thirds of", "half its"."""
    found = []
    for match in FRACTION.finditer(sentence.tags):
        first, last = match.span(1) if match[1] else match.span()
        before = sentence.tokens[first - 1] if first else ""
        is_of_time = "x" in sentence.tags[last + 1 : last + 3]
        if (not match[1] and is_of_time) or (sentence.tags[first] == "h" and before in ORDINAL_BEFORE):
            continue
        above = sentence.numbers[first] or Decimal(1)
        parts = FRACTIONS.get(sentence.tokens[last - 1], 2)
        if above < parts:
            share = round(above * 100 / parts, 1)
            found.append(Quantity(Number(first, last, share, Decimal(1)), first, last, PERCENT))
    return found


def _without_overlaps(quantities: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.first, -q.last)):
        if not kept or quantity.first >= kept[-1].last:
            kept.append(quantity)
    return kept
