"""Backups: a folder each, with a copy of the store and a manifest that says what it must hold. Whole or not there."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from transforms.errors import StorageError
from warehouse.files import copy_file, require_room, sha256_of, sync
from warehouse.integrity import Contents, newer_migrations, read_whole
from warehouse.storage_errors import storage_errors

DATABASE = "dyadwire.duckdb"
MANIFEST = "manifest.json"


class BackupReason(StrEnum):
    """Why it was taken."""

    ASKED = "asked"
    BEFORE_MIGRATION = "before_migration"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `n_rows` counts by table, `last_run_id` is the last run in it, null where there is none."""

    created_at: datetime
    reason: BackupReason
    dyadwire_version: str
    duckdb_version: str
    migrations: tuple[str, ...]
    n_bytes: int
    sha256: str
    n_rows: Mapping[str, int]
    last_run_id: str | None


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and its folder, whose name is the backup's."""

    folder: Path
    manifest: Manifest

    @property
    def database(self) -> Path:
        """The copy of the store."""
        return self.folder / DATABASE


def write_backup(
    source: Path, contents: Contents, folder: Path, *, at: datetime, reason: BackupReason, is_read: bool
) -> Backup:
    """A new backup of a store that nobody writes, in `folder`. With `is_read` each value of the copy is read.

    Raises:
        StorageError: no room, or the copy cannot be read or holds something else; no backup was made.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for unfinished in folder.glob(".*.backup.tmp"):
            shutil.rmtree(unfinished)
        require_room(folder, source.stat().st_size, "a backup")
        finished = _free_name(folder, at, reason)
        unfinished = folder / f".{finished.name}.backup.tmp"
        unfinished.mkdir()
        try:
            manifest = _fill(unfinished, source, contents, at=at, reason=reason)
            if is_read:
                _require_same(source, manifest, read_whole(unfinished / DATABASE))
            unfinished.rename(finished)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        sync(folder)
    return Backup(finished, manifest)


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backups of a folder, the latest first; folders without a readable manifest are none."""
    found = []
    for path in folder.glob(f"*/{MANIFEST}"):
        if path.parent.name.startswith("."):  # it was not finished
            continue
        try:
            found.append(read_backup(path.parent))
        except StorageError:
            continue
    return tuple(sorted(found, key=lambda one: (one.manifest.created_at, one.folder.name), reverse=True))


def read_backup(folder: Path) -> Backup:
    """The backup in `folder`, whose manifest was read and nothing else.

    Raises:
        StorageError: there is none, or its manifest is damaged.
    """
    file = folder / MANIFEST
    if not file.is_file():
        raise StorageError(f"{folder} is no backup; `dyadwire backup --list` shows those that there are")
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        return Backup(folder, _manifest(fields))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise StorageError(f"{file} is damaged, so the backup cannot be trusted; take another one") from problem


def problems_of(backup: Backup) -> tuple[str, ...]:
    """What is wrong with a backup, for a person; empty where each byte and each row is as it was."""
    file, manifest = backup.database, backup.manifest
    if not file.is_file():
        return (f"{file} is missing",)
    with storage_errors(file):
        if (n_bytes := file.stat().st_size) != manifest.n_bytes:
            return (f"{file} has {n_bytes} bytes instead of {manifest.n_bytes}",)
        if sha256_of(file) != manifest.sha256:
            return (f"{file} has another SHA-256 than its manifest says: its bytes have changed",)
    try:
        return _differences(manifest, read_whole(file))
    except StorageError as problem:
        return (str(problem),)


def require_restorable(backup: Backup) -> None:
    """Returns where the backup is whole and of this or an earlier version.

    Raises:
        StorageError: it is not; the message says what to do.
    """
    if newer := newer_migrations(backup.manifest.migrations):
        wrote = backup.manifest.dyadwire_version
        raise StorageError(f"{backup.folder} is of a newer Dyadwire ({wrote}; it has {newer[0]}); upgrade Dyadwire")
    if problems := problems_of(backup):
        raise StorageError(f"{'; '.join(problems)}; nothing was restored, take another backup")


def drop_older(folder: Path, keep: int) -> tuple[Backup, ...]:
    """Removes all but the latest `keep` backups of a folder, and returns the removed ones."""
    old = backups_in(folder)[keep:]
    with storage_errors(folder):
        for backup in old:
            unlisted = backup.folder.with_name(f".{backup.folder.name}.backup.tmp")
            backup.folder.rename(unlisted)
            shutil.rmtree(unlisted)
    return old


def _manifest(fields: dict[str, Any]) -> Manifest:
    """The manifest, each field of its kind; whoever wrote the file may not have been us."""
    texts = (fields["dyadwire_version"], fields["duckdb_version"], fields["sha256"], *fields["migrations"])
    counts = (fields["n_bytes"], *fields["n_rows"].values())
    if not all(isinstance(one, str) for one in texts) or not all(type(one) is int for one in counts):
        raise TypeError
    stated = {
        "created_at": datetime.fromisoformat(fields["created_at"]).astimezone(UTC),
        "reason": BackupReason(fields["reason"]),
        "migrations": tuple(fields["migrations"]),
    }
    return Manifest(**(fields | stated))


def _fill(folder: Path, source: Path, contents: Contents, *, at: datetime, reason: BackupReason) -> Manifest:
    sha256 = copy_file(source, folder / DATABASE)
    manifest = Manifest(
        created_at=at.astimezone(UTC),
        reason=reason,
        dyadwire_version=version("dyadwire"),
        duckdb_version=duckdb.__version__,
        migrations=contents.migrations,
        n_bytes=(folder / DATABASE).stat().st_size,
        sha256=sha256,
        n_rows=contents.n_rows,
        last_run_id=contents.last_run_id,
    )
    fields = asdict(manifest) | {"created_at": manifest.created_at.isoformat()}
    (folder / MANIFEST).write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    sync(folder / MANIFEST)
    sync(folder)
    return manifest


def _require_same(source: Path, manifest: Manifest, copied: Contents) -> None:
    if problems := _differences(manifest, copied):
        raise StorageError(f"{source}: its copy holds something else ({'; '.join(problems)}); no backup was made")


def _free_name(folder: Path, at: datetime, reason: BackupReason) -> Path:
    suffix = "-before-migration" if reason is BackupReason.BEFORE_MIGRATION else ""
    first = folder / f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{suffix}"
    number, path = 1, first
    while path.exists():
        number += 1
        path = first.with_name(f"{first.name}-{number}")
    return path


def _differences(manifest: Manifest, found: Contents) -> tuple[str, ...]:
    wrong = [
        f"{table} has {found.n_rows.get(table, 'no')} rows instead of {n_rows}"
        for table, n_rows in manifest.n_rows.items()
        if found.n_rows.get(table) != n_rows
    ]
    if found.migrations != manifest.migrations:
        wrong.append("it has other migrations than its manifest says")
    return tuple(wrong)
