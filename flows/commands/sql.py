"""`dyadwire sql`: one statement on the published file, read-only."""

import csv
import json
import math
import sys
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path

from rich.table import Table

from flows.console import results
from flows.terminal_text import escaped_json, safe
from transforms.errors import QueryError
from warehouse.queries import Answer, query

SHOWN_ROWS = 1000
NARROWEST_COLUMN = 8  # below this a table of many columns is a heap of letters: then a block each row


class Shape(StrEnum):
    """How an answer is written: a table to look at (at most 1000 rows), CSV, or JSON lines."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def print_answer(published_file: Path, statement: str, shape: Shape) -> None:
    """Prints the answer; CSV and JSON are UTF-8 and complete, row after row.

    Raises:
        StorageError: nothing is published yet, or the file is damaged.
        QueryError: shows the statement, what is wrong with it, and a hint.
    """
    printers = {Shape.TABLE: _print_table, Shape.CSV: _print_csv, Shape.JSON: _print_json}
    if shape is not Shape.TABLE and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        with query(published_file, statement) as answer:
            printers[shape](answer)
    except QueryError as problem:
        raise QueryError(f"{problem}\nstatement: {statement}\nhint: {problem.hint}") from problem


def _print_table(answer: Answer) -> None:
    console = results()
    columns = tuple(map(safe, answer.columns))
    rows = [["" if value is None else _shown(value) for value in row] for row in islice(answer.rows, SHOWN_ROWS)]
    if len(answer.columns) * NARROWEST_COLUMN > console.width:
        for number, row in enumerate(rows, start=1):
            console.print(f"row {number}", style="bold")
            console.print(_table(("", ""), zip(columns, row, strict=True), header=False))
    else:
        console.print(_table(columns, rows))
    if next(answer.rows, None) is not None:
        console.print(f"only the first {SHOWN_ROWS} rows are shown; all of them: --csv or --json")


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], *, header: bool = True) -> Table:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False, show_header=header)
    for row in rows:
        table.add_row(*row)
    return table


def _print_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    as_written = safe if sys.stdout.isatty() else str  # a file gets the values as they are
    writer.writerow(map(as_written, answer.columns))
    writer.writerows([None if value is None else as_written(_as_text(value)) for value in row] for row in answer.rows)


def _print_json(answer: Answer) -> None:
    for row in answer.rows:
        fields = dict(zip(_distinct(answer.columns), map(_as_json, row), strict=True))
        print(escaped_json(json.dumps(fields, ensure_ascii=False)))


def _distinct(columns: Iterable[str]) -> list[str]:
    """The names, numbered where a join repeats one."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return names


def _shown(value: object) -> str:
    return safe(_as_text(value))  # before the table is laid out, so that escapes have their place in it


def _as_text(value: object) -> str:
    if isinstance(value, list | dict | tuple):
        return json.dumps(_as_json(value), ensure_ascii=False)
    return str(_as_json(value)) if isinstance(value, datetime) else str(value)


def _as_json(value: object) -> object:
    """The value as JSON knows it: days and times as ISO 8601, what is no number as null."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(part) for part in value]
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, bool | int | str) else str(value)
