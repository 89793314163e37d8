"""Fetches the pages of entries: robots.txt heeded, pauses kept, pages that came before asked for conditionally."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from flows.fetching import fetch_settings
from flows.http import Fetched, Fetcher
from flows.robots_rules import ASKED_AGAIN_AFTER, RobotsRules
from flows.run import Run
from transforms.errors import FetchError
from transforms.records import Reason
from transforms.run_records import HostWait, PendingEntry
from warehouse.hosts_store import crawl_delays, known_robots, save_asked, save_robots, save_waits, waiting_hosts


@dataclass(frozen=True, slots=True)
class PageFetcher:
    """Fetches pages over one session for a whole run, so that connections and what hosts asked for last."""

    _run: Run
    _runner: asyncio.Runner
    _fetcher: Fetcher
    _robots: RobotsRules

    def fetch_all(self, wanted: Sequence[PendingEntry]) -> list[tuple[PendingEntry, Fetched]]:
        """The answers for all of them; what hosts asked for meanwhile is in the store."""

        async def fetch_each() -> list[Fetched]:
            return await asyncio.gather(*map(self._fetch, wanted))

        answers = self._runner.run(fetch_each())
        self._save()
        return list(zip(wanted, answers, strict=True))

    async def _fetch(self, pending: PendingEntry) -> Fetched:
        url, settings = str(pending.entry.url), self._run.settings
        refused = await self._refused(url) if settings.robots else None
        if refused is not None:
            return refused
        return await self._fetcher.fetch(
            url, etag=pending.etag, last_modified=pending.last_modified, pause=settings.page_pause
        )

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

    def _save(self) -> None:
        waits, robots = self._fetcher.turns.new_waits, self._robots.new
        if waits:
            save_waits(self._run.store, tuple(waits.values()))
        if robots:
            save_robots(self._run.store, tuple(robots.values()))
        # Of pages alone: were polls of feeds counted, a delay beyond our patience would let no page ever follow them.
        save_asked(self._run.store, self._fetcher.turns.asked_with_pauses())
        waits.clear()
        robots.clear()


@contextmanager
def page_fetcher(run: Run) -> Iterator[PageFetcher]:
    """A fetcher of pages with an event loop of its own."""
    waits = waiting_hosts(run.store, at=run.now())
    with asyncio.Runner() as runner:
        fetcher = runner.run(_opened(Fetcher(fetch_settings(run.settings), now=run.now, waits=waits)))
        try:
            for delay in crawl_delays(run.store):
                fetcher.turns.space(delay.host, delay.seconds, asked_at=delay.asked_at)
            known = known_robots(run.store)
            rules = RobotsRules(fetcher, user_agent=run.settings.user_agent, now=run.now, known=known)
            yield PageFetcher(run, runner, fetcher, rules)
        finally:
            runner.run(fetcher.__aexit__(None, None, None))


async def _opened(fetcher: Fetcher) -> Fetcher:
    return await fetcher.__aenter__()
