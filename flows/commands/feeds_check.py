"""`dyadwire feeds check`: whether each address gives what it should; nothing is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.table import Table

from flows.console import progress, results
from flows.feed_answers import DATES_AHEAD
from flows.feed_list import require_feeds
from flows.feed_reading import FeedBody, FeedReader, UnreadableFeedError
from flows.fetch_problems import UnresolvedHostError
from flows.fetching import as_they_come, fetch_settings
from flows.http import Fetched, Fetcher
from flows.progress_display import Display
from flows.settings import Settings
from flows.terminal_text import json_line
from flows.worker_process import Limits
from transforms.errors import SOME_FAILED, ParseError

if TYPE_CHECKING:
    from flows.feed_reading import Reading

GROUP_SIZE = 20  # feeds that are read while others are still on their way


@dataclass(frozen=True, slots=True)
class Checked:
    """What one feed gave. `newest` is the latest date of its entries (UTC); `problem` is None where all is well.

    `is_unresolved` says that its host name led nowhere; `moved_to` is where permanent redirects lead.
    """

    url: str
    status: int | None
    n_entries: int = 0
    newest: datetime | None = None
    problem: str | None = None
    is_unresolved: bool = False
    moved_to: str | None = None


def check_feeds(settings: Settings, *, url: str | None, is_json: bool) -> int:
    """Polls one feed or the list, prints what each gave, and returns the exit code: 4 if any does not work."""
    urls = [url] if url else [source.url for source in require_feeds(settings)]
    with progress() as display:
        checked = asyncio.run(_check_all(urls, settings, display))
    if is_json:
        for feed in checked:
            print(json_line(asdict(feed)))
        return SOME_FAILED if any(feed.problem is not None for feed in checked) else 0
    console = results()
    if len(checked) > 1 and all(feed.is_unresolved for feed in checked):
        console.print(
            f"no host name of the {len(checked)} feeds can be resolved: this machine seems to have no internet"
        )
        return SOME_FAILED
    console.print(_table(checked))
    n_failed = sum(feed.problem is not None for feed in checked)
    console.print(f"{len(checked) - n_failed} of {len(checked)} feeds work")
    return SOME_FAILED if n_failed else 0


def _table(checked: Sequence[Checked]) -> Table:
    table = Table("status", "entries", "newest", "address", box=None, pad_edge=False)
    for feed in checked:
        newest = f"{feed.newest:%Y-%m-%d %H:%M}" if feed.newest else ""
        shown = f"{feed.url} (moved for good to {feed.moved_to})" if feed.moved_to else feed.url
        table.add_row(str(feed.status or "none"), str(feed.n_entries), newest, feed.problem or shown)
    return table


async def _check_all(urls: Sequence[str], settings: Settings, display: Display) -> list[Checked]:
    """What each gave, in the order of `urls`; bodies are read as in a run, in worker processes with their limits."""
    limits = Limits(settings.feed_seconds, settings.worker_bytes)
    reader = FeedReader(workers=max(settings.workers, 1), limits=limits)
    checked: dict[str, Checked] = {}
    async with reader, Fetcher(fetch_settings(settings), now=lambda: datetime.now(UTC)) as fetcher:

        async def ask(url: str) -> Fetched:
            fetched = await fetcher.fetch(url)
            if not isinstance(fetched.problem, UnresolvedHostError):  # without a network that is all; the end tells it
                display(f"{fetched.status or 'no answer'}: {url}")
            return fetched

        async for answers in as_they_come(map(ask, dict.fromkeys(urls)), GROUP_SIZE):
            came = [answer for answer in answers if answer.problem is None]
            read = await reader.read([_body(answer) for answer in came])
            checked |= {answer.url: read_feed(answer, one) for answer, one in zip(came, read, strict=True)}
            checked |= {answer.url: _unanswered(answer) for answer in answers if answer.problem is not None}
            display.bar("asking feeds", len(checked), len(urls))
    return [checked[url] for url in urls]


def _body(fetched: Fetched) -> FeedBody:
    return FeedBody(fetched.body or b"", fetched.url, fetched.headers, not_after=fetched.started_at + DATES_AHEAD)


def _unanswered(fetched: Fetched) -> Checked:
    is_unresolved = isinstance(fetched.problem, UnresolvedHostError)
    return Checked(fetched.url, fetched.status, problem=str(fetched.problem), is_unresolved=is_unresolved)


def read_feed(fetched: Fetched, read: "Reading") -> Checked:
    """What an answer and its body, which was read, show of the feed; one without entries does not work either."""
    if isinstance(read, UnreadableFeedError):
        return Checked(fetched.url, fetched.status, problem=f"{fetched.url}: {read.what}")
    if isinstance(read, ParseError):
        return Checked(fetched.url, fetched.status, problem=str(read))
    entries = read.entries
    dates = [day for entry in entries for day in (entry.published_at, entry.updated_at) if day]
    complaint = None if entries else f"{fetched.url} is a feed without entries"
    newest = max(dates, default=None)
    return Checked(fetched.url, fetched.status, len(entries), newest, complaint, moved_to=fetched.moved_to)
