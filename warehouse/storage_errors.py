"""What DuckDB and the system say about a broken disk or file, turned into what the user can do."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

import duckdb

from transforms.errors import StorageError
from warehouse.interruptions import interruptions

_BROKEN = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
)
_MEND = (
    "dyadwire.duckdb and store/dyadwire.duckdb are copies of each other: put the good one in place of the other, or "
    "move it away; then run again"
)
# Part of the message (lower case) -> what to do. The first that fits counts.
_ADVICE = (
    ("conflicting lock", "another program has it open for writing; close that program and run again"),
    ("no space left", "the disk is full; free some space and run again, nothing that was loaded is lost"),
    ("file too large", "the file system takes no larger file; move the data folder with --data"),
    ("disk quota", "the disk quota is used up; free some space and run again, nothing that was loaded is lost"),
    ("max_temp_directory_size", "memory and spill space are used up; free some disk space and run again"),
    ("out of memory", "memory is used up; end programs or raise store_bytes and run again, nothing loaded is lost"),
    ("read-only file system", "the disk is read-only; give a folder that can be written with --data"),
    ("permission denied", "it may not be written; correct its rights or give another folder with --data"),
    ("version number", "it was written by another DuckDB; upgrade Dyadwire, or move the file away to start anew"),
    ("no such file", "nothing can be made there; give another folder with --data"),
    ("not a valid duckdb", f"it is no DuckDB file; {_MEND}"),
)
_DAMAGED = f"it may be damaged; {_MEND}"


@contextlib.contextmanager
def storage_errors(file: Path, *, otherwise: str = _DAMAGED) -> Iterator[None]:
    """Turns errors of disk and file into StorageError; mistakes in our SQL stay what they are.

    Ctrl-C during a statement is KeyboardInterrupt as everywhere else. `otherwise` is the advice where none else fits.
    """
    try:
        with interruptions():
            yield
    except _BROKEN as error:
        raise StorageError(f"{file}: {_advice(str(error), otherwise)} ({_first_line(error)})") from error
    except OSError as error:
        if error.errno == errno.ENOTDIR:
            raise StorageError(f"{file}: a part of its path is a file, not a folder; give another --data") from error
        raise StorageError(
            f"{error.filename or file}: {_advice(str(error), otherwise)} ({_first_line(error)})"
        ) from error


def _advice(message: str, otherwise: str) -> str:
    return next((advice for part, advice in _ADVICE if part in message.lower()), otherwise)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
