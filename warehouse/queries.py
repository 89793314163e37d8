"""Reading the published file, for `dyadwire sql` and for reports."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.errors import QueryError, StorageError
from warehouse.query_errors import hint, query_errors
from warehouse.storage_errors import storage_errors


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of a query, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


@contextlib.contextmanager
def query(published_file: Path, sql: str) -> Iterator[Answer]:
    """The answer of the published file, which is opened for reading only and held while the `with` block runs.

    Raises:
        StorageError: no run has published yet, or the file is damaged.
        QueryError: the statement is wrong or would write, there is none, or there are several; `hint` says what to do.
    """
    if not published_file.exists():
        raise StorageError(f"{published_file} does not exist yet; `dyadwire ingest` makes it")
    with storage_errors(published_file):
        connection = duckdb.connect(
            str(published_file), read_only=True, config={"autoinstall_known_extensions": "false"}
        )
    with contextlib.closing(connection), query_errors(published_file, sql):
        _require_one_statement(published_file, sql)
        connection.execute("SET TimeZone = 'UTC'")
        result = connection.execute(sql)
        columns = tuple(column[0] for column in result.description or ())
        yield Answer(columns, _rows(result, published_file, sql))


def _require_one_statement(file: Path, sql: str) -> None:
    # Not extract_statements: it makes two or more of one PIVOT. Offsets of tokens count bytes; comments are no tokens.
    written = sql.encode()
    tokens = "".join(";" if written[start : start + 1] == b";" else "x" for start, _ in duckdb.tokenize(sql))
    n_given = sum(map(bool, tokens.split(";")))
    if n_given != 1:
        what = f"these are {n_given} statements" if n_given else "there is no statement"
        message = f"{what}; give exactly one"
        raise QueryError(message, hint=hint(message, file, sql))


def _rows(result: duckdb.DuckDBPyConnection, file: Path, sql: str) -> Iterator[tuple[object, ...]]:
    with query_errors(file, sql):
        while rows := result.fetchmany(1000):
            yield from rows
