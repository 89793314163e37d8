"""Polls the feeds that are due: conditional requests, the body archived before it is parsed, a pause after failures."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

from flows.fetching import REFUSALS, as_they_come, fetch_record, fetch_settings, sha256
from flows.http import Fetched, Fetcher
from flows.run import Run
from transforms.errors import NotAFeedError, ParseError
from transforms.feeds import parse_feed
from transforms.records import Entry, Reason, Rejection, Stage
from transforms.run_records import Feed, FeedPoll, FeedSource, FeedState
from warehouse.feeds_store import due_feeds, load_polls, sync_feeds

GROUP_SIZE = 50  # polls committed together: what a kill can cost is asked again by the next run
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)
_FOUND = {"empty": Reason.EMPTY, "web page": Reason.WEB_PAGE}


def poll_feeds(run: Run, sources: Sequence[FeedSource] | None) -> None:
    """Brings the list of feeds up to date, polls what is due, and loads new entries as pending. None polls nothing."""
    if sources is None:
        return
    sync_feeds(run.store, sources)
    feeds = due_feeds(run.store, at=run.now())
    if feeds:
        run.report(f"polling {len(feeds)} feeds")
        asyncio.run(_poll_all(run, feeds))


async def _poll_all(run: Run, feeds: Sequence[Feed]) -> None:
    async with Fetcher(fetch_settings(run.settings), now=run.now) as fetcher:
        async for polls in as_they_come([_poll(run, fetcher, feed) for feed in feeds], GROUP_SIZE):
            _load(run, polls)


async def _poll(run: Run, fetcher: Fetcher, feed: Feed) -> FeedPoll:
    run.tallies[Stage.FEED].n_taken += 1
    fetched = await fetcher.fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified)
    return read_answer(run, feed, fetched)


def _load(run: Run, polls: Sequence[FeedPoll]) -> None:
    run.archive.sync()
    seen = load_polls(run.store, run.run_id, polls)
    entries = run.tallies[Stage.ENTRY]
    entries.n_taken += seen.n_turned_away
    entries.n_unchanged += seen.n_ended
    run.has_news = run.has_news or seen.n_new > 0
    for rejection in (rejection for poll in polls for rejection in poll.rejections):
        run.notice(rejection)


def read_answer(run: Run, feed: Feed, fetched: Fetched) -> FeedPoll:
    """What an answer changes. Only a body that was parsed, or was parsed before, renews the validators."""
    if fetched.problem is not None:
        return _failed(run, feed, fetched, fetched.reason or Reason.HTTP_ERROR, str(fetched.problem))
    if fetched.body is None or sha256(fetched.body) == feed.body_sha256:
        return _went_well(feed, fetched, ())
    run.archive.write(
        fetched.url, fetched.body, fetched_at=fetched.started_at, headers=fetched.headers, status=fetched.status or 0
    )
    try:
        parsed = parse_feed(fetched.body, url=feed.url, headers=fetched.headers)
    except NotAFeedError as problem:
        return _failed(run, feed, fetched, _FOUND.get(problem.found, Reason.NOT_A_FEED), str(problem))
    except ParseError as problem:
        return _failed(run, feed, fetched, Reason.PARSER_FAILED, str(problem))
    return _went_well(feed, fetched, parsed.entries)


def _went_well(feed: Feed, fetched: Fetched, entries: tuple[Entry, ...]) -> FeedPoll:
    polled = replace(feed, state=FeedState.ACTIVE, n_failures=0, next_poll_at=None)
    if fetched.body is not None:
        polled = replace(
            polled,
            etag=fetched.headers.get("etag"),
            last_modified=fetched.headers.get("last-modified"),
            body_sha256=sha256(fetched.body),
        )
    return FeedPoll(polled, fetch_record(fetched, Stage.FEED), entries, (), None)


def _failed(run: Run, feed: Feed, fetched: Fetched, reason: Reason, detail: str) -> FeedPoll:
    n_failures = feed.n_failures + 1
    polled = replace(
        feed,
        state=FeedState.GONE if reason is Reason.GONE else FeedState.BACKING_OFF,
        n_failures=n_failures,
        next_poll_at=run.now() + _pause(n_failures, fetched),
    )
    fetch = fetch_record(fetched, Stage.FEED)
    is_failure = reason not in REFUSALS | {Reason.WEB_PAGE, Reason.NOT_A_FEED}
    told = f"{detail}; {_what_follows(polled)}"
    rejection = Rejection(Stage.FEED, reason, feed.url, told, is_failure, fetch.body_sha256)
    return FeedPoll(polled, fetch, (), (rejection,), detail)


def _what_follows(polled: Feed) -> str:
    if polled.state is FeedState.GONE or polled.next_poll_at is None:
        return "it is polled no more, delete it from the list of feeds"
    return f"it is polled again from {polled.next_poll_at:%Y-%m-%d %H:%M} UTC on"


def _pause(n_failures: int, fetched: Fetched) -> timedelta:
    """Ten minutes, doubled with every failure, or what the server asks for; never above a day, so no feed dies."""
    pause = FIRST_PAUSE * (1 << min(n_failures - 1, 10))
    return min(max(pause, _retry_after(fetched)), LONGEST_PAUSE)


def _retry_after(fetched: Fetched) -> timedelta:
    """What Retry-After asks for, in either form (RFC 9110, section 10.2.3); zero where it is absent or unreadable."""
    stated = fetched.headers.get("retry-after", "").strip()
    if stated.isdecimal() and len(stated) < 9:
        return timedelta(seconds=int(stated))
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return timedelta()
    pause: timedelta = (until if until.tzinfo else until.replace(tzinfo=UTC)) - fetched.started_at
    return pause
