"""`dyadwire init`: a settings file in which everything is explained, and the feeds of chosen countries."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from flows.feed_choice import chosen_list
from flows.feed_list import read_feed_list
from flows.setting_notes import NOTES, settings_file
from flows.setting_sources import SETTINGS, read_settings
from flows.settings import BUNDLED_FEEDS, Settings
from tests.command import PROGRAM, Dyadwire

BUNDLED = BUNDLED_FEEDS.read_text("utf-8")


def test_each_setting_is_explained_once():
    explained = [name for notes in NOTES.values() for name in notes]
    assert sorted(explained) == sorted(SETTINGS.keys() - {"data"})


def test_what_the_file_shows_are_the_defaults(tmp_path: Path):
    shown = re.sub(r"^#(\w+ =)", r"\1", settings_file({}), flags=re.MULTILINE)
    examples = {name for notes in NOTES.values() for name, note in notes.items() if note.example}
    lines = [line for line in shown.splitlines() if line.partition(" ")[0] not in examples]
    (tmp_path / "dyadwire.toml").write_text("\n".join(lines))
    workers = len(os.sched_getaffinity(0))
    assert read_settings({}, data=tmp_path) == Settings(data_folder=tmp_path, workers=workers)


def test_the_examples_are_usable(tmp_path: Path):
    (tmp_path / "dyadwire.toml").write_text(re.sub(r"^#(\w+ =)", r"\1", settings_file({}), flags=re.MULTILINE))
    assert read_settings({}, data=tmp_path).proxy == "http://proxy.example:3128"


def test_a_folder_is_ready_to_run(dyadwire: Dyadwire, data_folder: Path):
    made = dyadwire("init", "iraq", "IRN", "--data", data_folder)
    assert made.exit_code == 0, made.err
    assert read_settings({}, data=data_folder).no_seeds
    seats = {source.country_iso3 for source in read_feed_list(data_folder / "feeds.toml")}
    assert seats == {"IRQ", "IRN", "UNO", "EUR", None}
    assert "dyadwire feeds check --data" in made.out
    assert "dyadwire serve --data" in made.out
    assert dyadwire("feeds", "list", "--data", data_folder).exit_code == 0


def test_the_other_feeds_are_there_as_comments():
    content, n_feeds, missing = chosen_list(BUNDLED, {"IRQ"})
    assert (n_feeds, missing) == (len(tomllib.loads(content)["feed"]), frozenset())
    switched_on = re.sub(r"^#(\[\[feed|\w+ =)", r"\1", content, flags=re.MULTILINE)
    addresses = [feed["url"] for feed in tomllib.loads(switched_on)["feed"]]
    assert sorted(addresses) == sorted(feed["url"] for feed in tomllib.loads(BUNDLED)["feed"])


@pytest.mark.parametrize(("countries", "n_feeds", "missing"), [
    (set(), 50, set()),
    ({"PER"}, 50, {"PER"}),
    ({"PER", "IRQ"}, 7, {"PER"}),
])  # fmt: skip
def test_which_feeds_are_chosen(countries, n_feeds, missing):
    assert chosen_list(BUNDLED, countries)[1:] == (n_feeds, missing)


@pytest.mark.parametrize(("country", "hint"), [
    ("Irak", "did you mean Iraq (IRQ)?"),
    ("Xanadu-upon-Sea", "seeds/codebook/countries.csv"),
])  # fmt: skip
def test_an_unknown_country_is_told_and_nothing_is_written(dyadwire: Dyadwire, data_folder: Path, country, hint):
    ended = dyadwire("init", "IRN", country, "--data", data_folder)
    assert (ended.exit_code, hint in ended.err) == (3, True)
    assert not data_folder.exists()


def test_files_that_are_there_stay_unless_forced(dyadwire: Dyadwire, data_folder: Path):
    data_folder.mkdir()
    (data_folder / "dyadwire.toml").write_text("workers = 7\n")
    refused = dyadwire("init", "--data", data_folder)
    assert (refused.exit_code, "--force" in refused.err) == (3, True)
    assert [path.name for path in data_folder.iterdir()] == ["dyadwire.toml"]
    assert dyadwire("init", "--data", data_folder, "--force").exit_code == 0
    assert read_settings({}, data=data_folder).workers != 7


@pytest.mark.parametrize(("typed", "offered"), [
    ("dyadwire rec", {"recode"}),
    ("dyadwire feeds li", {"list"}),
    ("dyadwire ingest --no-f", {"--no-feeds"}),
])  # fmt: skip
def test_the_shell_completes_words(typed, offered):
    environment = {"_DYADWIRE_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert set(done.stdout.split()) == offered
