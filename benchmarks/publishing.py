"""Ways of giving readers what a run has written, timed on a store: seconds by the clock, in brackets of all processors.

    python -m benchmarks.publishing STORE_FILE FOLDER [--ducklake EXTENSION_FILE]

FOLDER gets the copies, a little more than three times the store; they are removed. The store must not be in use. The
extension is in the package duckdb-extension-ducklake of the registry.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from benchmarks.warehouse_size import Timer
from warehouse.connection import STORAGE_OPTIONS
from warehouse.files import copy_file
from warehouse.memory_limit import MEMORY_LIMIT

_TABLES: Final = ("core.stories", "core.event_mentions", "raw.entries", "core.events", "core.event_reports")
_QUESTION: Final = "SELECT event_type, count(*), avg(intensity) FROM {mentions} GROUP BY ALL"


def copy(store_file: Path, folder: Path) -> None:
    """What publishing does."""
    unfinished = folder / "copy.tmp"
    copy_file(store_file, unfinished)
    unfinished.replace(folder / "copy.duckdb")


def plain_copy(store_file: Path, folder: Path) -> None:
    """The same without the checksum, and without waiting for the disk."""
    shutil.copyfile(store_file, folder / "plain.duckdb")


def copy_tables(store_file: Path, folder: Path) -> None:
    """Every table written anew into an empty database, which also packs it."""
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "spill")}) as connection:
        connection.execute(f"ATTACH '{store_file}' AS store (READ_ONLY)")
        connection.execute(f"ATTACH '{folder}/tables.duckdb' AS target ({STORAGE_OPTIONS})")
        for schema, table in _tables(connection):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS target.{schema}")
            connection.execute(f"CREATE TABLE target.{schema}.{table} AS FROM store.{schema}.{table}")


def parquet(store_file: Path, folder: Path) -> None:
    """The rows of one month of the large tables as Parquet, and a database of views over all files."""
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "spill")}) as connection:
        connection.execute(f"ATTACH '{store_file}' AS store (READ_ONLY)")
        connection.execute(f"ATTACH '{folder}/views.duckdb' AS target")
        for name in _TABLES:
            file = folder / f"{name}.parquet"
            n_rows = (connection.execute(f"SELECT count(*) FROM store.{name}").fetchone() or (0,))[0]
            rows = f"FROM store.{name} WHERE rowid >= {n_rows - n_rows // 17}"  # a million stories are some 17 months
            connection.execute(f"COPY ({rows}) TO '{file}' (COMPRESSION zstd)")
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS target.{name.partition('.')[0]}")
            connection.execute(f"CREATE VIEW target.{name} AS FROM read_parquet(['{file}'])")


def _tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    sql = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'store' AND NOT internal"
    return connection.execute(sql).fetchall()


def lake(store_file: Path, folder: Path, extension: Path) -> Iterator[str]:
    """The large tables in a DuckLake, then a batch of 500 stories and their mentions replaced in it."""
    timer = Timer()
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "spill")}) as connection:
        connection.execute(f"LOAD '{extension}'")
        connection.execute(f"ATTACH '{store_file}' AS store (READ_ONLY)")
        connection.execute(f"ATTACH 'ducklake:{folder}/catalog.ducklake' AS lake (DATA_PATH '{folder}/lake')")
        with timer.of("all written anew"):
            for name in _TABLES:
                connection.execute(f"CREATE SCHEMA IF NOT EXISTS lake.{name.split('.')[0]}")
                connection.execute(f"CREATE TABLE lake.{name} AS FROM store.{name}")
        connection.execute(
            "CREATE TABLE batch AS SELECT story_id FROM store.core.stories ORDER BY rowid DESC LIMIT 500"
        )
        with timer.of("a batch replaced"):
            connection.execute("BEGIN")
            for name in ("core.stories", "core.event_mentions"):
                connection.execute(f"DELETE FROM lake.{name} WHERE story_id IN (FROM batch)")
                connection.execute(f"INSERT INTO lake.{name} FROM store.{name} WHERE story_id IN (FROM batch)")
            connection.execute("COMMIT")
        with timer.of("a question"):
            connection.execute(_QUESTION.format(mentions="lake.core.event_mentions")).fetchall()
    yield f"DuckLake: {timer}; {sum(file.stat().st_size for file in folder.glob('lake/**/*.parquet')) / 1e6:,.0f} MB"


def main() -> None:
    """Times each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store_file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ducklake", type=Path)
    asked = parser.parse_args()
    print(f"{asked.store_file}: {asked.store_file.stat().st_size / 1e6:,.0f} MB")
    for way in (plain_copy, copy, parquet, copy_tables):
        timer = Timer()
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            with timer.of((way.__doc__ or "").strip()):
                way(asked.store_file, Path(folder))
            size = sum(file.stat().st_size for file in Path(folder).iterdir() if file.is_file()) / 1e6
        print(f"{timer}; {size:,.0f} MB", flush=True)
    if asked.ducklake:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            for line in lake(asked.store_file, Path(folder), asked.ducklake):
                print(line)


if __name__ == "__main__":
    main()
