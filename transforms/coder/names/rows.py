"""The gazetteer's tables as validated rows: who or what stands for which country, and when."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transforms.coder.names.context import ContextSyntaxError, NameContext, parse_context
from transforms.coder.names.spelling import fold
from transforms.coder.tables import Row, read_rows

COUNTRIES = "countries.csv"
WORD_LISTS = "word_lists.csv"
ALIAS_TABLES = ("aliases.csv", "leaders.csv", "bodies.csv", "places.csv", "not_parties.csv")
SECTORS = frozenset(
    [
        "GOV",
        "LEG",
        "JUD",
        "MIL",
        "COP",
        "SPY",
        "PRM",
        "PTY",
        "REB",
        "UAF",
        "BUS",
        "EDU",
        "JRN",
        "REL",
        "LAB",
        "MED",
        "REF",
        "CVL",
        "CRM",
        "ELI",
        "OPP",
        "SOC",
        "AGR",
        "UNK",
    ]
)


class Kind(StrEnum):
    """What an alias is."""

    NAME = "name"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    SEAT = "seat"  # a capital or a building that stands for a government
    LEADER = "leader"
    BODY = "body"  # an organ, firm or organisation
    GROUP = "group"  # an armed group, party or movement
    PLACE = "place"  # a region or city: a location, or what force is used on; never acts
    NOBODY = "nobody"  # looks like an alias and is none: it hides what it covers


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A row of an alias table. `row_id` names it in evidence: the table and the alias.

    `codes` are what it stands for: one country or body, several for "the Koreas", none for a row of kind nobody.
    `valid_from` and `valid_to` are the days between which it stood for the country, None for no border.
    """

    row_id: str
    alias: str
    codes: tuple[str, ...]
    sector: str | None
    kind: Kind
    valid_from: date | None
    valid_to: date | None
    context: NameContext


def read_countries(files: Mapping[str, bytes]) -> frozenset[str]:
    """The codes of `countries.csv`."""
    codes: set[str] = set()
    for row in read_rows(files, COUNTRIES):
        if not re.fullmatch(r"[A-Z]{3}", row["iso3"]):
            raise row.error(f"iso3 is {row['iso3']!r}; it has three capital letters")
        if row["iso3"] in codes:
            raise row.error(f"iso3 {row['iso3']} stands twice")
        if row["is_state"] not in {"yes", "no"}:
            raise row.error(f"is_state is {row['is_state']!r}; it is yes or no")
        codes.add(row["iso3"])
    return frozenset(codes)


def read_alias_rows(files: Mapping[str, bytes]) -> tuple[AliasRow, ...]:
    """The rows of all alias tables, in the order in which they are tried.

    Raises:
        CodebookError: the first unusable row, or two rows that contradict each other.
    """
    reader = _AliasReader(read_countries(files), read_word_lists(files))
    return tuple(reader.read(row) for table in ALIAS_TABLES for row in read_rows(files, table))


def read_word_lists(files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """The words of `word_lists.csv` by the name of their list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(files, WORD_LISTS):
        lists[row["list"]].append(row["word"])
    return {name: tuple(words) for name, words in lists.items()}


class _AliasReader:
    """Reads row after row and remembers which spellings were claimed, and contexts that stand in many rows."""

    def __init__(self, codes: frozenset[str], word_lists: Mapping[str, Sequence[str]]) -> None:
        self._codes, self._word_lists = codes, word_lists
        self._n_of_id: Counter[str] = Counter()
        self._claims: dict[str, list[AliasRow]] = defaultdict(list)
        self._contexts: dict[str | None, NameContext] = {}

    def read(self, row: Row) -> AliasRow:
        kind, first, last = _kind(row), _day(row, "valid_from", is_end=False), _day(row, "valid_to", is_end=True)
        if first and last and first > last:
            raise row.error(f"valid_from {first} is after valid_to {last}")
        if len(row["alias"]) < 2:
            raise row.error(f"alias {row['alias']!r} is too short")
        row["source"]  # every claim says where it comes from
        codes, context = self._iso3(row, kind), self._context(row)
        alias = AliasRow(self._row_id(row), row["alias"], codes, _sector(row), kind, first, last, context)
        self._claim(row, alias)
        return alias

    def _row_id(self, row: Row) -> str:
        row_id = f"{row.table.removesuffix('.csv')}:{row['alias']}"
        self._n_of_id[row_id] += 1
        return row_id if self._n_of_id[row_id] == 1 else f"{row_id}#{self._n_of_id[row_id]}"

    def _iso3(self, row: Row, kind: Kind) -> tuple[str, ...]:
        cell = row.optional("iso3")
        codes = tuple(cell.split("|")) if cell else ()
        if kind is Kind.NOBODY and codes:
            raise row.error("a row of kind nobody has no iso3")
        if kind is not Kind.NOBODY and not self._codes.issuperset(codes or ("",)):
            raise row.error(f"unknown iso3 {cell or ''!r}; see countries.csv")
        return codes

    def _context(self, row: Row) -> NameContext:
        cell = row.optional("context")
        if cell not in self._contexts:
            try:
                self._contexts[cell] = parse_context(cell, self._word_lists)
            except ContextSyntaxError as error:
                raise row.error(f"context: {error}") from None
        return self._contexts[cell]

    def _claim(self, row: Row, alias: AliasRow) -> None:
        """One spelling cannot stand for two countries on the same day under the same context."""
        for other in self._claims[fold(alias.alias)]:
            if other.context is alias.context and _overlap(alias, other):
                what = (
                    "stands twice"
                    if other.codes == alias.codes
                    else f"contradicts {other.row_id} ({'|'.join(other.codes)})"
                )
                raise row.error(f"alias {alias.alias!r} {what}; give dates or a context that part them")
        self._claims[fold(alias.alias)].append(alias)


def _kind(row: Row) -> Kind:
    try:
        return Kind(row["kind"])
    except ValueError:
        raise row.error(f"unknown kind {row['kind']!r}; known: {', '.join(Kind)}") from None


def _sector(row: Row) -> str | None:
    sector = row.optional("sector")
    if sector is not None and sector not in SECTORS:
        raise row.error(f"unknown sector {sector!r}; known: {', '.join(sorted(SECTORS))}")
    return sector


def _day(row: Row, column: str, *, is_end: bool) -> date | None:
    """The first or the last day of a date that may stop at the year or the month."""
    cell = row.optional(column)
    if cell is None:
        return None
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell):
        raise row.error(f"{column} is {cell!r}; write 1991, 1991-12 or 1991-12-26")
    year, month, day = (*map(int, cell.split("-")), 0, 0)[:3]
    try:
        month = month or (12 if is_end else 1)
        return date(year, month, day or (monthrange(year, month)[1] if is_end else 1))
    except ValueError:
        raise row.error(f"{column} is {cell!r}, which no calendar has") from None


def _overlap(one: AliasRow, other: AliasRow) -> bool:
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
        one.valid_to or date.max
    )
