"""Single bodies out of the archive on the shared storage: its indexes tell in which of its files they lie."""

import shutil
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flows.archive_lookup import archived_bodies
from flows.archive_reading import ArchivedBody, index_of
from flows.cluster.shared_storage import SharedStorage

_ARCHIVE: Final = "archive"
_FETCHED: Final = "fetched"  # below the scratch folder; never in its archive, which is moved to the storage
_INDEXES_AT_ONCE: Final = 100


class SharedArchive:
    """Finds archived bodies by their SHA-256. WARC files come to the scratch folder one at a time."""

    def __init__(self, storage: SharedStorage, scratch: Path) -> None:
        self._storage, self._scratch = storage, scratch

    def bodies(self, wanted: Set[str]) -> Iterator[ArchivedBody]:
        """Those bodies of `wanted` that the archive has, each once, one at a time. Raises StorageError."""
        named, unnamed = self._files_of(wanted)
        missing = set(wanted)
        for name in (*dict.fromkeys(named.values()), *unnamed):
            if missing:
                yield from self._read(name, missing)

    def among(self, wanted: Set[str]) -> frozenset[str]:
        """Which of `wanted` can be read from the archive. Raises StorageError."""
        named, _ = self._files_of(wanted)
        return frozenset(named) | {archived.sha256 for archived in self.bodies(wanted - named.keys())}

    def _files_of(self, wanted: Set[str]) -> tuple[dict[str, str], list[str]]:
        """The newest file of each body that an index names, and the files without an index: a kill came before it."""
        names = frozenset(self._storage.files(_ARCHIVE)) if wanted else frozenset()
        files = sorted((name for name in names if name.endswith(".warc.gz")), reverse=True)
        indexed = [name for name in files if _index_of(name) in names]
        return self._named(indexed, wanted), [name for name in files if _index_of(name) not in names]

    def _named(self, files: Sequence[str], wanted: Set[str]) -> dict[str, str]:
        named: dict[str, str] = {}
        for first in range(0, len(files), _INDEXES_AT_ONCE):
            group = files[first : first + _INDEXES_AT_ONCE]
            indexes = self._storage.read([f"{_ARCHIVE}/{_index_of(name)}" for name in group])
            for name, index in zip(group, indexes, strict=True):
                held = (line.partition(" ")[0] for line in index.decode("ascii", "replace").splitlines())
                named |= {sha256: name for sha256 in held if sha256 in wanted and sha256 not in named}
        return named

    def _read(self, name: str, missing: set[str]) -> Iterator[ArchivedBody]:
        with self._fetched(name) as folder:
            for archived in archived_bodies(folder, frozenset(missing)):
                missing.discard(archived.sha256)
                yield archived

    @contextmanager
    def _fetched(self, name: str) -> Iterator[Path]:
        folder = self._scratch / _FETCHED
        shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed here
        folder.mkdir(parents=True)
        try:
            self._storage.fetch(f"{_ARCHIVE}/{name}", folder / name)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _index_of(name: str) -> str:
    return index_of(Path(name)).name
