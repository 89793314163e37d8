"""Bodies of feeds to entries, in worker processes: a hostile body costs its feed one poll, never the run."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from flows.process_pool import WorkerPool
from flows.worker_process import Job, Limits
from transforms.errors import ParseError

if TYPE_CHECKING:
    from transforms.feeds import ParsedFeed

CHUNK_SIZE: Final = 4  # feeds that are read again one by one where one of them kills its worker

Parser: TypeAlias = Callable[..., "ParsedFeed"]
Reading: TypeAlias = "ParsedFeed | ParseError"


@dataclass(frozen=True, slots=True)
class FeedBody:
    """A body with what `parse_feed` asks beside it."""

    body: bytes
    url: str
    headers: Mapping[str, str]
    not_after: datetime


class UnreadableFeedError(ParseError):
    """The process that read the feed died, or took too long, or failed in a way of its own."""

    def __init__(self, url: str, what: str) -> None:
        self.url, self.what = url, what
        super().__init__(f"{url}: {what}; its body is kept in the archive")


@dataclass(frozen=True, slots=True)
class ParserRecipe:
    """Loads the parser where it is used: a run without news needs none."""

    def build(self) -> Parser:
        """The function that reads a feed."""
        from transforms.feeds import parse_feed  # noqa: PLC0415 brings feedparser

        return parse_feed


class FeedReader:
    """Reads feeds for one run. Processes start with the first body; with `workers=0` all happens in this one."""

    def __init__(self, *, workers: int, limits: Limits) -> None:
        self._workers = workers
        self._pool = WorkerPool(
            READ, ParserRecipe(), workers=max(workers, 1), limits=limits, chunk_size=CHUNK_SIZE, method="spawn"
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._pool.close)

    async def read(self, bodies: Sequence[FeedBody]) -> "list[Reading]":
        """What each body holds, or why it cannot be read, in their order. Fetches go on meanwhile.

        Raises:
            WorkerError: no worker can be started.
        """
        if not bodies:
            return []
        if self._workers == 0:
            parser = ParserRecipe().build()
            return [READ.attempt(parser, body) for body in bodies]
        return await asyncio.to_thread(lambda: list(self._pool.map(bodies)))


def _read(parse: Parser, feed: FeedBody) -> "Reading":
    try:
        return parse(feed.body, url=feed.url, headers=feed.headers, not_after=feed.not_after)
    except ParseError as problem:
        return problem


def _failed(feed: FeedBody, what: str) -> "Reading":
    return UnreadableFeedError(feed.url, what)


READ: Final[Job[Parser, FeedBody, Reading]] = Job(_read, _failed)
