"""What stands around a figure: its kind (a level, a wish or a move), what it measures, and for which period."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.coder.dates.finder import DateExpression, DateKind
from transforms.coder.figures.words import Tagged
from transforms.records import FigureKind, Granularity

CHANGE_BEHIND = re.compile(r"(?:-?m){0,2}-?D")
WINDOW, LONGEST_GAP, LONGEST_CLAUSE = 12, 40, 200
NOUNS = "[mKHDRV](?:[-']?[mKHDRV]){0,5}"
BEHIND = re.compile(f"([gu]e?)?-?({NOUNS})")
SUBJECT = re.compile("([mKHV](?:[-']?[mKHV]){0,5})$")
LONGEST_PHRASE, LONGEST_SUBJECT = 12, 3
AUXILIARIES = frozenset({"has", "had", "have", "will", "would", "be", "been", "could", "may", "to"})
PREPOSITIONS = frozenset({"of", "with", "to", "in", "from", "for", "between", "on", "by", "into", "at"})


@dataclass(frozen=True, slots=True)
class Dates:
    """The date expressions of a sentence, as its figures ask for them. `named`: those that name a period."""

    starts: Sequence[int]
    ends: Sequence[int]
    named: Sequence[tuple[int, int, str]]

    @classmethod
    def of(cls, expressions: Sequence[DateExpression]) -> "Dates":
        """Expressions in order, none overlapping."""
        named = [(e.start, e.end, period) for e in expressions if (period := _named(e)) is not None]
        return cls([e.start for e in expressions], [e.end for e in expressions], named)

    def overlap(self, start: int, end: int) -> bool:
        """True if an expression lies on some of these characters."""
        i = bisect_right(self.ends, start)
        return i < len(self.starts) and self.starts[i] < end

    def period(self, text: str, start: int, end: int, *, is_count: bool) -> str | None:
        """The period of a figure, ISO 8601 like: the date right behind it, else before it, else in its clause.

        A count takes no date across a comma: those killed last week are not last week's only fact.
        """
        i = bisect_left(self.named, (end,))
        behind = self.named[i] if i < len(self.named) else None
        gap = text[end : min(behind[0], end + LONGEST_GAP)] if behind else ""
        if behind is not None and len(gap.split()) <= 2:
            return behind[2]
        before = self.named[bisect_left(self.named, (start,)) - 1] if bisect_left(self.named, (start,)) else None
        if before is not None and not (is_count and "," in text[max(before[1], start - LONGEST_CLAUSE) : start]):
            return before[2]
        return behind[2] if behind is not None and behind[0] - end < LONGEST_GAP and "," not in gap else None


def kind_of(sentence: Tagged, first: int, last: int, *, is_count: bool) -> FigureKind:
    """Change where a word of change stands beside the figure, goal where one of wanting stands before it."""
    tags, tokens = sentence.tags, sentence.tokens
    before = sentence.before_hedges(first)
    word = tokens[before - 1] if before else ""
    if not is_count and CHANGE_BEHIND.match(tags, last):
        return FigureKind.CHANGE
    if before and (
        (tags[before - 1] == "D" and not _is_particle(sentence, before - 1, is_count=is_count))
        or (word == "of" and before > 1 and tags[before - 2] == "D")
    ):
        return FigureKind.CHANGE
    opening = max(before - WINDOW, 0)
    clause = max(tags.rfind(",", opening, before), tags.rfind("_", opening, before), opening - 1) + 1
    if word == "by" and ("D" in tags[clause:before] or "R" in tags[clause:before]):
        return FigureKind.CHANGE
    return FigureKind.GOAL if "G" in tags[clause:first] else FigureKind.LEVEL


def _is_particle(sentence: Tagged, i: int, *, is_count: bool) -> bool:
    """The up of "up to" and "make up", the down of "shot down two jets"."""
    if sentence.tokens[i] not in {"up", "down"}:
        return False
    return is_count or (sentence.tags[i - 1 : i] == "L" and sentence.tokens[i - 1] not in {"is", "are", "was", "were"})


def measure_of(sentence: Tagged, first: int, last: int, noun: tuple[int, int] | None, dates: Dates) -> str | None:
    """The noun phrase that the figure counts or measures, as it is written; None if none stands near."""
    span = noun or _behind(sentence, last) or _in_front(sentence, sentence.before_hedges(first))
    if span is None:
        return None
    start, end = sentence.starts[span[0]], sentence.ends[span[1] - 1]
    if noun is None and sentence.tokens[span[1] - 1] == "s" and sentence.tags[span[1] - 2 : span[1] - 1] == "'":
        return None
    if noun is None and dates.overlap(start, end):
        return None
    return " ".join(sentence.text[start:end].split())


def _behind(sentence: Tagged, last: int) -> tuple[int, int] | None:
    """The nouns of "65% of total imports", "39 percent duties", "a 5 percent cut in duties"."""
    match = BEHIND.match(sentence.tags, last)
    if match is None or (match[1] and sentence.tokens[last] not in {"of", "in", "worth", "for"}):
        return None
    opening, closing = match.span(2)
    if sentence.tags[closing - 1] != "D":
        return opening, closing
    inner = BEHIND.match(sentence.tags, closing)
    if inner is not None and inner[1] and sentence.tokens[closing] in {"of", "in"}:
        return inner.span(2)
    return None


def _in_front(sentence: Tagged, first: int) -> tuple[int, int] | None:
    """The noun phrase before verb or preposition: "goods trade with Iraq reached", "duties of"."""
    tags, tokens, at = sentence.tags, sentence.tokens, first
    if at and tokens[at - 1] in {"to", "of", "at", "by", "from", "for"}:
        at -= 1
    while at and (tags[at - 1] in "LDRq" or tokens[at - 1] in AUXILIARIES):
        at -= 1
    if at == first:
        return None
    found = None
    climbs = LONGEST_SUBJECT if tokens[at] != "of" else 1
    for _ in range(climbs):
        match = SUBJECT.search(tags, max(at - LONGEST_PHRASE, 0), at)
        if match is None:
            break
        found = match.span(1)
        before = found[0] - (tags[found[0] - 1 : found[0]] in {"e", "a"})
        if before < 2 or tokens[before - 1] not in PREPOSITIONS:
            break
        at = before - 1
    return found


def _named(expression: DateExpression) -> str | None:
    """2024, 2012-H1, 2012-Q2, 2014-01; years with a slash between; None for days and what has no dates."""
    first, last = expression.first, expression.last
    if (
        first is None
        or last is None
        or expression.granularity in {Granularity.DAY, Granularity.WEEK, Granularity.UNKNOWN}
    ):
        return None
    if expression.kind not in {DateKind.POINT, DateKind.RANGE, DateKind.DEADLINE, DateKind.SINCE}:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return f"{first:%Y-%m}"
    if months in {3, 6} and first.month % months == 1 and first.year == last.year:
        return f"{first.year}-{'Q' if months == 3 else 'H'}{first.month // months + 1}"
    return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
