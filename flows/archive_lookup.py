"""Many archived bodies at once: the indexes are read one time, however many bodies are wanted."""

from collections.abc import Iterator, Set
from pathlib import Path

from flows.archive_reading import ArchivedBody, index_of, read_archive


def archived_bodies(folder: Path, wanted: Set[str]) -> Iterator[ArchivedBody]:
    """Those bodies of `wanted` (SHA-256) that the archive has, each once, one at a time."""
    missing = set(wanted)
    for sha256, (path, offset) in _indexed(folder, wanted).items():
        archived = next(read_archive(path, offset=offset), None)
        if archived is not None and archived.sha256 == sha256:
            missing.discard(sha256)
            yield archived
    for path in _files(folder) if missing else ():  # an index may have been deleted
        for archived in read_archive(path):
            if archived.sha256 in missing:
                missing.discard(archived.sha256)
                yield archived


def archived_place(folder: Path, sha256: str) -> tuple[Path, int] | None:
    """WARC file and offset of the newest copy of a body, as the indexes have it; None where none names it."""
    return _indexed(folder, {sha256}).get(sha256)


def archived_among(folder: Path, wanted: Set[str]) -> frozenset[str]:
    """Which of `wanted` (SHA-256) can be read from the archive."""
    found = {sha256 for sha256, (path, _) in _indexed(folder, wanted).items() if path.is_file()}
    return frozenset(found | {archived.sha256 for archived in archived_bodies(folder, wanted - found)})


def _indexed(folder: Path, wanted: Set[str]) -> dict[str, tuple[Path, int]]:
    """File and offset of the newest copy of each body that the indexes name."""
    places: dict[str, tuple[Path, int]] = {}
    for path in _files(folder) if wanted else ():
        if index_of(path).is_file():
            for line in index_of(path).read_text("ascii", "replace").splitlines():
                sha256, _, offset = line.partition(" ")
                if sha256 in wanted and sha256 not in places and offset.isdecimal():
                    places[sha256] = path, int(offset)
    return places


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"), reverse=True)
