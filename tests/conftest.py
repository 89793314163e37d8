"""Fixtures that every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

from flows.coder_recipe import read_recipe
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from tests.cluster_machines import dask_cluster, postgres
from tests.command import dyadwire
from tests.flows.cluster_world import world
from tests.loopback import loopback
from tests.made_days import made_warehouse
from tests.prefect_server import scheduled_run, served
from tests.s3_server import s3
from transforms.coder.coder import Coder

__all__ = [
    "dask_cluster",
    "dyadwire",
    "loopback",
    "made_warehouse",
    "postgres",
    "s3",
    "scheduled_run",
    "served",
    "world",
]

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run, so that no test fails by chance; `--hypothesis-profile=search` looks for others.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("same")


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of real news and reference events beside the checkout; without it the test is skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (real news, reference events), which is not beside this checkout")
    return folder


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder as users have it: bundled codebook, language model."""
    return read_recipe(read_settings({}, coder=CoderWay.FULL)).build()


@pytest.fixture(scope="session")
def shallow_coder() -> Coder:
    """The bundled codebook without a language model."""
    return read_recipe(read_settings({}, coder=CoderWay.SHALLOW)).build()
