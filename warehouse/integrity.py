"""Reads a database file to its last block, without changing it."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.errors import StorageError
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.schema import HERE, schema_files
from warehouse.storage_errors import storage_errors

_TABLES = """
    SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
    ORDER BY ALL
"""
_APPLIED = "SELECT name FROM ops.schema_files WHERE kind = 'migration' ORDER BY name"
_LAST_RUN = "SELECT run_id FROM ops.runs ORDER BY started_at DESC, run_id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds. `last_run_id` is null where no run began in it."""

    migrations: tuple[str, ...]
    n_rows: Mapping[str, int]
    last_run_id: str | None


def contents_of(connection: duckdb.DuckDBPyConnection, *, is_whole: bool = False) -> Contents:
    """What the current database holds; with `is_whole` every value is read, so that a damaged block shows.

    Raises:
        duckdb.Error: a table cannot be read, or the database is none of ours.
    """
    applied = tuple(str(name) for (name,) in connection.execute(_APPLIED).fetchall())
    last = connection.execute(_LAST_RUN).fetchone()
    counted = "count(*), bit_xor(hash(whole_row))" if is_whole else "count(*), 0"
    n_rows = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        sql = f'SELECT {counted} FROM "{schema}"."{table}" AS whole_row'  # noqa: S608 names of our own tables
        n_rows[f"{schema}.{table}"] = int((connection.execute(sql).fetchone() or (0,))[0])
    return Contents(applied, n_rows, str(last[0]) if last else None)


@contextlib.contextmanager
def reading(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database, open for reading only. DuckDB writes nothing to it, not even a journal that waits beside it.

    Raises:
        StorageError: it is missing, damaged, no database of ours, or open for writing elsewhere.
    """
    if not file.is_file():
        raise StorageError(f"{file} does not exist")
    with storage_errors(file):
        connection = duckdb.connect(
            str(file),
            read_only=True,
            config={"memory_limit": MEMORY_LIMIT, "temp_directory": "", "autoinstall_known_extensions": "false"},
        )
        with contextlib.closing(connection):
            connection.execute("SET TimeZone = 'UTC'")
            try:
                yield connection
            except duckdb.CatalogException as error:
                raise StorageError(f"{file} is a database, but none of Dyadwire's") from error


def read_whole(file: Path) -> Contents:
    """What the file holds, after each of its values was read.

    Raises:
        StorageError: as `reading` does.
    """
    with reading(file) as connection:
        return contents_of(connection, is_whole=True)


def newer_migrations(applied: tuple[str, ...]) -> tuple[str, ...]:
    """Those that this version does not know."""
    ours = {migration.name for migration in schema_files(HERE / "migrations")}
    return tuple(name for name in applied if name not in ours)


def missing_migrations(applied: tuple[str, ...]) -> tuple[str, ...]:
    """Those of this version that were not applied; the next run applies them."""
    return tuple(one.name for one in schema_files(HERE / "migrations") if one.name not in applied)
