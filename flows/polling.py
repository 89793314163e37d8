"""Polls the feeds that are due: conditional requests, each body archived before it is parsed, states kept."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from flows.feed_answers import Polling, body_to_read, poll_bounds, read_answer
from flows.feed_reading import FeedReader
from flows.fetching import as_they_come, fetch_settings
from flows.http import Fetched, Fetcher
from flows.plurals import count
from flows.run import Run
from flows.worker_process import Limits
from transforms.records import Stage
from transforms.run_records import Feed, FeedPoll, FeedSource
from warehouse.clock_store import forget_impossible_waits
from warehouse.feeds_store import due_feeds, load_polls, postpone, sync_feeds
from warehouse.hosts_store import crawl_delays, save_waits, waiting_hosts

STAGE = "polling feeds"
GROUP_SIZE = 100  # polls committed together: what a kill can cost is asked again by the next run


class _Answered(NamedTuple):
    feed: Feed
    fetched: Fetched


def poll_feeds(run: Run, sources: Sequence[FeedSource] | None) -> None:
    """Brings the list of feeds up to date, polls what is due, and loads new entries as pending. None polls nothing."""
    if sources is None:
        return
    sync_feeds(run.store, sources)
    if n_waiting := forget_impossible_waits(run.store, at=run.now()):
        run.report(f"{count(n_waiting, 'feed')} waited for a time that a wrong clock had set, due now")
    feeds = [feed for feed in due_feeds(run.store, at=run.now()) if run.share.has(feed.address)]
    if feeds:
        run.report(f"polling {count(len(feeds), 'feed')}")
        polling = Polling(poll_bounds(run.settings), frozenset(source.url for source in sources))
        asyncio.run(_poll_all(run, polling, feeds))


async def _poll_all(run: Run, polling: Polling, feeds: Sequence[Feed]) -> None:
    waits = waiting_hosts(run.store, at=run.now())
    async with _reader(run) as reader, Fetcher(fetch_settings(run.settings), now=run.now, waits=waits) as fetcher:
        for delay in crawl_delays(run.store):
            fetcher.turns.space(delay.host, delay.seconds, asked_at=delay.asked_at)
        n_done = 0
        run.progress(STAGE, n_done, len(feeds))
        async for answers in as_they_come((_ask(fetcher, feed) for feed in feeds), GROUP_SIZE):
            _load(run, await _read(run, polling, reader, [one for one in answers if one.fetched.held_back is None]))
            held = {one.feed.url: one.fetched.held_back for one in answers if one.fetched.held_back is not None}
            postpone(run.store, held)  # not asked, so no poll and no failure
            n_done += len(answers)
            run.progress(STAGE, n_done, len(feeds))
        if fetcher.turns.new_waits:
            save_waits(run.store, tuple(fetcher.turns.new_waits.values()))


def _reader(run: Run) -> FeedReader:
    limits = Limits(run.settings.feed_seconds, run.settings.worker_bytes)
    return FeedReader(workers=run.settings.workers, limits=limits)


async def _read(run: Run, polling: Polling, reader: FeedReader, answers: Sequence[_Answered]) -> list[FeedPoll]:
    bodies = [body_to_read(run, *one) for one in answers]
    read = iter(await reader.read([body for body in bodies if body is not None]))
    return [
        read_answer(polling, *one, None if body is None else next(read))
        for one, body in zip(answers, bodies, strict=True)
    ]


async def _ask(fetcher: Fetcher, feed: Feed) -> _Answered:
    return _Answered(feed, await fetcher.fetch(feed.address, etag=feed.etag, last_modified=feed.last_modified))


def _load(run: Run, polls: Sequence[FeedPoll]) -> None:
    run.archive.sync()
    seen = load_polls(run.store, run.run_id, polls)
    run.tallies[Stage.FEED].n_taken += len(polls)
    entries = run.tallies[Stage.ENTRY]
    entries.n_taken += seen.n_turned_away
    entries.n_unchanged += seen.n_ended
    if seen.n_new:
        run.has_news = True
        run.store.shrink()
    for rejection in (rejection for poll in polls for rejection in poll.rejections):
        run.notice(rejection)
