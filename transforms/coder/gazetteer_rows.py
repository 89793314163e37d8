"""The gazetteer's tables as validated rows: who or what stands for which country, and when."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transforms.coder.name_context import ContextSyntaxError, NameContext, parse_context
from transforms.coder.spelling import fold
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

    `valid_from` and `valid_to` are the days between which it stood for the country, None for no border.
    """

    row_id: str
    alias: str
    iso3: str
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
    """The rows of all alias tables that are given, in the order in which they are tried.

    Raises:
        CodebookError: the first unusable row, or two rows that contradict each other.
    """
    codes, lists = read_countries(files), read_word_lists(files)
    seen: Counter[str] = Counter()
    rows: list[AliasRow] = []
    claims: dict[str, list[tuple[str, AliasRow]]] = defaultdict(list)
    for table in ALIAS_TABLES:
        for row in read_rows(files, table):
            row_id = f"{table.removesuffix('.csv')}:{row['alias']}"
            seen[row_id] += 1
            alias = _alias_row(row, row_id if seen[row_id] == 1 else f"{row_id}#{seen[row_id]}", codes, lists)
            _reject_contradiction(row, alias, claims[fold(alias.alias)])
            claims[fold(alias.alias)].append((row.optional("context") or "", alias))
            rows.append(alias)
    return tuple(rows)


def read_word_lists(files: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """The words of `word_lists.csv` by the name of their list."""
    lists: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(files, WORD_LISTS):
        lists[row["list"]].append(row["word"])
    return {name: tuple(words) for name, words in lists.items()}


def _alias_row(row: Row, row_id: str, codes: frozenset[str], lists: Mapping[str, Sequence[str]]) -> AliasRow:
    try:
        kind = Kind(row["kind"])
    except ValueError:
        raise row.error(f"unknown kind {row['kind']!r}; known: {', '.join(Kind)}") from None
    iso3, sector = row.optional("iso3") or "", row.optional("sector")
    if kind is Kind.NOBODY and iso3:
        raise row.error("a row of kind nobody has no iso3")
    if kind is not Kind.NOBODY and iso3 not in codes:
        raise row.error(f"unknown iso3 {iso3!r}; see countries.csv")
    if sector is not None and sector not in SECTORS:
        raise row.error(f"unknown sector {sector!r}; known: {', '.join(sorted(SECTORS))}")
    if len(row["alias"]) < 2:
        raise row.error(f"alias {row['alias']!r} is too short")
    row["source"]  # every claim says where it comes from
    first, last = _day(row, "valid_from", is_end=False), _day(row, "valid_to", is_end=True)
    if first and last and first > last:
        raise row.error(f"valid_from {first} is after valid_to {last}")
    try:
        context = parse_context(row.optional("context"), lists)
    except ContextSyntaxError as error:
        raise row.error(f"context: {error}") from None
    return AliasRow(row_id, row["alias"], iso3, sector, kind, first, last, context)


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


def _reject_contradiction(row: Row, alias: AliasRow, earlier: Sequence[tuple[str, AliasRow]]) -> None:
    """One spelling cannot stand for two countries on the same day under the same context."""
    for context, other in earlier:
        if context == (row.optional("context") or "") and _overlap(alias, other):
            what = "stands twice" if other.iso3 == alias.iso3 else f"contradicts {other.row_id} ({other.iso3})"
            raise row.error(f"alias {alias.alias!r} {what}; give dates or a context that part them")


def _overlap(one: AliasRow, other: AliasRow) -> bool:
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
        one.valid_to or date.max
    )
