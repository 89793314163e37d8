"""Texts and addresses of files inside an SQL statement, where no parameter may stand."""

from pathlib import Path


def literal(text: str | Path) -> str:
    """The text between single quotes, for a statement; DuckDB takes no NUL, so that one is left out."""
    return "'" + str(text).replace("'", "''").replace("\0", "") + "'"
