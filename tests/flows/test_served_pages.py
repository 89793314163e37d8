"""The folder of briefings on a port: taken from the beginning, answered from then on, given back."""

import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from flows.served_pages import FolderServer
from flows.serving_environment import require_free
from tests.ports import free_port
from transforms.errors import SettingsError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one briefing."""
    (tmp_path / "2025-04-08.html").write_text("one page")
    return tmp_path


def test_a_port_is_taken_from_the_beginning_and_given_back(folder: Path):
    port = free_port()
    pages = FolderServer(folder, "127.0.0.1", port)
    with pytest.raises(SettingsError, match=f"127.0.0.1:{port} cannot be listened on.*--port"):
        FolderServer(folder, "127.0.0.1", port)
    pages.close()
    require_free("127.0.0.1", port)


def test_who_asks_before_it_runs_is_answered_as_soon_as_it_does(folder: Path):
    port = free_port()
    pages = FolderServer(folder, "127.0.0.1", port)
    with socket.create_connection(("127.0.0.1", port)) as early:
        early.sendall(b"GET /2025-04-08.html HTTP/1.0\r\n\r\n")
        with pages.running():
            assert early.makefile("rb").read().endswith(b"\r\n\r\none page")
            with urlopen(f"http://127.0.0.1:{port}/2025-04-08.html") as answer:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
    require_free("127.0.0.1", port)
