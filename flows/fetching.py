"""Settings and records of fetches, which polling and fetching pages share."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
from email.message import Message
from itertools import islice
from typing import Any, Final, TypeVar

from flows.http import Fetched, FetchSettings
from flows.settings import Settings
from transforms.records import Reason, Stage
from transforms.run_records import Fetch

Result = TypeVar("Result")
AHEAD: Final = 256
# Answers that another try would not change; everything else that goes wrong is a failure.
REFUSALS = frozenset(
    {Reason.NOT_FOUND, Reason.GONE, Reason.FORBIDDEN_ADDRESS, Reason.TOO_LARGE, Reason.EMPTY, Reason.ROBOTS}
)


def fetch_settings(settings: Settings) -> FetchSettings:
    """The part of the settings that says how to fetch."""
    return FetchSettings(
        user_agent=settings.user_agent,
        lookup_timeout=settings.lookup_timeout,
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        total_timeout=settings.total_timeout,
        max_bytes=settings.max_bytes,
        per_host=settings.per_host,
        concurrency=settings.concurrency,
        patience=settings.patience,
        allow_loopback=settings.allow_loopback,
        proxy=settings.proxy,
    )


def fetch_record(fetched: Fetched, kind: Stage) -> Fetch:
    """The row of raw.fetches."""
    body = fetched.body
    return Fetch(
        url=fetched.url,
        final_url=fetched.final_url,
        kind=kind,
        started_at=fetched.started_at,
        fetch_seconds=fetched.fetch_seconds,
        status=fetched.status,
        n_bytes=len(body) if body else 0,
        body_sha256=None if body is None else sha256(body),
        problem=fetched.problem.problem if fetched.problem else None,
    )


def sha256(body: bytes) -> str:
    """The id of a document, by its bytes."""
    return hashlib.sha256(body).hexdigest()


def media_type(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Media type and charset that a Content-Type states, in lower case; None for what it does not state."""
    message = Message()
    message["Content-Type"] = stated = headers.get("content-type", "")
    charset = message.get_param("charset")
    return (message.get_content_type() if stated else None, charset.lower() if isinstance(charset, str) else None)


async def as_they_come(coroutines: Iterable[Coroutine[Any, Any, Result]], size: int) -> AsyncIterator[Sequence[Result]]:
    """The results in groups of at least `size`, the first to finish first; the last group may be smaller.

    No more than AHEAD are begun and not yet given, so that what fast servers send does not pile up.
    """
    waiting, under_way, group = iter(coroutines), set[asyncio.Task[Result]](), list[Result]()
    try:
        while True:
            under_way |= {asyncio.ensure_future(one) for one in islice(waiting, AHEAD - len(under_way))}
            if not under_way:
                break
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            group += [task.result() for task in done]
            if len(group) >= size:
                yield group
                group = []
    finally:
        for task in under_way:
            task.cancel()
    if group:
        yield group
