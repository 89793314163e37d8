"""What stands around a figure: whether it is a level, a goal or a change, what it measures, and for which period."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.coder.dates import DateExpression, DateKind
from transforms.coder.figure_words import Tagged
from transforms.records import FigureKind, Granularity

CHANGE_BEHIND = re.compile(r"(?:-?m){0,2}-?D")
WINDOW, LONGEST_GAP = 12, 40
NOUNS = "[mKHDV](?:[-']?[mKHDV]){0,5}"
BEHIND = re.compile(f"([gu]e?)?-?({NOUNS})")
SUBJECT = re.compile(f"({NOUNS})$")
LONGEST_PHRASE, LONGEST_SUBJECT = 12, 3
AUXILIARIES = frozenset({"has", "had", "have", "will", "would", "be", "been", "could", "may", "to"})
PREPOSITIONS = frozenset({"of", "with", "to", "in", "from", "for", "between", "on", "by", "into", "at"})
APPROXIMATIONS = "qaB"


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

    def period(self, text: str, start: int, end: int) -> str | None:
        """The period of a figure: the date right behind it, else the nearest before, else the next; ISO 8601 like."""
        i = bisect_left(self.named, (end,))
        behind = self.named[i] if i < len(self.named) else None
        if behind is not None and len(text[end : min(behind[0], end + LONGEST_GAP)].split()) <= 2:
            return behind[2]
        before = bisect_left(self.named, (start,)) - 1
        if before >= 0:
            return self.named[before][2]
        return behind[2] if behind is not None else None


def kind_of(sentence: Tagged, first: int, last: int, *, is_count: bool) -> FigureKind:
    """Change where a word of change stands beside the figure, goal where one of wanting stands before it."""
    tags, tokens = sentence.tags, sentence.tokens
    before = _before(sentence, first)
    word = tokens[before - 1] if before else ""
    if not is_count and CHANGE_BEHIND.match(tags, last):
        return FigureKind.CHANGE
    if before and (
        (tags[before - 1] == "D" and not _is_particle(sentence, before - 1))
        or (word == "of" and before > 1 and tags[before - 2] == "D")
    ):
        return FigureKind.CHANGE
    opening = max(before - WINDOW, 0)
    clause = max(tags.rfind(",", opening, before), tags.rfind("_", opening, before), opening - 1) + 1
    if word == "by" and "D" in tags[clause:before]:
        return FigureKind.CHANGE
    return FigureKind.GOAL if "G" in tags[clause:first] else FigureKind.LEVEL


def _is_particle(sentence: Tagged, i: int) -> bool:
    """The up of "up to" and "make up"."""
    if sentence.tokens[i] not in {"up", "down"}:
        return False
    return i > 0 and sentence.tags[i - 1] == "L" and sentence.tokens[i - 1] not in {"is", "are", "was", "were"}


def _before(sentence: Tagged, first: int) -> int:
    """The token behind which the figure begins, hedges and articles counted to the figure: "by at least a"."""
    while first and sentence.tags[first - 1] in APPROXIMATIONS:
        first -= 1
    return first


def measure_of(sentence: Tagged, first: int, last: int, noun: tuple[int, int] | None, dates: Dates) -> str | None:
    """The noun phrase that the figure counts or measures, as it is written; None if none stands near."""
    span = noun or _behind(sentence, last) or _in_front(sentence, _before(sentence, first))
    if span is None:
        return None
    start, end = sentence.starts[span[0]], sentence.ends[span[1] - 1]
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
    while at and (tags[at - 1] in "LDq" or tokens[at - 1] in AUXILIARIES):
        at -= 1
    if at == first:
        return None
    found = None
    for _ in range(LONGEST_SUBJECT):
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
