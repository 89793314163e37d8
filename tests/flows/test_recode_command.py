"""`dyadwire recode` as it is typed: what it prints, as tables and as JSON, and how it ends."""

import json
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.command import Dyadwire
from tests.flows.site import NOON, page, settings


@pytest.fixture
def stated(tmp_path: Path) -> Settings:
    stated = settings(tmp_path)
    (stated.seeds_folder / "road.html").write_text(page(1), encoding="utf-8")
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    return stated


def test_it_prints_what_changed_by_type_and_that_nothing_is_left_to_code(dyadwire: Dyadwire, stated: Settings):
    options = ("--data", stated.data_folder, "--coder", "shallow", "--workers", "0")
    done = dyadwire("recode", "--all", *options)
    assert (done.exit_code, "published" in done.out) == (0, True)
    first, *rows = (line.split() for line in done.out.splitlines())
    assert first == ["event", "type", "before", "after", "changed", "added", "removed"]
    assert ["ACCUSE", "1", "1", "0", "0", "0"] in rows
    assert "coded 1 of 1 stories" in done.err
    again = dyadwire("recode", *options)
    assert (again.exit_code, "nothing to code again with coder" in again.out) == (0, True)


def test_json_holds_the_same(dyadwire: Dyadwire, stated: Settings):
    done = dyadwire("recode", "--all", "--json", "--data", stated.data_folder, "--coder", "shallow", "--workers", "0")
    told = json.loads(done.out)
    assert done.exit_code == 0
    assert told["stories"] == {"taken": 1, "kept": 1, "failed": 0, "superseded": 0}
    accusations = {"event_type": "ACCUSE", "n_before": 1, "n_after": 1, "n_changed": 0, "n_added": 0, "n_removed": 0}
    assert accusations in told["event_types"]
    assert (told["dyads"], told["is_all"], told["is_published"]) == ([], True, True)


def test_without_data_it_says_what_makes_them(dyadwire: Dyadwire, tmp_path: Path):
    done = dyadwire("recode", "--data", tmp_path / "nothing")
    assert (done.exit_code, "`dyadwire ingest` makes it" in done.err) == (5, True)


def test_help_teaches_by_examples(dyadwire: Dyadwire):
    done = dyadwire("recode", "--help")
    assert (done.exit_code, "dyadwire recode --all --workers 2" in done.out) == (0, True)
