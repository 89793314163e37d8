"""The lake kept in order: old rows dropped, backups taken and put back. None of it needs Dask."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from pathlib import Path

from flows.cluster.shared_lake import open_shared_lake, scratch_of
from flows.event_merging import merge_events
from flows.run import Clock
from flows.settings import Settings
from flows.wire_copies import find_wire_copies
from warehouse.backups import Backup
from warehouse.checks import run_checks
from warehouse.lake_copies import back_up_lake, restore_lake
from warehouse.retention import Prunable, prune


def prune_old(settings: Settings, *, days: int, with_stories: bool, is_dry: bool, now: Clock) -> Mapping[Prunable, int]:
    """How many rows older than `days` were dropped by kind, or with `is_dry` would be, in one turn.

    Raises:
        SettingsError, StorageError: the lake cannot be opened or written; nothing was dropped.
        CheckError: the warehouse contradicts itself.
    """
    at = now().astimezone(UTC)
    with open_shared_lake(settings) as lake, lake.turn():
        if not is_dry:  # what was loaded and not concluded may be a copy of an old story, or report its event
            find_wire_copies(lake, days=settings.wire_days)
            merge_events(lake)
        dropped = prune(lake, kept_from=at - timedelta(days=days), at=at, with_stories=with_stories, is_dry=is_dry)
        if not is_dry:
            run_checks(lake)
    return dropped


def back_up(settings: Settings, folder: Path, *, now: Clock) -> Backup:
    """A backup of what the lake holds now, in the form of one machine's backups. Runs go on meanwhile.

    Raises:
        SettingsError, StorageError: the lake cannot be read, or there is no room; no backup was made.
    """
    with open_shared_lake(settings) as lake:
        return back_up_lake(lake, scratch_of(settings).store_file, folder, at=now())


def restore(settings: Settings, backup: Backup) -> None:
    """Puts a backup, of a lake or of one machine, into a lake that holds nothing yet.

    Raises:
        SettingsError, StorageError: the lake cannot be written or holds something, or the backup is damaged or of a
            newer version; nothing was restored.
    """
    with open_shared_lake(settings) as lake:
        restore_lake(lake, scratch_of(settings).store_file, backup)
