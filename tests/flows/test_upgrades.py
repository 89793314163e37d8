"""A database of each earlier schema is brought up to date with its rows; where that fails it stays as it was."""

import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

import warehouse.schema
from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, settings
from transforms.errors import StorageError
from warehouse.backups import BackupReason, backups_in, problems_of
from warehouse.connection import connect, open_store
from warehouse.queries import query
from warehouse.schema import HERE, SchemaFile, bring_schema_up_to_date, schema_files
from warehouse.upkeep import restore, take_backup

MIGRATIONS = schema_files(HERE / "migrations")
HEAD = "---\nurl: https://andes.example/fishing\npublisher: Andes Wire\npublished: 2025-04-07\n---\n"
FIRST = "Chile and Peru dispute fishing rights\n\nChile expelled two Peruvian diplomats over the fishing dispute.\n"
THIRD = "Chile and Peru dispute fishing rights\n\nChile accused Peru of fishing in its waters at night.\n"
SECOND = "Chile and Peru dispute fishing rights\n\nChile thanked Peru for its help in the fishing dispute.\n"
# What databases were made with: an edited file would strand them. A new migration adds a line when it is released.
RELEASED = {
    "001_ops.sql": "cd1659720abb6cb62a47f9a029ab85345095f92119d53ad07f2796c64fb5cab3",
    "002_raw.sql": "4339e37c9a474b14feb866b55783e0d0dca60f4519ef9eb9d0aba1f5bb35aeac",
    "003_core.sql": "bebd25ee5378ada3e79d1b67cf1089b8101e3509cb03223582cae9052e8d5852",
    "004_comments.sql": "2fc78c17a44fa4f4d7349ee3eddb7ab2961fe72079c6695d1225752b09b88d38",
    "005_feed_states.sql": "a512cf97aaa86024f278292eeb3f5a50a6bd8f7f6751050a6f45469858732a8b",
    "008_extraction.sql": "aa9728f781e3a8317791c88121f05e78b42306b3b92a49c02c7dc7d7202b6432",
    "009_boilerplate.sql": "20597efb93504dbe469ec723d3e56468787925163a1c771e80a655e13718bbc5",
    "010_versions.sql": "b0571ffa80640e519ce66a13cd764ee54af4dd8ee03b576dabebd1555d9c40b5",
    "011_wire_copies.sql": "4ac4a0b71c8efb6d1b7952c4f92890479456be61548e84bdfaeee82d51a064be",
    "012_quarantine.sql": "8c92e63735afd81fc6df4f4b7df7bcf31c77b9579ab7cc2a35b4523228998e6e",
}
# 012 came before 010 and 011, so there are databases that have it and lack those.
ORDER = (*(name for name in RELEASED if name < "010"), "012_quarantine.sql", "010_versions.sql", "011_wire_copies.sql")
SCHEMAS = [ORDER[:n] for n in range(3, len(ORDER) + 1)]
DEFINED = """
    SELECT schema_name, table_name, column_name, data_type, is_nullable, comment
    FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal ORDER BY ALL
"""
TABLES = """
    SELECT schema_name || '.' || table_name FROM duckdb_tables()
    WHERE database_name = current_database() AND table_name <> 'schema_files' ORDER BY ALL
"""


def run(stated: Settings, text: str, hours: int = 0) -> None:
    (stated.seeds_folder / "fishing.md").write_text(HEAD + text, encoding="utf-8")
    (stated.seeds_folder / "empty.txt").write_text("", encoding="utf-8")
    ingest(stated, now=lambda: NOON + timedelta(hours=hours), report=lambda line: None)


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def make_older(present: Path, file: Path, names: tuple[str, ...]) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
    """Writes the rows of `present` as the schema of `names` held them; by table, a query and its answer."""
    file.parent.mkdir(parents=True)
    held = {}
    connection = connect(file)
    for number in range(3, len(names) + 1):  # one after the other, as versions came
        wanted = tuple(one for one in MIGRATIONS if one.name in names[:number])
        bring_schema_up_to_date(connection, file, wanted, ())
    connection.execute(f"ATTACH '{present}' AS present (READ_ONLY)")
    for (table,) in connection.execute(TABLES).fetchall():
        names_there = set(columns(connection, f"present.{table}"))
        shared = ", ".join(name for name in columns(connection, table) if name in names_there)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT {shared} FROM present.{table}")
        asked = f"SELECT {shared} FROM {table} ORDER BY ALL"
        held[table] = (asked, connection.execute(asked).fetchall())
    connection.execute("CHECKPOINT dyadwire")
    connection.close()
    return held


@pytest.fixture(scope="module")
def present(tmp_path_factory) -> Path:
    """A store of today with a story that was edited, mentions, rejections, endings."""
    stated = settings(tmp_path_factory.mktemp("present"))
    run(stated, FIRST)
    run(stated, SECOND, hours=1)
    return stated.store_file


def test_released_migrations_are_as_they_were():
    found = {one.name: one.checksum for one in MIGRATIONS}
    assert {name: found.get(name) for name in RELEASED} == RELEASED


@pytest.mark.parametrize("names", SCHEMAS, ids=lambda names: f"{len(names)}-{names[-1].removesuffix('.sql')}")
def test_a_database_of_each_schema_comes_up_to_date_with_its_rows(tmp_path, present, names):
    stated = settings(tmp_path)
    held = make_older(present, stated.store_file, names)
    assert len(held["core.stories"][1]) == len(held["core.event_mentions"][1]) == 1
    with open_store(stated.store_file) as store:
        assert {table: store.rows(asked) for table, (asked, _) in held.items()} == {
            table: found for table, (_, found) in held.items()
        }
        upgraded = store.rows(DEFINED)
    with open_store(tmp_path / "new" / "store" / "dyadwire.duckdb") as new:
        assert upgraded == new.rows(DEFINED)
    (backup,) = backups_in(stated.backup_folder)
    assert backup.manifest.reason is BackupReason.BEFORE_MIGRATION
    assert sorted(backup.manifest.migrations) == sorted(names)
    assert problems_of(backup) == ()
    run(stated, THIRD, hours=2)  # which checks all of it, and publishes
    with query(stated.published_file, "SELECT DISTINCT trigger FROM mart.event_list WHERE trigger <> 'dispute'") as got:
        assert list(got.rows) == [("accused",)]
    assert len(backups_in(stated.backup_folder)) == 1


def test_a_backup_of_before_the_marts_were_tables_is_restored_with_their_rows(tmp_path, present):
    stated = settings(tmp_path)
    make_older(present, stated.store_file, tuple(one.name for one in MIGRATIONS if one.name < "018"))
    restore(take_backup(stated.store_file, stated.backup_folder), stated.store_file, stated.published_file)
    for mart in ("mart.events", "mart.event_list"):
        held = rows(present, f"FROM {mart} ORDER BY ALL")
        assert rows(stated.published_file, f"FROM {mart} ORDER BY ALL") == held != []


def test_the_run_that_upgrades_says_where_the_backup_lies(tmp_path, present):
    stated = settings(tmp_path)
    make_older(present, stated.store_file, SCHEMAS[0])
    told: list[str] = []
    ingest(stated, now=lambda: NOON, report=told.append)
    assert [line for line in told if "brought up to date" in line and str(stated.backup_folder) in line]


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.lock"
    }


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path, present, monkeypatch):
    stated = settings(tmp_path)
    held = make_older(present, stated.store_file, SCHEMAS[0])
    broken = (*MIGRATIONS, SchemaFile("999_broken.sql", "UPDATE core.stories SET title = 1 / (title = 'none');"))
    with monkeypatch.context() as patched:
        patched.setattr(warehouse.schema, "schema_files", lambda folder: broken if folder.name == "migrations" else ())
        with pytest.raises(
            StorageError, match=r"cannot be brought up to date .*it is as it was, and .*backups.* holds"
        ):
            open_store(stated.store_file)
    assert {table: rows(stated.store_file, asked) for table, (asked, _) in held.items()} == {
        table: found for table, (_, found) in held.items()
    }
    open_store(stated.store_file).close()


def test_without_room_for_the_backup_nothing_is_migrated(tmp_path, present, monkeypatch):
    stated = settings(tmp_path)
    make_older(present, stated.store_file, SCHEMAS[0])
    before = files_of(tmp_path / "data")
    with monkeypatch.context() as patched:
        usage = shutil.disk_usage(tmp_path)._replace(free=1000)
        patched.setattr(shutil, "disk_usage", lambda folder: usage)
        with pytest.raises(StorageError, match=r"a backup needs .* the disk has 1\.0 kB left; free some space"):
            open_store(stated.store_file)
    assert files_of(tmp_path / "data") == before


def test_a_store_of_a_newer_version_is_refused_and_untouched(tmp_path, present):
    stated = settings(tmp_path)
    stated.store_file.parent.mkdir(parents=True)
    shutil.copyfile(present, stated.store_file)
    with duckdb.connect(str(stated.store_file)) as connection:
        connection.execute("INSERT INTO ops.schema_files VALUES ('migration', '998_later.sql', 'x', now())")
    before = files_of(tmp_path / "data")
    with pytest.raises(StorageError, match=r"newer Dyadwire \(it has 998_later\.sql\); upgrade Dyadwire"):
        open_store(stated.store_file)
    assert files_of(tmp_path / "data") == before
    assert not stated.backup_folder.exists()
