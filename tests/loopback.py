"""A real HTTP server on 127.0.0.1 for tests; `tests/conftest.py` makes the fixture `loopback` known."""

import gzip
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

_WITHOUT_BODY = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Route:
    """What one path answers.

    A request whose If-None-Match or If-Modified-Since equals `etag` or `last_modified` gets 304. `wait_seconds` pass
    before the status line, `drip_seconds` between any two blocks of 1,000 bytes. `is_cut` ends the connection in
    mid-body, `is_reset` before any answer.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    wait_seconds: float = 0.0
    drip_seconds: float = 0.0
    is_cut: bool = False
    is_reset: bool = False
    has_length: bool = True


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it arrived; header names in lower case. `at` is seconds of a clock that only goes forward."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    at: float = field(default_factory=time.monotonic)


class Loopback:
    """Answers the paths it was told, 404 for all others, and keeps a log of what was asked.

    A path with several routes gives them in turn and stays with the last.
    """

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.n_connections = 0
        self._routes: dict[str, list[Route]] = {}
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def serve(
        self, path: str, body: bytes | str = b"", content_type: str = "text/html; charset=utf-8", **route: object
    ) -> str:
        """The URL at which `body` is now served; `route` takes the fields of Route. Replaces what the path gave."""
        given = dict(route.pop("headers", {}))  # type: ignore[call-overload]
        headers = {"Content-Type": content_type} | given
        content = body.encode() if isinstance(body, str) else body
        return self.answer(path, Route(content, headers=headers, **route))  # type: ignore[arg-type]

    def answer(self, path: str, *routes: Route) -> str:
        """The URL whose requests get `routes` one after the other."""
        self._routes[path] = list(routes)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """The URL that redirects to `to`, a path here or any URL."""
        return self.answer(path, Route(status=status, headers={"Location": to}))

    def url(self, path: str) -> str:
        """The address of a path on this server."""
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def n_requests(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(received.path == path for received in self.requests)

    def route_for(self, received: Received) -> Route:
        """What this request gets; logs it."""
        self.requests.append(received)
        routes = self._routes.get(received.path) or self._routes.get(received.path.partition("?")[0])
        if not routes:
            return Route(b"nothing here", 404, {"Content-Type": "text/plain"})
        return routes.pop(0) if len(routes) > 1 else routes[0]

    def pause(self, seconds: float) -> None:
        """Waits, but not beyond the end of the test."""
        self._closing.wait(seconds)

    def close(self) -> None:
        """Stops the server; slow answers are given up."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def gzip_bomb(n_bytes: int) -> bytes:
    """A gzip body, a thousandth of the size, that unpacks to `n_bytes` zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(n_bytes >> 20)]
    return b"".join([*parts, packer.compress(bytes(n_bytes % (1 << 20))), packer.flush()])


def gzipped(body: bytes) -> Route:
    """A route that sends `body` with Content-Encoding gzip."""
    return Route(gzip.compress(body), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    loopback: Loopback

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests, not a fault to print."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.loopback.n_connections += 1

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        headers = {name.lower(): text for name, text in self.headers.items()}
        received = Received(self.command, self.path, headers, self.rfile.read(int(headers.get("content-length", 0))))
        route = self.server.loopback.route_for(received)
        self.server.loopback.pause(route.wait_seconds)
        if route.is_reset:
            self.close_connection = True
        elif _is_unmodified(route, received):
            self._send_head(route, 304)
        else:
            self._send_head(route, route.status)
            if route.status not in _WITHOUT_BODY:
                self._send_body(route)

    def _send_head(self, route: Route, status: int) -> None:
        self.send_response(status)
        stated = dict(route.headers) | {"ETag": route.etag, "Last-Modified": route.last_modified}
        if route.has_length and status not in _WITHOUT_BODY:
            stated.setdefault("Content-Length", str(len(route.body)))
        for name, text in stated.items():
            if text is not None:
                self.send_header(name, text)
        if not route.has_length:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_body(self, route: Route) -> None:
        body = route.body[: len(route.body) // 2] if route.is_cut else route.body
        step = 1000 if route.drip_seconds else max(len(body), 1)
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            self.server.loopback.pause(route.drip_seconds)
        self.close_connection = self.close_connection or route.is_cut or not route.has_length

    def log_message(self, *args: object) -> None:
        """Quiet: the log is `Loopback.requests`."""


def _is_unmodified(route: Route, received: Received) -> bool:
    asked_etag, asked_date = (received.headers.get(name) for name in ("if-none-match", "if-modified-since"))
    if asked_etag is not None:
        return asked_etag == route.etag
    return asked_date is not None and asked_date == route.last_modified


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A server of this test's own."""
    server = Loopback()
    yield server
    server.close()
