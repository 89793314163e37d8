"""The events of the warehouse: what of the reports changed since they were merged last, and what is made of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Final

from warehouse.connection import Store
from warehouse.spool_schema import Columns

_FOLDER: Final = Path(__file__).with_name("events")
_SQL: Final = {file.stem: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.sql")}
_ROWS_AT_ONCE: Final = 10_000
# What gives a row where marts are empty that should not be, and what fills them.
_NEW_MARTS: Final = {
    "FROM core.events WHERE NOT EXISTS (FROM mart.events) LIMIT 1": ("listed", "shown"),
    """
    FROM core.figures AS figure
    JOIN core.event_reports AS report ON report.story_id = figure.story_id
    WHERE
        NOT EXISTS (FROM mart.figure_list)
        AND (figure.mention_id IS NULL OR figure.mention_id = report.mention_id)
    LIMIT 1
    """: ("figured",),
}
N_AT_ONCE: Final = 50_000  # stories, of which half a gigabyte of reports is made
_JOINED: Columns = [
    *((name, "VARCHAR") for name in ("merge_key", "mode", "event_mode")),
    *((name, "DATE") for name in ("first", "last", "event_first", "event_last")),
]

TellingRow = tuple[str, date, date, str | None]


def take_changed_stories(store: Store, method: str) -> int:
    """How many stories came, went or changed, also as copies or as excluded, since they were merged by this method.

    Next come `shares_of_reports`, and `remember_stories` when all of them are stored.
    """
    store.execute("SET VARIABLE merge_method = ?::VARCHAR", [method])
    store.execute(_SQL["touch"])
    return int(str(store.rows("SELECT count(*) FROM merge_stories")[0][0]))


def shares_of_reports(store: Store, n_stories: int, *, n_at_once: int = N_AT_ONCE) -> Iterator[int]:
    """Numbers shares of the pairs of countries, one for every `n_at_once` stories, which bounds the memory.

    At each step the reports of the changed stories about these pairs, and all that may belong to one event with
    them, are at hand for `tellings` and `store_events`.
    """
    for share in _shares(store, n_stories, n_at_once):
        if not share:
            store.execute(_SQL["dyads"])
        store.execute(_SQL["reports"])
        yield share


def tellings(store: Store) -> Iterator[TellingRow]:
    """Merge key, first and last day and mode of the reports at hand, by key, without keys where nothing can join."""
    result = store.execute(_SQL["tellings"])
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def store_events(store: Store, joined: Iterable[Mapping[str, object]]) -> None:
    """Writes the events of the reports at hand that changed, and their rows in mart.events.

    `joined` says where a telling belongs to the event that another one begins: its rows have merge_key, first,
    last and mode of the telling, and event_first, event_last and event_mode of the other; no mode is ''.
    """
    with store.table("merge_joined", joined, _JOINED):
        store.execute(_SQL["apply"])
        store.execute(_SQL["aliases"])
        store.execute(_SQL["fulfilments"])
    store.execute(_SQL["shown"])


def remember_stories(store: Store, n_stories: int, *, n_at_once: int = N_AT_ONCE) -> None:
    """Writes the rows of the changed stories in mart.event_list and mart.figure_list, and remembers these as merged."""
    store.execute(_SQL["listed"])
    _list_figures(store, n_stories, n_at_once)
    store.execute(_SQL["remember"])


def fill_new_marts(store: Store) -> int:
    """How many stories were taken up as marts that are tables were empty, since an older version left none."""
    empty = set(chain.from_iterable(marts for asked, marts in _NEW_MARTS.items() if store.rows(asked)))
    if not empty:
        return 0
    store.execute("CREATE OR REPLACE TEMP TABLE merge_stories AS FROM ops.merged_stories")
    store.execute("CREATE OR REPLACE TEMP TABLE merge_events AS SELECT event_id FROM core.events")
    n_stories = int(str(store.rows("SELECT count(*) FROM merge_stories")[0][0]))
    for mart in sorted(empty - {"figured"}):
        store.execute(_SQL[mart])
    if "figured" in empty:
        _list_figures(store, n_stories, N_AT_ONCE)
    return n_stories


def _list_figures(store: Store, n_stories: int, n_at_once: int) -> None:
    for _ in _shares(store, n_stories, n_at_once):
        store.execute(_SQL["figured"])


def _shares(store: Store, n_stories: int, n_at_once: int) -> Iterator[int]:
    """Numbers shares, one for every `n_at_once` stories; the queries know at each step which is at hand."""
    n_shares = -(-n_stories // n_at_once)
    store.execute(f"SET VARIABLE merge_n_shares = {n_shares}")
    for share in range(n_shares):
        store.execute(f"SET VARIABLE merge_share = {share}")
        yield share
