"""Markdown of texts that come from outside: what they hold is shown as it is and never read as markup."""

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap
from urllib.parse import quote, urlsplit

_MARKUP = re.compile(r"([\\`*_\[\]|~#!])")


def plain(text: object) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would take for markup."""
    one_line = " ".join(str(text).split())
    safe = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", safe)


def wrapped(text: object, width: int = 50) -> str:
    """The same in lines of at most `width` characters: Prefect's pages never break those of a table's cells."""
    return "<br>".join(plain(line) for line in wrap(str(text), width))


def link(text: object, url: str | None) -> str:
    """The text as a link to a page; without one where the address is none of http or https."""
    if url is None or not _is_of_the_web(url):
        return plain(text)
    words = " ".join(str(text).split()).translate(_IN_A_LINK)
    target = quote(url, safe=_SAFE, errors="replace")
    return f"[{words}](<{target}>)"


def _is_of_the_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:  # brackets that hold no address
        return False


# Prefect's pages show the words of a link as they are, so nothing in them can be escaped, only replaced.
_IN_A_LINK = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›", "|": "/", "`": "'", "\\": "/", "*": "·"})
_SAFE = ":/?#[]@!$&'()*+,;=%~"  # all that may stand in an address; angle brackets, spaces and quotes may not


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers_from: int | None = None) -> list[str]:
    """The lines of a table; cells are Markdown already. Columns from `numbers_from` on are aligned to the right."""
    first_number = len(columns) if numbers_from is None else numbers_from
    ruler = ["---:" if place >= first_number else "---" for place in range(len(columns))]
    return [f"| {' | '.join(cells)} |" for cells in (columns, ruler, *rows)]
