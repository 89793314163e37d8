"""robots.txt of each host: asked for once a day, kept in the store, and heeded before a page is asked for."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from flows.http import Fetched, Fetcher
from transforms.records import Reason
from transforms.robots import MOST_BYTES, Robots, read_robots
from transforms.run_records import HostRobots
from transforms.urls import host_of

BELIEVED_FOR: Final = timedelta(days=1)  # RFC 9309, section 2.4
ASKED_AGAIN_AFTER: Final = timedelta(hours=1)  # where it could not be read
OLD_RULES_FOR: Final = timedelta(days=30)  # how long the last ones stand in for what cannot be read
_NOBODY_ANSWERED: Final = frozenset({Reason.TIMEOUT, Reason.CONNECTION})


class RobotsRules:
    """The rules of the hosts whose pages are fetched. `new` are the records that are not in the store yet."""

    def __init__(
        self, fetcher: Fetcher, *, user_agent: str, now: Callable[[], datetime], known: Iterable[HostRobots] = ()
    ) -> None:
        self._fetcher, self._user_agent, self._now = fetcher, user_agent, now
        self._known = {record.host: record for record in known}
        self._read: dict[str, Robots] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self.new: dict[str, HostRobots] = {}

    async def record_for(self, url: str) -> HostRobots:
        """What is known of the host's robots.txt, asked for where it is not known or too old."""
        host = host_of(url)
        async with self._asking.setdefault(host, asyncio.Lock()):
            known = self._known.get(host)
            if known is None or self._is_old(known):
                known = self._known[host] = self.new[host] = await self._ask(url, host, known)
                self._read.pop(host, None)
            if known.delay_seconds:
                self._fetcher.turns.space(host, known.delay_seconds)
            return known

    def allows(self, url: str, record: HostRobots) -> bool:
        """Whether the rules of the record let us fetch the address."""
        robots = self._read.get(record.host)
        if robots is None:
            robots = self._read[record.host] = read_robots(record.text, user_agent=self._user_agent)
        return robots.allows(url)

    def _is_old(self, known: HostRobots) -> bool:
        return self._now() - known.fetched_at >= (ASKED_AGAIN_AFTER if known.problem else BELIEVED_FOR)

    async def _ask(self, url: str, host: str, known: HostRobots | None) -> HostRobots:
        parts = urlsplit(url)
        answer = await self._fetcher.fetch(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt")
        problem = _problem(answer)
        if problem is None:
            text = answer.body[:MOST_BYTES].decode("utf-8-sig", "replace") if answer.body is not None else None
            delay = read_robots(text, user_agent=self._user_agent).delay_seconds
            return HostRobots(host, answer.started_at, answer.started_at, answer.status, text, None, delay)
        read_at = known.read_at if known else None
        if known and read_at and answer.started_at - read_at < OLD_RULES_FOR:
            return HostRobots(host, answer.started_at, read_at, answer.status, known.text, None, known.delay_seconds)
        return HostRobots(host, answer.started_at, None, answer.status, None, problem, None)


def _problem(answer: Fetched) -> str | None:
    """Why the rules are not known. None also where the host says that there are none (RFC 9309, section 2.3.1)."""
    if answer.held_back is not None or answer.reason in _NOBODY_ANSWERED:
        return str(answer.problem)
    if answer.status is not None and (answer.status >= 500 or answer.status == 429):
        return str(answer.problem)
    return None
