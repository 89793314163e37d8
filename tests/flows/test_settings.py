"""Settings: who wins, what a bad value says, and that paths are absolute."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from flows.codebook_files import read_codebook_files
from flows.run import running
from flows.setting_sources import read_settings
from flows.settings import ROOT, CoderWay
from tests.flows.site import NOON, settings
from transforms.errors import SettingsError


def test_in_a_checkout_everything_has_a_place_without_being_told():
    settings = read_settings({})
    assert settings.data_folder == ROOT / "data"
    assert settings.published_file == ROOT / "data" / "dyadwire.duckdb"
    assert settings.seeds_folder == ROOT / "seeds" / "documents"
    assert settings.feeds_file == ROOT / "seeds" / "feeds.toml"
    assert settings.workers >= 1
    assert settings.coder is CoderWay.FULL


@pytest.mark.parametrize(("environment", "folder"), [
    ({"XDG_DATA_HOME": "/srv/share"}, "/srv/share/dyadwire"),
    ({"DYADWIRE_DATA": "/srv/news", "XDG_DATA_HOME": "/srv/share"}, "/srv/news"),
])  # fmt: skip
def test_an_installed_package_writes_to_the_users_folder(tmp_path: Path, monkeypatch, environment, folder):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "somebody-elses"\n')  # as some wheels leave there
    monkeypatch.setattr("flows.settings.ROOT", tmp_path)
    assert read_settings(environment).data_folder == Path(folder)


def test_command_line_wins_over_environment_over_file(tmp_path: Path):
    (tmp_path / "dyadwire.toml").write_text('workers = 3\nuser_agent = "From the file"\nper_host = 7\n')
    environment = {"DYADWIRE_DATA": str(tmp_path), "DYADWIRE_WORKERS": "4", "DYADWIRE_USER_AGENT": "From outside"}
    settings = read_settings(environment, workers=5)
    assert (settings.workers, settings.user_agent, settings.per_host) == (5, "From outside", 7)


def test_relative_paths_count_from_the_working_folder_and_in_the_file_from_its_own(tmp_path: Path, monkeypatch):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "dyadwire.toml").write_text('seeds = "inbox"\n')
    monkeypatch.chdir(tmp_path)
    settings = read_settings({"DYADWIRE_CODEBOOK": "tables"}, data="store")
    assert settings.data_folder == tmp_path / "store"
    assert settings.seeds_folder == tmp_path / "store" / "inbox"
    assert settings.codebook_folder == tmp_path / "tables"


@pytest.mark.parametrize(("environment", "given", "feeds"), [
    ({"DYADWIRE_NO_FEEDS": "1"}, {}, None),
    ({}, {"no_feeds": True}, None),
    ({"DYADWIRE_FEEDS": "mine.toml"}, {"no_feeds": True}, None),
    ({"DYADWIRE_NO_FEEDS": "1"}, {"feeds": "mine.toml"}, "mine.toml"),
    ({"DYADWIRE_NO_FEEDS": ""}, {"feeds": "mine.toml"}, "mine.toml"),
])  # fmt: skip
def test_feeds_can_be_switched_off_and_asked_for_again(environment, given, feeds):
    file = read_settings(environment, **given).feeds_file
    assert (file.name if file else None) == feeds


@pytest.mark.parametrize(("environment", "given", "is_off"), [
    ({}, {}, False),
    ({}, {"no_seeds": True}, True),
    ({"DYADWIRE_NO_SEEDS": "1"}, {}, True),
    ({"DYADWIRE_NO_SEEDS": "1"}, {"seeds": "reports"}, False),
])  # fmt: skip
def test_the_folder_of_documents_can_be_switched_off_and_asked_for_again(environment, given, is_off):
    assert read_settings(environment, **given).no_seeds is is_off


@pytest.mark.parametrize(("name", "value", "complaint"), [
    ("WORKERS", "-1", "DYADWIRE_WORKERS = '-1' (environment): must be at least 0"),
    ("BATCH_SIZE", "0", "DYADWIRE_BATCH_SIZE = '0' (environment): must be at least 1"),
    ("WIRE_DAYS", "366", "DYADWIRE_WIRE_DAYS = '366' (environment): must be at most 365"),
    ("WORKERS", "many", "DYADWIRE_WORKERS = 'many' (environment): must be a whole number"),
    ("READ_TIMEOUT", "-1", "must be a number of seconds"),
    ("READ_TIMEOUT", "nan", "must be a number of seconds"),
    ("FAILED_SHARE", "1.5", "must be a share from 0 to 1"),
    ("PUBLISHED", "8 April", "must be a day such as 2025-04-08"),
    ("CODER", "deep", "must be one of: full, shallow"),
    ("NO_FEEDS", "perhaps", "must be true or false"),
    ("USER_AGENT", "two\nlines", "must be one line"),
    ("WORKER", "2", "DYADWIRE_WORKER (environment): there is no such setting; known: workers"),
])  # fmt: skip
def test_a_bad_variable_is_named(name, value, complaint):
    with pytest.raises(SettingsError) as raised:
        read_settings({f"DYADWIRE_{name}": value})
    assert complaint in str(raised.value)
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(("content", "complaint"), [
    ("workers = ", "cannot be read"),
    ("workers = true", "must be a whole number"),
    ("workers = 2.5", "must be a whole number"),
    ("seeds = 4", "must be a path"),
    ("wrokers = 2", "known: workers"),
    ("published = 2025-04-08T10:00:00", "must be a day"),
    ('data = "elsewhere"', "the file lies in the data folder"),
])  # fmt: skip
def test_a_bad_line_in_the_file_names_the_file(tmp_path: Path, content, complaint):
    file = tmp_path / "dyadwire.toml"
    file.write_text(content)
    with pytest.raises(SettingsError) as raised:
        read_settings({}, data=tmp_path)
    assert complaint in str(raised.value)
    assert str(file) in str(raised.value)


def test_the_file_may_write_a_day_as_toml_does(tmp_path: Path):
    (tmp_path / "dyadwire.toml").write_text("published = 2025-04-08\n")
    assert read_settings({}, data=tmp_path).published_on == date(2025, 4, 8)


def test_the_warehouse_keeps_to_its_memory(tmp_path: Path):
    stated = settings(tmp_path, store_bytes=300_000_000)
    with running(stated, now=lambda: NOON, report=lambda line: None) as run:
        assert run.store.rows("SELECT current_setting('memory_limit')") == [("286.1 MiB",)]


def test_settings_do_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings({}).workers = 9  # type: ignore[misc]


def test_codebook_tables_come_as_bytes_by_name(tmp_path: Path):
    (tmp_path / "modes.csv").write_bytes(b"event_type,mode\n")
    (tmp_path / "notes.txt").write_bytes(b"not a table")
    assert read_codebook_files(tmp_path) == {"modes.csv": b"event_type,mode\n"}


def test_a_folder_without_tables_is_no_codebook(tmp_path: Path):
    with pytest.raises(SettingsError, match="holds no codebook"):
        read_codebook_files(tmp_path / "missing")
