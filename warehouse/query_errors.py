"""What DuckDB says of a user's statement, with a hint at what to write instead."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from transforms.errors import QueryError, StorageError
from warehouse.interruptions import interruptions

_TABLES = 'tables and columns: dyadwire sql "SHOW ALL TABLES"; dyadwire sql "DESCRIBE mart.event_list"'
# Part of the message -> what to do. The first that fits counts.
_HINTS = (
    ("must appear in the GROUP BY clause", "write GROUP BY ALL behind it: every column that is not counted or summed"),
    (
        "read-only mode",
        "keep what is yours in a file of your own: duckdb own.duckdb, there ATTACH '{file}' (READ_ONLY)",
    ),
    ("these are", "run them one by one, or open the file itself: duckdb -readonly {file}"),
    ("there is no statement", 'give one, such as "FROM mart.event_list LIMIT 5"'),
    ("Out of Memory", "ask for less at once: fewer columns, a WHERE, or sums in place of rows"),
    ("No files found that match", "a path counts from the folder in which you are"),
    ("Extension ", "extensions are not fetched from the network; what DuckDB has built in is enough for all tables"),
    ("Parser Error", "the SQL is DuckDB's; texts stand in single quotes, a quote inside is doubled: 'it''s'"),
    ("Conversion Error", "try_cast(... AS ...) gives null where a value does not fit"),
    ("", _TABLES),
)
# Nothing that a statement does wrong: the file itself cannot be read.
_BROKEN = (duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


@contextlib.contextmanager
def query_errors(file: Path, sql: str) -> Iterator[None]:
    """Turns errors of a statement on `file` into QueryError; its `hint` says what to do.

    Raises:
        StorageError: the file is damaged.
        KeyboardInterrupt: Ctrl-C came while DuckDB was at work.
    """
    try:
        with interruptions():
            yield
    except _BROKEN as error:
        what = str(error).partition("\n")[0]
        raise StorageError(f"{file}: it may be damaged; `dyadwire verify` reads it to its end ({what})") from error
    except duckdb.Error as error:
        raise QueryError(str(error), hint=hint(str(error), file, sql)) from error


def hint(message: str, file: Path, sql: str) -> str:
    """What to do about this message, in one line."""
    named = re.match('Binder Error: Referenced column "([^"]*)" not found', message)
    if named and f'"{named[1]}"' in sql:
        return f"a text stands in single quotes: '{named[1]}'; double quotes are for names of columns"
    return next(advice for part, advice in _HINTS if part in message).replace("{file}", str(file))
