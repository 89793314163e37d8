"""Serves a made world on loopback from a process of its own, and notes when each host was asked for its pages."""

import asyncio
import gzip
import logging
import multiprocessing
import resource
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection

from benchmarks.load.world import PAGES_BEFORE_429, SLOW_SECONDS, Kind, World
from tests.feed_hosts import answer

_HTML = {"Content_Type": "text/html; charset=utf-8", "Content_Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Asked:
    """When a host was first and last asked for a page that it gave, in seconds of time.monotonic, and how often."""

    first: float
    last: float
    n_given: int


class LoadServer:
    """The hosts of a world. `given` has the moments of the pages given by each host."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._hosts = {world.address(host): host for host in range(world.n_hosts)}
        self._n_asked: Counter[int] = Counter()
        self.given: defaultdict[int, list[float]] = defaultdict(list)

    async def serve(self, listening: list[socket.socket]) -> list[asyncio.Server]:
        """Begins to serve."""
        return [await asyncio.start_server(self._talk, sock=one, backlog=512) for one in listening]

    def asked(self) -> dict[int, Asked]:
        """What each host gave."""
        return {host: Asked(times[0], times[-1], len(times)) for host, times in self.given.items()}

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = self._hosts[writer.get_extra_info("sockname")[0]]
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(await self._answer(host, head.split(b" ", 2)[1].decode(), head))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # clients hang up
        finally:
            writer.close()

    async def _answer(self, host: int, path: str, head: bytes) -> bytes:
        kind, (_, what, *number) = self._world.kind(host), path.split("/")
        if kind is Kind.HANGING or (kind is Kind.HANGING_PAGES and what == "page"):
            await asyncio.sleep(3600)
        if kind is Kind.SLOW:
            await asyncio.sleep(SLOW_SECONDS)
        if what == "robots.txt":
            return answer(404)
        if what == "feed":
            return self._feed(int(number[0]), head)
        self._n_asked[host] += 1
        if kind is Kind.LIMITING and self._n_asked[host] > PAGES_BEFORE_429:
            return answer(429, Retry_After="7200")
        self.given[host].append(time.monotonic())
        return answer(200, gzip.compress(self._world.page(host, int(number[0])), 1), **_HTML)

    def _feed(self, feed: int, head: bytes) -> bytes:
        etag = f'"{feed}"'
        if f"if-none-match: {etag}".encode() in head.lower():
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag.encode() + b"\r\n\r\n"
        return answer(200, gzip.compress(self._world.feed(feed), 1), ETag=etag, Content_Encoding="gzip")


@contextmanager
def served(n_feeds: int, n_pages: int, at: datetime) -> Iterator[tuple[World, int, Connection]]:
    """The world that is served while the `with` block runs, the id of the server's process, and a line to it.

    `ask` asks over the line what hosts gave so far.
    """
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs, n_feeds, n_pages, at), daemon=True)
    process.start()
    try:
        yield World(n_feeds, n_pages, ours.recv(), at), process.pid or 0, ours
    finally:
        process.terminate()
        process.join()


def ask(line: Connection) -> dict[int, Asked]:
    """What each host gave so far."""
    line.send("asked")
    given: dict[int, Asked] = line.recv()
    return given


def _serve(line: Connection, n_feeds: int, n_pages: int, at: datetime) -> None:
    logging.disable()  # clients that hang up are no news
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(_serve_until_ended(line, n_feeds, n_pages, at))


async def _serve_until_ended(line: Connection, n_feeds: int, n_pages: int, at: datetime) -> None:
    listening = _listening(World(n_feeds, n_pages, 0, at))
    server = LoadServer(World(n_feeds, n_pages, listening[0].getsockname()[1], at))
    servers = await server.serve(listening)
    line.send(listening[0].getsockname()[1])
    asyncio.get_running_loop().add_reader(line.fileno(), lambda: (line.recv(), line.send(server.asked())))
    await asyncio.gather(*(one.serve_forever() for one in servers))


def _listening(world: World) -> list[socket.socket]:
    """A socket for each host, all on one port."""
    first = socket.create_server((world.address(0), 0), backlog=512)
    port = first.getsockname()[1]
    others = range(1, world.n_hosts)
    return [first, *(socket.create_server((world.address(host), port), backlog=512) for host in others)]
