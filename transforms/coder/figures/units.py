"""The rows of `units.csv`: the words by which news counts and pays, as one frozen table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from transforms.coder.tables import Row, read_rows
from transforms.errors import CodebookError

TABLE = "units.csv"
TOKEN = re.compile(
    r"[A-Z][A-Za-z]*-[0-9]+[A-Za-z]*|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    r"|(?:[A-Za-z]\.){2,}|[^\W\d_]+|\S"
)
ISO_4217 = re.compile(r"[A-Z]{3}")
LONGEST_PHRASE = 6


class WordKind(StrEnum):
    """What a word of `units.csv` does to a number."""

    SCALE = "scale"  # million: multiplies by `factor`
    PERCENT = "percent"
    SYMBOL = "symbol"  # $: stands before its number
    CURRENCY = "currency"  # dollars: stands behind its number
    CODE = "code"  # USD: stands on either side
    COUNT = "count"  # soldiers, barrels: a counted noun, unit in the plural; a `factor` is that of bcm
    COMPOUND = "compound"  # member: counts in "a 12-member team"
    COLLECTIVE = "collective"  # crew: counts in "a crew of 12"
    CASUALTY = "casualty"  # killed: a number beside it counts persons
    NOTHING = "nothing"  # kilometres, years: a number before it is no figure
    CHANGE = "change"  # rose: a figure beside it is a change
    CHANGE_BY = "change_by"  # raised: a figure after "by" is one
    GOAL = "goal"  # plan: a figure after it is wanted
    LEVEL = "level"  # reached: stands between what is measured and its figure


CONTEXT = frozenset({WordKind.CHANGE, WordKind.CHANGE_BY, WordKind.GOAL, WordKind.LEVEL})
WITH_UNIT = frozenset(WordKind) - CONTEXT - {WordKind.SCALE, WordKind.NOTHING}
WITH_FACTOR = frozenset({WordKind.SCALE, WordKind.COUNT})
MONEY = frozenset({WordKind.SYMBOL, WordKind.CURRENCY, WordKind.CODE})


@dataclass(frozen=True, slots=True)
class UnitWord:
    """One row. A word with a capital is met only as written, another in any case; `tokens` are lower case."""

    word: str
    kind: WordKind
    unit: str | None
    factor: Decimal
    tokens: tuple[str, ...]

    def is_written(self, text: str) -> bool:
        """True if the text, which has the right letters, also has the right case and spaces."""
        written = " ".join(text.split())
        return written == self.word if self.word != self.word.lower() else written.lower() == self.word


@dataclass(frozen=True, slots=True)
class Units:
    """All rows by their first token, the longest phrase first."""

    by_token: Mapping[str, tuple[UnitWord, ...]]


def read_units(data: bytes) -> Units:
    """The units of a codebook; CodebookError names the line of an unusable row."""
    found: dict[str, list[UnitWord]] = {}
    seen: set[tuple[str, bool]] = set()
    for row in read_rows({TABLE: data}, TABLE):
        word = _unit_word(row)
        key = (word.word, word.kind in CONTEXT)
        if key in seen:
            raise row.error(f"the word {word.word!r} has a row already")
        seen.add(key)
        found.setdefault(word.tokens[0], []).append(word)
    if not found:
        raise CodebookError(TABLE, 1, "the table has no rows")
    order = list(WordKind)
    return Units({t: tuple(sorted(ws, key=lambda w: (-len(w.tokens), order.index(w.kind)))) for t, ws in found.items()})


def _unit_word(row: Row) -> UnitWord:
    word, unit = " ".join(row["word"].split()), row.optional("unit")
    try:
        kind = WordKind(row["kind"])
    except ValueError:
        raise row.error(f"unknown kind {row['kind']!r}; known: {', '.join(WordKind)}") from None
    if (kind in WITH_UNIT) != (unit is not None):
        raise row.error(f"kind {kind} {'needs a' if kind in WITH_UNIT else 'takes no'} unit")
    if kind in MONEY and not ISO_4217.fullmatch(unit or ""):
        raise row.error(f"unit {unit!r} is no ISO 4217 code")
    tokens = tuple(token.lower() for token in TOKEN.findall(word))
    if len(tokens) > LONGEST_PHRASE:
        raise row.error("the phrase is too long")
    return UnitWord(word, kind, unit, _factor(row, kind), tokens)


def _factor(row: Row, kind: WordKind) -> Decimal:
    written = row.optional("factor")
    if kind is WordKind.SCALE if written is None else kind not in WITH_FACTOR:
        raise row.error("a factor belongs to kind scale, may stand with kind count, and with no other")
    try:
        factor = Decimal(written or "1")
    except InvalidOperation:
        raise row.error(f"factor {written!r} is not a number") from None
    if not factor.is_finite() or factor <= 0:
        raise row.error(f"factor {written!r} is not above zero")
    return factor
