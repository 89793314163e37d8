"""Files of the warehouse copied so that what arrives is known to be what was sent."""

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from transforms.errors import StorageError

_CHUNK = 4_194_304


def sync(path: Path) -> None:
    """Waits until a file, or the list of names in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_file(source: Path, target: Path) -> str:
    """The SHA-256 of the bytes of a file that nobody writes, which `target` now holds, on the disk when this returns.

    Half a copy is removed. Where the file system can share the blocks of files (btrfs, XFS), nothing is written.
    """
    try:
        with source.open("rb") as read, target.open("wb") as written, ThreadPoolExecutor(1) as other_processor:
            sha256 = other_processor.submit(sha256_of, source)
            _copy(read, written)
            written.flush()
            os.fsync(written.fileno())
            return sha256.result()
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def require_room(folder: Path, n_bytes: int, purpose: str) -> None:
    """Returns where the disk of `folder`, which exists, has room for so many bytes.

    Raises:
        StorageError: it has not; nothing was written.
    """
    free = shutil.disk_usage(folder).free
    if free < n_bytes:
        raise StorageError(
            f"{folder}: {purpose} needs {shown_bytes(n_bytes)} and the disk has {shown_bytes(free)} left; free some "
            "space, nothing was changed"
        )


def shown_bytes(n_bytes: int) -> str:
    """A size as people write it."""
    size = float(n_bytes)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def _copy(read: BinaryIO, written: BinaryIO) -> None:
    """Lets the system copy within itself. Room that is asked for in one piece makes that several times cheaper."""
    source, target = read.fileno(), written.fileno()
    n_bytes = os.fstat(source).st_size
    try:
        os.posix_fallocate(target, 0, n_bytes)
        while os.copy_file_range(source, target, n_bytes):
            pass
    except (AttributeError, OSError):  # not every system can; what else is wrong, the plain way says as well
        for descriptor in (source, target):
            os.lseek(descriptor, 0, os.SEEK_SET)
        os.ftruncate(target, 0)
        shutil.copyfileobj(read, written, _CHUNK)
