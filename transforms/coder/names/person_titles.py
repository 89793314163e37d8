"""Titles that introduce a person, and how the names of a country are built: what `introductions.py` reads from rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from transforms.coder.names.rows import COUNTRIES, SECTORS, read_word_lists
from transforms.coder.tables import read_rows

TITLES = "person_titles.csv"
_WORD = re.compile(r"[^\W\d_][\w.&'-]*")
_MOST_WORDS = 7
_COMMON = "CVL"  # a citizen's title has no capital: a "German National ..." is a bank or a team


class TitleKind(StrEnum):
    """What a title word does between a country and a name."""

    OFFICE = "office"  # introduces the person: "foreign minister"
    RANK = "rank"  # stands right before the name: "General", "Mr."
    MODIFIER = "modifier"  # "acting", "top"
    PAST = "past"  # "former": the person no longer holds the office
    FIELD = "field"  # what the office is about: "oil", "foreign ministry"


class NameOrder(StrEnum):
    """Which word of a full name later stands alone."""

    FAMILY_LAST = "family_last"
    FAMILY_FIRST = "family_first"
    TWO_SURNAMES = "two_surnames"


@dataclass(frozen=True, slots=True)
class Title:
    """A row of `person_titles.csv`; ends at offset `end` of the text it was found in."""

    kind: TitleKind
    sector: str | None
    end: int


@dataclass(frozen=True, slots=True)
class PersonTitles:
    """All titles by their words in lower case, the name orders of countries that have a special one, and word lists."""

    titles: Mapping[str, tuple[TitleKind, str | None]]
    name_orders: Mapping[str, NameOrder]
    words: Mapping[str, frozenset[str]]

    def at(self, text: str, start: int) -> Title | None:
        """The longest title that begins here in a folded text."""
        end, found = start, None
        for _ in range(_MOST_WORDS):
            word = _WORD.match(text, end)
            if word is None:
                break
            for last in (word.end(), word.end() - 1) if word[0].endswith(".") else (word.end(),):
                row = self.titles.get(text[start:last].lower())
                if row and not (row[1] == _COMMON and text[start].isupper()):
                    found = Title(*row, last)
                    break
            end = word.end() + 1
            if text[word.end() : end] != " ":
                break
        return found

    def before(self, text: str, end: int) -> Title | None:
        """The longest title that ends here; its `end` is then the offset where it begins."""
        found, start = None, end
        for _ in range(_MOST_WORDS):
            start = max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1
            if row := self.titles.get(text[start:end].lower().lstrip("\"'(")):
                found = Title(*row, start)
            if start == 0:
                break
        return found

    def name_order(self, iso3: str) -> NameOrder:
        """How later mentions shorten a name of this country."""
        return self.name_orders.get(iso3, NameOrder.FAMILY_LAST)


def read_person_titles(files: Mapping[str, bytes]) -> PersonTitles:
    """The titles of `person_titles.csv` and the name orders of `countries.csv`; CodebookError for an unusable row."""
    titles: dict[str, tuple[TitleKind, str | None]] = {}
    for row in read_rows(files, TITLES):
        kind, sector = row["kind"], row.optional("sector")
        if kind not in set(TitleKind):
            raise row.error(f"unknown kind {kind!r}; known: {', '.join(TitleKind)}")
        if sector is not None and sector not in SECTORS:
            raise row.error(f"unknown sector {sector!r}; known: {', '.join(sorted(SECTORS))}")
        if row["title"].lower() in titles:
            raise row.error(f"title {row['title']!r} stands twice")
        titles[row["title"].lower()] = (TitleKind(kind), sector)
    orders: dict[str, NameOrder] = {}
    for row in read_rows(files, COUNTRIES):
        order = row.optional("name_order")
        if order is not None and order not in set(NameOrder):
            raise row.error(f"unknown name_order {order!r}; known: {', '.join(NameOrder)}")
        if order is not None:
            orders[row["iso3"]] = NameOrder(order)
    words = {name: frozenset(listed) for name, listed in read_word_lists(files).items()}
    return PersonTitles(titles, orders, words)
