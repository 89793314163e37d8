"""Rows as Arrow tables. Arrow comes with the first of them: a run without news needs none of its 40 MB."""

# ruff: noqa: PLC0415 Arrow is imported where it is used
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from warehouse.spool_schema import Columns, Kind, ListOf

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_table(rows: Iterable[Mapping[str, object]], columns: Columns) -> "pa.Table":
    """The rows as a table of these columns; what a row lacks is null."""
    import pyarrow as pa

    schema = arrow_schema(columns)
    return pa.Table.from_pylist(list(rows), schema)


def arrow_schema(columns: Columns) -> "pa.Schema":
    """The columns in Arrow's words."""
    import pyarrow as pa

    return pa.schema([(name, _type(kind)) for name, kind in columns])


def _type(kind: Kind) -> "pa.DataType":
    import pyarrow as pa

    if isinstance(kind, ListOf):
        return pa.list_(_type(kind.kind))
    if isinstance(kind, str):
        return _plain_types()[kind]
    return pa.struct([(name, _type(of_field)) for name, of_field in kind])


@cache
def _plain_types() -> "Mapping[str, pa.DataType]":
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps ten megabytes of what was freed
    return {
        "VARCHAR": pa.string(),
        "BIGINT": pa.int64(),
        "UINTEGER": pa.uint32(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    }
