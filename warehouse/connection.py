"""The private store: opened by one run at a time, locked for its length, and never shown to readers."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import duckdb

from transforms.errors import StorageError
from warehouse.arrow_tables import arrow_table
from warehouse.backups import Backup, BackupReason, write_backup
from warehouse.files import copy_file, require_room, sync
from warehouse.integrity import Contents, contents_of
from warehouse.literals import literal
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.published import read_manifest
from warehouse.schema import bring_schema_up_to_date, lacks_migrations
from warehouse.spool_schema import Columns
from warehouse.storage_errors import storage_errors

# Without storage version 1.5 text stays uncompressed, three times as large; small row groups suit long texts.
STORAGE_OPTIONS = "STORAGE_VERSION 'v1.5.0', ROW_GROUP_SIZE 16384"
CATALOG = "dyadwire"
Parameters = list[object] | dict[str, object]
_LITTLE = "64MB"  # of memory, in which nothing that is not in use is kept
_SMALL = 200_000_000  # bytes of a store whose statements one thread does faster than several, in half of the memory
_PAUSE = 0.5  # seconds between two tries to get the store


class Store:
    """The warehouse, open for writing. Close it, or use it in a `with` statement.

    `backup` is the one that was taken as this opening migrated the schema, else None.
    """

    def __init__(
        self,
        file: Path,
        connection: duckdb.DuckDBPyConnection,
        lock: int,
        backup: Backup | None = None,
        memory_limit: str = MEMORY_LIMIT,
    ) -> None:
        self.file = file
        self.backup = backup
        self.memory_limit = memory_limit
        self._connection = connection
        self.lock = lock
        self._is_attached = True

    def execute(self, sql: str, parameters: Parameters | None = None) -> duckdb.DuckDBPyConnection:
        """The result of `sql`.

        Raises:
            StorageError: the disk is full, gave an error or holds no sound database.
        """
        if not self._is_attached:
            raise StorageError(f"{self.file} is not open; it was given up after an error")
        with storage_errors(self.file):
            return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[object, ...]]:
        """All rows of a query, in its order."""
        return self.execute(sql, parameters).fetchall()

    def contents(self) -> Contents:
        """What the store holds, counted by table."""
        with storage_errors(self.file):
            return contents_of(self._connection)

    def shrink(self) -> None:
        """Gives back the memory that holds what DuckDB has read: a long run stays as small as a short one."""
        with contextlib.suppress(StorageError):  # some of it is in use
            self.execute(f"SET memory_limit = '{_LITTLE}'")
        self.execute(f"SET memory_limit = '{self.memory_limit}'")

    @contextlib.contextmanager
    def table(self, name: str, rows: Iterable[Mapping[str, object]], columns: Columns) -> Iterator[None]:
        """Inside, `rows` can be queried under `name`: bulk goes in as Arrow, never row by row."""
        # As a stream: of a table itself DuckDB would ask what it is, which loads 25 MB of Arrow's libraries.
        stream = arrow_table(rows, columns).__arrow_c_stream__()  # type: ignore[no-untyped-call]
        self._connection.register(f"{name}_stream", stream)
        try:
            with storage_errors(self.file):
                self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {name}_stream")
        finally:
            self._connection.unregister(f"{name}_stream")
        try:
            yield
        finally:
            with contextlib.suppress(duckdb.Error):  # an error ends the transaction, which takes the table away
                self._connection.execute(f"DROP TABLE {name}")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside take effect together, or none does."""
        self.execute("BEGIN")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(StorageError, duckdb.Error):  # a failed COMMIT has ended the transaction itself
                self.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def detached(self) -> Iterator[Path]:
        """The path of the file while DuckDB has let go of it, all changes in it and no run able to open it."""
        self.execute(f"CHECKPOINT {CATALOG}")
        self.execute("USE memory")
        self.execute(f"DETACH {CATALOG}")
        self._is_attached = False
        try:
            yield self.file
        finally:
            with storage_errors(self.file):
                _attach(self._connection, self.file)
            self._is_attached = True

    def close(self) -> None:
        """Checkpoints, closes the file and lets the next run in."""
        try:
            with storage_errors(self.file):
                self._connection.close()
        finally:
            os.close(self.lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def open_store(file: Path, *, memory_limit: str = MEMORY_LIMIT, patience: float = 0.0) -> Store:
    """The store at `file`, its schema brought up to date after a backup of what it was.

    A store that is missing is made of the published file, which is a copy of it; where nothing is published, anew.
    A run that has it is waited for, `patience` seconds at most.

    Raises:
        StorageError: another run has it open, the folder cannot be written, the file is no sound database, it was
            written by a newer Dyadwire, or there is no room for the backup; the store is missing, and somebody wrote to
            the published file.
    """
    with storage_errors(file):
        lock = lock_store(file, patience=patience)
        try:
            return open_locked(file, lock, memory_limit=memory_limit, backup_folder=backup_folder_of(file))
        except BaseException:
            os.close(lock)
            raise


def lock_store(file: Path, *, patience: float = 0.0) -> int:
    """A descriptor that keeps all others from the store until it is closed. The folder is made if it is missing.

    Raises:
        StorageError: another run has it, and still has it after `patience` seconds.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    ends_at = time.monotonic() + patience
    while True:
        try:
            return _lock(file.with_name("run.lock"))
        except StorageError:
            if time.monotonic() >= ends_at:
                raise
        time.sleep(_PAUSE)


def open_locked(file: Path, lock: int, *, memory_limit: str = MEMORY_LIMIT, backup_folder: Path | None) -> Store:
    """As `open_store`, for who has the lock already; where `backup_folder` is None there is a backup already."""
    if not file.exists():
        _create(file, memory_limit)
    connection = connect(file, memory_limit)
    try:
        if file.stat().st_size < _SMALL:
            connection.execute("SET threads = 1")
        backup = None
        if lacks_migrations(connection, file) and backup_folder is not None:
            backup = back_up(connection, file, backup_folder, reason=BackupReason.BEFORE_MIGRATION)
        _migrate(connection, file, backup)
    except BaseException:
        connection.close()
        raise
    return Store(file, connection, lock, backup, memory_limit)


def backup_folder_of(file: Path) -> Path:
    """Where the backups of a store lie."""
    return file.parent.with_name("backups")


def published_of(file: Path) -> Path:
    """Where the file lies that is published of a store."""
    return file.parent.with_name(file.name)


def back_up(connection: duckdb.DuckDBPyConnection, file: Path, folder: Path, *, reason: BackupReason) -> Backup:
    """A backup of the store that `connection` has open. One that was asked for is read to its last value."""
    contents = contents_of(connection)
    connection.execute(f"CHECKPOINT {CATALOG}")
    connection.execute("USE memory")
    connection.execute(f"DETACH {CATALOG}")
    is_read = reason is BackupReason.ASKED
    backup = write_backup(file, contents, folder, at=datetime.now(UTC), reason=reason, is_read=is_read)
    _attach(connection, file)
    return backup


def _migrate(connection: duckdb.DuckDBPyConnection, file: Path, backup: Backup | None) -> None:
    try:
        bring_schema_up_to_date(connection, file)
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.TransactionException) as error:
        kept = f", and {backup.folder} holds a copy of it" if backup else ""
        what = str(error).partition("\n")[0]
        raise StorageError(
            f"{file} cannot be brought up to date ({what}); it is as it was{kept}. Go back to the Dyadwire that wrote "
            "it, and tell us"
        ) from error


def _create(file: Path, memory_limit: str) -> None:
    # Under another name first: a run killed here must not leave half a database where the next one looks for a whole.
    unfinished = file.with_name(f".{file.name}.tmp")
    for leftover in (unfinished, Path(f"{unfinished}.wal")):
        leftover.unlink(missing_ok=True)
    journal = Path(f"{file}.wal")  # of a file that was moved away; DuckDB would play it into the new one
    if journal.exists():
        journal.replace(f"{journal}.orphaned")
    if published_of(file).is_file():  # the next publishing would put a store that begins anew in its place
        _copy_published(published_of(file), unfinished)
    else:
        connection = connect(unfinished, memory_limit)
        bring_schema_up_to_date(connection, file)
        connection.execute(f"CHECKPOINT {CATALOG}")  # closing would do it too, but says nothing where the disk is full
        connection.close()
        sync(unfinished)
    unfinished.replace(file)


def _copy_published(published: Path, target: Path) -> None:
    manifest = read_manifest(published)
    require_room(target.parent, published.stat().st_size, "to make the store again of the published file")
    if manifest is None or copy_file(published, target) != manifest.sha256:
        target.unlink(missing_ok=True)
        advice = "`dyadwire restore` puts a backup there; without one move that file away and `dyadwire replay`"
        raise StorageError(f"{target.parent} has no store, and {published} is not as its manifest says; {advice}")


def _lock(path: Path) -> int:
    # DuckDB's own lock is lost as soon as this process opens and closes the file to copy it, so the run has its own.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.read(descriptor, 32).decode() or "unknown"
        os.close(descriptor)
        raise StorageError(
            f"{path.parent} is in use by another run (process {owner}); wait for it or give another folder with --data"
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    return descriptor


def connect(file: Path, memory_limit: str = MEMORY_LIMIT) -> duckdb.DuckDBPyConnection:
    """The file, open for writing as the current database, its schema as it is. For who has the lock."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "temp_directory": str(file.with_name("spill")),
            "autoinstall_known_extensions": "false",  # no network, ever
            "enable_external_file_cache": "false",  # spooled batches are read once and removed
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")  # a long statement would draw one among the run's own output
    _attach(connection, file)
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    connection.execute(f"ATTACH {literal(file)} AS {CATALOG} ({STORAGE_OPTIONS})")
    connection.execute(f"USE {CATALOG}")
