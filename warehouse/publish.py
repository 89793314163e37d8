"""Gives readers a file of their own: a copy put in place by one rename, so that no reader ever waits or sees a half."""

import contextlib
import os
import shutil
from pathlib import Path

from warehouse.connection import Store
from warehouse.files import sync
from warehouse.storage_errors import storage_errors

# Copying costs about 0.7 s a gigabyte, so up to here a run with nothing new may still show its own rows in ops.
CHEAP_BYTES = 200_000_000


def publish(store: Store, target: Path, *, has_news: bool) -> bool:
    """Whether `target` was replaced by a copy of the store.

    Readers that have the old file open keep it. A run without news publishes only what is cheap to copy; above that
    its rows in `ops` are shown by the next run with news.

    Raises:
        StorageError: no room for the copy, or the folder cannot be written; the old file stays as it was.
    """
    with storage_errors(target), store.detached() as source:
        remove_unfinished_copies(target)
        if target.exists() and not has_news and source.stat().st_size > CHEAP_BYTES:
            return False
        copy = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            shutil.copyfile(source, copy)
            sync(copy)
            # A reader that wrote to its copy left a journal, which must not be played into the new file.
            with contextlib.suppress(FileNotFoundError):
                target.with_name(f"{target.name}.wal").unlink()
            copy.replace(target)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        sync(target.parent)
    return True


def remove_unfinished_copies(target: Path) -> None:
    """Removes what a killed run left beside `target`."""
    for copy in target.parent.glob(f".{target.name}.*.tmp"):
        copy.unlink(missing_ok=True)
