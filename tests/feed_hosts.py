"""Many small hosts on loopback, one a port, whose feeds behave as badly as the web's; fast enough for benchmarks.

The path of a feed is `/KIND/NUMBER`; KINDS says what each kind does and what is to become of such a feed.
"""

import asyncio
import threading
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from transforms.run_records import FeedState

Writer = asyncio.StreamWriter
Behaviour = Callable[[Writer, str], Awaitable[None]]
ETAG = '"1"'


@dataclass(frozen=True, slots=True)
class Kind:
    """What feeds of a kind do. After a poll they are in `state`, the reason has `words`, and about `pause` follows."""

    name: str
    behaviour: Behaviour
    state: FeedState = FeedState.BACKING_OFF
    words: str | None = None
    pause: timedelta | None = timedelta(minutes=10)


def feed(path: str) -> bytes:
    """RSS with three entries without pages."""
    items = "".join(
        f"<item><guid>{path}-{hour}</guid><pubDate>Tue, 08 Apr 2025 0{hour}:00:00 GMT</pubDate></item>"
        for hour in (6, 7, 8)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{path}</title>{items}</channel></rss>'.encode()


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    stated = {"Content-Length": str(len(body)), "Content-Type": "application/rss+xml"}
    stated |= {name.replace("_", "-"): text for name, text in headers.items()}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {text}" for name, text in stated.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def always(status: int, body: bytes = b"", **headers: str) -> Behaviour:
    async def behave(writer: Writer, path: str) -> None:
        writer.write(answer(status, body, **headers))

    return behave


async def fine(writer: Writer, path: str) -> None:
    writer.write(answer(200, feed(path), ETag=ETAG))


async def silent(writer: Writer, path: str) -> None:
    await asyncio.sleep(60)


async def dripping(writer: Writer, path: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
    for _ in range(600):
        writer.write(b"x")
        await _drain(writer)
        await asyncio.sleep(0.1)


async def hanging_up(writer: Writer, path: str) -> None:
    writer.transport.abort()


async def cut(writer: Writer, path: str) -> None:
    writer.write(answer(200, feed(path), Content_Length="100000"))
    await writer.drain()
    writer.transport.abort()


async def endless(writer: Writer, path: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n<rss>")
    for _ in range(10_000):
        writer.write(b"<item>" * 10_000)
        await _drain(writer)


async def endless_headers(writer: Writer, path: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        writer.write(b"X-%d: " % number + b"x" * 1000 + b"\r\n")
        await _drain(writer)


def bomb(n_megabytes: int) -> bytes:
    """A gzip body of zeros, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(n_megabytes)), packer.flush()])


BOMB = bomb(50)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "'
    + b"x" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 30) for n in range(6))
    + b"]><rss><channel><title>&g;</title><item><title>&g;</title><guid>1</guid></item></channel></rss>"
)
HOUR = timedelta(hours=1)
KINDS = (
    Kind("fine", fine, FeedState.ACTIVE, None, timedelta(hours=1)),
    Kind("silent", silent, words="timed out while waiting for the answer"),
    Kind("dripping", dripping, words="timed out while waiting for the answer"),
    Kind("hanging-up", hanging_up, words="the connection ended before the answer"),
    Kind("cut", cut, words="cut off"),
    Kind("endless", endless, words="larger than"),
    Kind("endless-headers", endless_headers, words="not valid HTTP"),
    Kind("no-http", lambda writer, path: _write(writer, b"SSH-2.0-OpenSSH_9.6\r\n"), words="not valid HTTP"),
    Kind("bomb", always(200, BOMB, Content_Encoding="gzip"), words="larger than"),
    Kind("badly-packed", always(200, b"not gzip", Content_Encoding="gzip"), words="wrongly packed"),
    Kind("entities", always(200, ENTITIES), FeedState.ACTIVE, None, timedelta(minutes=30)),  # never resolved
    Kind("empty", always(200), words="(empty)"),
    Kind("web-page", always(200, b"<!doctype html><html><body>Subscribe!</body></html>"), words="(web page)"),
    Kind("no-feed", always(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), words="not a feed"),
    Kind("not-found", always(404), words="(HTTP 404)"),
    Kind("gone", always(410), FeedState.GONE, "(HTTP 410)", None),
    Kind("gone-elsewhere", always(302, Location="/gone/0"), words="(HTTP 410)"),
    Kind("forbidden", always(403), words="(HTTP 403)"),
    Kind("fault", always(500), words="(HTTP 500)"),
    Kind("busy", always(503, Retry_After="7200"), words="(HTTP 503)", pause=2 * HOUR),
    Kind("busy-until", always(503, Retry_After="Tue, 08 Apr 2025 20:00:00 GMT"), words="(HTTP 503)", pause=8 * HOUR),
    Kind("limited", always(429, Retry_After="10800"), words="(HTTP 429)", pause=3 * HOUR),
    Kind("circle", lambda writer, path: _write(writer, answer(301, Location=path)), words="more than 5 redirects"),
    Kind("inwards", always(302, Location="http://169.254.169.254/latest/"), words="belongs to no public network"),
    Kind("moving", always(301, Location="/fine/0"), FeedState.ACTIVE, None, timedelta(hours=1)),
)
BEHAVIOURS = {kind.name: kind.behaviour for kind in KINDS}


async def _drain(writer: Writer) -> None:
    if writer.is_closing():
        raise ConnectionResetError
    await writer.drain()


async def _write(writer: Writer, content: bytes) -> None:
    writer.write(content)


class FeedHosts:
    """The hosts; `ports` has one for each, `n_requests` counts by path."""

    def __init__(self, n_hosts: int) -> None:
        self.ports: list[int] = []
        self.n_requests: Counter[str] = Counter()
        self._n_hosts = n_hosts

    async def serve(self, ready: Callable[[], object]) -> None:
        """Serves until cancelled."""
        servers = [await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=512) for _ in range(self._n_hosts)]
        self.ports = [server.sockets[0].getsockname()[1] for server in servers]
        ready()
        await asyncio.Event().wait()

    async def _talk(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                self.n_requests[path] += 1
                if f"if-none-match: {ETAG}".encode() in head.lower():
                    writer.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + ETAG.encode() + b"\r\n\r\n")
                else:
                    behave = BEHAVIOURS.get(path.split("/")[1])
                    await (behave(writer, path) if behave else _write(writer, answer(404)))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # clients hang up; that is what the tests are about
        finally:
            writer.close()


@contextmanager
def feed_hosts(n_hosts: int) -> Iterator[FeedHosts]:
    """Hosts that serve in a thread while the `with` block runs."""
    hosts, is_ready = FeedHosts(n_hosts), threading.Event()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(loop, hosts, is_ready), daemon=True)
    thread.start()
    is_ready.wait(10)
    try:
        yield hosts
    finally:
        loop.call_soon_threadsafe(_cancel_all, loop)
        thread.join(10)


def _run(loop: asyncio.AbstractEventLoop, hosts: FeedHosts, is_ready: threading.Event) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(hosts.serve(is_ready.set))
    except asyncio.CancelledError:
        pass
    finally:
        loop.run_until_complete(asyncio.gather(*asyncio.all_tasks(loop), return_exceptions=True))
        loop.close()


def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
