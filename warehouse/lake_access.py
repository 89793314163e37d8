"""What a DuckDB connection needs to have a lake: extensions, addresses, keys."""

from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import duckdb

from transforms.errors import SettingsError, StorageError
from warehouse.claims import without_secret
from warehouse.lake_errors import lake_errors
from warehouse.literals import literal
from warehouse.object_storage import ObjectStorage, is_on_s3

_EXTENSIONS: Final = ("postgres_scanner", "ducklake")


class LakeAccess:
    """The way of one connection to the lake. `catalog`, a libpq address, is a secret, which no error tells."""

    def __init__(self, catalog: str, storage: str) -> None:
        """Raises SettingsError where the storage is on S3 and there are no keys for it."""
        self.catalog, self.storage = catalog, storage
        self._keys = ObjectStorage(storage) if is_on_s3(storage) else None

    @property
    def place(self) -> str:
        """Where the lake is, for a person."""
        return f"the lake in {self.storage}"

    def errors(self) -> AbstractContextManager[None]:
        """Turns what goes wrong into StorageError, without secrets."""
        return lake_errors(self.place, self.catalog)

    def attach(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """The lake is the connection's database `name`, made if it is missing.

        Raises:
            SettingsError: the extra [cluster] is not installed.
            StorageError: the catalog cannot be used.
        """
        self.load_extensions(connection)
        self.renew_keys(connection)
        address, data = literal(f"ducklake:postgres:{self.catalog}"), literal(f"{self.storage.rstrip('/')}/lake/")
        try:
            connection.execute(f"ATTACH {address} AS {name} (DATA_PATH {data})")
        except duckdb.Error as problem:
            what = without_secret(self.catalog, str(problem)).partition("\n")[0]
            raise StorageError(f"the lake cannot be opened: {what}; see lake_catalog and lake_storage") from None

    def load_extensions(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Loads what came with the extra [cluster]. Raises SettingsError where it is not installed."""
        for extension in (*_EXTENSIONS, *(["httpfs"] if self._keys else [])):
            connection.execute(f"LOAD {literal(_extension(extension))}")

    def renew_keys(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The connection has the keys of this moment: those of a role last for some hours only."""
        if self._keys:
            self._keys.give_to(connection)

    def for_another(self) -> "LakeAccess":
        """The same for another connection."""
        return LakeAccess(self.catalog, self.storage)


def _extension(name: str) -> Path:
    """The file of a DuckDB extension that came as a package: nothing is fetched when it is loaded."""
    package = find_spec(f"duckdb_extension_{name}")
    if package is None or package.origin is None:
        raise SettingsError("the extra [cluster] is not installed; install it with: pip install 'dyadwire[cluster]'")
    return Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
