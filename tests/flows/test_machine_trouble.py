"""What a machine does to a run: a killed worker, a full disk, a read-only disk, a store that is in use."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ingest import ingest
from tests.command import PROGRAM
from tests.flows.site import NOON, settings
from transforms.errors import StorageError
from warehouse.connection import open_store
from warehouse.queries import query

STORY = (
    "Peru expelled {number} Bolivian diplomats on Friday, and Bolivia accused Peru of spying on ministry {number}.\n"
)
ROWS = (
    "SELECT story_id, document_id, text_sha256 FROM core.stories ORDER BY ALL",
    "SELECT mention_id, sentence FROM core.event_mentions ORDER BY ALL",
    "SELECT document_id, outcome, n_stories FROM raw.documents ORDER BY ALL",
    "SELECT mention_id, actor_iso3, recipient_iso3 FROM mart.event_list ORDER BY ALL",
)
RUN = f"{PROGRAM} ingest --no-feeds --coder shallow --workers 0 --seeds seeds --data disk/data"
# The data folder lies on a file system of 60 MB that this shell alone sees.
DISK = f"""
mount -t tmpfs -o size=60m disk disk || exit 77
{RUN} || exit 1
cp later/* seeds
cat /dev/zero > disk/filler 2> /dev/null
{RUN}; echo "full: $?" >&2
rm disk/filler
mount -o remount,ro disk
{RUN}; echo "read-only: $?" >&2
mount -o remount,rw disk
{RUN}; echo "well: $?" >&2
cp disk/data/dyadwire.duckdb .
"""


def write_stories(folder: Path, numbers: range) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(STORY.format(number=number), encoding="utf-8")


def rows(file: Path) -> list[list[tuple[object, ...]]]:
    found = []
    for sql in ROWS:
        with query(file, sql) as answer:
            found.append(list(answer.rows))
    return found


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[object, ...]]]:
    stated = settings(tmp_path_factory.mktemp("undisturbed"), no_seeds=False)
    write_stories(stated.seeds_folder, range(1, 41))
    assert ingest(stated, now=lambda: NOON, report=lambda line: None).exit_code == 0
    return rows(stated.published_file)


def test_a_full_or_read_only_disk_is_named_and_loses_nothing(tmp_path: Path, undisturbed):
    write_stories(tmp_path / "seeds", range(1, 21))
    write_stories(tmp_path / "later", range(21, 41))
    (tmp_path / "disk").mkdir()
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", DISK],
        cwd=tmp_path, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=600, check=False,
    ) if shutil.which("unshare") else None  # fmt: skip
    if done is None or done.returncode == 77 or done.stderr.startswith("unshare:"):
        pytest.skip("no file system can be mounted here")
    told = [line for line in done.stderr.splitlines() if line.startswith(("dyadwire:", "full:", "read-only:", "well:"))]
    assert [line for line in told if not line.startswith("dyadwire:")] == ["full: 5", "read-only: 5", "well: 0"]
    assert "the disk is full" in told[0]
    assert "the disk is read-only" in told[told.index("full: 5") + 1]
    assert rows(tmp_path / "dyadwire.duckdb") == undisturbed


def test_a_worker_that_is_killed_costs_no_document(tmp_path: Path, undisturbed):
    stated = settings(tmp_path, no_seeds=False, workers=2, batch_size=4)
    write_stories(stated.seeds_folder, range(1, 41))
    killed: list[int] = []

    def kill_one(line: str) -> None:
        if line.startswith("loaded") and not killed:  # the first batch is in, the others are being worked on
            killed.append(a_worker())
            os.kill(killed[0], signal.SIGKILL)

    assert ingest(stated, now=lambda: NOON, report=kill_one).exit_code == 0
    assert killed
    assert rows(stated.published_file) == undisturbed


def test_a_store_that_is_in_use_is_left_alone(tmp_path: Path, undisturbed):
    stated = settings(tmp_path, no_seeds=False)
    write_stories(stated.seeds_folder, range(1, 41))
    with open_store(stated.store_file), pytest.raises(StorageError, match="in use by another run") as refused:
        ingest(stated, now=lambda: NOON, report=lambda line: None)
    assert refused.value.exit_code == 5
    assert ingest(stated, now=lambda: NOON, report=lambda line: None).exit_code == 0
    assert rows(stated.published_file) == undisturbed


def a_worker() -> int:
    """A child of the process from which this one lets workers be started."""
    starters = {pid for pid, parent, command in processes() if parent == os.getpid() and "forkserver" in command}
    return next(pid for pid, parent, _ in processes() if parent in starters)


def processes() -> Iterator[tuple[int, int, str]]:
    """Each process with its parent and its command."""
    told = ["ps", "-e", "-ww", "-o", "pid=,ppid=,args="]
    for line in subprocess.run(told, capture_output=True, text=True, check=True).stdout.splitlines():
        pid, parent, command = line.split(maxsplit=2)
        yield int(pid), int(parent), command
