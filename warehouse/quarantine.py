"""What was turned away: found, put back to be read again, and given to the run that reads it again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, Final

from transforms.ids import stable_id
from transforms.records import DateRung, Reason, Stage
from warehouse.connection import Store
from warehouse.feed_control import resume_feed
from warehouse.literals import literal

Ask = Callable[[str], Iterable[tuple[object, ...]]]  # runs a query on the store, or on the file that was published

# What identifies an input, in ops.rejections and in mart.quarantine alike.
_INPUT: Final = "(stage, CASE WHEN stage = 'entry' THEN coalesce(entry_id, key) ELSE key END)"


class Way(StrEnum):
    """How an input is read again: from its archived body, by fetching its page, or by polling the feed."""

    ARCHIVE = "archive"
    FETCH = "fetch"
    POLL = "poll"


@dataclass(frozen=True, slots=True)
class Item:
    """A row of mart.quarantine, whose columns say what each field means."""

    item_id: str
    stage: Stage
    reason: Reason
    outcome: str
    key: str
    title: str | None
    publisher: str | None
    feed_url: str | None
    detail: str
    body_sha256: str | None
    n_bytes: int | None
    media_type: str | None
    first_rejected_at: datetime
    rejected_at: datetime
    n_tries: int
    n_requeues: int
    requeued_at: datetime | None
    requeued_by: str | None
    run_id: str
    entry_id: str | None


_COLUMNS: Final = tuple(Item.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items: those for which all holds that is not None. `since` is a day, UTC."""

    reason: Reason | None = None
    stage: Stage | None = None
    since: date | None = None
    feed_url: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """One time that an input ended as rejected or failed, as in ops.rejections."""

    rejection_id: str
    run_id: str
    rejected_at: datetime
    reason: Reason
    is_failure: bool
    detail: str
    body_sha256: str | None


@dataclass(frozen=True, slots=True)
class RequeuedDocument:
    """A document that is to be read again from its archived body, with what was given beside it when it came."""

    document_id: str
    origin: str
    media_type: str | None
    fetched_at: datetime
    entry_id: str | None
    publisher: str | None
    published_at: datetime | None
    title: str | None
    language: str | None
    content_html: str | None
    summary_html: str | None
    published_rung: DateRung


def items(ask: Ask, wanted: Wanted) -> list[Item]:
    """What is in quarantine, the latest first."""
    conditions = ["true"]
    if wanted.reason is not None:
        conditions.append(f"reason = {literal(wanted.reason)}")
    if wanted.stage is not None:
        conditions.append(f"stage = {literal(wanted.stage)}")
    if wanted.since is not None:
        midnight = datetime.combine(wanted.since, time(), UTC).isoformat()
        conditions.append(f"rejected_at >= TIMESTAMPTZ {literal(midnight)}")
    if wanted.feed_url is not None:
        conditions.append(f"feed_url = {literal(wanted.feed_url)}")
    return _items(ask, " AND ".join(conditions))


def items_by_id(ask: Ask, beginning: str) -> list[Item]:
    """The items one of whose endings has an id with this beginning, which must be hexadecimal digits."""
    ended = f"SELECT {_INPUT} FROM ops.rejections WHERE starts_with(rejection_id, {literal(beginning)})"  # noqa: S608
    return _items(ask, f"{_INPUT} IN ({ended})")


def was_ever_there(ask: Ask, beginning: str) -> bool:
    """Whether any ending has an id with this beginning."""
    sql = f"SELECT 1 FROM ops.rejections WHERE starts_with(rejection_id, {literal(beginning)}) LIMIT 1"  # noqa: S608
    return bool(list(ask(sql)))


def endings_of(ask: Ask, item: Item) -> list[Ending]:
    """All endings of an input, the latest first."""
    given = f"({literal(item.stage)}, {literal((item.entry_id if item.stage is Stage.ENTRY else None) or item.key)})"
    rows: Iterable[tuple[Any, ...]] = ask(
        f"""
        SELECT rejection_id, run_id, rejected_at, reason, is_failure, detail, body_sha256
        FROM ops.rejections
        WHERE {_INPUT} = {given}
        ORDER BY rejected_at DESC, rejection_id
        """  # noqa: S608
    )
    return [Ending(one, run, at, Reason(reason), *rest) for one, run, at, reason, *rest in rows]


def put_back(store: Store, item: Item, way: Way, *, at: datetime, by: str) -> None:
    """Makes the next run read an input again, and records who asked for that and when."""
    if way is Way.POLL:
        resume_feed(store, item.key, at=at)
    with store.transaction():
        if way is Way.FETCH:  # without validators: a 304 would bring no body
            store.execute(
                """
                UPDATE raw.entries
                SET outcome = 'pending', ended_run_id = NULL, page_etag = NULL, page_last_modified = NULL
                WHERE entry_id = ?
                """,
                [item.entry_id],
            )
        store.execute(
            """
            INSERT INTO ops.requeues BY NAME
            SELECT
                $id AS requeue_id, $rejection AS rejection_id, $stage AS stage, $key AS key, $entry AS entry_id,
                $document AS document_id, $way AS way, $at::TIMESTAMPTZ AS requeued_at, $who AS requeued_by
            """,
            {
                "id": stable_id(item.item_id, at.isoformat()),
                "rejection": item.item_id,
                "stage": item.stage.value,
                "key": item.key,
                "entry": item.entry_id,
                "document": None if way is Way.POLL else item.body_sha256,
                "way": way.value,
                "at": at,
                "who": by,
            },
        )


def waiting_documents(store: Store) -> frozenset[str]:
    """Ids of the documents that are to be read again, from the archive or when their page comes."""
    sql = "SELECT document_id FROM ops.requeues WHERE ended_run_id IS NULL AND document_id IS NOT NULL"
    return frozenset(str(document_id) for (document_id,) in store.rows(sql))


def requeued_documents(store: Store) -> list[RequeuedDocument]:
    """The documents that are to be read again from the archive, by id."""
    rows: list[tuple[Any, ...]] = store.rows(
        """
        WITH waiting AS (
            SELECT document_id, max(entry_id) AS entry_id
            FROM ops.requeues
            WHERE ended_run_id IS NULL AND way = 'archive'
            GROUP BY document_id
        ),
        given AS (  -- dates.csv or --published, which only the stories of an earlier reading remember
            SELECT document_id, max(published_at) AS published_at
            FROM core.stories
            WHERE published_rung = 'given' AND document_id IN (SELECT document_id FROM waiting)
            GROUP BY document_id
        )
        SELECT
            document.document_id,
            document.origin,
            document.media_type,
            document.fetched_at,
            entry.entry_id,
            feed.publisher,
            coalesce(given.published_at, entry.published_at),
            entry.title,
            entry.language,
            entry.content_html,
            entry.summary_html,
            CASE
                WHEN given.published_at IS NOT NULL THEN 'given'
                WHEN entry.published_at IS NULL THEN 'unknown'
                ELSE coalesce(entry.published_rung, 'feed')
            END
        FROM waiting
        JOIN raw.documents AS document ON document.document_id = waiting.document_id
        LEFT JOIN given ON given.document_id = waiting.document_id
        LEFT JOIN raw.entries AS entry ON entry.entry_id = waiting.entry_id
        LEFT JOIN ops.feeds AS feed ON feed.url = entry.feed_url
        ORDER BY document.document_id
        """
    )
    return [RequeuedDocument(*(*row[:-1], DateRung(row[-1]))) for row in rows]


def end_requeue(store: Store, document_id: str, *, run_id: str, problem: str) -> None:
    """Records that a run could not read a document again; how it had ended before stays."""
    store.execute(
        """
        UPDATE ops.requeues SET ended_run_id = ?, problem = ?
        WHERE ended_run_id IS NULL AND way = 'archive' AND document_id = ?
        """,
        [run_id, problem, document_id],
    )


def _items(ask: Ask, condition: str) -> list[Item]:
    rows: Iterable[tuple[Any, ...]] = ask(
        f"""
        SELECT {", ".join(_COLUMNS)} FROM mart.quarantine
        WHERE {condition}
        ORDER BY rejected_at DESC, item_id
        """  # noqa: S608
    )
    return [Item(item_id, Stage(stage), Reason(reason), *rest) for item_id, stage, reason, *rest in rows]
