"""What needs the store of one machine, said where there is none."""

from flows.settings import Settings
from transforms.errors import StorageError


def require_store(settings: Settings, *, on_lake: str) -> None:
    """Returns where the data folder has a store.

    Args:
        settings: those of the command.
        on_lake: the command that does the same on the lake of several machines, or what to do instead.

    Raises:
        StorageError: there is none; the message says which command makes it, or what to do on the lake.
    """
    if settings.store_file.exists():
        return
    if is_of_lake(settings):
        raise StorageError(f"{settings.data_folder} has no store of its own, as its events lie in the lake; {on_lake}")
    raise StorageError(f"{settings.store_file} does not exist yet; `dyadwire ingest` makes it")


def is_of_lake(settings: Settings) -> bool:
    """Whether the data folder, which has no store, is one of runs on several machines."""
    return settings.lake_catalog is not None or settings.scratch_folder.exists()
