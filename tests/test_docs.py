"""The documentation: its commands run as written, its pages are up to date, its links lead somewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.reference_pages import FOLDER, reference_pages
from tests.doc_sessions import DOCS, ROOT, blocks, ingest_bundled, is_shown, make_session, pages, run
from warehouse.catalogue import catalogue

CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
ZENSICAL = Path(sys.executable).with_name("zensical")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled documents in it."""
    return ingest_bundled(tmp_path_factory.mktemp("bundled"))


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_queries_run_as_written(path: Path, published: Path, tmp_path: Path):
    of_page = list(blocks(path.read_text("utf-8"), path))
    printed = run(of_page, tmp_path, make_session(tmp_path, published, path))
    for block, output in zip(of_page, printed, strict=True):
        if block.shown is not None:
            assert is_shown(output, block.shown), f"{block.code}prints\n{output}and the page shows\n{block.shown}"


@pytest.mark.parametrize(("printed", "shown", "is_so"), [
    ("a  b\n", "a  b\n", True),
    ("a  b\n", "a b\n", False),
    ("run 20250408T120000Z-1a2b3c: 3 in 4.5 s\n", "run 20250409T130000Z-4d5e6f: 3 in 17.0 s\n", True),
    ("run 20250408T120000Z-1a2b3c: 3 in 4.5 s\n", "run 20250408T120000Z-1a2b3c: 4 in 4.5 s\n", False),
    ("predicates.csv, line 12: a\n", "predicates.csv, line 917: a\n", True),
    ("predicates.csv, line 12: a\n", "predicates.csv, line 12: b\n", False),
    ("a\nb\nc\nd\n", "a\n...\nd\n", True),
    ("a\nb\nc\n", "a\n...\nd\n", False),
    ("a.c\n", "abc\n", False),
])  # fmt: skip
def test_what_is_shown_is_compared_line_by_line(printed, shown, is_so):
    assert is_shown(printed, shown) is is_so


def test_what_is_built_from_the_program_is_up_to_date():
    built = reference_pages()
    assert [name for name, page in built.items() if (FOLDER / name).read_text("utf-8") != page] == [], "run `make docs`"


def test_every_table_column_and_macro_has_a_comment():
    tables, macros = catalogue()
    named = [(f"{table.schema}.{table.name}", table.comment) for table in tables]
    named += [
        (f"{table.schema}.{table.name}.{column.name}", column.comment) for table in tables for column in table.columns
    ]
    named += [(f"{macro.schema}.{macro.name}", macro.comment) for macro in macros]
    assert [name for name, comment in named if not comment] == []


def _navigated(entries) -> list[str]:
    found = []
    for entry in entries:
        for target in entry.values():
            found += [target] if isinstance(target, str) else _navigated(target)
    return found


def test_every_page_is_in_the_navigation_once():
    navigated = _navigated(CONFIG["nav"])
    there = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}
    decisions = {name for name in there if name.startswith("adr/")} - {"adr/index.md"}
    assert sorted(navigated) == sorted(there - decisions)


def test_the_site_builds_without_a_warning_and_asks_nothing_of_other_hosts(tmp_path: Path):
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)  # not linked: the site is built beside the real file
    shutil.copytree(DOCS, tmp_path / "docs")
    build = [ZENSICAL, "build", "--clean", "--strict"]
    built = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert re.findall(r'(?:src|<link[^>]*href)="https?://[^"]*"', page) == []


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "warehouse" / "README.md", ROOT / "CHANGELOG.md"], ids=str)
def test_links_outside_the_site_lead_somewhere(path: Path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [target for target in targets if "://" not in target and not (path.parent / target).exists()] == []
