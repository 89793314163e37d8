"""Feeds with wrong encodings, cut off, far too long, half dated: what can be saved, and what is told apart."""

import json
import random
from datetime import UTC, datetime

import pytest

from transforms.errors import NotAFeedError
from transforms.feed_bytes import MOST_ENTRIES
from transforms.feeds import FeedParser, ParsedFeed, parse_feed
from transforms.records import DateRung

URL = "https://feeds.example.com/andes/rss.xml"
DATE = "<pubDate>Tue, 08 Apr 2025 10:00:00 MSK</pubDate>"
RUSSIAN = (
    '<?xml version="1.0" encoding="CLAIM"?><rss version="2.0"><channel><title>Вести Анд</title><item>'
    f"<title>Перу открыла порт для Боливии</title><link>/1</link>{DATE}</item></channel></rss>"
)
UNDECLARED = RUSSIAN.replace(' encoding="CLAIM"', "")


def parse(body: str | bytes, content_type: str = "application/rss+xml", **given: datetime) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, url=URL, headers={"Content-Type": content_type}, **given)


def rss(*items: str, about: str = "<title>Andes</title>") -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel>{about}{entries}</channel></rss>'


def item(number: int, date: str = DATE) -> str:
    return f"<title>Story {number}</title><link>https://example.com/{number}</link>{date}"


@pytest.mark.parametrize(
    ("encoding", "claim", "content_type"),
    [
        ("utf-8", "windows-1251", "text/xml"),
        ("cp1251", "utf-8", "text/xml; charset=utf-8"),
        ("cp1251", "windows-1251", "text/xml; charset=iso-8859-1"),  # a server's default
        ("cp1251", "utf-8", "text/xml; charset=windows-1251"),
        ("utf-16", "utf-8", "text/xml"),
        ("utf-8", "utf-16", "text/plain"),
        ("koi8-r", "koi8-r", "text/xml"),
    ],
)
def test_a_wrong_claim_of_the_encoding_is_seen_through(encoding: str, claim: str, content_type: str) -> None:
    feed = parse(RUSSIAN.replace("CLAIM", claim).encode(encoding), content_type)
    assert (feed.title, feed.entries[0].title) == ("Вести Анд", "Перу открыла порт для Боливии")


def test_without_any_claim_the_likeliest_encoding_is_taken() -> None:
    assert parse(UNDECLARED.encode("cp1251"), "").title == "Вести Анд"
    assert parse(rss(item(1), about="<title>Señales de Perú</title>").encode("latin-1"), "").title == "Señales de Perú"


@pytest.mark.parametrize("n_cut", [1, 9, 16, 60])
def test_a_feed_that_was_cut_off_gives_its_whole_entries_and_says_so(n_cut: int) -> None:
    feed = parse(rss(item(1), item(2))[:-n_cut])
    n_whole = 2 if n_cut <= 16 else 1
    assert feed.is_truncated
    assert [entry.title for entry in feed.entries] == ["Story 1", "Story 2"][:n_whole]
    assert all(entry.published_at for entry in feed.entries)


def test_a_whole_feed_is_not_truncated() -> None:
    assert not parse(rss(item(1)) + "<!-- 2 ms -->").is_truncated
    assert not parse(rss()).is_truncated
    assert not parse('<feed xmlns="http://www.w3.org/2005/Atom"/>').is_truncated


@pytest.mark.parametrize(
    "body",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>And',
        rss(item(1))[:-40],
        "<rss><channel>" + "<a>" * 200_000,  # no parser is asked: it would take seconds
    ],
)
def test_a_feed_cut_off_before_its_first_entry_ends_is_told_apart(body: str) -> None:
    with pytest.raises(NotAFeedError) as problem:
        parse(body)
    assert problem.value.found == "truncated"


def test_a_json_feed_that_was_cut_off_gives_its_whole_items() -> None:
    stated = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Andes",
        "items": [{"id": str(number), "url": f"/{number}", "title": "x"} for number in range(3)],
    }
    body = json.dumps(stated, indent=1)
    feed = parse(body[: body.rindex('"id"') + 3])
    assert (feed.parser, feed.title, feed.is_truncated) == (FeedParser.JSON_FEED, "Andes", True)
    assert [entry.guid for entry in feed.entries] == ["0", "1"]


def test_of_an_endless_feed_the_first_entries_are_read_and_the_rest_is_counted() -> None:
    xml = parse(rss(*map(item, range(20_000))))
    assert (len(xml.entries), xml.n_left_out, xml.n_stated) == (MOST_ENTRIES, 20_000 - MOST_ENTRIES, 20_000)
    assert (xml.entries[-1].title, xml.is_truncated) == (f"Story {MOST_ENTRIES - 1}", False)
    items = [{"id": str(number), "url": f"/{number}"} for number in range(3_000)]
    as_json = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert (len(as_json.entries), as_json.n_left_out) == (MOST_ENTRIES, 3_000 - MOST_ENTRIES)


@pytest.mark.parametrize("date", ["April 2025", "2025-04", "2025", "Apr 2025"])
def test_half_a_date_is_none_whichever_parser_reads_it(date: str) -> None:
    entry = parse(rss(item(1, f"<pubDate>{date}</pubDate>"))).entries[0]
    assert (entry.published_at, entry.published_rung) == (None, DateRung.UNKNOWN)


def test_a_date_names_its_rung_and_lies_in_the_sanity_window() -> None:
    limit = datetime(2025, 4, 9, tzinfo=UTC)
    future = "<pubDate>Tue, 08 Apr 2031 10:00:00 GMT</pubDate>"
    sane, mad = parse(rss(item(1), item(2, future)), not_after=limit).entries
    assert (sane.published_at, sane.published_rung) == (datetime(2025, 4, 8, 7, tzinfo=UTC), DateRung.FEED)
    assert (mad.published_at, mad.published_rung) == (None, DateRung.UNKNOWN)


def test_what_only_the_second_parser_reads_is_marked() -> None:
    mended = parse(
        '<html><body>moved</body></html><rss version="2.0"><channel><item>' + item(1) + "</item></channel></rss>"
    )
    assert mended.entries[0].published_at == datetime(2025, 4, 8, 7, tzinfo=UTC)
    is_second = mended.parser in {FeedParser.FASTFEEDPARSER, FeedParser.BOTH}
    assert mended.entries[0].published_rung is (DateRung.FEED_SALVAGE if is_second else DateRung.FEED)


@pytest.mark.parametrize(
    ("home", "link", "url"),
    [
        ("https://www.andes.example/", "/world/1", "https://www.andes.example/world/1"),  # a host that serves feeds
        ("https://feeds.example.com/", "2.html", "https://feeds.example.com/andes/2.html"),
        ("", "/1", "https://feeds.example.com/1"),
    ],
)
def test_relative_links_lead_to_the_site_that_the_feed_is_of(home: str, link: str, url: str) -> None:
    about = f"<title>Andes</title><link>{home}</link>"
    assert parse(rss(f"<title>x</title><link>{link}</link>", about=about)).entries[0].url == url


def test_a_guid_is_not_taken_for_the_link_beside_it() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title><id>tag:a,2025:1</id>'
        '<link rel="alternate" type="application/pdf" href="https://example.com/1.pdf"/></entry></feed>'
    )
    assert parse(atom).entries[0].url == "https://example.com/1.pdf"


def test_a_channel_definition_is_a_feed() -> None:
    cdf = (
        '<?xml version="1.0"?><CHANNEL HREF="https://example.com/"><TITLE>Andes</TITLE>'
        '<ITEM HREF="https://example.com/1" LASTMOD="2025-04-08T10:00"><TITLE>Peru opens port</TITLE></ITEM></CHANNEL>'
    )
    (entry,) = parse(cdf).entries
    assert (entry.title, entry.url) == ("Peru opens port", "https://example.com/1")
    assert entry.published_at == datetime(2025, 4, 8, 10, tzinfo=UTC)


def test_duplicate_and_missing_guids() -> None:
    same = "<guid isPermaLink='false'>7</guid>"
    feed = parse(rss(item(1) + same, item(2) + same, item(3), item(3), "<title>no link</title>"))
    assert len({entry.entry_id for entry in feed.entries}) == len(feed.entries) == 4


def test_a_feed_with_flipped_bytes_never_raises_anything_else() -> None:
    body = bytearray(rss(*map(item, range(5))).encode())
    chance = random.Random(7)
    for _ in range(150):
        broken = body.copy()
        for _ in range(6):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            parse(bytes(broken))
        except NotAFeedError as problem:
            assert problem.found in {"web page", "unknown", "truncated"}
