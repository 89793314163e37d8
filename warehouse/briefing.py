"""What the briefing of a day asks the published file. Each question is a file in `warehouse/briefing/`."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import duckdb

from transforms.errors import StorageError
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.storage_errors import storage_errors

_FOLDER: Final = Path(__file__).with_name("briefing")
_SQL: Final = {file.stem: file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.sql"))}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer. `sql` gives the same rows with `dyadwire sql`, until something new is published."""

    sql: str
    rows: tuple[Mapping[str, Any], ...]

    @property
    def n_found(self) -> int:
        """How many rows there were without a limit."""
        return int(self.rows[0].get("n_found", len(self.rows))) if self.rows else 0


def ask_about(published_file: Path, day: date) -> dict[str, Asked]:
    """The answers by the names of their files, all from one state of the published file.

    Raises:
        StorageError: no run has published yet, or the file is damaged or of an older version.
    """
    if not published_file.exists():
        raise StorageError(f"{published_file} does not exist yet; `dyadwire ingest` makes it")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
    }
    with storage_errors(published_file):
        connection = duckdb.connect(str(published_file), read_only=True, config=settings)
        with contextlib.closing(connection):
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET enable_progress_bar = false")
            return _answers(connection, published_file, day)


def _answers(connection: duckdb.DuckDBPyConnection, published_file: Path, day: date) -> dict[str, Asked]:
    try:
        return {name: _answer(connection, _about(day, sql)) for name, sql in _SQL.items()}
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        raise StorageError(
            f"{published_file} was published by an older Dyadwire; `dyadwire ingest` brings it up to date"
        ) from problem


def _about(day: date, sql: str) -> str:
    """The statement with times for its variables, which it has so that the files can be run as they are.

    Times are constants in it, as DuckDB skips what lies outside of them only then.
    """
    sql = sql.replace("getvariable('day')", f"DATE '{day}'")
    for name, begin in {
        "day_begin": day,
        "day_end": day + timedelta(days=1),
        "week_begin": day - timedelta(days=6),
        "month_begin": day - timedelta(days=28),
    }.items():
        sql = sql.replace(f"getvariable('{name}')", f"TIMESTAMPTZ '{begin} 00:00:00+00'")
    return sql


def _answer(connection: duckdb.DuckDBPyConnection, sql: str) -> Asked:
    result = connection.execute(sql)
    columns = [column[0] for column in result.description or ()]
    return Asked(sql, tuple(dict(zip(columns, row, strict=True)) for row in result.fetchall()))
