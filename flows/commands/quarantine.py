"""`dyadwire quarantine list | show | requeue`: what was turned away, and putting it back to be read again."""

import getpass
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from rich.table import Table
from rich.text import Text

from flows.archive_lookup import archived_among, archived_bodies
from flows.archive_reading import ArchivedBody
from flows.console import results, say
from flows.fetching import media_type
from flows.settings import Settings
from flows.store_needed import require_store
from flows.terminal_text import json_line, lines, one_line
from transforms.decoding import UndecodableError, decode_text
from transforms.errors import SOME_FAILED, QueryError, StorageError
from transforms.records import Reason, Stage
from warehouse.connection import Store, open_store
from warehouse.feed_control import feed_standings
from warehouse.quarantine import Ask, Item, Wanted, Way, endings_of, items, items_by_id, put_back, was_ever_there
from warehouse.queries import query

SHOWN_ROWS = 1000
SHOWN_CHARACTERS = 2000
_WHERE = "`dyadwire quarantine list` shows what is there"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """Where inputs are put back: its store, which bodies (SHA-256) its archive has, and the command that reads it."""

    store: AbstractContextManager[Store]
    archived: Callable[[Set[str]], frozenset[str]]
    reader: str


def own_warehouse(settings: Settings) -> Warehouse:
    """That of the data folder. Raises StorageError where it has none, or a run is going on."""
    require_store(settings, on_lake="use `dyadwire cluster requeue`")
    archived = partial(archived_among, settings.archive_folder)
    return Warehouse(open_store(settings.store_file), archived, "dyadwire ingest")


def list_items(settings: Settings, wanted: Wanted, *, is_json: bool) -> None:
    """Prints what is in quarantine, the latest first: a table of at most 1000 rows, or JSON, one object a row."""
    with _asking(settings) as ask:
        found = items(ask, wanted)
    if is_json:
        for item in found:
            print(json_line(asdict(item)))
        return
    console = results()
    if found:
        console.print(_table(found[:SHOWN_ROWS]))
    if len(found) > SHOWN_ROWS:
        console.print(f"only the latest {SHOWN_ROWS} rows are shown; all of them: --json")
    console.print(_summary(found))


def show_item(settings: Settings, item_id: str, *, is_json: bool) -> None:
    """Prints all that is known of one item, how it ended before, and the first part of its body."""
    with _asking(settings) as ask:
        item = _find(ask, item_id)
        endings = endings_of(ask, item)
    body = _body(settings, item)
    if is_json:
        known = asdict(item) | {"endings": [asdict(ending) for ending in endings]}
        archived = {"url": body.url, "status": body.status, "fetched_at": body.fetched_at} if body else None
        print(json_line(known | {"archived": archived, "body": _beginning(body) if body else None}))
        return
    console = results()
    for name, value in asdict(item).items():
        if value is not None:
            console.print(Text(f"{name:18}{one_line(str(value))}"))
    for ending in endings:
        words = f"{ending.rejection_id[:8]}  {ending.run_id}  {ending.reason}  {one_line(ending.detail)}"
        console.print(Text(f"{'ended':18}{_moment(ending.rejected_at)}  {words}"))
    if body is None:
        console.print(
            "body              " + ("none came" if item.body_sha256 is None else "not in the archive any more")
        )
        return
    console.print(Text(f"{'body':18}{len(body.body):,} bytes, of {one_line(body.url)}, begins"))
    console.print(Text(lines(_beginning(body))))


def requeue(warehouse: Warehouse, ids: Sequence[str], wanted: Wanted, *, at: datetime) -> int:
    """Puts the items of these ids, or all that are wanted, back to be read again by the next run; the exit code.

    Where ids are given, it is all of them or none. Otherwise what cannot be put back is told and the rest is put back.

    Raises:
        QueryError: an id is unknown, nothing is there to put back, or one of the ids cannot be put back.
        StorageError: the store cannot be written.
    """
    with warehouse.store as store:
        found = [_find(store.rows, item_id) for item_id in ids] if ids else items(store.rows, wanted)
        chosen = {item.item_id: item for item in found}.values()
        if not chosen:
            raise QueryError(f"nothing in quarantine fits; {_WHERE}")
        ways = _ways(warehouse, store, list(chosen))
        obstacles = [(item, way) for item, way in ways if isinstance(way, str) and not isinstance(way, Way)]
        if obstacles and (ids or len(obstacles) == len(ways)):
            raise QueryError("; ".join(f"{item.item_id[:8]} is not requeued: {why}" for item, why in obstacles[:5]))
        for item, way in ways:
            if isinstance(way, Way):
                put_back(store, item, way, at=at, by=_who())
    for item, why in obstacles:
        say(f"{item.item_id[:8]} is not requeued: {why}")
    n_put_back = len(ways) - len(obstacles)
    results().print(f"{n_put_back} of {len(ways)} are read again by the next `{warehouse.reader}`")
    return SOME_FAILED if obstacles else 0


def _ways(warehouse: Warehouse, store: Store, chosen: Sequence[Item]) -> list[tuple[Item, Way | str]]:
    """How each item is read again, or a clause that says why it cannot be."""
    bodies = {item.body_sha256 for item in chosen if item.body_sha256 is not None and item.stage is not Stage.FEED}
    archived = warehouse.archived(frozenset(bodies))
    paused = {url for url, standing in feed_standings(store).items() if standing.state == "paused"}
    return [(item, _way(item, archived=archived, paused=paused)) for item in chosen]


def _way(item: Item, *, archived: frozenset[str], paused: set[str]) -> Way | str:
    if item.requeued_at is not None:
        return f"{one_line(item.requeued_by or '')} has requeued it on {_moment(item.requeued_at)} already"
    if item.stage is Stage.FEED:
        return "the feed is paused; `dyadwire feeds resume` ends that" if item.key in paused else Way.POLL
    return _way_of_entry(item) if item.stage is Stage.ENTRY else _way_of_document(item, archived)


def _way_of_document(item: Item, archived: frozenset[str]) -> Way | str:
    if item.reason is Reason.DUPLICATE:
        return "it is a duplicate, and what it is a duplicate of has been read"
    if item.body_sha256 is None or item.n_bytes is None:
        return "it is a file that every run over its folder reads anyway; mend the file"
    if item.body_sha256 in archived:
        return Way.ARCHIVE
    if item.entry_id is not None:
        return Way.FETCH
    return f"its body {item.body_sha256} is not in the archive any more, and it has no page to fetch"


def _way_of_entry(item: Item) -> Way | str:
    if item.reason is Reason.NO_LINK:
        return "the entry has no link, so there is no page to fetch"
    return Way.FETCH if item.entry_id else "which entry it was is not on record; it is of an older Dyadwire"


def _find(ask: Ask, item_id: str) -> Item:
    if not re.fullmatch("[0-9a-f]{4,32}", item_id):
        shape = "give at least the first 4 of its 32 characters, each 0-9 or a-f"
        raise QueryError(f"{one_line(item_id)!r} is no id of quarantine; {shape}")
    found = items_by_id(ask, item_id)
    if len(found) > 1:
        raise QueryError(f"several inputs in quarantine begin with {item_id}; give more of the id")
    if not found:
        left = "it has been kept since, or has made way for a newer body" if was_ever_there(ask, item_id) else _WHERE
        raise QueryError(f"{item_id} is not in quarantine; {left}")
    return found[0]


@contextmanager
def _asking(settings: Settings) -> Iterator[Ask]:
    """Asks the store, or, while a run has it, what was published last."""
    if settings.store_file.exists():
        try:
            store = open_store(settings.store_file)
        except StorageError as problem:
            say(f"as it was published last ({problem})")
        else:
            with store:
                yield store.rows
            return

    def published(sql: str) -> list[tuple[object, ...]]:
        with query(settings.published_file, sql) as answer:
            return list(answer.rows)

    yield published


def _body(settings: Settings, item: Item) -> ArchivedBody | None:
    wanted = frozenset({item.body_sha256} if item.body_sha256 else ())
    return next(archived_bodies(settings.archive_folder, wanted), None)


def _beginning(archived: ArchivedBody) -> str:
    """The first characters of a body; bytes that are no text as escapes."""
    first = archived.body[: 4 * SHOWN_CHARACTERS]
    try:
        text = decode_text(first, media_type(archived.headers)[1])
    except UndecodableError:
        text = first.decode("ascii", "backslashreplace")
    return text[:SHOWN_CHARACTERS]


def _table(found: Sequence[Item]) -> Table:
    table = Table("id", "ended", "stage", "reason", "tries", "input", "why", box=None, pad_edge=False)
    for item in found:
        waits = f"requeued by {item.requeued_by}, {_moment(item.requeued_at)}; " if item.requeued_at else ""
        about = (item.stage, item.reason, str(item.n_tries), one_line(item.key), one_line(waits + item.detail))
        table.add_row(item.item_id[:8], _moment(item.rejected_at), *about)
    return table


def _summary(found: Sequence[Item]) -> str:
    if not found:
        return "nothing in quarantine fits"
    n_waiting = sum(item.requeued_at is not None for item in found)
    reasons = ", ".join(f"{n:,} {reason}" for reason, n in Counter(item.reason.value for item in found).most_common())
    return f"{len(found):,} in quarantine: {reasons}" + (f"; {n_waiting:,} wait to be read again" if n_waiting else "")


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may know no name for its user
        return "unknown"
