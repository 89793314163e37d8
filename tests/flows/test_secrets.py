"""Passwords in settings stay out of what is printed and out of what is stored."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.feed_list import read_feed_list
from flows.http import Fetched, Fetcher, FetchSettings
from flows.setting_sources import read_settings
from flows.settings import SECRET, Settings
from tests.command import Dyadwire
from tests.flows.site import settings, write_feed_list
from transforms.errors import SettingsError

PASSWORD = "hush-hush"


class _Refusing(BaseHTTPRequestHandler):
    """A proxy that knows nobody."""

    def do_CONNECT(self) -> None:
        self.server.asked.append(self.headers["Proxy-Authorization"])
        self.send_response(407, "who are you?")
        self.end_headers()

    do_GET = do_CONNECT  # noqa: N815

    def log_message(self, *words: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def proxy() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def fetched(url: str, proxy: str) -> Fetched:
    async def fetch() -> Fetched:
        async with Fetcher(FetchSettings(proxy=proxy), now=lambda: datetime.now(UTC)) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(fetch())


class TestProxy:
    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_a_proxy_that_refuses_is_told_without_its_password(self, proxy, scheme):
        address = f"http://reader:{PASSWORD}@127.0.0.1:{proxy.server_port}"
        found = fetched(f"{scheme}://news.example/a", address)
        assert len(proxy.asked) == 1
        assert "407" in str(found.problem)
        assert PASSWORD not in repr(found)

    @pytest.mark.parametrize("address", [
        f"http://reader:{PASSWORD}@127.0.0.1:1",
        f"http://reader:{PASSWORD}@127.0.0.1:99999",
        f"http://reader:{PASSWORD}@[broken",
        f"http://reader:{PASSWORD}@",
        f"nothing://reader:{PASSWORD}@127.0.0.1:1",
    ])  # fmt: skip
    def test_one_that_cannot_be_asked_likewise(self, address):
        found = fetched("https://news.example/a", address)
        assert found.problem is not None
        assert PASSWORD not in repr(found)

    def test_nothing_that_a_run_prints_or_leaves_holds_it(self, proxy, dyadwire: Dyadwire, tmp_path: Path):
        feeds = write_feed_list(tmp_path / "feeds.toml", "https://news.example/rss", "http://news.example/rss")
        told = {"DYADWIRE_PROXY": f"http://reader:{PASSWORD}@127.0.0.1:{proxy.server_port}"}
        ran = dyadwire(
            *("ingest", "--no-seeds", "--feeds", feeds, "--data", "data", "--coder", "shallow", "--workers", "0"),
            environment=told,
        )
        shown = [dyadwire(*words, "--data", "data", environment=told) for words in (["doctor"], ["feeds", "list"])]
        assert len(proxy.asked) == 2
        assert "407" in ran.out + ran.err
        assert not any(PASSWORD in ended.out + ended.err for ended in (ran, *shown))
        written = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
        assert written
        assert not [file for file in written if PASSWORD.encode() in file.read_bytes()]
        count = "SELECT count(*) AS n FROM raw.fetches WHERE problem LIKE '%407%' AND problem NOT LIKE '%hush%'"
        assert dyadwire("sql", "--data", "data", "--csv", count).out == "n\n2\n"


class TestSettings:
    @pytest.mark.parametrize(("name", "value"), [
        ("proxy", f"reader:{PASSWORD}@proxy.example:3128"),
        ("proxy", f"socks5://reader:{PASSWORD}@proxy.example:3128"),
        ("proxy", f"http://reader:{PASSWORD}@proxy.example:99999"),
        ("notify_url", f"chat.example/{PASSWORD}"),
        ("serve_database", f"postgresql://reader:{PASSWORD}\n@localhost/prefect"),
    ])  # fmt: skip
    def test_a_bad_one_is_named_and_its_value_is_not_shown(self, name, value):
        with pytest.raises(SettingsError, match=name.upper()) as refused:
            read_settings({f"DYADWIRE_{name.upper()}": value})
        assert PASSWORD not in str(refused.value)

    def test_they_are_not_shown_with_the_others(self, tmp_path: Path):
        stated = settings(tmp_path, **dict.fromkeys(SECRET, PASSWORD))
        assert all(getattr(stated, name) == PASSWORD for name in SECRET)
        assert PASSWORD not in repr(stated)
        assert PASSWORD not in repr(FetchSettings(proxy=PASSWORD))
        assert isinstance(stated, Settings)

    def test_a_feed_with_a_password_in_its_address_is_refused_and_not_repeated(self, tmp_path: Path):
        file = write_feed_list(tmp_path / "feeds.toml", f"https://reader:{PASSWORD}@news.example/rss")
        with pytest.raises(SettingsError, match="feed 1: its address holds a user name") as refused:
            read_feed_list(file)
        assert PASSWORD not in str(refused.value)
