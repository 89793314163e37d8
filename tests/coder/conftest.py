"""Fixtures of the coder's tests."""

from pathlib import Path

import pytest

from transforms.coder.codebook import Codebook, read_codebook

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "codebook"


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The bundled tables as bytes."""
    return {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}


@pytest.fixture(scope="session")
def codebook(files) -> Codebook:
    """The bundled codebook."""
    return read_codebook(files)
