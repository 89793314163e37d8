"""The folder that all machines see, through fsspec: what is done here any storage of objects could do as well."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec

from transforms.errors import SettingsError, StorageError

_WHOLE = "whole"  # the empty file that is put into a folder last


class SharedStorage:
    """Keeps files and folders under names; what is kept is whole or not there."""

    def __init__(self, address: str) -> None:
        """Raises SettingsError where fsspec does not know the address, or lacks what it needs for it."""
        try:
            self._files, self._root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as problem:
            raise SettingsError(f"lake_storage = {address!r} cannot be used: {problem}") from problem

    def keep(self, file: Path, name: str) -> None:
        """Copies a file there. Raises StorageError."""
        with self._told(name):
            target = f"{self._root}/{name}"
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            with file.open("rb") as body, self._files.open(target, "wb") as copy:
                shutil.copyfileobj(body, copy)
                copy.flush()
                if hasattr(copy, "fileno"):
                    os.fsync(copy.fileno())

    def keep_folder(self, folder: Path, name: str) -> None:
        """Copies the files of a folder there. Raises StorageError."""
        for file in sorted(folder.iterdir()):
            self.keep(file, f"{name}/{file.name}")
        with self._told(name):
            self._files.touch(f"{self._root}/{name}/{_WHOLE}")

    def folders(self, name: str) -> tuple[str, ...]:
        """The names of the folders below `name`, also of such as a kill left half. Raises StorageError."""
        with self._told(name):
            self._files.invalidate_cache()  # other machines write too
            found = self._files.glob(f"{self._root}/{name}/*/*")
        return tuple(sorted({str(path).split("/")[-2] for path in found}))

    def is_whole(self, name: str) -> bool:
        """Whether all of a folder is there. Raises StorageError."""
        with self._told(name):
            return bool(self._files.exists(f"{self._root}/{name}/{_WHOLE}"))

    def fetch_folder(self, name: str, folder: Path) -> None:
        """Copies a folder to `folder`, which is made. Raises StorageError."""
        with self._told(name):
            folder.mkdir(parents=True, exist_ok=True)
            for path in self._files.ls(f"{self._root}/{name}", detail=False):
                if not str(path).endswith(f"/{_WHOLE}"):
                    self._files.get_file(path, str(folder / str(path).rpartition("/")[2]))

    def move_folder(self, name: str, other_name: str) -> str:
        """Where a folder lies now that was `name` and is `other_name`. Raises StorageError."""
        target = f"{self._root}/{other_name}"
        with self._told(name):
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            self._files.mv(f"{self._root}/{name}", target, recursive=True)
        return target

    def remove_folder(self, name: str) -> None:
        """Removes a folder; a kill in the middle leaves none that is whole. Raises StorageError."""
        with self._told(name):
            if self.is_whole(name):
                self._files.rm_file(f"{self._root}/{name}/{_WHOLE}")
            self._files.rm(f"{self._root}/{name}", recursive=True)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise StorageError(f"{name} on the shared storage {self._root}: {problem.strerror or problem}") from problem
