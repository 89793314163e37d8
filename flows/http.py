"""Fetching over HTTP: guarded, bounded in time and size, conditional. What goes wrong comes back as a value."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from flows.fetch_problems import HeldBackError, TooLargeError, problem_of, problem_of_status
from flows.guard import ForbiddenAddressError, Guard
from flows.looking_up import TimedResolver
from flows.turns import HeldBack, Turns
from flows.unpacking import ACCEPTED, unpacked_body
from transforms.errors import FetchError
from transforms.http_times import retry_after
from transforms.records import Reason
from transforms.run_records import HostWait
from transforms.urls import host_of

MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_COMES_BACK: Final = frozenset({429, 503})  # their Retry-After is heeded
LONGEST_WAIT: Final = timedelta(days=7)
_HEADER_BYTES: Final = 65_536  # news sites send security policies longer than aiohttp's 8 KB
_FAULTS: Final = (OSError, ValueError, aiohttp.ClientError, HttpProcessingError)  # TimeoutError is an OSError
_ACCEPT: Final = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How to fetch. Times in seconds; `max_bytes` caps a body as it comes and as it unpacks; `proxy` is a URL.

    `lookup_timeout` is for finding the address of a host, `connect_timeout` for the connection with its encryption,
    `read_timeout` for the answer to begin and for each pause in it, `total_timeout` for all of it, redirects included.
    `patience` is the longest that a request waits for its turn at a host that wants pauses between two.
    """

    user_agent: str = "Dyadwire (news event coder)"
    lookup_timeout: float = 10.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 20_000_000
    per_host: int = 2
    concurrency: int = 32
    patience: float = 120.0
    allow_loopback: bool = False
    proxy: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of one request.

    `body` is the unpacked body of a successful answer and None otherwise; `headers` have lower-case names, those sent
    twice joined by a comma. `problem` and `reason` are None where the answer is usable, and after a 304, which
    `is_unmodified` tells. `moved_to` is the final URL where only permanent redirects (301, 308) led there.
    `retry_after` is how long a 429 or 503 asks us to stay away. `held_back` says that nothing was asked, as the host
    is to be left alone; no reason is given then. `was_asked` is False there and where robots.txt speaks against it.
    """

    url: str
    final_url: str
    started_at: datetime
    fetch_seconds: float = 0.0
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    problem: FetchError | None = None
    reason: Reason | None = None
    is_unmodified: bool = False
    moved_to: str | None = None
    retry_after: timedelta | None = None
    held_back: HostWait | None = None
    was_asked: bool = True


class Fetcher:
    """Fetches over one session: at most `concurrency` at a time, `per_host` from one host. Waiting has no time-out.

    `waits` are hosts that asked earlier to be left alone; `turns.new_waits` are those that asked since.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        now: Callable[[], datetime],
        waits: Iterable[HostWait] = (),
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._settings, self._now, self._resolver = settings, now, resolver
        self._guard = Guard(allow_loopback=settings.allow_loopback)
        self.turns = Turns(
            concurrency=settings.concurrency,
            per_host=settings.per_host,
            patience=settings.patience,
            now=now,
            waits=waits,
        )
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        limits = self._settings
        connector = aiohttp.TCPConnector(
            limit=0,  # the semaphores limit, before the clock of a request starts
            socket_factory=None if limits.proxy else self._guard.open_socket,
            resolver=TimedResolver(limits.lookup_timeout, self._resolver),
            ttl_dns_cache=300,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(sock_connect=limits.connect_timeout, sock_read=limits.read_timeout),
            headers={
                "User-Agent": limits.user_agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": ACCEPTED,
                "Accept-Language": "en, *;q=0.5",
            },
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            max_line_size=_HEADER_BYTES,
            max_field_size=_HEADER_BYTES,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, pause: float = 0.0
    ) -> Fetched:
        """The answer to a GET of `url`, after redirects; `etag` and `last_modified` of the last one ask for a 304.

        `pause` is the least time in seconds between this request and the next to the host.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        validators = {name: text for name, text in asked.items() if text and text.isprintable()}
        pending = Fetched(url=url, final_url=url, started_at=self._now())
        try:
            async with self.turns.turn(host_of(url), pause=pause):
                clock = time.perf_counter()
                found = await self._within_time(replace(pending, started_at=self._now()), validators)
                return replace(found, fetch_seconds=time.perf_counter() - clock)
        except HeldBack as held:
            return _held_back(pending, held)

    def held_back(self, url: str) -> Fetched | None:
        """The answer where the host of `url` is to be left alone now; None where it may be asked."""
        try:
            self.turns.require(host_of(url))
        except HeldBack as held:
            return _held_back(Fetched(url=url, final_url=url, started_at=self._now()), held)
        return None

    async def _within_time(self, pending: Fetched, validators: Mapping[str, str]) -> Fetched:
        try:
            async with asyncio.timeout(self._settings.total_timeout):
                return self._heeded(await self._follow(pending, validators))
        except HeldBack as held:
            return _held_back(pending, held)
        except _FAULTS as raised:
            problem, reason = problem_of(raised, pending.url)
            return replace(pending, problem=problem, reason=reason)

    def _heeded(self, found: Fetched) -> Fetched:
        """The answer with what it asks for: a 429, which is about us, for its host; a 503 for its address alone."""
        asked = retry_after(found.headers, at=found.started_at) if found.status in _COMES_BACK else None
        if asked is None:
            return found
        if found.status == 429:
            host, until = host_of(found.final_url), found.started_at + min(asked, LONGEST_WAIT)
            words = f"{host} asked on {found.started_at:%Y-%m-%d %H:%M} (HTTP 429) to be left alone"
            self.turns.hold(HostWait(host, until, f"{words} until {until:%Y-%m-%d %H:%M} UTC"))
        return replace(found, retry_after=asked)

    async def _follow(self, pending: Fetched, validators: Mapping[str, str]) -> Fetched:
        target, statuses = URL(pending.url), set[int]()
        for _ in range(MAX_REDIRECTS + 1):
            self.turns.require(host_of(str(target)))
            async with self._get(target, validators) as answer:
                location = answer.headers.get("Location")
                if answer.status not in _REDIRECTS or location is None:
                    moved_to = str(target) if statuses and statuses <= _PERMANENT else None
                    read = replace(pending, final_url=str(target), moved_to=moved_to)
                    return await self._read(answer, read, is_conditional=bool(validators))
                statuses.add(answer.status)
                target = target.join(URL(location))
        problem = FetchError(pending.url, f"more than {MAX_REDIRECTS} redirects, the last to {target}")
        return replace(pending, final_url=str(target), problem=problem, reason=Reason.HTTP_ERROR)

    def _get(self, target: URL, validators: Mapping[str, str]) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        if target.scheme not in {"http", "https"} or not target.host:
            raise ValueError(f"{target.scheme or 'no scheme'} in {target}")
        if not self._guard.allows_host(target.host):  # a proxy looks names up out of our sight
            raise ForbiddenAddressError(target.host)
        if self._session is None:
            raise RuntimeError("a Fetcher is used within `async with`")
        return self._session.get(target, headers=validators, allow_redirects=False, proxy=self._settings.proxy)

    async def _read(self, answer: aiohttp.ClientResponse, pending: Fetched, *, is_conditional: bool) -> Fetched:
        headers = {name.lower(): ", ".join(answer.headers.getall(name)) for name in answer.headers}
        found = replace(pending, status=answer.status, headers=headers)
        if answer.status == 304 and is_conditional:
            return replace(found, is_unmodified=True)
        if not 200 <= answer.status < 300:
            problem, reason = problem_of_status(pending.url, answer.status)
            return replace(found, problem=problem, reason=reason)
        try:
            return replace(found, body=await self._body(answer))
        except _FAULTS as raised:
            problem, reason = problem_of(raised, pending.url)
            return replace(found, problem=problem, reason=reason)

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        cap = self._settings.max_bytes
        if (answer.content_length or 0) > cap:
            raise TooLargeError(f"the body is larger than {cap:,} bytes")
        encoding = answer.headers.get("Content-Encoding", "")
        return await unpacked_body(answer.content.iter_chunked(65_536), encoding=encoding, most_bytes=cap)


def _held_back(pending: Fetched, held: HeldBack) -> Fetched:
    return replace(pending, problem=HeldBackError(pending.url, held.wait), held_back=held.wait, was_asked=False)
