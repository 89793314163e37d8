"""Any bytes as a line of a codebook table: the book is read, or CodebookError names table and line."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flows.codebook_files import read_codebook_files
from flows.settings import Settings
from fuzz.options import Options
from transforms.coder.codebook import read_codebook
from transforms.errors import CodebookError

MOST_LINES = 60  # of each table, so that the book is read in milliseconds
WHOLE = frozenset({"countries.csv", "event_types.csv", "modes.csv", "word_lists.csv"})  # what other tables name


def check(data: bytes) -> None:
    """Three octets choose a table and a line of it; the rest stands in its place."""
    options = Options(data)
    table = options.one_of(sorted(files()))
    lines = files()[table].split(b"\n")
    line = options.number(min(len(lines) - 1, 65_534))
    check_table(table, b"\n".join([*lines[:line], options.rest, *lines[line + 1 :]]))


def check_table(table: str, body: bytes) -> None:
    """The book with this table instead of its own."""
    try:
        read_codebook({**files(), table: body})
    except CodebookError as problem:
        assert problem.table.endswith(".csv")
        assert problem.problem


@lru_cache(maxsize=1)
def files() -> Mapping[str, bytes]:
    """The bundled codebook, cut to its first lines."""
    whole = read_codebook_files(Settings(data_folder=Path()).codebook_folder)
    return {
        name: body if name in WHOLE else b"\n".join(body.split(b"\n")[:MOST_LINES]) + b"\n"
        for name, body in whole.items()
    }
