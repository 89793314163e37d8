"""The manifest of the published file: which run it shows, what it holds, and the checksum of its bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from warehouse.files import sha256_of, sync
from warehouse.integrity import Contents
from warehouse.storage_errors import storage_errors


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was published. `run_id` is the last run in it, null where none began; `n_rows` counts by table."""

    file: str
    run_id: str | None
    published_at: datetime
    n_bytes: int
    sha256: str
    dyadwire_version: str
    duckdb_version: str
    migrations: tuple[str, ...]
    n_rows: Mapping[str, int]


def manifest_file(published: Path) -> Path:
    """Where the manifest of a published file lies: beside it."""
    return published.with_name(f"{published.stem}.manifest.json")


def write_manifest(place: Path, published: Path, copy: Path, contents: Contents, sha256: str) -> None:
    """Writes to `place` what `copy` holds, which will be `published`. It is on the disk when this returns."""
    manifest = Manifest(
        file=published.name,
        run_id=contents.last_run_id,
        published_at=datetime.now(UTC),
        n_bytes=copy.stat().st_size,
        sha256=sha256,
        dyadwire_version=version("dyadwire"),
        duckdb_version=duckdb.__version__,
        migrations=contents.migrations,
        n_rows=contents.n_rows,
    )
    fields = asdict(manifest) | {"published_at": manifest.published_at.isoformat()}
    place.write_text(json.dumps(fields, indent=1) + "\n", encoding="utf-8")
    sync(place)


def read_manifest(published: Path) -> Manifest | None:
    """The manifest of the published file; None where there is none that can be read."""
    try:
        fields = json.loads(manifest_file(published).read_text(encoding="utf-8"))
        fields["published_at"] = datetime.fromisoformat(fields["published_at"])
        fields["migrations"] = tuple(fields["migrations"])
        return Manifest(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_as_published(published: Path) -> bool:
    """Whether the file is the one that its manifest is of, by size and time alone."""
    manifest = read_manifest(published)
    if manifest is None or not published.is_file():
        return False
    file = published.stat()
    # The manifest is written last. Whoever writes to the file later leaves it newer.
    is_older = file.st_mtime_ns <= manifest_file(published).stat().st_mtime_ns
    return is_older and file.st_size == manifest.n_bytes


def problems_of_published(published: Path) -> tuple[str, ...]:
    """What is wrong with the bytes of the published file, for a person; to be called while no run publishes."""
    manifest = read_manifest(published)
    if manifest is None:
        return (f"{manifest_file(published)} is missing or damaged, so its bytes cannot be compared",)
    with storage_errors(published):
        if sha256_of(published) == manifest.sha256:
            return ()
    return ("its bytes are other than its manifest says: something wrote to it; the next run puts a good one there",)
