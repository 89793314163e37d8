"""Date expressions of a sentence, resolved against the publication date."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from transforms.coder.dates.expressions import DateExpression, DateKind
from transforms.coder.dates.grammar import Found, read_dates
from transforms.coder.dates.ranges import between, lend_year
from transforms.coder.dates.words import VOCABULARY, Tagged, tag_sentence
from transforms.coder.word_sets import DETERMINERS, FUNCTION_WORDS, REPORTING, words

__all__ = ["DateExpression", "DateKind", "find_dates"]

ANCHORS = frozenset("DMWRCYUkKNSQX#/")
ANCHOR_WORDS = frozenset(word for word, (tag, _) in VOCABULARY.items() if tag in ANCHORS)
DIGIT, LETTERS = re.compile("[0-9]"), re.compile("[a-z]+")
DEADLINE_WORDS = frozenset({"by", "before", "until", "till", "through"})
SINCE_WORDS = frozenset({"since", "from", "after", "starting", "beginning", "effective"})
NOT_NOUNS = FUNCTION_WORDS | REPORTING
NAMED = words(
    "border borders line lines accord accords agreement agreements treaty convention protocol "
    "constitution act law deal "
    "pact resolution ceasefire boundaries memorandum charter declaration budget olympics census"
)


@lru_cache(maxsize=256)  # who reads figures asks again for the dates of a sentence
def find_dates(text: str, *, anchor: date | None) -> tuple[DateExpression, ...]:
    """The date expressions of one sentence, in order, none overlapping.

    Args:
        text: one sentence; any string is read in time linear in its length.
        anchor: the publication date. Without it only absolute dates have days.
    """
    if DIGIT.search(text) is None and ANCHOR_WORDS.isdisjoint(LETTERS.findall(text.lower())):
        return ()
    sentence = tag_sentence(text)
    if ANCHORS.isdisjoint(sentence.tags):
        return ()
    found = _join_ranges(sentence, read_dates(sentence, anchor), anchor)
    ends = [0, *(one.last for one in found)]  # in "two weeks after the summer" the word between is of the first alone
    return tuple(_expression(sentence, one, not_before=end) for one, end in zip(found, ends, strict=False))


def _join_ranges(sentence: Tagged, found: Iterable[Found], anchor: date | None) -> list[Found]:
    """Two points with "to" between them, or "between" before and "and" between, become one range."""
    joined: list[Found] = []
    for new in found:
        one = new
        last = joined[-1] if joined else None
        if last is None or not {last.reading.kind, one.reading.kind} <= {DateKind.POINT}:
            joined.append(one)
            continue
        connector = sentence.tags[last.last : one.first]
        if connector in {"T", "<", "-", "Tn", ",T"} or (
            connector == "&" and _before(sentence, last.first) == "between"
        ):
            reading = between(last.reading, one.reading, anchor)
            if reading is not None:
                joined[-1] = Found(_opening(sentence, last.first), one.last, reading)
                continue
        if connector == "&":
            first, second = lend_year(last.reading, one.reading, anchor)
            joined[-1], one = replace(last, reading=first), replace(one, reading=second)
        joined.append(one)
    return joined


def _opening(sentence: Tagged, first: int) -> int:
    return first - 1 if _before(sentence, first) in {"from", "between"} else first


def _before(sentence: Tagged, first: int) -> str:
    return sentence.words[first - 1].lower() if first else ""


def _expression(sentence: Tagged, found: Found, *, not_before: int) -> DateExpression:
    reading, first = found.reading, found.first
    is_attributive = _is_attributive(sentence, found)
    kind = reading.kind
    if kind is DateKind.POINT:
        kind, first = _prefixed(sentence, found, is_attributive=is_attributive)
    past, future = reading.days.past, reading.days.future
    return DateExpression(
        start=sentence.starts[max(first, not_before)],
        end=sentence.ends[found.last - 1],
        kind=kind,
        granularity=reading.granularity,
        first=past.first if past else None,
        last=past.last if past else None,
        first_future=future.first if future else None,
        last_future=future.last if future else None,
        count=reading.count,
        unit=reading.unit,
        is_attributive=is_attributive,
    )


def _prefixed(sentence: Tagged, found: Found, *, is_attributive: bool) -> tuple[DateKind, int]:
    """What a preposition in front makes of a point, and where the expression then starts."""
    if is_attributive:
        is_named = sentence.tags[found.last - 1] == "Y" and any(
            word.lower() in NAMED for word in sentence.words[found.last : found.last + 3]
        )
        return (DateKind.NAME if is_named else DateKind.POINT), found.first
    first = found.first
    while first and sentence.tags[first - 1] in "hni" and first > found.first - 2:
        first -= 1
    word = _before(sentence, first)
    if word == "than" and first > 2 and sentence.words[first - 2].lower() == "later":
        return DateKind.DEADLINE, first - 3
    if word in DEADLINE_WORDS:
        return DateKind.DEADLINE, first - 1
    if word in SINCE_WORDS or (word == "of" and first > 1 and sentence.words[first - 2].lower() == "as"):
        return DateKind.SINCE, first - 1
    return DateKind.POINT, found.first


def _is_attributive(sentence: Tagged, found: Found) -> bool:
    """True if the date belongs to the noun behind it: Monday's raid, the 2003 war, a February 2018 conference."""
    tags, words = sentence.tags, sentence.words
    if tags[found.last : found.last + 1] == "'":
        return True
    after = words[found.last] if found.last < len(words) else ""
    if not after.isalpha() or after.lower() in NOT_NOUNS:
        return False
    opening = words[found.first].lower() if tags[found.first] == "h" else _before(sentence, found.first)
    return opening in DETERMINERS | {"last", "next"} and tags[found.last - 1] in "YMWdoU"
