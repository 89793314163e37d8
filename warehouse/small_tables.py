"""Some hundred rows on their way into the store without Arrow: registering an Arrow table loads 25 MB of libraries."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from warehouse.connection import Store
from warehouse.spool_schema import Columns


@contextmanager
def small_table(store: Store, name: str, rows: Iterable[Mapping[str, object]], columns: Columns) -> Iterator[None]:
    """Inside, `rows` can be queried under `name`; as `Store.table`, for rows that are few and flat."""
    structure = json.dumps([dict(columns)])
    text = json.dumps([{column: _plain(row.get(column)) for column, _ in columns} for row in rows])
    sql = f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT unnest(from_json(?, '{structure}'), recursive := true)"
    store.execute(sql, [text])
    try:
        yield
    finally:
        store.execute(f"DROP TABLE IF EXISTS {name}")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
