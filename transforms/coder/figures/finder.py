"""Quantities of a sentence that can describe a relation: money, percents and counts. Coding rules, section 6."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from transforms.coder.dates.finder import find_dates
from transforms.coder.figures.context import Dates, kind_of, measure_of
from transforms.coder.figures.links import fill_ellipses, is_range, range_ends
from transforms.coder.figures.numbers import find_numbers
from transforms.coder.figures.quantities import Quantity, fractions, own_unit
from transforms.coder.figures.units import Units, WordKind, read_units
from transforms.coder.figures.words import FRACTIONS, NUMBERS, Tagged, tag_sentence
from transforms.records import Figure

__all__ = ["Units", "find_figures", "read_units"]

LARGEST = Decimal(10) ** 18
DIGIT, LETTERS = re.compile("[0-9]"), re.compile("[a-z]+")
NUMBER_WORDS = frozenset(
    {*NUMBERS, *FRACTIONS, "half", "hundred", "thousand", "million", "billion", "trillion", "dozen"}
)


def find_figures(text: str, units: Units, *, anchor: date | None = None) -> tuple[Figure, ...]:
    """The figures of one sentence, in order, none overlapping.

    Args:
        text: one sentence; any string is read in time linear in its length.
        units: the rows of `units.csv`.
        anchor: the publication date, for periods like "last year".
    """
    if DIGIT.search(text) is None and NUMBER_WORDS.isdisjoint(LETTERS.findall(text.lower())):
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
        value=float(quantity.number.value * _factor_of_unit(sentence, quantity)),
        unit=quantity.unit,
        measure=measure_of(sentence, first, last, quantity.noun, dates),
        period=dates.period(sentence.text, start, end, is_count=quantity.noun is not None),
        kind=kind_of(sentence, first, last, is_count=quantity.noun is not None),
        start=start,
        end=end,
    )


def _factor_of_unit(sentence: Tagged, quantity: Quantity) -> Decimal:
    """What a unit is worth that holds its scale in itself: "29 bcm" is 29 billion cubic metres."""
    unit_word = sentence.unit_words[quantity.noun[1] - 1] if quantity.noun else None
    return unit_word.factor if unit_word and unit_word.kind is WordKind.COUNT else Decimal(1)


def _quantities(sentence: Tagged) -> list[Quantity]:
    numbers = find_numbers(sentence)
    found: list[Quantity | None] = [own_unit(sentence, number) for number in numbers]
    for i in range(len(numbers) - 2, -1, -1):
        if is_range(sentence, numbers[i], numbers[i + 1], found[i + 1]):
            found[i : i + 2] = range_ends(numbers[i], found[i], numbers[i + 1], found[i + 1])
    fill_ellipses(sentence, numbers, found)
    kept = [q for q in found if q is not None and 0 < q.number.value <= LARGEST]
    return _without_overlaps([*kept, *fractions(sentence)])


def _without_overlaps(quantities: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: (q.first, -q.last)):
        if not kept or quantity.first >= kept[-1].last:
            kept.append(quantity)
    return kept
