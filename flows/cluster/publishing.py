"""The file for readers, made of what the lake holds."""

from pathlib import Path

from flows.cluster.shared_lake import open_shared_lake, open_shared_storage, scratch_of
from flows.event_merging import merge_events
from flows.settings import Settings
from flows.wire_copies import find_wire_copies
from warehouse.checks import run_checks
from warehouse.connection import Store
from warehouse.lake import Lake
from warehouse.lake_copies import publish_lake


def publish_from(settings: Settings) -> None:
    """Gives readers a file with all that the lake holds now.

    Raises:
        SettingsError, StorageError: the lake cannot be opened, or the data folder cannot be written.
        CheckError: the warehouse contradicts itself; readers keep the file they have.
    """
    with open_shared_lake(settings) as lake:
        publish(lake, scratch_of(settings), settings.published_file)


def publish(lake: Lake, scratch: Settings, target: Path) -> bool:
    """True, once `target` is a published file with all that the lake holds now, merged and checked.

    Other runs may have loaded what they have not concluded: it is tied together in the copy, as they will in the lake.

    Raises:
        StorageError: the lake cannot be read, or the data folder cannot be written.
        CheckError: the warehouse contradicts itself; `target` stays as it was.
    """

    def complete(copy: Store) -> None:
        find_wire_copies(copy, days=scratch.wire_days)
        merge_events(copy)
        run_checks(copy)

    return publish_lake(lake, scratch.store_file, target, complete)


def fetch_archive(settings: Settings) -> int:
    """How many files of the archive were copied to the data folder, for `explain` and `replay`: those it had not.

    Raises:
        SettingsError, StorageError: the storage cannot be used, or the data folder cannot be written.
    """
    return open_shared_storage(settings).fetch_missing("archive", settings.archive_folder)
