"""The folder of briefings on a port of its own, so that Prefect's pages can link to them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.serving_environment import port_errors


class FolderServer:
    """Serves the files of a folder, read-only. It listens from the beginning; who asks is answered once it runs."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        """Takes the port.

        Raises:
            SettingsError: it is taken already.
        """
        of_family = _Server6 if ":" in host else _Server
        with port_errors(host, port):
            self._server = of_family((host, port), partial(_Pages, directory=str(folder)))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answers while the block runs, in a thread; after it nobody listens."""
        with closing(self):
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            try:
                yield
            finally:
                self._server.shutdown()

    def close(self) -> None:
        """Gives the port back; more than once does no harm."""
        self._server.server_close()


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
