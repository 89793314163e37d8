"""Readers have a file of their own, replaced whole, that no run locks."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

import warehouse.publish
from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch
from transforms.errors import QueryError, StorageError
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.published import manifest_file, read_manifest
from warehouse.queries import query
from warehouse.runs import begin_run, fail_run, finish_run
from warehouse.spool import spool_batch


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dyadwire.duckdb"


def n_stories(file: Path) -> int:
    with query(file, "SELECT count(*) FROM core.stories") as answer:
        return next(answer.rows)[0]


def load_one(store, spool):
    spool_batch(spool, batch())
    load_spooled(store, spool, at=NOON)


def test_readers_see_what_was_loaded_and_the_run_goes_on(store, spool, target):
    load_one(store, spool)
    assert publish(store, target, has_news=True)
    assert n_stories(target) == 1
    assert store.rows("SELECT count(*) FROM core.stories") == [(1,)]
    assert sorted(path.name for path in target.parent.iterdir() if path.is_file()) == [
        "dyadwire.duckdb",
        "dyadwire.manifest.json",
    ]


def test_the_views_work_in_a_copy_under_any_name(store, spool, target):
    load_one(store, spool)
    merge_events(store)
    publish(store, target, has_news=True)
    moved = target.rename(target.with_name("my copy.db"))
    with query(moved, "SELECT actor_iso3, n_events FROM mart.dyad_day") as answer:
        assert list(answer.rows) == [("PER", 1)]


READER = """
import duckdb, sys
reader = duckdb.connect(sys.argv[1], read_only=True)
def count():
    print(reader.execute("SELECT count(*) FROM core.stories").fetchone()[0], flush=True)
count()
sys.stdin.readline()
count()
"""


def test_a_reader_keeps_its_snapshot_and_stops_nobody(store, spool, target):
    publish(store, target, has_news=True)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "0\n"
    load_one(store, spool)
    assert publish(store, target, has_news=True)
    assert n_stories(target) == 1
    assert reader.communicate("\n", timeout=30)[0] == "0\n"


WRITER = """
import duckdb, sys
writer = duckdb.connect(sys.argv[1])
writer.execute("CREATE TABLE notes AS SELECT 1 AS n")
print("wrote", flush=True)
sys.stdin.readline()
writer.execute("INSERT INTO notes VALUES (2)")
"""


def test_a_reader_that_writes_into_its_copy_spoils_nothing(store, spool, target):
    publish(store, target, has_news=True)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "wrote\n"
    load_one(store, spool)
    publish(store, target, has_news=True)
    assert n_stories(target) == 1
    writer.communicate("\n", timeout=30)
    assert n_stories(target) == 1


def test_a_small_store_is_published_even_without_news_and_a_large_one_is_not(store, target, monkeypatch):
    publish(store, target, has_news=True)
    assert publish(store, target, has_news=False)
    monkeypatch.setattr(warehouse.publish, "CHEAP_BYTES", 1000)
    assert not publish(store, target, has_news=False)
    target.unlink()
    assert publish(store, target, has_news=False)


def run_without_news(store, run_id, at):
    begin_run(store, run_id, at=at)
    finish_run(store, run_id, (), at=at, exit_code=0, message=None)


@pytest.mark.parametrize("is_killed", [True, False])
def test_what_a_run_left_unpublished_is_published_by_the_next_without_news(
    store, spool, target, monkeypatch, is_killed
):
    monkeypatch.setattr(warehouse.publish, "CHEAP_BYTES", 1000)
    run_without_news(store, "run-0", NOON)
    publish(store, target, has_news=True)
    begin_run(store, "run-1", at=NOON + timedelta(minutes=1))
    if is_killed:
        load_one(store, spool)
        finish_run(store, "run-1", (), at=NOON, exit_code=0, message=None)
    else:
        fail_run(store, "run-1", at=NOON, exit_code=5, message="the disk is full")
    run_without_news(store, "run-2", NOON + timedelta(minutes=2))
    assert publish(store, target, has_news=False)
    run_without_news(store, "run-3", NOON + timedelta(minutes=3))
    assert not publish(store, target, has_news=False)


def test_a_large_store_is_published_without_news_when_hours_have_passed(store, target, monkeypatch):
    monkeypatch.setattr(warehouse.publish, "CHEAP_BYTES", 1000)
    publish(store, target, has_news=True)
    run_without_news(store, "run-silent", NOON)
    assert not publish(store, target, has_news=False)
    stated = json.loads(manifest_file(target).read_text("utf-8"))
    long_ago = datetime.now(UTC) - warehouse.publish.OLDEST
    manifest_file(target).write_text(json.dumps(stated | {"published_at": long_ago.isoformat()}), "utf-8")
    assert publish(store, target, has_news=False)
    assert read_manifest(target).run_id == "run-silent"


def test_what_a_killed_run_left_is_removed(store, target):
    (target.parent / ".dyadwire.duckdb.123.tmp").write_bytes(b"half a copy")
    publish(store, target, has_news=True)
    assert not list(target.parent.glob(".*.tmp"))


def test_asking_before_anything_was_published_says_what_to_do(target):
    with (
        pytest.raises(StorageError, match=r"dyadwire\.duckdb does not exist yet; `dyadwire ingest` makes it"),
        query(target, "SELECT 1"),
    ):
        pass


@pytest.mark.parametrize(
    "sql", ["SELEC 1", "SELECT nothing FROM core.stories", "DELETE FROM core.stories", "SELECT 'a'::INTEGER"]
)
def test_a_wrong_statement_is_the_readers_mistake(store, target, sql):
    publish(store, target, has_news=True)
    with pytest.raises(QueryError), query(target, sql) as answer:
        list(answer.rows)


def test_an_answer_has_columns_and_rows_and_times_in_utc(store, spool, target):
    load_one(store, spool)
    publish(store, target, has_news=True)
    with query(target, "SELECT story_id, published_at FROM core.stories") as answer:
        assert answer.columns == ("story_id", "published_at")
        assert [published_at for _, published_at in answer.rows] == [NOON]


def test_a_damaged_published_file_is_named(target):
    target.write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError, match=r"dyadwire\.duckdb"), query(target, "SELECT 1"):
        pass


def test_the_published_file_opens_for_writing_elsewhere(store, target):
    publish(store, target, has_news=True)
    with duckdb.connect(str(target)) as own:
        own.execute("CREATE TABLE notes (n INTEGER)")
    assert publish(store, target, has_news=True)
