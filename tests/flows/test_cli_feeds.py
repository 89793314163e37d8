"""`dyadwire feeds check`, against a server on loopback."""

import time
from pathlib import Path

import pytest

from tests.command import Dyadwire
from tests.flows.site import write_feed_list
from tests.flows.test_feed_reading import UNCLOSED
from tests.loopback import Loopback

LOCAL = {"DYADWIRE_ALLOW_LOOPBACK": "1"}
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Andes</title>
<item><title>Peru and Bolivia meet</title><link>https://andes.example/1</link>
<pubDate>Mon, 13 May 2024 10:00:00 GMT</pubDate></item>
<item><title>Older</title><link>https://andes.example/0</link><pubDate>Sun, 12 May 2024 10:00:00 GMT</pubDate></item>
</channel></rss>"""


def test_a_feed_that_works_shows_its_entries_and_newest_date(dyadwire: Dyadwire, loopback: Loopback):
    url = loopback.serve("/rss", FEED, "application/rss+xml")
    ended = dyadwire("feeds", "check", url, environment=LOCAL)
    assert ended.exit_code == 0
    assert ["200", "2", "2024-05-13", "10:00", url] in [line.split() for line in ended.out.splitlines()]
    assert "1 of 1 feeds work" in ended.out


@pytest.mark.parametrize(("body", "kind", "status", "complaint"), [
    ("<!doctype html><html><body><h1>News</h1></body></html>", "text/html", 200, "web page"),
    ("", "application/rss+xml", 200, "empty"),
    ("gone fishing", "text/plain", 404, "404"),
])  # fmt: skip
def test_a_feed_that_does_not_work_says_why(dyadwire: Dyadwire, loopback: Loopback, body, kind, status, complaint):
    url = loopback.serve("/rss", body, kind, status=status)
    ended = dyadwire("feeds", "check", url, environment=LOCAL)
    assert ended.exit_code == 4
    assert complaint in ended.out
    assert url in ended.out
    assert "0 of 1 feeds work" in ended.out


def test_this_machine_is_not_asked_unless_it_is_allowed(dyadwire: Dyadwire, loopback: Loopback):
    ended = dyadwire("feeds", "check", loopback.serve("/rss", FEED, "application/rss+xml"))
    assert ended.exit_code == 4
    assert loopback.requests == []


def test_no_internet_is_told_once(dyadwire: Dyadwire, tmp_path: Path):
    write_feed_list(tmp_path / "feeds.toml", "https://one.invalid/rss", "https://two.invalid/rss")
    ended = dyadwire("feeds", "check", "--feeds", "feeds.toml")
    assert (ended.exit_code, ended.err) == (4, "")
    assert ended.out == "no host name of the 2 feeds can be resolved: this machine seems to have no internet\n"


def test_one_host_name_that_leads_nowhere_is_told_with_its_feed(dyadwire: Dyadwire):
    ended = dyadwire("feeds", "check", "https://one.invalid/rss")
    assert ended.exit_code == 4
    assert "https://one.invalid/rss: the host name cannot be resolved" in ended.out


def test_a_feed_that_moves_for_good_says_where_to(dyadwire: Dyadwire, loopback: Loopback):
    new = loopback.serve("/new", FEED, "application/rss+xml")
    ended = dyadwire("feeds", "check", loopback.redirect("/rss", "/new", 301), environment=LOCAL)
    assert ended.exit_code == 0
    assert f"/rss (moved for good to {new})" in ended.out


def test_a_feed_that_hangs_its_reader_costs_one_worker_and_no_other_feed(
    dyadwire: Dyadwire, loopback: Loopback, tmp_path: Path
):
    hostile = loopback.serve("/hostile", UNCLOSED, "application/rss+xml")
    kind = loopback.serve("/rss", FEED, "application/rss+xml")
    write_feed_list(tmp_path / "feeds.toml", hostile, kind)
    limits = LOCAL | {"DYADWIRE_FEED_SECONDS": "2", "DYADWIRE_WORKER_BYTES": "1000000000"}
    begun = time.monotonic()
    ended = dyadwire("feeds", "check", "--feeds", "feeds.toml", environment=limits)
    assert time.monotonic() - begun < 100
    assert ended.exit_code == 4
    assert f"{hostile}: the process that read it died, or took more than 2 seconds" in ended.out
    assert "archive" not in ended.out
    assert "1 of 2 feeds work" in ended.out
