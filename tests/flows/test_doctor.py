"""`dyadwire doctor` says what is wrong and what to do, and changes nothing."""

import json
import os
from pathlib import Path

import duckdb
import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.command import Dyadwire
from tests.flows.site import NOON, settings
from tests.warehouse.build import batch
from warehouse.connection import open_store
from warehouse.spool import spool_batch

TEXT = "Chile and Peru dispute fishing rights\n\nChile expelled two Peruvian diplomats over the fishing dispute.\n"


@pytest.fixture
def stated(tmp_path: Path) -> Settings:
    made = settings(tmp_path)
    (made.seeds_folder / "one.md").write_text(TEXT, encoding="utf-8")
    ingest(made, now=lambda: NOON, report=lambda line: None)
    return made


@pytest.fixture
def doctor(stated: Settings, dyadwire: Dyadwire):
    """Exit code and findings by subject."""

    def examine(*options: str):
        ended = dyadwire("doctor", "--json", *options, "--data", stated.data_folder)
        return ended.exit_code, {one["subject"]: one for one in map(json.loads, ended.out.splitlines())}

    return examine


def test_a_warehouse_that_is_well(stated, doctor, dyadwire):
    code, found = doctor("--deep")
    assert (code, {one["state"] for one in found.values()} - {"remark"}) == (0, {"fine"})
    assert "every value read, 1 story" in found["store"]["words"]
    assert found["backups"]["advice"].startswith("`dyadwire backup`")
    dyadwire("backup", "--data", stated.data_folder)
    shown = dyadwire("doctor", "--data", stated.data_folder)
    assert "the latest is " in shown.out
    assert shown.out.endswith("nothing stops runs or readers\n")


def test_a_folder_that_does_not_exist_stays_so(dyadwire, tmp_path):
    ended = dyadwire("doctor", "--data", "nothing")
    assert (ended.exit_code, "`dyadwire ingest` makes it" in ended.out) == (0, True)
    assert not (tmp_path / "nothing").exists()


def damage(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:12_288] + bytes(len(content) - 12_288))


@pytest.mark.parametrize("subject", ["store", "published"])
def test_a_damaged_file_is_a_problem(stated, doctor, subject):
    damage(stated.store_file if subject == "store" else stated.published_file)
    code, found = doctor()
    assert (code, found[subject]["state"], "damaged" in found[subject]["words"]) == (5, "problem", True)
    assert "dyadwire backup --list" in found[subject]["advice"]


def test_a_store_that_is_gone_is_made_again_of_what_readers_have(stated, doctor, dyadwire):
    stated.store_file.unlink()
    code, found = doctor()
    assert (code, found["store"]["state"], "the next run makes it again" in found["store"]["advice"]) == (
        0,
        "remark",
        True,
    )
    again = dyadwire("ingest", "--no-feeds", "--seeds", stated.seeds_folder, "--data", stated.data_folder)
    assert (again.exit_code, "the store was missing" in again.err) == (0, True)
    assert (doctor()[1]["store"]["state"], "1 story" in doctor()[1]["published"]["words"]) == ("fine", True)


def test_a_store_that_is_gone_with_what_readers_had_is_a_problem(stated, doctor, dyadwire):
    stated.store_file.unlink()
    with duckdb.connect(str(stated.published_file)) as connection:
        connection.execute("DELETE FROM core.stories")
    assert doctor()[1]["store"] | {"words": ""} == {
        "subject": "store", "state": "problem", "words": "", "advice": "`dyadwire restore` puts a backup there",
    }  # fmt: skip
    again = dyadwire("ingest", "--no-feeds", "--seeds", stated.seeds_folder, "--data", stated.data_folder)
    assert (again.exit_code, "is not as its manifest says; `dyadwire restore`" in again.err) == (5, True)
    stated.published_file.unlink()
    code, found = doctor()
    assert (code, "`dyadwire replay` reads the archive again" in found["store"]["advice"]) == (5, True)


def test_a_newer_version_is_a_problem(stated, doctor):
    with duckdb.connect(str(stated.store_file)) as connection:
        connection.execute("INSERT INTO ops.schema_files VALUES ('migration', '998_later.sql', 'x', now())")
    code, found = doctor()
    assert (code, found["store"]["advice"]) == (5, "upgrade Dyadwire")


def test_while_a_run_goes_on_the_store_is_left_alone(stated, doctor):
    with open_store(stated.store_file):
        code, found = doctor()
    assert (code, found["store"]["state"]) == (0, "fine")
    assert f"process {os.getpid()}" in found["store"]["words"]
    assert found["published"]["state"] == "fine"
    with open_store(stated.store_file):
        code, found = doctor("--deep")
    assert (code, found["store"]["state"]) == (0, "remark")


def test_batches_that_wait_are_told_and_left(stated, doctor):
    waiting = spool_batch(stated.spool_folder, batch())
    assert doctor()[1]["spool"]["words"] == "1 batch left to load"
    assert waiting.is_dir()


def test_a_run_that_failed_is_a_problem(stated, doctor):
    with open_store(stated.store_file) as store:
        store.execute("UPDATE ops.runs SET state = 'failed', message = 'the disk is full'")
    code, found = doctor()
    assert (code, "the disk is full" in found["last run"]["words"]) == (5, True)
