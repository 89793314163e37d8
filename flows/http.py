"""Fetching over HTTP: guarded, bounded in time and size, conditional. What goes wrong comes back as a value."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from flows.fetch_problems import TooLargeError, problem_of, problem_of_status
from flows.guard import ForbiddenAddressError, Guard
from transforms.errors import FetchError
from transforms.records import Reason

MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_HEADER_BYTES: Final = 65_536  # news sites send security policies longer than aiohttp's 8 KB
_FAULTS: Final = (OSError, ValueError, aiohttp.ClientError, HttpProcessingError)  # TimeoutError is an OSError
_ACCEPT: Final = "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How to fetch. Times in seconds; `max_bytes` counts a body after decompression; `proxy` is a URL."""

    user_agent: str = "Dyadwire (news event coder)"
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 20_000_000
    per_host: int = 2
    concurrency: int = 32
    allow_loopback: bool = False
    proxy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of one request.

    `body` is the unpacked body of a successful answer and None otherwise; `headers` have lower-case names, those sent
    twice joined by a comma. `problem` and `reason` are None where the answer is usable, and after a 304, which
    `is_unmodified` tells. `moved_to` is the final URL where only permanent redirects (301, 308) led there.
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


class Fetcher:
    """Fetches over one session: at most `concurrency` at a time, `per_host` from one host. Waiting has no time-out."""

    def __init__(self, settings: FetchSettings, *, now: Callable[[], datetime]) -> None:
        self._settings, self._now = settings, now
        self._guard = Guard(allow_loopback=settings.allow_loopback)
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(settings.per_host)
        )
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        limits = self._settings
        connector = aiohttp.TCPConnector(
            limit=0,  # the semaphores limit, before the clock of a request starts
            socket_factory=None if limits.proxy else self._guard.open_socket,
            ttl_dns_cache=300,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(sock_connect=limits.connect_timeout, sock_read=limits.read_timeout),
            headers={"User-Agent": limits.user_agent, "Accept": _ACCEPT, "Accept-Language": "en, *;q=0.5"},
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

    async def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The answer to a GET of `url`, after redirects; `etag` and `last_modified` of the last one ask for a 304."""
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        validators = {name: text for name, text in asked.items() if text and text.isprintable()}
        host = url.partition("://")[2].partition("/")[0].lower()
        async with self._host_slots[host], self._slots:
            started, clock = self._now(), time.perf_counter()
            pending = Fetched(url=url, final_url=url, started_at=started)
            try:
                async with asyncio.timeout(self._settings.total_timeout):
                    found = await self._follow(pending, validators)
            except _FAULTS as raised:
                problem, reason = problem_of(raised, url)
                found = replace(pending, problem=problem, reason=reason)
            return replace(found, fetch_seconds=time.perf_counter() - clock)

    async def _follow(self, pending: Fetched, validators: Mapping[str, str]) -> Fetched:
        target, statuses = URL(pending.url), set[int]()
        for _ in range(MAX_REDIRECTS + 1):
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
        if self._settings.proxy and not self._guard.allows_host(target.host):
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
        cap, body = self._settings.max_bytes, bytearray()
        if (answer.content_length or 0) > cap:
            raise TooLargeError(f"the body is larger than {cap:,} bytes")
        async for chunk in answer.content.iter_chunked(65_536):
            body += chunk
            if len(body) > cap:
                raise TooLargeError(f"the unpacked body is larger than {cap:,} bytes")
        return bytes(body)
