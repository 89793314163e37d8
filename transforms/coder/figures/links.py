"""Numbers that take their unit or scale from a neighbour: ranges, and what a sentence does not say twice."""

import re
from dataclasses import replace
from decimal import Decimal

from transforms.coder.figures.numbers import Number
from transforms.coder.figures.quantities import PERCENT, PHRASE_ENDS, Quantity, is_year
from transforms.coder.figures.words import HUNDRED, Tagged

MILLION = Decimal(1_000_000)
FROM_TO = re.compile(r"K[mugae]{0,7}F(?=N)")


def is_range(sentence: Tagged, number: Number, follower: Number, quantity: Quantity | None) -> bool:
    connector = sentence.tags[number.last : quantity.first if quantity else follower.first]
    if connector == "&" and quantity is not None and not quantity.noun and sentence.tags[number.first] == "N":
        return not is_year(sentence, number)  # 32.5 and 32.6 percent, respectively
    if connector == "&":
        opening = number.first - (sentence.tags[number.first - 1 : number.first] in {"$", "c"})
        return opening > 0 and sentence.tags[opening - 1] == "B"
    if connector == "-" and not (sentence.is_glued(number.last) and sentence.is_glued(number.last + 1)):
        return False  # a dash between clauses
    return connector in {"-", "T", "o"} and not (is_year(sentence, number) and number.first > 0)


def range_ends(
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


def fill_ellipses(sentence: Tagged, numbers: list[Number], found: list[Quantity | None]) -> None:
    """Units taken from what went before: "6.7 billion" after dollars, "to 5 pct from 6", "staff from 900 to 400"."""
    latest: Quantity | None = None
    counted: Quantity | None = None
    ends = {match.end(): match.start() for match in FROM_TO.finditer(sentence.tags)}
    for i, number in enumerate(numbers):
        quantity = found[i]
        if quantity is not None:
            latest = quantity if quantity.number.scale >= MILLION or _is_moved_percent(sentence, quantity) else latest
            counted = quantity if quantity.noun is not None else counted
        elif number.first in ends:
            found[i : i + 3] = _from_to(sentence, numbers[i : i + 3], ends[number.first], found[i : i + 3])
        elif latest is not None and _is_same_unit(sentence, latest, number):
            found[i] = Quantity(number, number.first, number.last, latest.unit)
        elif counted is not None and _is_of_same_list(sentence, number):
            found[i] = Quantity(number, number.first, number.last, counted.unit)


def _is_same_unit(sentence: Tagged, latest: Quantity, number: Number) -> bool:
    """True if a number without a unit may take that of the latest quantity."""
    if sentence.tags[number.last : number.last + 1] not in PHRASE_ENDS:
        return False
    if latest.unit == PERCENT:
        return number.first == latest.last + 1 and sentence.tags[latest.last] == "F" and number.value <= HUNDRED
    return number.scale >= MILLION


def _is_of_same_list(sentence: Tagged, number: Number) -> bool:
    """The further numbers of "500 tonnes to Chad and 6,000 to Mali", "Iran (9,000 tonnes), Iraq (7,000)".

    One in brackets behind another number is an earlier year's.
    """
    tags, first, last = sentence.tags, number.first, number.last
    before, behind = tags[max(first - 2, 0) : first], tags[last : last + 1]
    if before in {"N(", "K("} or is_year(sentence, number):
        return False
    if "," in sentence.text[sentence.starts[first] : sentence.ends[last - 1]]:
        return behind in PHRASE_ENDS
    return before.endswith("&") and sentence.tokens[last : last + 1] in {("from",), ("to",), ("in",)}


def _is_moved_percent(sentence: Tagged, quantity: Quantity) -> bool:
    return quantity.unit == PERCENT and sentence.tags[quantity.first - 1 : quantity.first] == "T"


def _from_to(sentence: Tagged, numbers: list[Number], noun: int, found: list[Quantity | None]) -> list[Quantity | None]:
    """Both ends of "its staff from 900 in 2012 to a planned 400"."""
    unit_word = sentence.unit_words[noun]
    result = list(found)
    start = numbers[0]
    if unit_word is None or (is_year(sentence, start) and len(numbers) == 1):
        return result
    result[0] = Quantity(start, start.first, start.last, unit_word.unit or "", (noun, noun + 1))
    for k, number in enumerate(numbers[1:], 1):
        gap = sentence.tags[numbers[k - 1].last : number.first]
        if result[k] is None and re.search(r"T[aqe]?[mG]?$", gap) and not is_year(sentence, number):
            result[k] = Quantity(number, number.first, number.last, unit_word.unit or "", (noun, noun + 1))
            break
    return result
