"""The lake recoded, pruned, backed up and restored: as one machine does it with its store."""

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.cluster import recode as cluster_recode
from flows.cluster import upkeep
from flows.cluster.publishing import publish_from
from flows.cluster.shared_lake import open_shared_lake
from flows.commands import feeds
from flows.commands.quarantine import own_warehouse
from flows.commands.upkeep import back_up
from flows.examination import State, examine
from flows.ingest import ingest
from flows.pruning import prune_old
from flows.recode import recode
from flows.settings import ROOT, Settings
from tests.cluster_machines import new_database
from tests.flows.cluster_world import answers, rows
from tests.flows.site import NOON, page, settings, write_feed_list
from tests.warehouse.build import entry, poll, source
from transforms.errors import StorageError
from warehouse.backups import Backup, problems_of
from warehouse.claims import Claims
from warehouse.connection import open_store
from warehouse.feeds_store import load_polls, sync_feeds
from warehouse.retention import Prunable
from warehouse.runs import begin_run
from warehouse.upkeep import restore, take_backup

pytestmark = pytest.mark.xdist_group("cluster")
LATER = NOON + timedelta(days=400)
QUIET = "The valley\n\nNothing happened between any two countries in the valley, where it rained all week.\n"
# A recode of the lake that dies when all is coded and nothing is loaded.
RECODE = """
import sys
from datetime import timedelta
from pathlib import Path
from flows.cluster.recode import recode
from tests.dying import die_at
from tests.flows.site import NOON, settings

folder, codebook, dask, catalog, storage = sys.argv[1:]
die_at("flows.cluster.recode:load_coded", "")
stated = settings(
    Path(folder), batch_size=2, codebook_folder=Path(codebook), dask_address=dask, lake_catalog=catalog,
    lake_storage=storage,
)
recode(stated, is_all=False, now=lambda: NOON + timedelta(days=400), report=lambda line: None)
"""
UPKEEP = ("ops.recodes", "ops.recode_types", "ops.recode_dyads", "ops.prunings", "ops.feed_changes")


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled one without the noun and verb of a visit."""
    folder = shutil.copytree(ROOT / "seeds" / "codebook", tmp_path_factory.mktemp("codebook") / "new")
    predicates = folder / "predicates.csv"
    kept = [line for line in predicates.read_text(encoding="utf-8").splitlines() if not line.startswith("visit-")]
    predicates.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """What one machine has read, with polls that are old by `LATER` and a story without events."""
    stated = settings(tmp_path_factory.mktemp("alone"), batch_size=2)
    with open_store(stated.store_file) as store:
        begin_run(store, "run-1", at=NOON)
        sync_feeds(store, [source()])
        load_polls(store, "run-1", [poll(entry(n), at=NOON + timedelta(days=n)) for n in range(3)])
    for number in range(4):
        (stated.seeds_folder / f"road-{number}.html").write_text(page(number), encoding="utf-8")
    (stated.seeds_folder / "quiet.txt").write_text(QUIET, encoding="utf-8")
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    return stated


@pytest.fixture
def alone(ingested: Settings, tmp_path: Path) -> Settings:
    """The same in a folder of the test's own."""
    shutil.copytree(ingested.data_folder, tmp_path / "alone" / "data")
    return settings(tmp_path / "alone", batch_size=2)


@pytest.fixture(scope="module")
def backup(ingested: Settings) -> Backup:
    return take_backup(ingested.store_file, ingested.backup_folder)


@pytest.fixture
def empty_lake(tmp_path: Path, postgres: str) -> Settings:
    (tmp_path / "lake").mkdir()
    catalog = new_database(postgres, tmp_path.name)
    return settings(tmp_path / "lake", batch_size=2, lake_catalog=catalog, lake_storage=str(tmp_path / "shared"))


@pytest.fixture
def lake(empty_lake: Settings, backup: Backup) -> Settings:
    """A lake that holds what one machine has read."""
    upkeep.restore(empty_lake, backup)
    return empty_lake


def test_a_backup_of_the_lake_is_one_of_one_machine_and_back(lake, ingested, backup, tmp_path, postgres):
    publish_from(lake)
    assert rows(lake) == rows(ingested)
    taken = upkeep.back_up(lake, tmp_path / "backups", now=lambda: LATER)
    assert problems_of(taken) == ()
    assert taken.manifest.n_rows == backup.manifest.n_rows
    with pytest.raises(StorageError, match="holds runs already; give lake_catalog a new"):
        upkeep.restore(lake, taken)
    one_machine = settings(tmp_path / "lake", data_folder=tmp_path / "one-machine")
    restore(taken, one_machine.store_file, one_machine.published_file)
    assert rows(one_machine) == rows(ingested)
    (taken.folder / "dyadwire.duckdb").write_bytes(b"")
    with pytest.raises(StorageError, match="nothing was restored"):
        upkeep.restore(lake, taken)


def test_a_recode_goes_on_where_it_was_killed_and_ends_in_the_rows_of_one_machine(alone, lake, codebook, dask_cluster):
    on_one = replace(alone, codebook_folder=codebook)
    expected = recode(on_one, is_all=False, now=lambda: LATER, report=lambda line: None).changes
    stated = replace(lake, codebook_folder=codebook, dask_address=dask_cluster.address)
    catalog = str(stated.lake_catalog)
    given = (stated.data_folder.parent, codebook, stated.dask_address, catalog, stated.lake_storage)
    killed = subprocess.run([sys.executable, "-c", RECODE, *map(str, given)], cwd=ROOT, check=False, timeout=300)
    assert killed.returncode == -signal.SIGKILL
    with Claims(catalog) as other, pytest.raises(StorageError, match="another recode of the lake goes on"):
        other.claim("recode", ["all"])
        cluster_recode.recode(stated, is_all=False, now=lambda: LATER, report=lambda line: None)
    said: list[str] = []
    done = cluster_recode.recode(stated, is_all=False, now=lambda: LATER, report=said.append, publishes=True)
    assert [line for line in said if line.startswith("coded ")] == []  # all of it was done before the kill
    assert done.changes == expected
    assert expected is not None and expected.total.n_removed > 0
    assert rows(lake) == rows(alone)
    assert rows(lake, UPKEEP) == rows(alone, UPKEEP)
    ends = answers(lake, "SELECT DISTINCT state FROM ops.runs WHERE started_at > '2026-01-01' ORDER BY state")
    assert ends == [("failed",), ("finished",), ("interrupted",)]  # refused, done, killed


def test_a_lake_is_pruned_and_its_feeds_are_paused_as_on_one_machine(alone, lake, tmp_path):
    for stated, opened in ((alone, feeds.own_store), (lake, open_shared_lake)):
        listed = replace(stated, feeds_file=write_feed_list(tmp_path / "feeds.toml", source().url))
        feeds.resume(listed, source().url, now=LATER, opened=opened)
        feeds.pause(listed, source().url, until=None, reason="asked us", now=LATER, opened=opened)
    given = {"days": 365, "with_stories": True, "now": lambda: LATER}
    expected = prune_old(alone, is_dry=False, **given)
    assert upkeep.prune_old(lake, is_dry=True, **given) == expected
    assert upkeep.prune_old(lake, is_dry=False, **given) == expected
    assert (expected[Prunable.STORIES], expected[Prunable.POLLS]) == (1, 2)
    publish_from(lake)
    assert rows(lake) == rows(alone)
    assert rows(lake, UPKEEP) == rows(alone, UPKEEP)
    assert answers(lake, "SELECT state FROM ops.feeds") == [("paused",)]


@pytest.mark.parametrize("is_set", [True, False])
def test_commands_of_one_machine_say_what_to_do_on_the_lake(tmp_path, is_set):
    stated = settings(tmp_path, source().url, lake_catalog="host=db.example" if is_set else None)
    stated.data_folder.mkdir()
    if not is_set:  # the settings lie elsewhere, but runs beside others have worked here
        stated.scratch_folder.mkdir()
    commands = {
        "cluster recode": lambda: recode(stated, is_all=False, now=lambda: LATER, report=print),
        "cluster prune": lambda: prune_old(stated, days=365, with_stories=False, is_dry=True, now=lambda: LATER),
        "cluster backup": lambda: back_up(stated, to=None, keep=None, patience=0, is_json=False),
        "cluster requeue": lambda: own_warehouse(stated),
        "cluster pause": lambda: feeds.pause(stated, source().url, until=None, reason=None, now=LATER),
        "cluster resume": lambda: feeds.resume(stated, source().url, now=LATER),
    }
    for words, command in commands.items():
        with pytest.raises(StorageError, match=f"dyadwire {words}"):
            command()
    found = {one.subject: one for one in examine(stated, backup_folder=tmp_path, now=LATER, is_deep=False)}
    assert (found["store"].state, "lie in the lake" in found["store"].words) == (State.FINE, True)
    assert not stated.store_file.exists()
