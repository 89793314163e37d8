"""A backup that somebody else made: a manifest of any shape is refused in words, and nothing outside is touched."""

import json
from pathlib import Path

import pytest

from tests.command import Dyadwire
from transforms.errors import StorageError
from warehouse.backups import DATABASE, MANIFEST, backups_in, drop_older, read_backup

GOOD = {
    "created_at": "2025-04-08T12:00:00+00:00",
    "reason": "asked",
    "dyadwire_version": "0.0.1",
    "duckdb_version": "1.5.5",
    "migrations": [],
    "n_bytes": 1,
    "sha256": "0" * 64,
    "n_rows": {},
    "last_run_id": None,
}
WITHOUT_ZONE = GOOD | {"created_at": "2025-04-08T12:00:00"}


def written(folder: Path, manifest: str) -> Path:
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    (folder / DATABASE).write_bytes(b"x")
    return folder


@pytest.mark.parametrize("manifest", [
    "[]", "null", '"text"', "{", "[" * 200_000, "\0",
    *(json.dumps(GOOD | {name: wrong}) for name, wrong in (
        ("n_rows", []), ("n_rows", {"core.stories": "1"}), ("n_rows", None), ("n_bytes", "1"), ("n_bytes", True),
        ("migrations", None), ("migrations", [1]), ("reason", "because"), ("created_at", 5), ("created_at", "now"),
        ("sha256", None), ("dyadwire_version", {}), ("another", 1),
    )),
])  # fmt: skip
def test_a_manifest_of_another_shape_is_refused(tmp_path: Path, manifest):
    folder = written(tmp_path / "one", manifest)
    with pytest.raises(StorageError, match="cannot be trusted"):
        read_backup(folder)
    assert backups_in(tmp_path) == ()


def test_times_without_a_zone_are_ordered_with_the_others(tmp_path: Path):
    for name, manifest in (("one", GOOD), ("two", WITHOUT_ZONE)):
        written(tmp_path / name, json.dumps(manifest))
    assert len(backups_in(tmp_path)) == 2


def test_dropping_old_ones_does_not_follow_a_link(tmp_path: Path):
    outside = written(tmp_path / "outside", json.dumps(GOOD))
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "link").symlink_to(outside, target_is_directory=True)
    with pytest.raises(StorageError):
        drop_older(folder, 0)
    assert (outside / DATABASE).read_bytes() == b"x"


@pytest.mark.parametrize("name", ["../elsewhere", "..", "/etc", "a\x1b[2Jb", ".x.backup.tmp"])
def test_a_name_that_leads_elsewhere_is_no_backup(dyadwire: Dyadwire, tmp_path: Path, name):
    (tmp_path / "data" / "backups").mkdir(parents=True)
    ended = dyadwire("restore", name, "--data", "data")
    assert ended.exit_code == 5
    assert "is no backup" in ended.err
    assert "\x1b" not in ended.err
    assert not (tmp_path / "data" / "store" / "dyadwire.duckdb").exists()


def test_what_a_manifest_says_cannot_steer_a_terminal(dyadwire: Dyadwire, tmp_path: Path):
    evil = GOOD | {"dyadwire_version": "\x1b]0;owned\x07\u202e", "last_run_id": "\x9b2J"}
    written(tmp_path / "data" / "backups" / "evil", json.dumps(evil))
    for command in (["backup", "--list"], ["backup", "--list", "--json"], ["verify", "evil"], ["restore", "evil"]):
        ended = dyadwire(*command, "--data", "data")
        assert ended.out + ended.err
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ended.out + ended.err), command
