"""Backup, verify and restore, from the command line: what is lost comes back, what is damaged changes nothing."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.replay import Period, replay
from flows.settings import Settings
from tests.command import Dyadwire
from tests.flows.site import NOON, settings
from warehouse.backups import MANIFEST, backups_in
from warehouse.connection import open_store
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "Chile and Peru dispute fishing rights\n\nChile expelled two Peruvian diplomats over the fishing dispute.\n",
    "Bolivia signs a trade agreement with Brazil\n\nBolivia signed a trade agreement with Brazil on Monday.\n",
]
ROWS = (
    "SELECT mention_id, story_id, sentence, status FROM core.event_mentions ORDER BY ALL",
    "SELECT story_id, text_sha256, title FROM core.stories ORDER BY ALL",
    "SELECT actor_iso3, recipient_iso3, event_date, n_events FROM mart.dyad_day ORDER BY ALL",
)
EVERYTHING = Period(date.min, date.max)


def run(stated: Settings, number: int) -> None:
    head = f"---\npublisher: Andes Wire\npublished: 2025-04-0{number + 7}\n---\n"
    (stated.seeds_folder / f"{number}.md").write_text(head + TEXTS[number], encoding="utf-8")
    ingest(stated, now=lambda: NOON + timedelta(hours=number), report=lambda line: None)


def rows(stated: Settings) -> list[list[tuple[object, ...]]]:
    found = []
    for sql in ROWS:
        with query(stated.published_file, sql) as answer:
            found.append(list(answer.rows))
    return found


@pytest.fixture
def stated(tmp_path: Path) -> Settings:
    """A warehouse with one story."""
    made = settings(tmp_path)
    run(made, 0)
    return made


@pytest.fixture
def upkeep(stated: Settings, dyadwire: Dyadwire):
    """`dyadwire COMMAND` on that warehouse."""
    return lambda *arguments, **more: dyadwire(*arguments, "--data", stated.data_folder, **more)


def taken(stated: Settings) -> Path:
    return backups_in(stated.backup_folder)[0].folder


def test_the_drill(stated, upkeep):
    """A backup, a run after it, the loss of both files: restored and replayed, every row is there again."""
    assert upkeep("backup").exit_code == 0
    after_one = rows(stated)
    run(stated, 1)
    after_two = rows(stated)
    assert after_one != after_two
    stated.published_file.unlink()
    stated.store_file.unlink()
    restored = upkeep("restore", "latest")
    assert (restored.exit_code, "1 story" in restored.out, "dyadwire replay" in restored.out) == (0, True, True)
    assert rows(stated) == after_one
    later = NOON + timedelta(hours=3)
    replay(stated, EVERYTHING, into=stated.data_folder, now=lambda: later, report=lambda line: None)
    assert rows(stated) == after_two
    assert upkeep("verify").exit_code == 0


def test_a_restore_keeps_the_store_that_it_replaces(stated, upkeep):
    upkeep("backup")
    run(stated, 1)
    after_two = rows(stated)
    done = json.loads(upkeep("restore", taken(stated).name, "--json").out)
    assert rows(stated) != after_two
    replaced = Path(done["replaced"])
    assert replaced.parent.parent == stated.store_file.parent
    stated.store_file.unlink()
    replaced.replace(stated.store_file)
    run(stated, 1)
    assert rows(stated) == after_two


def test_the_json_of_a_backup_is_its_manifest(stated, upkeep):
    shown = json.loads(upkeep("backup", "--json").out)
    stored = json.loads((Path(shown["folder"]) / MANIFEST).read_text("utf-8"))
    assert stored.items() <= shown.items()
    assert (shown["reason"], shown["n_rows"]["core.stories"], shown["dropped"]) == ("asked", 1, [])
    assert re.fullmatch(r"\d{8}T\d{6}Z", shown["name"])
    (listed,) = upkeep("backup", "--list", "--json").out.splitlines()
    assert json.loads(listed)["sha256"] == shown["sha256"]
    assert shown["name"] in upkeep("backup", "--list").out


def test_backups_go_elsewhere_and_only_the_latest_are_kept(stated, upkeep, tmp_path):
    for _ in range(4):
        assert upkeep("backup", "--to", "elsewhere", "--keep", "2").exit_code == 0
    assert len(backups_in(tmp_path / "elsewhere")) == len(list((tmp_path / "elsewhere").iterdir())) == 2
    kept = backups_in(tmp_path / "elsewhere")[0].folder
    assert upkeep("restore", kept).exit_code == 0
    assert upkeep("verify", kept).exit_code == 0
    for name in ("latest", kept.name):
        assert upkeep("restore", name, "--to", "elsewhere").exit_code == 0
        assert str(kept) in upkeep("verify", name, "--to", "elsewhere").out
    assert f"latest is {kept.name}" in upkeep("doctor", "--to", "elsewhere").out.replace("\n", " ")
    assert "--to" in upkeep("restore", "latest").err
    assert upkeep("verify", "--to", "elsewhere").exit_code == 2


def test_a_warehouse_is_restored_into_an_empty_folder(stated, upkeep, dyadwire, tmp_path):
    upkeep("backup")
    assert dyadwire("restore", taken(stated), "--data", "other").exit_code == 0
    ended = dyadwire("sql", "--csv", "SELECT count(*) AS n FROM core.stories", "--data", "other")
    assert ended.out == "n\n1\n"


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 0xFF
    file.write_bytes(content)


def test_a_damaged_backup_is_told_and_changes_nothing(stated, upkeep):
    upkeep("backup")
    before = rows(stated)
    flip(taken(stated) / "dyadwire.duckdb", 20_000)
    for command in ("verify", "restore"):
        ended = upkeep(command, "latest")
        assert (ended.exit_code, "its bytes have changed" in ended.out + ended.err) == (5, True)
    assert rows(stated) == before
    assert not list(stated.store_file.parent.glob("replaced-*"))


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda folder: (folder / "dyadwire.duckdb").unlink(), "is missing"),
    (lambda folder: (folder / "dyadwire.duckdb").write_bytes(b"short"), "has 5 bytes instead of"),
    (lambda folder: (folder / MANIFEST).write_text("{}"), "is no backup"),
    (lambda folder: (folder / MANIFEST).unlink(), "is no backup"),
])  # fmt: skip
def test_what_is_wrong_with_a_backup_is_named(stated, upkeep, spoil, words):
    upkeep("backup")
    folder = taken(stated)
    spoil(folder)
    ended = upkeep("verify", folder.name)
    assert ended.exit_code == 5
    assert words in ended.out + ended.err or "is damaged, so the backup cannot be trusted" in ended.err


def test_a_backup_of_a_newer_version_is_refused(stated, upkeep):
    upkeep("backup")
    manifest = taken(stated) / MANIFEST
    fields = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(fields | {"migrations": [*fields["migrations"], "998_later.sql"]}), encoding="utf-8")
    ended = upkeep("restore", "latest")
    assert (ended.exit_code, "newer Dyadwire" in ended.err, "upgrade" in ended.err) == (5, True, True)


def test_a_damaged_store_gives_no_backup_and_is_told(stated, upkeep):
    size = stated.store_file.stat().st_size
    content = stated.store_file.read_bytes()
    stated.store_file.write_bytes(content[:12_288] + bytes(size - 12_288))
    for command in ("backup", "verify"):
        ended = upkeep(command)
        assert (ended.exit_code, str(stated.store_file) in ended.out + ended.err) == (5, True)
        assert "Traceback" not in ended.err
    assert backups_in(stated.backup_folder) == ()
    assert list(stated.backup_folder.glob("*")) == []


def test_while_a_run_goes_on_nothing_is_taken_or_put_back(stated, upkeep):
    upkeep("backup")
    with open_store(stated.store_file):
        for command in (("backup",), ("restore", "latest"), ("verify",)):
            ended = upkeep(*command)
            assert ended.exit_code == 5
            assert f"in use by another run (process {os.getpid()})" in ended.err
    assert upkeep("restore", "latest").exit_code == 0


HOLDS = """
import sys, time
from pathlib import Path
from warehouse.connection import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    time.sleep(2)
"""


def test_a_backup_waits_for_a_run_where_it_is_told_to(stated, upkeep):
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(stated.store_file)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert held.stdout.readline() == "open\n"
        assert upkeep("backup", "--wait", "30").exit_code == 0
    finally:
        held.kill()
        held.communicate()


@pytest.mark.parametrize(("command", "words"), [
    (("backup",), "does not exist yet; `dyadwire ingest` makes it"),
    (("verify",), "does not exist yet; `dyadwire ingest` makes it"),
    (("restore", "latest"), "there is no backup in"),
    (("restore", "nowhere"), "is no backup; `dyadwire backup --list` shows"),
])  # fmt: skip
def test_where_there_is_nothing_it_says_what_to_do(dyadwire, command, words):
    ended = dyadwire(*command, "--data", "nothing")
    assert (ended.exit_code, words in ended.err) == (5, True)


LIMITED = """
import resource, sys
from pathlib import Path
from flows.settings import Settings
from transforms.errors import StorageError
from warehouse.backups import backups_in
from warehouse.upkeep import restore, take_backup

command, folder = sys.argv[1], Path(sys.argv[2])
stated = Settings(data_folder=folder)
latest = backups_in(stated.backup_folder)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    if command == "backup":
        take_backup(stated.store_file, stated.backup_folder)
    else:
        restore(latest[0], stated.store_file, stated.published_file)
except StorageError as error:
    sys.exit(f"StorageError: {error}")
"""


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_full_disk_is_told_and_leaves_all_as_it_was(stated, upkeep, command):
    upkeep("backup")
    before = rows(stated), [one.folder for one in backups_in(stated.backup_folder)]
    arguments = [sys.executable, "-c", LIMITED, command, str(stated.data_folder)]
    ended = subprocess.run(arguments, check=False, capture_output=True, text=True, cwd=ROOT)
    assert ended.stderr.startswith("StorageError: "), ended.stderr
    assert "File too large" in ended.stderr
    assert (rows(stated), [one.folder for one in backups_in(stated.backup_folder)]) == before
    assert list(stated.data_folder.rglob(".*tmp")) == []
    run(stated, 1)


KILLED = """
import os, signal, sys
from pathlib import Path
import warehouse.upkeep, warehouse.backups
from flows.settings import Settings

command, folder, module, name = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
place = sys.modules[module]
original = getattr(place, name)

def deadly(*arguments, **named):
    original(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(place, name, deadly)
stated = Settings(data_folder=folder)
if command == "backup":
    warehouse.upkeep.take_backup(stated.store_file, stated.backup_folder)
else:
    warehouse.upkeep.restore(
        warehouse.backups.backups_in(stated.backup_folder)[0], stated.store_file, stated.published_file
    )
"""


@pytest.mark.parametrize(("command", "module", "name"), [
    ("backup", "warehouse.backups", "copy_file"),
    ("backup", "warehouse.backups", "_fill"),
    ("restore", "warehouse.upkeep", "copy_file"),
    ("restore", "warehouse.upkeep", "_set_aside"),
    ("restore", "warehouse.upkeep", "_put_in_place"),
    ("restore", "warehouse.upkeep", "open_locked"),
])  # fmt: skip
def test_a_kill_at_any_instant_leaves_a_whole_store(stated, upkeep, command, module, name):
    upkeep("backup")
    n_before = len(backups_in(stated.backup_folder))
    arguments = [sys.executable, "-c", KILLED, command, str(stated.data_folder), module, name]
    ended = subprocess.run(arguments, check=False, capture_output=True, text=True, cwd=ROOT)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert len(backups_in(stated.backup_folder)) == n_before
    assert upkeep("verify").exit_code == 0
    run(stated, 1)
    assert len(rows(stated)[1]) == 2
    assert upkeep("backup").exit_code == 0
    assert not list(stated.backup_folder.glob(".*.tmp"))


def test_the_time_in_its_name_is_utc(stated, upkeep):
    before = datetime.now(UTC).replace(microsecond=0)
    upkeep("backup", environment={"TZ": "America/Lima"})
    assert before <= datetime.strptime(taken(stated).name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) <= datetime.now(UTC)


@pytest.mark.parametrize("command", ["backup", "restore", "verify", "doctor"])
def test_each_command_teaches(dyadwire, command):
    shown = dyadwire(command, "--help")
    assert (shown.exit_code, "Examples:" in shown.out, f"  dyadwire {command}" in shown.out) == (0, True, True)
    assert max(map(len, shown.out.splitlines())) <= 80
