"""Finds the rows of the codebook that evidence names, as a person reads them: table, line and content."""

import csv
import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

_MOST_SIGNS = 5
_LONGEST = 60  # characters of a cell; contexts of names run to hundreds

Row = Mapping[str, str]


def find_rule(rule_id: str, codebook_files: Mapping[str, bytes]) -> Iterator[tuple[str, int, str]]:
    """Table, line and content of the codebook rows with this id, as a person reads them."""
    for table, line, row in rule_rows(rule_id, codebook_files):
        yield table, line, _shown(row, "rule_id")


def rule_rows(rule_id: str, codebook_files: Mapping[str, bytes]) -> Iterator[tuple[str, int, Row]]:
    """Table, line and cells of the codebook rows with this id; what follows a `~` says how the row was applied."""
    row_id = rule_id.partition("~")[0]
    for table, content in codebook_files.items():
        for line, row in _rows(content):
            if row_id and row.get("rule_id") == row_id:
                yield table, line, row


def find_name(row_id: str, codebook_files: Mapping[str, bytes]) -> str:
    """The row of a name, whose id is its table and alias ("aliases:Iran", "places:Tripoli#2"), in one line."""
    table, _, named = row_id.partition(":")
    if f"{table}.csv" not in codebook_files:
        return f"introduced by the text as {named}"
    alias, _, number = named.partition("#")
    found = (item for item in _rows(codebook_files[f"{table}.csv"]) if item[1]["alias"] == alias)
    line, row = next(islice(found, int(number or 1) - 1, None))
    short = {name: textwrap.shorten(value, _LONGEST, placeholder=" ...") for name, value in row.items() if value}
    return f"{table}.csv, line {line}: {_shown(short, 'alias', 'iso3', 'sector')}"


def find_sector(words: str, sector: str | None, codebook_files: Mapping[str, bytes]) -> str | None:
    """The row of `sectors.csv` that gives the last words of a party this sector, in one line; None where none does."""
    lemmas = words.lower().split()
    runs = [" ".join(lemmas[start:]) for start in range(len(lemmas))]
    wanted = {form for run in runs for form in (run, run.removesuffix("s"))}
    for line, row in _rows(codebook_files["sectors.csv"]):
        if row["sector"] == sector and row["lemma"].lower() in wanted:
            return f"`{row['lemma']}` is {sector}: sectors.csv, line {line}"
    return None


def heaviest_signs(signs: Sequence[str], codebook_files: Mapping[str, bytes]) -> str:
    """The signs of an event that say most for or against it, each with what it adds; empty where none has a row."""
    weights = {row["sign"]: float(row["weight"]) for _, row in _rows(codebook_files["confidence.csv"])}
    heaviest = sorted((s for s in signs if weights.get(s)), key=lambda sign: -abs(weights[sign]))
    return ", ".join(f"{sign} {weights[sign]:+.2f}" for sign in heaviest[:_MOST_SIGNS])


@lru_cache(maxsize=32)
def _rows(content: bytes) -> tuple[tuple[int, Row], ...]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return tuple((reader.line_num, row) for row in reader)


def _shown(row: Row, *left_out: str) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items() if value and name not in left_out)
