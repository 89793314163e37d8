"""Fetching from a real server: answers, redirects, limits, and faults that come back as values."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from resource import RUSAGE_SELF, getrusage

import pytest
from aiohttp.abc import AbstractResolver

from flows.http import Fetched, Fetcher, FetchSettings
from tests.loopback import Loopback, Route, gzip_bomb, gzipped
from transforms.records import Reason

NOON = datetime(2025, 4, 8, 12, tzinfo=UTC)
SETTINGS = FetchSettings(
    user_agent="Dyadwire test",
    connect_timeout=10,
    read_timeout=10,
    total_timeout=20,
    max_bytes=100_000,
    allow_loopback=True,
)
HURRIED = replace(SETTINGS, read_timeout=0.4, total_timeout=1.5)


def fetch_all(
    urls: Sequence[str],
    settings: FetchSettings = SETTINGS,
    resolver: AbstractResolver | None = None,
    **asked: str,
) -> list[Fetched]:
    async def gather() -> list[Fetched]:
        async with Fetcher(settings, now=lambda: NOON, resolver=resolver) as fetcher:
            return await asyncio.gather(*(fetcher.fetch(url, **asked) for url in urls))

    return asyncio.run(gather())


def fetch(
    url: str, settings: FetchSettings = SETTINGS, resolver: AbstractResolver | None = None, **asked: str
) -> Fetched:
    return fetch_all([url], settings, resolver, **asked)[0]


class Names(AbstractResolver):
    """Host names of a test: each lookup takes the next of the name's answers, after a while; the last one stays."""

    def __init__(self, *answers: Sequence[str], seconds: float = 0.0) -> None:
        self._answers, self._seconds = list(answers), seconds

    async def resolve(self, host, port=0, family=socket.AF_INET):
        await asyncio.sleep(self._seconds)
        addresses = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [
            {
                "hostname": host,
                "host": address,
                "port": port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


def test_an_answer_whole(loopback: Loopback) -> None:
    url = loopback.serve("/feed", "<rss/>", "application/rss+xml", etag='"1"')
    found = fetch(url)
    assert (found.status, found.body, found.problem, found.final_url) == (200, b"<rss/>", None, url)
    assert (found.headers["content-type"], found.headers["etag"]) == ("application/rss+xml", '"1"')
    assert (found.started_at, found.moved_to, found.is_unmodified) == (NOON, None, False)
    assert 0 < found.fetch_seconds < 20


def test_requests_say_who_asks(loopback: Loopback) -> None:
    fetch(loopback.serve("/feed"))
    (received,) = loopback.requests
    assert received.headers["user-agent"] == "Dyadwire test"
    assert "gzip" in received.headers["accept-encoding"]
    assert "cookie" not in received.headers


def test_bodies_are_unpacked(loopback: Loopback) -> None:
    deflated = Route(zlib.compress(b"text"), headers={"Content-Encoding": "deflate"})
    urls = [loopback.answer("/gzip", gzipped(b"text")), loopback.answer("/deflate", deflated)]
    assert [found.body for found in fetch_all(urls)] == [b"text", b"text"]


def test_long_headers_are_read(loopback: Loopback) -> None:
    url = loopback.serve("/feed", "x", headers={"Content-Security-Policy": "default-src 'self'; " * 1500})
    assert fetch(url).body == b"x"


@pytest.mark.parametrize(
    ("asked", "is_unmodified"),
    [
        ({"etag": '"1"'}, True),
        ({"last_modified": "Tue, 08 Apr 2025 10:00:00 GMT"}, True),
        ({"etag": '"0"'}, False),
        ({}, False),
        ({"etag": "broken\nheader"}, False),
    ],
)
def test_conditional_requests(asked: dict[str, str], is_unmodified: bool, loopback: Loopback) -> None:
    url = loopback.serve("/feed", "new", etag='"1"', last_modified="Tue, 08 Apr 2025 10:00:00 GMT")
    found = fetch(url, **asked)
    assert (found.is_unmodified, found.body, found.problem) == (is_unmodified, None if is_unmodified else b"new", None)


@pytest.mark.parametrize(
    ("status", "reason", "retryable"),
    [
        (304, Reason.HTTP_ERROR, False),  # nobody asked
        (400, Reason.HTTP_ERROR, False),
        (401, Reason.HTTP_ERROR, False),
        (403, Reason.HTTP_ERROR, False),
        (404, Reason.NOT_FOUND, False),
        (410, Reason.GONE, False),
        (408, Reason.TIMEOUT, True),
        (429, Reason.HTTP_ERROR, True),
        (500, Reason.HTTP_ERROR, True),
        (501, Reason.HTTP_ERROR, False),
        (503, Reason.HTTP_ERROR, True),
    ],
)
def test_statuses(status: int, reason: Reason, retryable: bool, loopback: Loopback) -> None:
    found = fetch(loopback.answer("/feed", Route(b"sorry", status, {"Retry-After": "120"})))
    assert found.problem is not None
    assert (found.status, found.reason, found.problem.retryable) == (status, reason, retryable)
    assert (found.body, found.headers["retry-after"]) == (None, "120")
    assert "/feed" in str(found.problem)
    assert str(status) in str(found.problem)


@pytest.mark.parametrize(
    ("statuses", "is_moved"),
    [([301], True), ([308], True), ([301, 308], True), ([302], False), ([301, 302], False), ([307, 303], False)],
)
def test_redirects(statuses: list[int], is_moved: bool, loopback: Loopback) -> None:
    for step, status in enumerate(statuses):
        loopback.redirect(f"/{step}", f"/{step + 1}", status)
    end = loopback.serve(f"/{len(statuses)}", "end")
    found = fetch(loopback.url("/0"))
    assert (found.body, found.final_url, found.url) == (b"end", end, loopback.url("/0"))
    assert found.moved_to == (end if is_moved else None)


def test_a_circle_of_redirects_is_left(loopback: Loopback) -> None:
    found = fetch(loopback.redirect("/feed", "/feed"))
    assert found.problem is not None
    assert not found.problem.retryable
    assert loopback.n_requests("/feed") == 6


@pytest.mark.parametrize("url", ["file:///etc/hosts", "ftp://a.example/", "gopher:x", "http://", "http://["])
def test_only_http_addresses_are_fetched(url: str, loopback: Loopback) -> None:
    for found in fetch_all([url, loopback.redirect("/feed", url)]):
        assert found.problem is not None
        assert not found.problem.retryable
        assert found.body is None


@pytest.mark.parametrize(
    "url",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/"],
)
def test_inner_networks_are_not_reached_even_by_redirect(url: str, loopback: Loopback) -> None:
    for found in fetch_all([url, loopback.redirect("/feed", url)]):
        assert found.problem is not None
        assert (found.reason, found.problem.retryable) == (Reason.FORBIDDEN_ADDRESS, False)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::1]"),
        *("2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.0.1.", "0"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]"),
    ],
)
def test_this_machine_is_not_reached_unless_allowed(host: str, loopback: Loopback) -> None:
    url = loopback.serve("/feed", "x").replace("127.0.0.1", host)
    found = fetch(url, replace(SETTINGS, allow_loopback=False))
    assert found.reason is Reason.FORBIDDEN_ADDRESS, found.problem
    assert loopback.requests == []


def test_a_name_that_changes_its_mind_is_judged_by_what_is_dialled(loopback: Loopback) -> None:
    url = loopback.serve("/feed", "x", has_length=False).replace("127.0.0.1", "news.example")
    names = Names(["127.0.0.1"], ["10.0.0.1"], ["::ffff:169.254.169.254"])
    found = [fetch(url, SETTINGS, names) for _ in range(3)]
    assert [one.reason for one in found] == [None, Reason.FORBIDDEN_ADDRESS, Reason.FORBIDDEN_ADDRESS]
    assert found[0].body == b"x"


def test_a_name_that_leads_here_is_not_dialled_however_it_is_reached(loopback: Loopback) -> None:
    url = loopback.serve("/feed", "x").replace("127.0.0.1", "news.example")
    found = fetch(url, replace(SETTINGS, allow_loopback=False), Names(["127.0.0.1", "::1"]))
    assert found.reason is Reason.FORBIDDEN_ADDRESS
    assert loopback.requests == []


def test_each_phase_has_a_time_out_of_its_own(loopback: Loopback) -> None:
    settings = replace(SETTINGS, lookup_timeout=0.2, connect_timeout=0.3, read_timeout=0.4, total_timeout=1.0)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_server(("127.0.0.1", 0)) as mute:
        waiting = [socket.create_connection(full.getsockname()) for _ in range(1)]
        found = [
            fetch("http://slow.example/feed", settings, Names(["127.0.0.1"], seconds=5)),
            fetch(f"http://127.0.0.1:{full.getsockname()[1]}/", settings),
            fetch(f"https://127.0.0.1:{mute.getsockname()[1]}/", settings),
            fetch(f"http://127.0.0.1:{mute.getsockname()[1]}/", settings),
            fetch(loopback.answer("/drip", Route(b"x" * 20_000, drip_seconds=0.2)), replace(settings, read_timeout=10)),
        ]
        for connection in waiting:
            connection.close()
    assert {one.reason for one in found} == {Reason.TIMEOUT}
    least = [0.2, 0.3, 0.3, 0.4, 1.0]
    assert all(a - 0.05 <= one.fetch_seconds < a + 3 for a, one in zip(least, found, strict=True))
    words = [str(one.problem) for one in found]
    assert "looking up the host name" in words[0]
    assert all("while connecting" in one for one in words[1:3])
    assert all("waiting for the answer" in one for one in words[3:])


@pytest.mark.parametrize(
    "route",
    [
        Route(b"x", wait_seconds=5),
        Route(b"x" * 20_000, drip_seconds=0.2),  # each wait is short, the sum is not
    ],
)
def test_an_answer_that_takes_too_long_is_left(route: Route, loopback: Loopback) -> None:
    found = fetch(loopback.answer("/feed", route), HURRIED)
    assert found.problem is not None
    assert (found.reason, found.problem.retryable, found.body) == (Reason.TIMEOUT, True, None)
    assert "/feed" in str(found.problem)


@pytest.mark.parametrize(
    ("route", "reason", "retryable"),
    [
        (Route(is_reset=True), Reason.CONNECTION, True),
        (Route(b"x" * 1000, is_cut=True), Reason.CONNECTION, True),
        (Route(b"not gzip", headers={"Content-Encoding": "gzip"}), Reason.CONNECTION, True),
        (Route(b"x" * 200_000), Reason.TOO_LARGE, False),
        (Route(b"x" * 200_000, has_length=False), Reason.TOO_LARGE, False),
    ],
)
def test_faults_are_values(route: Route, reason: Reason, retryable: bool, loopback: Loopback) -> None:
    found = fetch(loopback.answer("/feed", route))
    assert found.problem is not None
    assert (found.reason, found.problem.retryable, found.body) == (reason, retryable, None)
    assert "/feed" in str(found.problem)


def test_a_gzip_bomb_is_left_before_it_unpacks(loopback: Loopback) -> None:
    bomb = Route(gzip_bomb(300_000_000), headers={"Content-Encoding": "gzip"})
    kilobytes = getrusage(RUSAGE_SELF).ru_maxrss
    found = fetch(loopback.answer("/feed", bomb))
    assert found.reason is Reason.TOO_LARGE
    assert found.status == 200
    assert getrusage(RUSAGE_SELF).ru_maxrss - kilobytes < 60_000


def test_what_comes_packed_is_counted_as_it_comes_too(loopback: Loopback) -> None:
    empty_members = gzip.compress(b"") * 10_000  # 200 kB that unpack to nothing
    route = Route(empty_members, headers={"Content-Encoding": "gzip"}, has_length=False)
    assert fetch(loopback.answer("/feed", route)).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(("encoding", "body", "expected"), [
    ("gzip", gzip.compress(b"one ") + gzip.compress(b"two"), b"one two"),
    ("x-gzip", gzip.compress(b"one"), b"one"),
    ("GZIP", gzip.compress(b"one") + bytes(100), b"one"),
    ("deflate", zlib.compress(b"one"), b"one"),
    ("deflate", zlib.compress(b"one" * 1000)[2:-4], b"one" * 1000),
    ("identity", b"one", b"one"),
    ("gzip", b"", b""),
    ("gzip", gzip.compress(b"one" * 1000)[:-9], None),
    ("deflate", b"not packed", None),
    ("br", b"\x0b\x01\x80one\x03", None),
    ("gzip, gzip", gzip.compress(gzip.compress(b"one")), None),
], ids=["members", "x-gzip", "padded", "zlib", "deflate", "as is", "empty", "cut", "plain", "br", "twice"])  # fmt: skip
def test_ways_of_packing(encoding: str, body: bytes, expected: bytes | None, loopback: Loopback) -> None:
    found = fetch(loopback.answer("/feed", Route(body, headers={"Content-Encoding": encoding})))
    assert found.body == expected
    assert (found.reason is Reason.CONNECTION) == (expected is None)


def test_a_closed_port_is_worth_another_try(loopback: Loopback) -> None:
    url = loopback.url("/feed")
    loopback.close()
    found = fetch(url)
    assert found.problem is not None
    assert (found.reason, found.problem.retryable) == (Reason.CONNECTION, True)


def test_waiting_for_a_turn_uses_up_no_time_out(loopback: Loopback) -> None:
    url = loopback.answer("/feed", Route(b"x", wait_seconds=0.8))
    settings = replace(SETTINGS, per_host=1, total_timeout=2.5)
    assert [found.body for found in fetch_all([url] * 4, settings)] == [b"x"] * 4


def test_through_a_proxy_the_guard_still_reads_the_address(loopback: Loopback) -> None:
    loopback.serve("http://news.example/feed", "by proxy")
    settings = replace(SETTINGS, proxy=loopback.url(""), allow_loopback=False)
    inner = ("10.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:10.0.0.1]", "[::1]")
    found, *refused = fetch_all(["http://news.example/feed", *(f"http://{host}/feed" for host in inner)], settings)
    assert found.body == b"by proxy"
    assert {one.reason for one in refused} == {Reason.FORBIDDEN_ADDRESS}
    assert len(loopback.requests) == 1


def test_a_redirect_inwards_is_not_handed_to_the_proxy(loopback: Loopback) -> None:
    loopback.answer("http://news.example/feed", Route(status=302, headers={"Location": "http://169.254.169.254/"}))
    settings = replace(SETTINGS, proxy=loopback.url(""), allow_loopback=False)
    assert fetch("http://news.example/feed", settings).reason is Reason.FORBIDDEN_ADDRESS
    assert len(loopback.requests) == 1


def test_a_proxy_that_is_not_there_is_worth_another_try(loopback: Loopback) -> None:
    settings = replace(SETTINGS, proxy=loopback.url(""))
    loopback.close()
    found = fetch("http://news.example/feed", settings)
    assert found.problem is not None
    assert (found.reason, found.problem.retryable) == (Reason.CONNECTION, True)
