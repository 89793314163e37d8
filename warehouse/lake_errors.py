"""What goes wrong with the lake, told without the password of its catalog."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from transforms.errors import StorageError
from warehouse.claims import without_secret
from warehouse.storage_errors import storage_errors

_ADVICE: Final = "see that PostgreSQL answers and the storage is there, and run again; what was loaded stays loaded"


@contextmanager
def lake_errors(place: str, catalog: str) -> Iterator[None]:
    """As `storage_errors`, for the lake at `place`; `catalog` and the password in it are left out of every message."""
    try:
        with storage_errors(Path(place), otherwise=_ADVICE):
            yield
    except (StorageError, duckdb.Error) as problem:
        told = without_secret(catalog, str(problem))
        if told == str(problem):
            raise
        raise type(problem)(told) from None
