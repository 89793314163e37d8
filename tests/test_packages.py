"""Wheel and source distribution: they build, hold what a run needs, and nothing that lies about in a checkout."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OF_THE_WHEEL = {"flows", "transforms", "warehouse", "seeds"}
OF_THE_SOURCE = OF_THE_WHEEL | {
    *("tests", "fuzz", "benchmarks", "docs", "deploy", "examples", ".ci"),
    *("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "requirements.lock", "PKG-INFO", ".gitignore"),
    *("mkdocs.yml", "prefect.yaml", "prefect.toml"),
}


def build(folder: Path, target: Path, *kinds: str) -> Path:
    """What hatchling builds of a checkout."""
    asked = [f"--target={kind}" for kind in kinds]
    subprocess.run([sys.executable, "-m", "hatchling", "build", *asked, "-d", target], cwd=folder, check=True)
    return target


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both."""
    return build(ROOT, tmp_path_factory.mktemp("dist"), "wheel", "sdist")


def names_of_wheel(folder: Path) -> set[str]:
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def source(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("source")
    (file,) = built.glob("*.tar.gz")
    with tarfile.open(file) as packed:
        packed.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def test_the_wheel_holds_what_runs_where_there_is_no_checkout(built):
    names = names_of_wheel(built)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == OF_THE_WHEEL
    needed = [path.relative_to(ROOT) for path in (ROOT / "seeds").rglob("*") if path.is_file()]
    needed += [path.relative_to(ROOT) for path in (ROOT / "warehouse").rglob("*.sql")]
    needed += [path.relative_to(ROOT) for path in (ROOT / "flows").rglob("*.j2")]
    assert {path.as_posix() for path in needed} | {"flows/prefect.yaml", "flows/prefect.toml"} <= names
    assert not [name for name in names if name.endswith((".duckdb", ".pyc"))]


def test_the_source_holds_the_tree_and_nothing_else(source):
    assert {path.name for path in source.iterdir()} == OF_THE_SOURCE
    assert not [path for path in source.rglob("*") if path.suffix in {".duckdb", ".pyc"}]


def test_the_source_builds_the_same_wheel(built, source, tmp_path):
    assert names_of_wheel(build(source, tmp_path, "wheel")) == names_of_wheel(built)
