"""What is known of wire copies: signatures, pairs, and the wire stories that these make of single stories.

All of it lies in the warehouse. Each step of the comparison (flows/wire_copies.py) touches the stories at hand, what
shares a band with them, and what these are copies of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from warehouse.connection import Store
from warehouse.spool_schema import Columns, ListOf

_FOLDER: Final = Path(__file__).with_name("wire")
_SQL: Final = {file.stem: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.sql")}
_COMPARED: Columns = [
    *((name, "VARCHAR") for name in ("story_id", "batch_id")),
    ("day", "DATE"),
    ("bands", ListOf("UINTEGER")),
]
_PAIRS: Columns = [
    *((name, "VARCHAR") for name in ("story_id", "copy_id")),
    ("is_same_publisher", "BOOLEAN"),
    *((name, "DOUBLE") for name in ("jaccard", "containment", "core_containment", "lead_share")),
]
_GROUPS: Columns = [("story_id", "VARCHAR"), ("group_id", "VARCHAR")]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PrintedStory:
    """A story with its headline and text, and who printed it."""

    story_id: str
    publisher: str | None
    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class UncomparedStory(PrintedStory):
    """A story that was not compared yet. `day`: published, else fetched."""

    batch_id: str
    day: date


def batches_to_compare(store: Store, method: str, *, n_stories: int) -> Iterator[tuple[str, ...]]:
    """Batches with stories that `method` has not compared or that are gone, as many at a time as have `n_stories`."""
    group: list[str] = []
    n_in_group = 0
    for batch_id, n_in_batch in store.rows(_SQL["batches"], {"method": method}):
        if group and n_in_group + int(str(n_in_batch)) > n_stories:
            yield tuple(group)
            group, n_in_group = [], 0
        group.append(str(batch_id))
        n_in_group += int(str(n_in_batch))
    if group:
        yield tuple(group)


def uncompared_stories(store: Store, batch_ids: Sequence[str], method: str) -> list[UncomparedStory]:
    """The stories of these batches that `method` has not compared."""
    rows = store.rows(_SQL["uncompared"], {"batch_ids": list(batch_ids), "method": method})
    return [UncomparedStory(*row) for row in rows]  # type: ignore[arg-type]


def store_signatures(
    store: Store,
    batch_ids: Sequence[str],
    compared: Iterable[tuple[UncomparedStory, tuple[int, ...]]],
    *,
    method: str,
    days: int,
) -> list[Pair]:
    """Pairs of stories, by id, that have two bands in common and lie at most `days` apart; one of each is new.

    Stores the bands of stories that were not compared, and forgets those of stories that are gone from these batches.
    """
    rows = [
        {"story_id": story.story_id, "batch_id": story.batch_id, "day": story.day, "bands": bands}
        for story, bands in compared
    ]
    with store.table("compared_stories", rows, _COMPARED):
        store.execute("SET VARIABLE wire_batches = ?::VARCHAR[]", [list(batch_ids)])
        store.execute(_SQL["touch"])
        if store.rows("SELECT 1 FROM ops.wire_signatures SEMI JOIN wire_touched USING (story_id) LIMIT 1"):
            store.execute(_SQL["forget"])  # a look at all pairs and bands
        store.execute(
            "INSERT INTO ops.wire_signatures BY NAME SELECT story_id, batch_id, ? AS method FROM compared_stories",
            [method],
        )
        store.execute(
            "INSERT INTO ops.wire_bands BY NAME SELECT unnest(bands) AS band, day, story_id FROM compared_stories"
        )
        store.execute(
            """
            SET VARIABLE wire_days = $days::INTEGER;
            SET VARIABLE wire_first_day = (SELECT min(day) - getvariable('wire_days') FROM compared_stories);
            SET VARIABLE wire_last_day = (SELECT max(day) + getvariable('wire_days') FROM compared_stories);
            """.replace("$days", str(days))
        )
        return [(str(story_id), str(copy_id)) for story_id, copy_id in store.rows(_SQL["candidates"])]


def printed_stories(store: Store, story_ids: Iterable[str]) -> Iterator[PrintedStory]:
    """The stories of these ids that there are."""
    rows = ({"story_id": story_id, "group_id": None} for story_id in story_ids)
    with store.table("asked_stories", rows, _GROUPS):
        # First where they are, by the ids alone: of the long texts only those near by are read.
        ((first, last),) = store.rows(
            "SELECT min(rowid), max(rowid) FROM core.stories SEMI JOIN asked_stories USING (story_id)"
        )
        found = store.rows(
            """
            SELECT story_id, publisher, title, text
            FROM core.stories
            SEMI JOIN asked_stories USING (story_id)
            WHERE rowid BETWEEN ? AND ?
            """,
            [first, last],
        )
    yield from (PrintedStory(*row) for row in found)  # type: ignore[arg-type]


def store_pairs(store: Store, pairs: Iterable[Mapping[str, object]]) -> list[Pair]:
    """All pairs of copies, by id, among the stories whose wire story may have changed by the new `pairs`.

    These have the columns of core.wire_pairs.
    """
    with store.table("new_pairs", pairs, _PAIRS):
        store.execute("INSERT INTO core.wire_pairs BY NAME FROM new_pairs")
        store.execute(_SQL["members"])
    # Only files without an address can be superseded, and asking which are is a look at all documents.
    has_files = store.rows(
        "SELECT 1 FROM core.stories SEMI JOIN wire_members USING (story_id) WHERE url IS NULL LIMIT 1"
    )
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE wire_superseded AS
        SELECT story_id FROM mart.excluded_stories WHERE {bool(has_files)} AND reason = 'superseded'
        """  # noqa: S608
    )
    return [(str(story_id), str(copy_id)) for story_id, copy_id in store.rows(_SQL["links"])]


def store_copies(store: Store, groups: Mapping[str, str]) -> None:
    """Replaces what is said of the stories whose wire story may have changed; `groups` names a group by story."""
    rows = ({"story_id": story_id, "group_id": group_id} for story_id, group_id in groups.items())
    with store.table("wire_groups", rows, _GROUPS):
        store.execute(_SQL["copies"])
