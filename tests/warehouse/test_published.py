"""The manifest says what was published; a run that is killed while it publishes leaves a whole file, old or new."""

import hashlib
import json
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import duckdb
import pytest

import warehouse.publish
from tests.warehouse.build import NOON, batch, store_file, story
from transforms.records import CodedStory
from warehouse.connection import Store, open_store
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.published import is_as_published, manifest_file, problems_of_published, read_manifest
from warehouse.queries import query
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dyadwire.duckdb"


def run_of(store: Store, folder: Path, run_id: str) -> None:
    """A run with one new story."""
    begin_run(store, run_id, at=NOON)
    coded = CodedStory(story(run_id), (), ())
    spool_batch(folder / "spool", batch(coded, run_id=run_id, batch_id=f"{run_id}-1"))
    load_spooled(store, folder / "spool", at=NOON)


def test_the_manifest_says_what_was_published(store, tmp_path, target):
    run_of(store, tmp_path, "run-1")
    publish(store, target, has_news=True)
    stated = json.loads((tmp_path / "dyadwire.manifest.json").read_text("utf-8"))
    assert stated["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (stated["file"], stated["n_bytes"]) == ("dyadwire.duckdb", target.stat().st_size)
    assert (stated["run_id"], stated["n_rows"]["core.stories"], stated["n_rows"]["ops.runs"]) == ("run-1", 1, 1)
    assert read_manifest(target).n_rows == stated["n_rows"]
    assert problems_of_published(target) == ()


def test_a_file_that_somebody_wrote_to_is_told_and_replaced_even_without_news(store, target, monkeypatch):
    monkeypatch.setattr(warehouse.publish, "CHEAP_BYTES", 0)
    publish(store, target, has_news=True)
    assert not publish(store, target, has_news=False)
    with duckdb.connect(str(target)) as own:
        own.execute("CREATE TABLE notes AS SELECT range FROM range(100000)")
    assert problems_of_published(target)[0].startswith("its bytes are other than its manifest says")
    assert publish(store, target, has_news=False)
    assert problems_of_published(target) == ()


@pytest.mark.parametrize("damage", ["", "{}", '{"sha256": 1'])
def test_a_damaged_manifest_is_none(store, target, damage):
    publish(store, target, has_news=True)
    manifest_file(target).write_text(damage)
    assert read_manifest(target) is None
    assert not is_as_published(target)
    assert "missing or damaged" in problems_of_published(target)[0]


# For each number that it reads it does a run, which dies before it touches the files beside the published one for that
# time. Each is a process of its own, forked where there is no connection and no thread. Its exit code is told.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.build import store_file
from tests.warehouse.test_published import run_of
from warehouse.connection import open_store
from warehouse.publish import publish

folder = Path(sys.argv[1])

def run(number):
    touched = 0
    def die_in_time(event, arguments):
        nonlocal touched
        if event in {"open", "os.rename", "os.remove"} and str(arguments[0]).startswith(f"{folder}/"):
            touched += Path(arguments[0]).parent == folder
            if touched == number:
                os.kill(os.getpid(), signal.SIGKILL)
    with open_store(store_file(folder)) as store:
        run_of(store, folder, f"run-{number:02}")
        sys.addaudithook(die_in_time)
        publish(store, folder / "dyadwire.duckdb", has_news=True)

for line in sys.stdin:
    child = os.fork()
    if not child:
        run(int(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


COUNTS = "SELECT (SELECT count(*) FROM ops.runs), (SELECT count(*) FROM core.stories)"  # each run brings one story
# A notebook that stays open: for each line that it reads it counts again.
HELD = f"""
import duckdb, sys
reader = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(*reader.execute("{COUNTS}").fetchone(), flush=True)
"""


def asked(process: subprocess.Popen[str], line: object) -> str:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_readers_see_whole_runs_whenever_a_run_that_publishes_is_killed(tmp_path, target):
    with open_store(store_file(tmp_path)) as store:
        run_of(store, tmp_path, "run-00")
        publish(store, target, has_news=True)
    processes = [
        subprocess.Popen([sys.executable, "-c", script, given], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        for script, given in ((HELD, target), (KILLED, tmp_path))
    ]
    held, runs = processes
    seen, ended = [], []
    while "0" not in ended and len(seen) < 20:
        assert asked(held, "again") == "1 1"
        ended.append(asked(runs, len(seen) + 1))
        with query(target, COUNTS) as answer:
            seen.extend(answer.rows)
    for process in processes:
        process.communicate(timeout=30)
    assert set(ended[:-1]) == {str(-signal.SIGKILL.value)}
    assert ended[-1] == "0"
    assert [n_runs for n_runs, _ in seen] == [n_stories for _, n_stories in seen]
    assert len(seen) > 5
    assert seen[-1] == (len(seen) + 1, len(seen) + 1)
    assert problems_of_published(target) == ()
    assert not list(tmp_path.glob(".*.tmp"))
