"""The warehouse of many machines: the same tables in DuckLake, its catalog in PostgreSQL, Parquet on shared storage.

It is a `Store`: whatever reads and writes the file of one machine works on it with the same SQL. What DuckLake cannot
do is done here: several processes have it open, so each writes in its turn; and it keeps no comments of views.
"""

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Final

import duckdb

from warehouse.claims import Claims
from warehouse.connection import CATALOG, Parameters, Store, lock_store
from warehouse.lake_access import LakeAccess
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.schema import HERE, SchemaFile, bring_schema_up_to_date, schema_files

_WRITES: Final = frozenset(
    {
        *(duckdb.StatementType.INSERT, duckdb.StatementType.UPDATE, duckdb.StatementType.DELETE),
        duckdb.StatementType.MERGE_INTO,
    }
)
_OF_VIEWS: Final = re.compile(r"COMMENT ON (COLUMN|MACRO)", re.IGNORECASE)


class Lake(Store):
    """The shared warehouse, open for one run; others may have it open too. Every write of it is a turn."""

    def __init__(self, access: LakeAccess, connection: duckdb.DuckDBPyConnection, lock: int, claims: Claims) -> None:
        super().__init__(Path(access.place), connection, lock)
        self.access, self.claims = access, claims

    def execute(self, sql: str, parameters: Parameters | None = None) -> duckdb.DuckDBPyConnection:
        """The result of `sql`; what writes waits for its turn."""
        is_free = self.claims.has_turn or not _writes(sql)
        with nullcontext() if is_free else self.claims.turn(), self.access.errors():
            self.access.renew_keys(self._connection)
            return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[object, ...]]:
        """All rows of a query, in its order."""
        with self.access.errors():  # some are computed as they are fetched
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
            with self.access.errors():
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
        storage: folder that all machines see, or a bucket of S3; gets the Parquet files.
        scratch: the store file of the data folder, which this run now has to itself.

    Raises:
        SettingsError: the extra [cluster] is not installed, or there are no keys for the storage.
        StorageError: another run has the data folder, or the catalog or the storage cannot be used.
    """
    access = LakeAccess(catalog, storage)
    with access.errors():
        lock = lock_store(scratch)
        claims: Claims | None = None
        try:
            claims = Claims(catalog)
            connection = _connect()
            with claims.turn():  # two that make it at once fail
                access.attach(connection, CATALOG)
                connection.execute(f"USE {CATALOG}")
                bring_schema_up_to_date(connection, Path(access.place), marts=_marts())
        except BaseException:
            if claims is not None:
                claims.close()
            os.close(lock)
            raise
    return Lake(access, connection, lock, claims)


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY_LIMIT, "autoinstall_known_extensions": "false"}
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    return connection


def _marts() -> tuple[SchemaFile, ...]:
    """The marts without the comments that DuckLake cannot keep; the published file has them."""
    return tuple(SchemaFile(mart.name, _kept_by_ducklake(mart.sql)) for mart in schema_files(HERE / "marts"))


def _kept_by_ducklake(sql: str) -> str:
    statements = (statement.query for statement in duckdb.extract_statements(sql))
    return "".join(f"{one};\n" for one in statements if not _OF_VIEWS.match(one.lstrip()))
