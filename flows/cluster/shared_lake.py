"""The lake and the storage as the settings state them, opened with a scratch folder of this machine."""

from dataclasses import replace

from flows.cluster.shared_storage import SharedStorage
from flows.settings import Settings
from transforms.errors import SettingsError
from warehouse.lake import Lake, open_lake


def stated(settings: Settings, name: str) -> str:
    """A setting of runs on several machines. Raises SettingsError where it is not set."""
    value = getattr(settings, name)
    if value is None:
        raise SettingsError(f"{name} is not set; runs on several machines need it (DYADWIRE_{name.upper()})")
    return str(value)


def scratch_of(settings: Settings) -> Settings:
    """The settings with a folder of its own in the data folder, for what a run keeps only while it goes on.

    Raises:
        SettingsError: the data folder is one of runs on one machine, whose events the published file shows.
    """
    if settings.store_file.exists():
        raise SettingsError(
            f"{settings.data_folder} is the data folder of one machine's runs; give another with --data"
        )
    return replace(settings, data_folder=settings.scratch_folder)


def open_shared_storage(settings: Settings) -> SharedStorage:
    """The storage, which can be asked.

    Raises:
        SettingsError: it is not set, or there are no keys for it.
        StorageError: it does not answer, refuses the keys, or is not there.
    """
    storage = SharedStorage(stated(settings, "lake_storage"))
    storage.require()
    return storage


def open_shared_lake(settings: Settings) -> Lake:
    """The lake; the scratch folder of the data folder is this process's now.

    Raises:
        SettingsError, StorageError: what `open_shared_storage` and `warehouse.lake.open_lake` raise.
    """
    scratch, catalog = scratch_of(settings), stated(settings, "lake_catalog")
    open_shared_storage(settings)
    return open_lake(catalog, stated(settings, "lake_storage"), scratch.store_file)
