"""Feeds and their entries in the store: who is due, what polls brought, which pages are still to be fetched."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from transforms.records import DateRung, Entry, Reason, Rejection, Stage
from transforms.run_records import Feed, FeedPoll, FeedSource, FeedState, HostWait, Outcome, PendingEntry
from warehouse.connection import Store
from warehouse.hosts_store import WAITING
from warehouse.rows import Row, fetch_rows, plain_row, rejection_rows
from warehouse.small_tables import small_table
from warehouse.spool_schema import ENTRY_COLUMNS, POLL_COLUMNS, POSTPONED_COLUMNS, SOURCE_COLUMNS, SPOOL_COLUMNS

_LOAD_POLLS = Path(__file__).with_name("load_polls.sql").read_text(encoding="utf-8")
_ENTRY_COLUMNS = tuple(Entry.__dataclass_fields__)  # published_rung is the last
_SOURCE_COLUMNS = tuple(FeedSource.__dataclass_fields__)
_FEED_COLUMNS = tuple(Feed.__dataclass_fields__)
# Without a next poll a feed is due at once where it is polled at all, and never where a person or a server ended that.
_IS_DUE = """
    CASE
        WHEN state IN ('active', 'backing_off') THEN coalesce(next_poll_at <= $at, true)
        WHEN state IN ('moved', 'paused') THEN coalesce(next_poll_at <= $at, false)
        ELSE false
    END
"""


@dataclass(frozen=True, slots=True)
class EntriesSeen:
    """What polls showed: new entries, those among them without a page to fetch, and entries that had ended before."""

    n_new: int
    n_turned_away: int
    n_ended: int


def sync_feeds(store: Store, sources: Sequence[FeedSource]) -> None:
    """Makes ops.feeds agree with the feed list. A feed that left the list stays, marked, and is not polled."""
    if _is_in_step(store, sources):
        return
    listed = (asdict(source) | {"host": source.host} for source in sources)
    with store.table("listed", listed, SOURCE_COLUMNS), store.transaction():
        store.execute("UPDATE ops.feeds SET is_listed = false WHERE is_listed AND url NOT IN (SELECT url FROM listed)")
        store.execute(
            """
            UPDATE ops.feeds AS feed SET
                publisher = listed.publisher,
                country_iso3 = listed.country_iso3,
                language = listed.language,
                address_source = listed.address_source,
                checked_on = listed.checked_on,
                host = coalesce(feed.host, listed.host),
                is_listed = true
            FROM listed
            WHERE listed.url = feed.url
            """
        )
        store.execute(
            """
            INSERT INTO ops.feeds BY NAME
            SELECT *, true AS is_listed, 'active' AS state, 0 AS n_failures
            FROM listed
            WHERE url NOT IN (SELECT url FROM ops.feeds)
            QUALIFY row_number() OVER (PARTITION BY url) = 1
            """
        )


def _is_in_step(store: Store, sources: Sequence[FeedSource]) -> bool:
    """Whether there is nothing to bring up to date, as with nearly every run."""
    columns = ", ".join(_SOURCE_COLUMNS)
    known = store.rows(f"SELECT {columns} FROM ops.feeds WHERE is_listed AND host IS NOT NULL")  # noqa: S608
    return set(known) == {tuple(getattr(source, column) for column in _SOURCE_COLUMNS) for source in sources}


def due_feeds(store: Store, *, at: datetime) -> tuple[Feed, ...]:
    """Listed feeds that are to be polled at `at`, the longest due first."""
    rows = store.rows(
        f"""
        SELECT {", ".join(_FEED_COLUMNS)}
        FROM ops.feeds
        WHERE is_listed AND {_IS_DUE}
        ORDER BY next_poll_at NULLS FIRST, url
        """,  # noqa: S608
        {"at": at},
    )
    return tuple(_feed(*row) for row in rows)


def postpone(store: Store, waits: Mapping[str, HostWait]) -> None:
    """Moves the next poll of feeds (by URL) behind what their host asked for, with the reason; their state stays."""
    if not waits:
        return
    rows = [{"url": url, "reason": wait.reason, "until": wait.until} for url, wait in waits.items()]
    with small_table(store, "postponed", rows, POSTPONED_COLUMNS):
        store.execute(
            f"""
            UPDATE ops.feeds AS feed SET next_poll_at = wait.until, reason = {WAITING}
            FROM postponed AS wait WHERE wait.url = feed.url
            """  # noqa: S608
        )


def feed_states(store: Store) -> dict[FeedState, int]:
    """How many listed feeds are in each state, the most frequent state first; states of no feed are left out."""
    counts = store.rows(
        "SELECT state, count(*) AS n FROM ops.feeds WHERE is_listed GROUP BY state ORDER BY n DESC, state"
    )
    return {FeedState(str(state)): int(str(count)) for state, count in counts}


def load_polls(store: Store, run_id: str, polls: Sequence[FeedPoll]) -> EntriesSeen:
    """Commits what polls changed: fetches, new entries as pending, validators and next polls, together or not at all.

    A new entry without a link has nothing to fetch and ends as rejected at once; on a later poll it is a known one.
    """
    fetches = fetch_rows(run_id, tuple(poll.fetch for poll in polls))
    shown = (
        ("polled_feeds", list(map(_poll_row, polls)), POLL_COLUMNS),
        ("polled_fetches", list(fetches), SPOOL_COLUMNS["fetches"]),
        ("polled_entries", list(_entry_rows(run_id, polls)), ENTRY_COLUMNS),
        ("polled_rejections", list(_rejection_rows(run_id, polls)), SPOOL_COLUMNS["rejections"]),
    )
    with contextlib.ExitStack() as scope:
        for name, rows, schema in shown:
            is_bulk = name == "polled_entries" and rows
            table = store.table(name, rows, schema) if is_bulk else small_table(store, name, rows, schema)
            scope.enter_context(table)
        scope.enter_context(store.transaction())
        store.execute("SET VARIABLE run_id = ?", [run_id])
        store.execute(_LOAD_POLLS)
        ((n_new, n_turned_away, n_ended),) = store.rows("FROM entries_seen")
        store.execute("DROP TABLE entries_seen; DROP TABLE new_entries")
    return EntriesSeen(int(str(n_new)), int(str(n_turned_away)), int(str(n_ended)))


def pending_ids(store: Store) -> tuple[str, ...]:
    """Ids of the entries whose page is still to be fetched: the first of each host, then the second of each, and so on.

    So a host with many pages, or one that is slow, holds up no other.
    """
    rows = store.rows(
        """
        SELECT entry.entry_id
        FROM raw.entries AS entry
        JOIN ops.feeds AS feed ON feed.url = entry.feed_url
        WHERE entry.outcome = 'pending'
        ORDER BY
            row_number() OVER (PARTITION BY regexp_extract(entry.url, '//([^/?#]*)', 1) ORDER BY entry.entry_id),
            entry.entry_id
        """
    )
    return tuple(str(entry_id) for (entry_id,) in rows)


def pending_entries(store: Store, *, ids: Sequence[str] | None = None) -> tuple[PendingEntry, ...]:
    """Those of the ids whose page is still to be fetched, in their order; None asks for all of `pending_ids`."""
    rows = store.rows(
        f"""
        WITH chosen AS MATERIALIZED (
            SELECT entry.*, asked.place
            FROM raw.entries AS entry
            JOIN (SELECT unnest($ids) AS entry_id, generate_subscripts($ids, 1) AS place) AS asked USING (entry_id)
            WHERE entry.outcome = 'pending'
        ),
        known AS MATERIALIZED (
            SELECT kept.url FROM raw.entries AS kept
            WHERE kept.outcome = 'kept' AND kept.url IN (SELECT url FROM chosen)
        )
        SELECT
            {", ".join(f"entry.{column}" for column in _ENTRY_COLUMNS[:-1])},
            coalesce(entry.published_rung, CASE WHEN entry.published_at IS NULL THEN 'unknown' ELSE 'feed' END),
            feed.publisher,
            entry.n_attempts,
            entry.url IN (SELECT url FROM known),
            entry.document_id,
            entry.page_etag,
            entry.page_last_modified
        FROM chosen AS entry
        JOIN ops.feeds AS feed ON feed.url = entry.feed_url
        ORDER BY entry.place
        """,  # noqa: S608
        {"ids": list(pending_ids(store) if ids is None else ids)},
    )
    return tuple(_pending_entry(row) for row in rows)


def count_pending_entries(store: Store) -> int:
    """How many entries `pending_entries` has."""
    sql = """
        SELECT count(*)
        FROM raw.entries AS entry
        JOIN ops.feeds AS feed ON feed.url = entry.feed_url
        WHERE entry.outcome = 'pending'
    """
    return int(str(store.rows(sql)[0][0]))


def known_documents(store: Store, document_ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids whose documents ended as kept or rejected: their bodies need no second reading."""
    rows = store.rows(
        """
        SELECT document_id FROM raw.documents
        WHERE outcome IN ('kept', 'rejected') AND document_id IN (SELECT unnest(?::VARCHAR[]))
        """,
        [list(document_ids)],
    )
    return frozenset(str(document_id) for (document_id,) in rows)


def _feed(*columns: Any) -> Feed:
    url, publisher, language, state, *validators = columns
    return Feed(url, publisher, language, FeedState(state), *validators)


def _pending_entry(row: tuple[Any, ...]) -> PendingEntry:
    n_columns = len(_ENTRY_COLUMNS)
    stated = (*row[: n_columns - 1], DateRung(row[n_columns - 1]))
    return PendingEntry(Entry(*stated), *row[n_columns:])


def _poll_row(poll: FeedPoll) -> Row:
    feed: Row = {
        column: getattr(poll.feed, column) for column in _FEED_COLUMNS
    }  # asdict copies deeply, 20 times slower
    return plain_row(feed | {"reason": poll.reason, "last_polled_at": poll.fetch.started_at})


def _entry_rows(run_id: str, polls: Sequence[FeedPoll]) -> Iterator[Row]:
    for poll in polls:
        for position, entry in enumerate(poll.entries):
            yield plain_row({column: getattr(entry, column) for column in _ENTRY_COLUMNS}) | {
                "feed_url": poll.feed.url,
                "first_seen_at": poll.fetch.started_at,
                "run_id": run_id,
                "outcome": (Outcome.PENDING if entry.url else Outcome.REJECTED).value,
                "position": position,
            }


def _rejection_rows(run_id: str, polls: Sequence[FeedPoll]) -> Iterator[Row]:
    for poll in polls:
        unlinked = tuple(_unlinked(entry) for entry in poll.entries if not entry.url)
        yield from rejection_rows(run_id, poll.feed.url, poll.rejections + unlinked)


def _unlinked(entry: Entry) -> Rejection:
    detail = f"an entry of {entry.feed_url} has no link to a page"
    return Rejection(Stage.ENTRY, Reason.NO_LINK, entry.entry_id, detail, entry_id=entry.entry_id)
