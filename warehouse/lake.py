"""The warehouse of many machines: the same tables in DuckLake, its catalog in PostgreSQL, Parquet on shared storage.

It is a `Store`: whatever reads and writes the file of one machine works on it with the same SQL. What DuckLake cannot
do is done here: several processes have it open, so each writes in its turn; and it keeps no comments of views.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import duckdb

from transforms.errors import SettingsError, StorageError
from warehouse.claims import Claims, without_secret
from warehouse.connection import CATALOG, MEMORY_LIMIT, Parameters, Store, connect, lock_store, open_locked
from warehouse.lake_errors import lake_errors
from warehouse.publish import publish
from warehouse.schema import HERE, SchemaFile, bring_schema_up_to_date, schema_files

_WRITES: Final = frozenset(
    {
        *(duckdb.StatementType.INSERT, duckdb.StatementType.UPDATE, duckdb.StatementType.DELETE),
        duckdb.StatementType.MERGE_INTO,
    }
)
_OF_VIEWS: Final = re.compile(r"COMMENT ON (COLUMN|MACRO)", re.IGNORECASE)
_TABLES: Final = """
    SELECT schema_name, table_name
    FROM duckdb_tables()
    WHERE database_name = 'lake' AND table_name <> 'schema_files'
    ORDER BY ALL
"""


class Lake(Store):
    """The shared warehouse, open for one run; others may have it open too. Every write of it is a turn.

    `catalog` is a secret, which no error tells.
    """

    def __init__(
        self, place: str, connection: duckdb.DuckDBPyConnection, lock: int, claims: Claims, catalog: str
    ) -> None:
        super().__init__(Path(place), connection, lock)
        self.place, self.claims, self.catalog = place, claims, catalog

    def execute(self, sql: str, parameters: Parameters | None = None) -> duckdb.DuckDBPyConnection:
        """The result of `sql`; what writes waits for its turn."""
        is_free = self.claims.has_turn or not _writes(sql)
        with nullcontext() if is_free else self.claims.turn(), lake_errors(self.place, self.catalog):
            return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[object, ...]]:
        """All rows of a query, in its order."""
        with lake_errors(self.place, self.catalog):  # some are computed as they are fetched
            return super().rows(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside take effect together, in one turn, or none does."""
        with self.claims.turn(), super().transaction():
            yield
            self.claims.prove()

    def turn(self) -> AbstractContextManager[None]:
        """Inside, no other run writes."""
        return self.claims.turn()

    def close(self) -> None:
        """Closes it and gives all claims back."""
        try:
            with lake_errors(self.place, self.catalog):
                super().close()
        finally:
            self.claims.close()


@lru_cache(maxsize=256)
def _writes(sql: str) -> bool:
    return any(statement.type in _WRITES for statement in duckdb.extract_statements(sql))


def open_lake(catalog: str, storage: str, scratch: Path) -> Lake:
    """The warehouse whose catalog is the PostgreSQL database at `catalog`, made if it is missing.

    Args:
        catalog: libpq address of the database.
        storage: folder that all machines see, which gets the Parquet files.
        scratch: the store file of the data folder, which this run now has to itself.

    Raises:
        SettingsError: the extra [cluster] is not installed.
        StorageError: another run has the data folder, or the catalog or the storage cannot be used.
    """
    place = f"the lake in {storage}"
    with lake_errors(place, catalog):
        lock = lock_store(scratch)
        claims: Claims | None = None
        try:
            claims = Claims(catalog)
            connection = _connect()
            with claims.turn():  # two that make it at once fail
                _attach(connection, catalog, storage, CATALOG)
                connection.execute(f"USE {CATALOG}")
                bring_schema_up_to_date(connection, Path(place), marts=_marts())
        except BaseException:
            if claims is not None:
                claims.close()
            os.close(lock)
            raise
    return Lake(place, connection, lock, claims, catalog)


def publish_lake(lake: Lake, storage: str, scratch: Path, target: Path, complete: Callable[[Store], object]) -> bool:
    """True, once `target` is a DuckDB file with all that the lake held a moment ago; put in place by one rename.

    The file is as a run on one machine publishes it, with every comment. Nobody waits: it shows one snapshot, which
    may hold what no run has concluded yet.

    Args:
        lake: the lake, open.
        storage: its folder.
        scratch: the store file of the data folder, made here and removed at the end.
        target: the file for readers.
        complete: does with the copy what the end of a run would do with the lake; where it raises, `target` stays.

    Raises:
        StorageError: as `warehouse.publish.publish` does.
    """
    for old in (scratch, Path(f"{scratch}.wal")):
        old.unlink(missing_ok=True)
    open_locked(scratch, os.dup(lake.lock), backup_folder=None).close()
    with lake_errors(lake.place, lake.catalog):
        _copy(lake.catalog, storage, scratch)
    with open_locked(scratch, os.dup(lake.lock), backup_folder=None) as store:
        complete(store)
        is_published = publish(store, target, has_news=True)
    scratch.unlink()
    return is_published


def _copy(catalog: str, storage: str, scratch: Path) -> None:
    with connect(scratch) as connection:
        _load_extensions(connection)
        _attach(connection, catalog, storage, "lake")
        connection.begin()  # one snapshot
        for schema, table in connection.execute(_TABLES).fetchall():
            connection.execute(f'INSERT INTO "{schema}"."{table}" BY NAME FROM lake."{schema}"."{table}"')
        connection.commit()


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY_LIMIT, "autoinstall_known_extensions": "false"}
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    _load_extensions(connection)
    return connection


def _load_extensions(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ("postgres_scanner", "ducklake"):
        path = str(_extension(name)).replace("'", "''")
        connection.execute(f"LOAD '{path}'")


def _extension(name: str) -> Path:
    """The file of a DuckDB extension that came as a package: nothing is fetched when it is loaded."""
    package = find_spec(f"duckdb_extension_{name}")
    if package is None or package.origin is None:
        raise SettingsError("the extra [cluster] is not installed; install it with: pip install 'dyadwire[cluster]'")
    return Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def _attach(connection: duckdb.DuckDBPyConnection, catalog: str, storage: str, name: str) -> None:
    address, data = (text.replace("'", "''") for text in (catalog, f"{storage.rstrip('/')}/lake/"))
    try:
        connection.execute(f"ATTACH 'ducklake:postgres:{address}' AS {name} (DATA_PATH '{data}')")
    except duckdb.Error as problem:
        what = without_secret(catalog, str(problem)).partition("\n")[0]
        raise StorageError(f"the lake cannot be opened: {what}") from None


def _marts() -> tuple[SchemaFile, ...]:
    """The marts without the comments that DuckLake cannot keep; the published file has them."""
    return tuple(SchemaFile(mart.name, _kept_by_ducklake(mart.sql)) for mart in schema_files(HERE / "marts"))


def _kept_by_ducklake(sql: str) -> str:
    statements = (statement.query for statement in duckdb.extract_statements(sql))
    return "".join(f"{one};\n" for one in statements if not _OF_VIEWS.match(one.lstrip()))
