"""Every table, view, column and macro of the warehouse with its comment, as readers see them in the published file."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.schema import bring_schema_up_to_date

_TABLES = """
SELECT schema_name, table_name, comment, false AS is_view
FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
UNION ALL
SELECT schema_name, view_name, comment, true
FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, table_name
"""
_COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, comment
FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, table_name, column_index
"""
_MACROS = """
SELECT schema_name, function_name, parameters, comment
FROM duckdb_functions()
WHERE database_name = current_database() AND NOT internal AND function_type IN ('macro', 'table_macro')
ORDER BY schema_name, function_name
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `comment` is None where it has none."""

    name: str
    data_type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view with its columns in their order."""

    schema: str
    name: str
    comment: str | None
    is_view: bool
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A SQL macro."""

    schema: str
    name: str
    parameters: tuple[str, ...]
    comment: str | None


def catalogue() -> tuple[tuple[Table, ...], tuple[Macro, ...]]:
    """The tables and macros of this version by schema and name, read from a database that is made for it in memory."""
    with duckdb.connect() as connection:
        bring_schema_up_to_date(connection, Path(":memory:"))
        columns: dict[tuple[str, str], list[Column]] = defaultdict(list)
        for schema, table, name, data_type, comment in connection.execute(_COLUMNS).fetchall():
            columns[schema, table].append(Column(name, data_type, comment))
        tables = tuple(
            Table(schema, name, comment, is_view, tuple(columns[schema, name]))
            for schema, name, comment, is_view in connection.execute(_TABLES).fetchall()
        )
        macros = (
            Macro(schema, name, tuple(parameters), comment)
            for schema, name, parameters, comment in connection.execute(_MACROS).fetchall()
        )
        return tables, tuple(macros)
