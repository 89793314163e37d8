"""Hostile feeds: each costs its own poll, never the run, and every feed ends exactly once."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.archive_reading import read_body
from flows.feed_reading import FeedBody, FeedReader, UnreadableFeedError
from flows.ingest import ingest
from flows.worker_process import Limits
from tests.flows.site import NOON, feed, serve_feed, settings
from tests.loopback import Loopback, Route
from transforms.errors import NotAFeedError, ParseError
from transforms.feeds import ParsedFeed

HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Andes</title>'
TAIL = "</channel></rss>"
ENTITIES = "".join("<!ENTITY e{} '{}'>".format(n, f"&e{n - 1};" * 10) for n in range(1, 10))
ATTRIBUTES = " ".join(f"a{n}='{n}'" for n in range(100_000))
UNCLOSED = f"{HEAD}<item><title>{'<a>' * 400_000}</title></item>{TAIL}"
HOSTILE = {
    "entity bomb": f'<!DOCTYPE rss [<!ENTITY e0 "boom">{ENTITIES}]><rss><channel><title>&e9;</title></channel></rss>',
    "quadratic entity": f"<!DOCTYPE rss [<!ENTITY e '{'x' * 50_000}'>]><rss><channel>{'&e;' * 20_000}</channel></rss>",
    "deep nesting": f"{HEAD}<item>{'<b>' * 60_000}{'</b>' * 60_000}</item>{TAIL}",
    "unclosed tags": UNCLOSED,
    "only unclosed tags": "<rss><channel>" + "<a>" * 200_000,
    "200,000 items": HEAD + "".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(200_000)) + TAIL,
    "3 MB of broken HTML": "<html><body>" + "<div class='x' <p>a & b <<table><tr><td>" * 75_000,
    "attributes": f"{HEAD}<item {ATTRIBUTES}><title>x</title></item>{TAIL}",
    "a comment that never ends": HEAD + "<!--" + "- -" * 300_000,
    "zeros": "\0" * 500_000,
}
HEAVY = (
    "only unclosed tags",
    "200,000 items",
    "3 MB of broken HTML",
    "a comment that never ends",
)  # are read to the end


def body_of(text: str, name: str = "feed") -> FeedBody:
    return FeedBody(text.encode(), f"https://andes.example/{name}", {}, datetime(2025, 4, 9, tzinfo=UTC))


def good(number: int) -> FeedBody:
    return body_of(f"{HEAD}<item><title>Story {number}</title><link>https://a.example/{number}</link></item>{TAIL}")


def read(bodies: list[FeedBody], *, workers: int = 1, seconds: float = 3.0) -> "list[ParsedFeed | ParseError]":
    async def reading() -> "list[ParsedFeed | ParseError]":
        async with FeedReader(workers=workers, limits=Limits(seconds, 1_000_000_000)) as reader:
            first = await reader.read(bodies[:5])
            return first + await reader.read(bodies[5:])

    return asyncio.run(reading())


@pytest.mark.parametrize("workers", [0, 2])
def test_feeds_are_read_in_their_order(workers: int) -> None:
    found = read([good(number) for number in range(12)], workers=workers, seconds=20)
    assert [one.entries[0].title for one in found if isinstance(one, ParsedFeed)] == [f"Story {n}" for n in range(12)]


def read_hostile(names: Sequence[str], *, seconds: float) -> "dict[str, ParsedFeed | ParseError]":
    """What each of the hostile bodies holds; a good one behind each is read as ever."""
    bodies = [body for name in names for body in (body_of(HOSTILE[name], name), good(1))]
    found = read(bodies, seconds=seconds)
    assert len(found) == len(bodies)
    assert all(isinstance(other, ParsedFeed) and other.entries for other in found[1::2])
    return dict(zip(names, found[::2], strict=True))


def test_every_hostile_body_ends_once_in_bounded_time_and_harms_no_other() -> None:
    started = time.monotonic()
    told = read_hostile([name for name in HOSTILE if name not in HEAVY], seconds=3) | read_hostile(HEAVY, seconds=30)
    assert time.monotonic() - started < 240
    assert isinstance(told["unclosed tags"], UnreadableFeedError)
    assert "took more than 3 seconds; its body is kept in the archive" in str(told["unclosed tags"])
    endless = told["200,000 items"]
    assert isinstance(endless, ParsedFeed)
    assert (len(endless.entries), endless.n_left_out) == (2_000, 198_000)
    named = {name: problem.found for name, problem in told.items() if isinstance(problem, NotAFeedError)}
    assert named["3 MB of broken HTML"] == "web page"
    assert named["only unclosed tags"] == named["a comment that never ends"] == "truncated"


def test_a_run_goes_on_past_a_feed_that_kills_its_worker_and_tells_of_it(loopback: Loopback, tmp_path: Path) -> None:
    hostile = loopback.answer("/hostile", Route(UNCLOSED.encode(), headers={"Content-Type": "application/rss+xml"}))
    kind = serve_feed(loopback, range(2))
    report = ingest(
        settings(tmp_path, hostile, kind, workers=1, feed_seconds=2.0, batch_size=2),
        now=lambda: NOON,
        report=lambda line: None,
    )
    assert report.n_stories == 2
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        rows = store.execute(
            "SELECT key, reason, is_failure, body_sha256 FROM ops.rejections WHERE stage = 'feed'"
        ).fetchall()
        states = dict(store.execute("SELECT url, state FROM ops.feeds").fetchall())
    ((key, reason, is_failure, body_sha256),) = rows
    assert (key, reason, is_failure) == (hostile, "parser_failed", True)
    assert read_body(tmp_path / "data" / "archive", body_sha256) == UNCLOSED.encode()
    assert states == {hostile: "backing_off", kind: "active"}


def test_a_feed_that_was_cut_off_is_asked_for_all_of_itself(loopback: Loopback, tmp_path: Path) -> None:
    url = serve_feed(loopback, range(2), "/cut")
    half = feed(loopback, range(2), "/cut").encode()[:-60]
    loopback.answer("/cut", Route(half, headers={"Content-Type": "application/rss+xml"}, etag='"half"'))
    ingest(settings(tmp_path, url), now=lambda: NOON, report=lambda line: None)
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        ((problem,),) = store.execute("SELECT problem FROM raw.fetches WHERE kind = 'feed'").fetchall()
        feeds = store.execute("SELECT etag, body_sha256 FROM ops.feeds").fetchall()
        ((n_entries,),) = store.execute("SELECT count(*) FROM raw.entries").fetchall()
    assert problem == "the feed is cut off; its whole entries were read: 1"
    assert (feeds, n_entries) == ([(None, None)], 1)
