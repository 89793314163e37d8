"""Files of the warehouse copied so that what arrives is known to be what was sent."""

import hashlib
import os
import shutil
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
    """The SHA-256 of the bytes that `target` now holds, on the disk when this returns. Half a copy is removed."""
    try:
        with source.open("rb") as read, target.open("wb") as written:
            sha256 = _digest(read, written)
            written.flush()
            os.fsync(written.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return sha256


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as read:
        return _digest(read, None)


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


def _digest(read: BinaryIO, written: BinaryIO | None) -> str:
    digest = hashlib.sha256()
    while chunk := read.read(_CHUNK):
        digest.update(chunk)
        if written is not None:
            written.write(chunk)
    return digest.hexdigest()
