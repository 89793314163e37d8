"""Gives readers a file of their own: a copy put in place by one rename, so that no reader ever waits or sees a half."""

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from warehouse.connection import Store
from warehouse.files import copy_file, require_room, sync
from warehouse.published import is_as_published, manifest_file, read_manifest, write_manifest
from warehouse.storage_errors import storage_errors

# Copying costs about 2 s a gigabyte, so up to here a run with nothing new may still show its own rows in ops. Above,
# they wait for a run with news, or for hours to pass: feeds that all fell silent must show in mart.feed_health.
CHEAP_BYTES: Final = 200_000_000
OLDEST: Final = timedelta(hours=6)
# Runs that began after the published one and left news, or may have: they failed, or were killed before they published.
_UNPUBLISHED: Final = """
SELECT run.run_id
FROM ops.runs AS run
WHERE
    run.started_at > coalesce((SELECT shown.started_at FROM ops.runs AS shown WHERE shown.run_id = ?), '-infinity')
    AND (
        run.state <> 'finished'
        OR run.n_stories > 0
        OR run.n_mentions > 0
        OR run.run_id IN (SELECT entry.run_id FROM raw.entries AS entry)
    )
LIMIT 1
"""


def publish(store: Store, target: Path, *, has_news: bool) -> bool:
    """Whether `target` was replaced by a copy of the store, and its manifest with it.

    Readers that have the old file open keep it; its space is free when the last of them has closed it. A run without
    news publishes only what is cheap to copy, what was published hours ago, and what runs before it have left to
    publish; otherwise its rows in `ops` are shown by the next run with news. A file that is not as it was published is
    replaced in any case.

    Raises:
        StorageError: no room for the copy, or the folder cannot be written; the old file stays as it was.
    """
    with storage_errors(target):
        remove_unfinished_copies(target)
    if not has_news and store.file.stat().st_size > CHEAP_BYTES and _is_up_to_date(store, target):
        return False
    contents = store.contents()
    with storage_errors(target), store.detached() as source:
        n_bytes = source.stat().st_size
        require_room(target.parent, n_bytes, "publishing")
        copy, manifest = _beside(target, f"{os.getpid()}"), _beside(target, "manifest")
        try:
            sha256 = copy_file(source, copy)
            write_manifest(manifest, target, copy, contents, sha256)
            # A reader that wrote to its copy left a journal, which must not be played into the new file.
            with contextlib.suppress(FileNotFoundError):
                target.with_name(f"{target.name}.wal").unlink()
            copy.replace(target)
            manifest.replace(manifest_file(target))
        except BaseException:
            for unfinished in (copy, manifest):
                unfinished.unlink(missing_ok=True)
            raise
        sync(target.parent)
    return True


def _is_up_to_date(store: Store, target: Path) -> bool:
    """Whether the published file is as it was published, not long ago, and no run has left news since."""
    manifest = read_manifest(target)
    if manifest is None or not is_as_published(target):
        return False
    age = datetime.now(UTC) - manifest.published_at
    if not timedelta(0) <= age < OLDEST:  # published hours ago, or under a clock that was ahead
        return False
    return not store.rows(_UNPUBLISHED, [manifest.run_id])


def remove_unfinished_copies(target: Path) -> None:
    """Removes what a killed run left beside `target`."""
    for copy in target.parent.glob(f".{target.name}.*.tmp"):
        copy.unlink(missing_ok=True)


def _beside(target: Path, name: str) -> Path:
    return target.with_name(f".{target.name}.{name}.tmp")
