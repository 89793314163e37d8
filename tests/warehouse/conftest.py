"""A real store in the test's own folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.build import store_file
from warehouse.connection import Store, open_store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of this version without rows, to be copied: making one takes longer than most tests."""
    file = store_file(tmp_path_factory.mktemp("empty"))
    open_store(file).close()
    return file


@pytest.fixture
def store(tmp_path: Path, empty_store: Path) -> Iterator[Store]:
    file = store_file(tmp_path)
    file.parent.mkdir()
    shutil.copyfile(empty_store, file)
    with open_store(file) as opened:
        yield opened


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"
