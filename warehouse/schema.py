"""Brings a store to the schema of this version: numbered migrations once each, and the marts where they changed."""

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.errors import StorageError

HERE = Path(__file__).parent
_BEGIN = (HERE / "begin.sql").read_text(encoding="utf-8")
_MARTS = """
    SELECT 'VIEW', schema_name, view_name
    FROM duckdb_views()
    WHERE database_name = current_database() AND schema_name = 'mart'
    UNION
    SELECT 'MACRO TABLE', schema_name, function_name
    FROM duckdb_functions()
    WHERE database_name = current_database() AND function_type = 'table_macro' AND NOT internal
"""
_OF_DATA = frozenset(
    {
        *(duckdb.StatementType.INSERT, duckdb.StatementType.UPDATE, duckdb.StatementType.DELETE),
        duckdb.StatementType.MERGE_INTO,
    }
)


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A SQL file of this version."""

    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of its text."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def schema_files(folder: Path) -> tuple[SchemaFile, ...]:
    """The SQL files of a folder in order of name."""
    return tuple(SchemaFile(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql")))


def bring_schema_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    migrations: tuple[SchemaFile, ...] | None = None,
    marts: tuple[SchemaFile, ...] | None = None,
) -> None:
    """Applies what `file` lacks, all of it in one transaction: first what defines tables, then what changes rows.

    DuckDB commits no transaction that defines something of a table (a comment is enough) after it changed its rows.

    Raises:
        StorageError: the database comes from a newer Dyadwire, or a migration was edited after it was applied.
    """
    migrations = schema_files(HERE / "migrations") if migrations is None else migrations
    marts = schema_files(HERE / "marts") if marts is None else marts
    connection.execute("BEGIN")
    try:
        if not _has_schema(connection):
            connection.execute(_BEGIN)
        missing = _missing_migrations(migrations, _applied(connection, "migration"), file)
        _apply_migrations(connection, missing)
        if missing or _applied(connection, "mart") != {mart.name: mart.checksum for mart in marts}:
            _rebuild_marts(connection, marts)
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(duckdb.Error):  # a failed COMMIT has ended the transaction itself
            connection.execute("ROLLBACK")
        raise


def lacks_migrations(connection: duckdb.DuckDBPyConnection, file: Path) -> bool:
    """Whether a database that holds something needs migrations; nothing is changed.

    Raises:
        StorageError: as `bring_schema_up_to_date` does.
    """
    if not _has_schema(connection):
        return False
    return bool(_missing_migrations(schema_files(HERE / "migrations"), _applied(connection, "migration"), file))


def _has_schema(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        connection.execute(
            """
            FROM duckdb_tables()
            WHERE database_name = current_database() AND schema_name = 'ops' AND table_name = 'schema_files'
            """
        ).fetchone()
    )


def _applied(connection: duckdb.DuckDBPyConnection, kind: str) -> dict[str, str]:
    return dict(connection.execute("SELECT name, checksum FROM ops.schema_files WHERE kind = ?", [kind]).fetchall())


def _missing_migrations(
    migrations: tuple[SchemaFile, ...], applied: dict[str, str], file: Path
) -> tuple[SchemaFile, ...]:
    ours = {migration.name: migration for migration in migrations}
    if unknown := sorted(applied.keys() - ours.keys()):
        raise StorageError(f"{file} was written by a newer Dyadwire (it has {unknown[0]}); upgrade Dyadwire")
    for name, checksum in applied.items():
        if ours[name].checksum != checksum:
            raise StorageError(
                f"warehouse/migrations/{name} was edited after it was applied to {file}; bring the old file back and "
                "put the change into a new migration"
            )
    return tuple(migration for migration in migrations if migration.name not in applied)


def _apply_migrations(connection: duckdb.DuckDBPyConnection, missing: tuple[SchemaFile, ...]) -> None:
    statements = [one for migration in missing for one in duckdb.extract_statements(migration.sql)]
    for statement in sorted(statements, key=lambda one: one.type in _OF_DATA):  # which keeps the order of each kind
        connection.execute(statement)
    _record(connection, "migration", missing)


def _record(connection: duckdb.DuckDBPyConnection, kind: str, files: tuple[SchemaFile, ...]) -> None:
    for schema_file in files:
        connection.execute(
            "INSERT INTO ops.schema_files VALUES (?, ?, ?, now())", [kind, schema_file.name, schema_file.checksum]
        )


def _rebuild_marts(connection: duckdb.DuckDBPyConnection, marts: tuple[SchemaFile, ...]) -> None:
    for kind, schema, name in connection.execute(_MARTS).fetchall():
        named = name.replace('"', '""')  # a restored store may come from anybody
        connection.execute(f'DROP {kind} "{schema}"."{named}"')
    connection.execute("DELETE FROM ops.schema_files WHERE kind = 'mart'")
    for mart in marts:
        connection.execute(mart.sql)
    _record(connection, "mart", marts)
