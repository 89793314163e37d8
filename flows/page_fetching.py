"""Fetches the pages of entries: robots.txt heeded, pauses kept, pages that came before asked for conditionally."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from flows.fetching import fetch_settings
from flows.fetching_ahead import Ahead
from flows.http import Fetched, Fetcher
from flows.loop_thread import LoopThread
from flows.robots_rules import ASKED_AGAIN_AFTER, RobotsRules
from flows.run import Run
from transforms.errors import FetchError
from transforms.records import Reason
from transforms.run_records import HostRobots, HostWait, PendingEntry
from transforms.urls import host_of
from warehouse.hosts_store import crawl_delays, known_robots, save_asked, save_robots, save_waits, waiting_hosts

WAITING: Final = 32  # pages of a host that stand in line; more would be told that their turn comes too late
SILENT: Final = 3  # pages of a host in a row without an answer, after which its other pages wait for the next run
_NO_ANSWER: Final = frozenset({Reason.TIMEOUT, Reason.CONNECTION})
_THIS_RUN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Learned:
    """What hosts asked for since the last time, and when those that want pauses were asked."""

    waits: tuple[HostWait, ...]
    robots: tuple[HostRobots, ...]
    asked: dict[str, datetime]


@dataclass(frozen=True, slots=True)
class PageFetcher:
    """Fetches pages over one session for a whole run, so that connections and what hosts asked for last."""

    _run: Run
    _loop: LoopThread[Fetcher]
    _fetcher: Fetcher
    _robots: RobotsRules
    _n_silent: Counter[str] = field(default_factory=Counter)
    _lines: defaultdict[str, asyncio.Semaphore] = field(
        default_factory=lambda: defaultdict(lambda: asyncio.Semaphore(WAITING))
    )

    def fetch_all(self, wanted: Iterable[PendingEntry]) -> Iterator[tuple[PendingEntry, Fetched]]:
        """The answers for all of them, fetched ahead."""
        return Ahead(self._loop, self._fetch, self._fetcher.turns.room).answers(wanted)

    def save(self) -> None:
        """Brings into the store what hosts asked for meanwhile."""
        learned = self._loop.wait_for(self._learned())
        if learned.waits:
            save_waits(self._run.store, learned.waits)
        if learned.robots:
            save_robots(self._run.store, learned.robots)
        save_asked(self._run.store, learned.asked)

    async def _fetch(self, pending: PendingEntry) -> Fetched:
        async with self._lines[host_of(str(pending.entry.url))]:
            return await self._fetch_in_line(pending)

    async def _fetch_in_line(self, pending: PendingEntry) -> Fetched:
        url, settings = str(pending.entry.url), self._run.settings
        refused = await self._refused(url) if settings.robots else None
        if refused is not None:
            return refused
        answer = await self._fetcher.fetch(
            url, etag=pending.etag, last_modified=pending.last_modified, pause=settings.page_pause
        )
        self._heed_silence(host_of(url), answer)
        return answer

    def _heed_silence(self, host: str, answer: Fetched) -> None:
        """Leaves a host that does not answer alone for this run: each of its pages would hold up a request for long."""
        if answer.held_back is not None:
            return
        self._n_silent[host] = self._n_silent[host] + 1 if answer.reason in _NO_ANSWER else 0
        if self._n_silent[host] == SILENT:
            words = f"{host} did not answer for {SILENT} pages in a row; its others wait for the next run"
            self._fetcher.turns.leave(HostWait(host, self._run.now() + _THIS_RUN, words))

    async def _refused(self, url: str) -> Fetched | None:
        """The answer that robots.txt gives for the page; None where it may be fetched."""
        if (held := self._fetcher.held_back(url)) is not None:
            return held
        record = await self._robots.record_for(url)
        wait: HostWait | None = None
        if record.problem is not None:
            words = f"robots.txt of {record.host} cannot be read, so no page is asked for ({record.problem})"
            problem = FetchError(url, words, retryable=True)
            if record.fetched_at < self._run.started_at:  # not asked for by this run, so no try
                wait = HostWait(record.host, record.fetched_at + ASKED_AGAIN_AFTER, words)
        elif not self._robots.allows(url, record):
            problem = FetchError(url, f"robots.txt of {record.host} asks us not to fetch this page")
        else:
            return None
        about = {"problem": problem, "reason": Reason.ROBOTS, "held_back": wait, "was_asked": False}
        return Fetched(url=url, final_url=url, started_at=self._run.now(), **about)  # type: ignore[arg-type]

    async def _learned(self) -> _Learned:
        """In the loop, which is the only one to change any of it."""
        waits, robots = self._fetcher.turns.new_waits, self._robots.new
        # Of pages alone: were polls of feeds counted, a delay beyond our patience would let no page ever follow them.
        learned = _Learned(tuple(waits.values()), tuple(robots.values()), self._fetcher.turns.asked_with_pauses())
        waits.clear()
        robots.clear()
        return learned


@contextmanager
def page_fetcher(run: Run) -> Iterator[PageFetcher]:
    """A fetcher of pages with an event loop of its own."""
    waits = waiting_hosts(run.store, at=run.now())
    delays, known = crawl_delays(run.store), known_robots(run.store)
    with LoopThread(Fetcher(fetch_settings(run.settings), now=run.now, waits=waits)) as loop:
        for delay in delays:
            loop.held.turns.space(delay.host, delay.seconds, asked_at=delay.asked_at)
        rules = RobotsRules(loop.held, user_agent=run.settings.user_agent, now=run.now, known=known)
        yield PageFetcher(run, loop, loop.held, rules)
