"""What all machines see, through fsspec: a folder, or a bucket of S3. Written so that the latter can do it.

No file is renamed, replaced or made to be the only one of its name: names hold the id of a run, and who may do what,
PostgreSQL says (`warehouse.claims`). A folder is whole when the empty file `whole` is in it, which is put there last.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

import fsspec

from transforms.errors import SettingsError, StorageError
from warehouse.files import sync
from warehouse.object_storage import bucket_of, is_on_s3, s3_errors

_WHOLE: Final = "whole"
_OF_S3: Final = {"use_listings_cache": False, "skip_instance_cache": True}  # other machines write too; keys may change
_OF_FOLDERS: Final = {"auto_mkdir": True}


class SharedStorage:
    """Keeps files and folders under names; what is kept is whole or not there."""

    def __init__(self, address: str) -> None:
        """Raises SettingsError where the address is neither a folder nor on S3, or what it needs is missing."""
        self._address, self._is_on_s3 = address, is_on_s3(address)
        if "://" in address and not self._is_on_s3:
            raise SettingsError(f"lake_storage = {address!r} is neither a folder nor s3://BUCKET/FOLDER")
        options = _OF_S3 if self._is_on_s3 else _OF_FOLDERS
        try:
            self._files, self._root = fsspec.core.url_to_fs(address.rstrip("/"), **options)
        except (ImportError, ValueError) as problem:
            raise SettingsError(f"lake_storage = {address!r} cannot be used: {problem}") from problem

    def require(self) -> None:
        """Returns where the storage can be asked. Raises StorageError, which names what to set."""
        if not self._is_on_s3:
            return
        bucket = bucket_of(self._address)
        with self._told(bucket):
            try:
                self._files.info(bucket)
            except FileNotFoundError:
                raise StorageError(
                    f"{self._address}: there is no bucket {bucket}; make it, or correct lake_storage "
                    "(DYADWIRE_LAKE_STORAGE)"
                ) from None

    def keep(self, file: Path, name: str) -> None:
        """Copies a file there. Raises StorageError."""
        target = self._at(name)
        with self._told(name):
            self._files.put_file(str(file), target)
            if not self._is_on_s3:
                sync(Path(target))

    def keep_folder(self, folder: Path, name: str) -> None:
        """Copies the files of a folder there. Raises StorageError."""
        for file in sorted(folder.iterdir()):
            self.keep(file, f"{name}/{file.name}")
        with self._told(name):
            self._files.touch(self._at(name, _WHOLE))

    def folders(self, name: str) -> tuple[str, ...]:
        """The names of the folders below `name`, also of such as a kill left half. Raises StorageError."""
        with self._told(name):
            found = self._below(name)
        return tuple(sorted({path.partition("/")[0] for path in found if "/" in path}))

    def files(self, name: str) -> tuple[str, ...]:
        """The names of the files in a folder, in order; none where it is not there. Raises StorageError."""
        with self._told(name):
            return tuple(self._names(name))

    def read(self, names: Sequence[str]) -> list[bytes]:
        """What files hold, in the order of their names. Raises StorageError."""
        if not names:
            return []
        paths = [self._at(name) for name in names]
        with self._told(names[0]):
            found = self._files.cat(paths)
        return [found[path] for path in paths]

    def fetch(self, name: str, file: Path) -> None:
        """Copies one file to `file`. Raises StorageError."""
        with self._told(name):
            self._files.get_file(self._at(name), str(file))

    def is_whole(self, name: str) -> bool:
        """Whether all of a folder is there. Raises StorageError."""
        with self._told(name):
            return bool(self._files.exists(self._at(name, _WHOLE)))

    def fetch_folder(self, name: str, folder: Path) -> None:
        """Copies a folder to `folder`, which is made. Raises StorageError."""
        with self._told(name):
            folder.mkdir(parents=True, exist_ok=True)
            for file_name in self._names(name):
                if file_name != _WHOLE:
                    self._files.get_file(self._at(name, file_name), str(folder / file_name))

    def fetch_missing(self, name: str, folder: Path) -> int:
        """How many files of a folder were copied to `folder`, which had none of their names. Raises StorageError.

        Each is whole or not there.
        """
        with self._told(name):
            folder.mkdir(parents=True, exist_ok=True)
            missing = [one for one in self._names(name) if not (folder / one).exists()]
            for file_name in missing:
                unfinished = folder / f".{file_name}.tmp"
                self._files.get_file(self._at(name, file_name), str(unfinished))
                unfinished.rename(folder / file_name)
        return len(missing)

    def move_folder(self, name: str, other_name: str) -> str:
        """Where a folder lies now that was `name` and is `other_name`. Raises StorageError."""
        with self._told(name):
            for file_name in self._names(name):
                self._files.cp_file(self._at(name, file_name), self._at(other_name, file_name))
        self.remove_folder(name)
        return f"{self._address.rstrip('/')}/{other_name}"

    def remove_folder(self, name: str) -> None:
        """Removes a folder; a kill in the middle leaves none that is whole. Raises StorageError."""
        with self._told(name):
            if self.is_whole(name):
                self._files.rm_file(self._at(name, _WHOLE))
            self._files.rm(self._at(name), recursive=True)

    def _at(self, *names: str) -> str:
        return "/".join((self._root, *names))

    def _names(self, name: str) -> list[str]:
        """Of the files in a folder; none where it is not there."""
        return sorted(path for path in self._below(name) if "/" not in path)

    def _below(self, name: str) -> list[str]:
        """The files below a folder. Some servers tell of a folder that was emptied as of one in itself."""
        folder = self._at(name, "")
        return [str(path).removeprefix(folder) for path in self._files.find(folder) if str(path).startswith(folder)]

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            with s3_errors(self._address) if self._is_on_s3 else nullcontext():
                yield
        except OSError as problem:
            raise StorageError(
                f"{name} on the shared storage {self._address}: {problem.strerror or problem}"
            ) from problem
