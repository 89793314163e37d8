"""A sentence as a string of one-letter tags for the grammar of figures, and the numbers in it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.coder.figures.units import TOKEN, Units, UnitWord, WordKind
from transforms.coder.word_sets import DETERMINERS, FUNCTION_WORDS, REPORTING, words

TAGS_OF_KIND = {
    WordKind.SCALE: "S", WordKind.PERCENT: "P", WordKind.SYMBOL: "$", WordKind.CURRENCY: "C", WordKind.CODE: "c",
    WordKind.COUNT: "K", WordKind.COMPOUND: "H", WordKind.COLLECTIVE: "m",
    WordKind.CASUALTY: "V", WordKind.NOTHING: "x", WordKind.CHANGE: "D",
    WordKind.CHANGE_BY: "R",
    WordKind.GOAL: "G", WordKind.LEVEL: "L",
}  # fmt: skip
HUNDRED = Decimal(100)
NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = dict(zip(NUMBER_WORDS, map(Decimal, range(1, 21)), strict=True)) | dict(
    zip(TENS, map(Decimal, range(30, 100, 10)), strict=True)
)
FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
FRACTIONS |= {f"{name}s": parts for name, parts in FRACTIONS.items()}
APPROXIMATE = words(
    "about around some nearly almost over roughly approximately estimated another only more less fewer "
    "than as many much further additional all"
)
HEDGES = frozenset({("up", "to"), ("at", "least"), ("at", "most")})
PEOPLES = re.compile(r"(?!Paris|Tunis|Texans)[A-Z][a-z]+(?:ans|is)")
SINGLE = {
    "a": "a", "an": "a", "and": "&", "to": "T", "or": "o", "between": "B", "of": "g", "from": "F", "half": "h",
    "-": "-", "–": "-", "—": "-", "‑": "-", "'": "'", "’": "'", "/": "/", ",": ",", "per": "p",
    "by": "b", "(": "(", ")": ")",
}  # fmt: skip
LONGEST_LITERAL = 20


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence as tokens: one tag, word, unit word, number, first and last character (exclusive) for each."""

    text: str
    tags: str
    tokens: tuple[str, ...]
    unit_words: tuple[UnitWord | None, ...]
    numbers: tuple[Decimal | None, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def is_glued(self, i: int) -> bool:
        """True if nothing stands between token `i` and the one before."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def before_hedges(self, i: int) -> int:
        """Where the hedges and the article in front of token `i` begin: "by [up to a] third", "[at least] 50"."""
        while i and (self.tags[i - 1] in "qaB" or self.tokens[max(i - 2, 0) : i] in HEDGES):
            i -= 1 if self.tags[i - 1] in "qaB" else 2
        return i


class _Tagger:
    """Tags one sentence; a phrase of `units.csv` becomes one token."""

    def __init__(self, text: str, units: Units) -> None:
        self._text, self._units = text, units
        spans = [match.span() for match in TOKEN.finditer(text)]
        self._spans = spans
        self._words = [text[start:end] for start, end in spans]
        self._lower = [word.lower() for word in self._words]

    def tag(self) -> Tagged:
        rows: list[tuple[str, str, UnitWord | None, Decimal | None, int, int]] = []
        i = 0
        while i < len(self._spans):
            unit_word = self._unit_word(i)
            length = len(unit_word.tokens) if unit_word else 1
            start, end = self._spans[i][0], self._spans[i + length - 1][1]
            tag, number = self._tag(i, unit_word)
            rows.append((tag, self._lower[i], unit_word, number, start, end))
            i += length
        tags, tokens, unit_words, numbers, starts, ends = zip(*rows, strict=True) if rows else ((),) * 6
        return Tagged(self._text, "".join(tags), tokens, unit_words, numbers, starts, ends)

    def _unit_word(self, i: int) -> UnitWord | None:
        for candidate in self._units.by_token.get(self._lower[i], ()):
            last = i + len(candidate.tokens) - 1
            if last >= len(self._spans) or tuple(self._lower[i : last + 1]) != candidate.tokens:
                continue
            start, end = self._spans[i][0], self._spans[last][1]
            is_letter = candidate.kind is WordKind.SCALE and len(candidate.word) == 1
            if candidate.is_written(self._text[start:end]) and not (is_letter and not self._follows_digit(i)):
                return candidate
        return None

    def _follows_digit(self, i: int) -> bool:
        start = self._spans[i][0]
        return start > 0 and self._text[start - 1] in "0123456789"

    def _tag(self, i: int, unit_word: UnitWord | None) -> tuple[str, Decimal | None]:
        lower = self._lower[i]
        if lower[0] in "0123456789":
            number = Decimal(lower.replace(",", "")) if len(lower) <= LONGEST_LITERAL else None
            return ("_" if number is None else "N"), number
        if unit_word is not None:
            is_hundred = unit_word.kind is WordKind.SCALE and unit_word.factor == HUNDRED
            return ("Z" if is_hundred else TAGS_OF_KIND[unit_word.kind]), None
        if len(lower) > 5 and PEOPLES.fullmatch(self._words[i]):
            return "K", None
        if lower in NUMBERS:
            return ("w" if self._words[i].islower() or self._opens(i) else "m"), NUMBERS[lower]
        return self._tag_word(lower), None

    def _opens(self, i: int) -> bool:
        """A capital number word opens a sentence or headline; elsewhere it is part of a name (the Group of Seven)."""
        return i == 0 or not self._words[i - 1].isalnum() or self._words[i].isupper()

    @staticmethod
    def _tag_word(lower: str) -> str:
        if lower in SINGLE:
            return SINGLE[lower]
        if lower in FRACTIONS:
            return "f"
        if lower in APPROXIMATE:
            return "q"
        if lower in DETERMINERS:
            return "e"
        if lower in FUNCTION_WORDS or lower in REPORTING:
            return "u"
        return "m" if lower[0].isalpha() else "_"


def tag_sentence(text: str, units: Units) -> Tagged:
    """The tokens of a sentence, each with its tag in the grammar of figures."""
    return _Tagger(text, units).tag()
