"""The store opens for one run at a time, brings itself up to date, and says what to do where it cannot."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.build import NOON, batch, store_file
from transforms.errors import StorageError
from warehouse.connection import open_store
from warehouse.load import load_spooled
from warehouse.schema import SchemaFile, bring_schema_up_to_date
from warehouse.spool import spool_batch

ROOT = Path(__file__).resolve().parents[2]


def run_python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)


def test_times_are_utc_and_text_is_compressed(store):
    assert store.rows("SELECT current_setting('TimeZone')") == [("UTC",)]
    assert "v1.5.0" in str(store.rows("SELECT tags FROM duckdb_databases() WHERE database_name = 'dyadwire'"))


@pytest.mark.parametrize("things", ["tables", "views", "columns"])
def test_everything_has_a_comment(store, things):
    name = {"tables": "table_name", "views": "view_name", "columns": "table_name || '.' || column_name"}[things]
    here = "database_name = 'dyadwire' AND NOT internal"
    assert store.rows(f"SELECT count(*) >= 3 FROM duckdb_{things}() WHERE {here}") == [(True,)]
    assert store.rows(f"SELECT schema_name, {name} FROM duckdb_{things}() WHERE {here} AND comment IS NULL") == []


def test_opening_again_changes_nothing(tmp_path):
    applied = []
    for _ in range(2):
        with open_store(store_file(tmp_path)) as store:
            applied.append(store.rows("FROM ops.schema_files ORDER BY ALL"))
    assert applied[0] == applied[1] != []


class TestMigrations:
    ONE = SchemaFile("001_one.sql", "CREATE TABLE ops.one (n INTEGER); INSERT INTO ops.one VALUES (1);")
    TWO = SchemaFile("002_two.sql", "INSERT INTO ops.one VALUES (2);")
    BROKEN = SchemaFile("003_broken.sql", "INSERT INTO ops.one VALUES (3); SELECT nonsense;")
    FILE = Path("dyadwire.duckdb")

    @pytest.fixture
    def connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect() as opened:
            yield opened

    def migrate(self, connection, *migrations, marts=()):
        bring_schema_up_to_date(connection, self.FILE, migrations, marts)
        return [n for (n,) in connection.execute("FROM ops.one ORDER BY n").fetchall()]

    def test_each_is_applied_once(self, connection):
        assert self.migrate(connection, self.ONE) == [1]
        assert self.migrate(connection, self.ONE, self.TWO) == [1, 2]
        assert self.migrate(connection, self.ONE, self.TWO) == [1, 2]

    def test_a_broken_one_leaves_the_database_as_it_was(self, connection):
        self.migrate(connection, self.ONE)
        with pytest.raises(duckdb.BinderException):
            self.migrate(connection, self.ONE, self.TWO, self.BROKEN)
        assert self.migrate(connection, self.ONE) == [1]

    def test_one_that_was_edited_afterwards_is_refused(self, connection):
        self.migrate(connection, self.ONE)
        with pytest.raises(StorageError, match=r"001_one\.sql was edited .* dyadwire\.duckdb"):
            self.migrate(connection, SchemaFile("001_one.sql", self.ONE.sql + " -- edited"))

    def test_a_database_of_a_newer_version_is_refused(self, connection):
        self.migrate(connection, self.ONE, self.TWO)
        with pytest.raises(StorageError, match=r"newer Dyadwire \(it has 002_two\.sql\); upgrade"):
            self.migrate(connection, self.ONE)

    def test_marts_are_built_again_when_they_change_and_go_when_they_are_gone(self, connection):
        def views():
            return connection.execute(
                "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY 1"
            ).fetchall()

        first = (
            SchemaFile("1.sql", "CREATE VIEW mart.a AS FROM ops.one"),
            SchemaFile("2.sql", "CREATE VIEW mart.b AS FROM mart.a"),
        )
        self.migrate(connection, self.ONE, marts=first)
        assert views() == [("a",), ("b",)]
        self.migrate(connection, self.ONE, marts=(SchemaFile("1.sql", "CREATE VIEW mart.c AS FROM ops.one"),))
        assert views() == [("c",)]


OPEN = """
import sys
from pathlib import Path
from transforms.errors import StorageError
from warehouse.connection import open_store
try:
    open_store(Path(sys.argv[1])).close()
except StorageError as error:
    sys.exit(f"refused: {error}")
"""


def test_memory_of_what_was_read_is_given_back_and_may_be_used_again(store):
    def held():
        ((n_bytes,),) = store.rows("SELECT sum(memory_usage_bytes) FROM duckdb_memory()")
        return n_bytes

    limit = store.rows("SELECT current_setting('memory_limit')")
    store.execute(
        "CREATE TABLE core.much AS FROM range(3_000_000) AS numbers(number) SELECT sha256(number::VARCHAR) AS word"
    )
    store.execute("CHECKPOINT")
    store.rows("SELECT max(word) FROM core.much")
    before = held()
    store.shrink()
    assert before > 80_000_000 > held()
    assert store.rows("SELECT current_setting('memory_limit')") == limit


def test_a_small_store_works_with_one_thread(store):
    assert store.rows("SELECT current_setting('threads')") == [(1,)]


def test_a_second_run_is_refused_with_the_process_that_has_the_store(store):
    second = run_python(OPEN, store.file)
    assert f"{store.file.parent} is in use by another run (process {os.getpid()})" in second.stderr
    assert "--data" in second.stderr


def test_the_lock_holds_while_the_file_is_copied(store):
    with store.detached() as file:
        file.read_bytes()
        assert "in use by another run" in run_python(OPEN, store.file).stderr
    assert "in use by another run" in run_python(OPEN, store.file).stderr
    assert store.rows("SELECT count(*) FROM core.stories") == [(0,)]


def test_a_store_that_vanished_during_the_copy_is_told_and_used_no_more(store):
    with pytest.raises(StorageError), store.detached() as file:
        file.rename(file.with_name("elsewhere.duckdb"))
        file.mkdir()
    with pytest.raises(StorageError, match="is not open"):
        store.execute("SELECT 1")


def test_the_store_opens_again_after_a_run_ended_or_failed(tmp_path):
    file = store_file(tmp_path)
    open_store(file).close()
    file.write_bytes(b"damaged")
    with pytest.raises(StorageError):
        open_store(file)
    file.unlink()
    open_store(file).close()


def test_another_program_that_writes_the_store_is_named(tmp_path):
    file = store_file(tmp_path)
    file.parent.mkdir()
    script = f"import duckdb, time; c = duckdb.connect({str(file)!r}); print('open', flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StorageError, match="another program has it open for writing; close that program"):
            open_store(file)
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize("damage", [b"", b"no database" * 1000, b"x" * 100_000], ids=["empty", "short", "long"])
def test_a_file_that_is_no_database_is_named(tmp_path, damage):
    file = store_file(tmp_path)
    file.parent.mkdir()
    file.write_bytes(damage)
    with pytest.raises(StorageError, match=r"dyadwire\.duckdb: it is no DuckDB file; .* are copies of each other"):
        open_store(file)


def test_a_kill_while_the_store_is_made_does_not_stop_the_next_run(tmp_path):
    file = store_file(tmp_path)
    file.parent.mkdir()
    file.with_name(".dyadwire.duckdb.tmp").write_bytes(b"half a database")
    file.with_name("dyadwire.duckdb.wal").write_bytes(b"journal of a file that was moved away")
    with open_store(file) as store:
        assert store.rows("SELECT count(*) FROM core.stories") == [(0,)]


def test_a_damaged_database_is_named(tmp_path):
    file = store_file(tmp_path)
    open_store(file).close()
    whole = file.read_bytes()
    file.write_bytes(whole[:12_288] + bytes(len(whole) - 12_288))
    with pytest.raises(StorageError, match=r"dyadwire\.duckdb: it may be damaged; .*move it away"):
        open_store(file)


def test_a_data_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match=r"data.*is a file, not a folder"):
        open_store(store_file(tmp_path / "data"))


FULL = """
import resource, sys
from pathlib import Path
from tests.warehouse.build import NOON, TEXT, batch, store_file, story
from transforms.errors import StorageError
from transforms.records import CodedStory
from warehouse.connection import open_store
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.spool import spool_batch
import random

folder, instant, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
letters = random.Random(1)
texts = [TEXT + "".join(chr(letters.randrange(33, 0x3000)) for _ in range(20_000)) for _ in range(30)]
large = batch(*(CodedStory(story(str(n), text), (), ()) for n, text in enumerate(texts)), batch_id="run-2-00001")
try:
    with open_store(store_file(folder)) as store:
        if instant != "spool":
            spool_batch(folder / "spool", large)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if instant == "spool":
            spool_batch(folder / "spool", large)
        elif instant == "load":
            load_spooled(store, folder / "spool", at=NOON)
        else:
            publish(store, folder / "dyadwire.duckdb", has_news=True)
except StorageError as error:
    sys.exit(f"StorageError: {error}")
"""


@pytest.mark.parametrize(("instant", "limit"), [("spool", 100_000), ("load", 700_000), ("publish", 300_000)])
def test_a_full_disk_is_told_and_loses_nothing_that_was_loaded(tmp_path, instant, limit):
    with open_store(store_file(tmp_path)) as store:
        spool_batch(tmp_path / "spool", batch())
        load_spooled(store, tmp_path / "spool", at=NOON)
    ended = run_python(FULL, tmp_path, instant, limit)
    assert ended.stderr.startswith("StorageError: "), ended.stderr
    assert str(tmp_path) in ended.stderr
    with open_store(store_file(tmp_path)) as store:
        assert store.rows("SELECT count(*) FROM core.stories") == [(1,)]
        assert load_spooled(store, tmp_path / "spool", at=NOON) == (0 if instant == "spool" else 1)
        assert store.rows("SELECT count(*) FROM core.stories") == [(1 if instant == "spool" else 31,)]
    assert not (tmp_path / "dyadwire.duckdb").exists()


INTERRUPTED = """
import os, signal, sys, threading
from pathlib import Path
from warehouse.connection import open_store
signal.signal(signal.SIGINT, signal.default_int_handler)
with open_store(Path(sys.argv[1])) as store:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        store.execute("SELECT max(hash(range)) FROM range(300000000)")
    except KeyboardInterrupt:
        sys.exit("interrupted")
"""


def test_ctrl_c_during_a_statement_is_no_fault(tmp_path):
    assert run_python(INTERRUPTED, store_file(tmp_path)).stderr == "interrupted\n"


NEW_ON_FULL = """
import resource, sys
from pathlib import Path
from transforms.errors import StorageError
from warehouse.connection import open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    open_store(Path(sys.argv[1]))
except StorageError as error:
    sys.exit(f"StorageError: {error}")
"""


def test_a_store_that_finds_no_room_at_its_making_is_made_by_the_next_run(tmp_path):
    ended = run_python(NEW_ON_FULL, store_file(tmp_path))
    assert ended.stderr.startswith("StorageError: "), ended.stderr
    assert not store_file(tmp_path).exists()
    open_store(store_file(tmp_path)).close()
    assert {path.name for path in store_file(tmp_path).parent.iterdir()} == {store_file(tmp_path).name, "run.lock"}


def test_a_folder_that_cannot_be_made_asks_for_another():
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc, where no folder can be made")
    with pytest.raises(StorageError, match="give another folder with --data"):
        open_store(Path("/proc/dyadwire/store/dyadwire.duckdb"))


READ_ONLY = """
import os, sys
from pathlib import Path
from transforms.errors import StorageError
from warehouse.connection import open_store
if os.getuid() == 0:  # rights mean nothing to root
    os.setgid(65534)
    os.setuid(65534)
try:
    open_store(Path(sys.argv[1]))
except StorageError as error:
    sys.exit(f"StorageError: {error}")
"""


def test_a_folder_without_the_right_to_write_is_named():
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, which nobody else may enter
        Path(folder).chmod(0o555)
        ended = run_python(READ_ONLY, store_file(Path(folder)))
    assert ended.stderr.startswith(f"StorageError: {folder}"), ended.stderr
    assert "it may not be written" in ended.stderr
