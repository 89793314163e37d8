"""A real store in the test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.build import store_file
from warehouse.connection import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(store_file(tmp_path)) as opened:
        yield opened


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"
