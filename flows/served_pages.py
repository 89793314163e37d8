"""The folder of briefings on a port of its own, so that Prefect's pages can link to them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def served_folder(folder: Path, host: str, port: int) -> Iterator[None]:
    """Serves the files of a folder, read-only, while the block runs."""
    server = (_Server6 if ":" in host else _Server)((host, port), partial(_Pages, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Pages(SimpleHTTPRequestHandler):
    server_version, sys_version = "Dyadwire", ""

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")  # a page of today is written anew
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the base class's
        """Who reads which page is nobody's business."""
