"""Writes the published events in the formats of others. What each column holds: docs/exports.md.

The queries are in `warehouse/formats/`. DuckDB streams their rows into the file; what does not fit into memory is
spilled beside it.
"""

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import duckdb

from transforms.errors import StorageError
from warehouse.export_records import Exported, ExportFormat, Wanted
from warehouse.literals import literal
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.storage_errors import storage_errors

_FOLDER: Final = Path(__file__).with_name("formats")
_SQL: Final = {file.stem: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.sql")}


_CSV: Final = "FORMAT csv, HEADER"
_HOW: Final = {
    ExportFormat.PLOVER: "FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'",
    ExportFormat.POLECAT: _CSV,
    ExportFormat.ICEWS: _CSV,
    ExportFormat.GDELT: "FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '', ESCAPE ''",
    ExportFormat.PARQUET: "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (event_month)",
}
_OF_DAYS: Final = {ExportFormat.POLECAT, ExportFormat.ICEWS, ExportFormat.GDELT}
_OF_CAMEO: Final = {ExportFormat.ICEWS, ExportFormat.GDELT}


def export_events(
    published_file: Path,
    target: Path | None,
    export_format: ExportFormat,
    wanted: Wanted,
    *,
    country_names: Mapping[str, str],
) -> Exported:
    """Writes events of the published file to `target`, which appears whole or not at all; None is standard output.

    A target that ends in `.gz` is compressed. For Parquet it is a folder with one folder a month; one that an earlier
    export wrote is replaced.

    Raises:
        StorageError: nothing is published yet, the file is damaged, `target` cannot be written, the disk is full, or
            the folder holds something else.
    """
    if not published_file.exists():
        raise StorageError(f"{published_file} does not exist yet; `dyadwire ingest` makes it")
    _require_place(target, export_format)
    place = target or Path("standard output")
    with _workplace(target) as folder, storage_errors(place):
        unfinished = folder / ("events.gz" if place.suffix == ".gz" else "events")
        exported = _write(published_file, unfinished, export_format, wanted, country_names)
        _put_in_place(unfinished, target)
    return exported


def _require_place(target: Path | None, export_format: ExportFormat) -> None:
    if target is None:
        return
    if not target.parent.is_dir():
        raise StorageError(f"{target.parent} is no folder; make it, or give another place for the export")
    if export_format is not ExportFormat.PARQUET and target.is_dir():
        raise StorageError(f"{target} is a folder; give the name of a file for {export_format}")
    if export_format is ExportFormat.PARQUET and target.exists() and not _is_replaceable(target):
        raise StorageError(f"{target} exists and is no earlier export; give another folder, or remove it first")


def _is_replaceable(target: Path) -> bool:
    """Whether the folder is empty or holds months of an export and nothing else."""
    if not target.is_dir() or target.is_symlink():
        return False
    return all(
        path.is_dir()
        and path.name.startswith("event_month=")
        and all(file.suffix == ".parquet" for file in path.iterdir())
        for path in target.iterdir()
    )


@contextlib.contextmanager
def _workplace(target: Path | None) -> Iterator[Path]:
    # Beside the target, so that the finished file is put there by a rename; it also takes what memory cannot hold.
    parent = target.parent if target else None
    try:
        folder = tempfile.TemporaryDirectory(prefix=".dyadwire-export-", dir=parent)
    except OSError as problem:
        raise StorageError(f"{parent or tempfile.gettempdir()} cannot be written: {problem.strerror}") from problem
    with folder as name:
        yield Path(name)


def _write(
    published_file: Path,
    unfinished: Path,
    export_format: ExportFormat,
    wanted: Wanted,
    country_names: Mapping[str, str],
) -> Exported:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(unfinished.with_name("spill")),
    }
    with contextlib.closing(duckdb.connect(str(published_file), read_only=True, config=settings)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")
        _ask(connection, export_format, wanted, country_names)
        how = _HOW[export_format] + (", COMPRESSION gzip" if unfinished.suffix == ".gz" else "")
        copying = f"COPY ({_SQL[export_format]}) TO {literal(unfinished)} ({how})"
        (n_written,) = connection.execute(copying).fetchall()[0]
        if export_format is ExportFormat.PARQUET:
            unfinished.mkdir(exist_ok=True)  # no event, no month
        return Exported(n_written, dict(connection.execute(_SQL["left_out"]).fetchall()))


def _ask(
    connection: duckdb.DuckDBPyConnection, export_format: ExportFormat, wanted: Wanted, country_names: Mapping[str, str]
) -> None:
    asked = {
        "first_day": wanted.first_day,
        "last_day": wanted.last_day,
        "dyads": sorted(f"{actor}>{recipient}" for actor, recipient in wanted.dyads) or None,
        "min_confidence": wanted.min_confidence,
        "needs_day": export_format in _OF_DAYS,
        "needs_cameo": export_format in _OF_CAMEO,
    }
    connection.execute(_SQL["wanted"], asked)
    names = {"codes": list(country_names), "names": list(country_names.values())}
    connection.execute(_SQL["country_names"], names)
    connection.execute(_SQL["judged"])


def _put_in_place(unfinished: Path, target: Path | None) -> None:
    if target is None:
        with unfinished.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if target.is_dir():
        target.replace(unfinished.with_name("replaced"))  # removed with the workplace
    unfinished.replace(target)
