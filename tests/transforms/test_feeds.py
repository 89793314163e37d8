"""Feeds of every family, well and ill formed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.errors import DyadwireError, NotAFeedError
from transforms.feeds import FeedParser, ParsedFeed, parse_feed
from transforms.records import Entry

URL = "https://news.example/rss/world.xml"
REAL_FEEDS = Path(__file__).parents[3] / "shared" / "real" / "feeds"

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>World</title><entry>
  <id>tag:news.example,2025:7</id><title>Peru opens port to Bolivia</title><link href="/7"/>
  <author><name>Ana Quispe</name></author><published>2025-04-08T10:00:00+03:00</published>
  <updated>2025-04-08T09:00:00Z</updated><summary>Ilo.</summary>
  <content type="html">&lt;p&gt;Ilo port.&lt;/p&gt;</content>
</entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>World</title><entry>
  <id>tag:7</id><title>Peru opens port to Bolivia</title><link rel="alternate" href="https://news.example/7"/>
  <issued>2025-04-08T07:00:00Z</issued><modified>2025-04-08T09:00:00Z</modified></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>World</title></channel>
  <item rdf:about="https://news.example/7"><title>Peru opens port to Bolivia</title><link>https://news.example/7</link>
  <dc:date>2025-04-08T07:00:00Z</dc:date></item></rdf:RDF>"""
RSS_091 = """<rss version="0.91"><channel><title>World</title><item><title>Peru opens port to Bolivia</title>
  <link>https://news.example/7</link><pubDate>Tue, 08 Apr 2025 07:00:00 GMT</pubDate></item></channel></rss>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "World", "items": [{"id": 7,
  "url": "https://news.example/7", "title": "Peru opens port to Bolivia", "content_text": "Ilo & Tacna",
  "date_published": "2025-04-08T10:00:00+03:00"}, "not an entry"]}"""


def rss(*entries: str, about: str = "<title>World</title>") -> bytes:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{about}{items}</channel></rss>'.encode()


def parse(body: bytes | str, **headers: str) -> ParsedFeed:
    received = {name.replace("_", "-"): text for name, text in headers.items()}
    return parse_feed(body.encode() if isinstance(body, str) else body, url=URL, headers=received)


def entry_of(fields: str) -> Entry:
    return parse(rss(fields)).entries[0]


RSS_20 = rss(
    "<guid>7</guid><title>Peru opens port to Bolivia</title><link>/7</link>"
    "<pubDate>Tue, 08 Apr 2025 07:00 GMT</pubDate>"
)


@pytest.mark.parametrize("body", [ATOM, ATOM_03, RDF, RSS_091, RSS_20, JSON])
def test_every_family_of_feeds(body: bytes | str) -> None:
    feed = parse(body)
    (entry,) = feed.entries
    assert feed.title == "World"
    assert (entry.title, entry.url) == ("Peru opens port to Bolivia", "https://news.example/7")
    assert entry.published_at == datetime(2025, 4, 8, 7, tzinfo=UTC)


def test_an_atom_entry_whole() -> None:
    (entry,) = parse(ATOM).entries
    assert (entry.guid, entry.author, entry.language) == ("tag:news.example,2025:7", "Ana Quispe", "en-gb")
    assert (entry.summary_html, entry.content_html) == ("Ilo.", "<p>Ilo port.</p>")
    assert entry.updated_at == datetime(2025, 4, 8, 9, tzinfo=UTC)


def test_json_feeds_are_read_and_their_plain_text_escaped() -> None:
    feed = parse(JSON)
    assert (feed.parser, feed.entries[0].guid) == (FeedParser.JSON_FEED, "7")
    assert feed.entries[0].content_html == "Ilo &amp; Tacna"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"<!DOCTYPE html><html><body>Subscribe to our feed</body></html>", "web page"),
        (b"<!-- cached --><HTML><head></head></HTML>", "web page"),
        ("<!DOCTYPE html><html/>".encode("utf-16"), "web page"),
        (b"<html><body><feed></feed></body></html>", "web page"),
        (b"<div>Access denied</div>", "web page"),
        (b"Too many requests", "unknown"),
        (b"\x1f\x8b\x08\x00", "unknown"),
        (b'{"error": "no such feed"}', "unknown"),
        (b'{"items": {', "unknown"),
        (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "unknown"),
        (b"<urlset><url><loc>https://news.example/7</loc></url></urlset>", "unknown"),
        (b"<!-- " * 1000, "unknown"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, found: str) -> None:
    with pytest.raises(NotAFeedError) as refused:
        parse(body)
    assert (refused.value.found, refused.value.url) == (found, URL)


@pytest.mark.parametrize(
    "body", [rss(), b"<rss/>", b'<feed xmlns="http://www.w3.org/2005/Atom"/>', b'{"title": "World", "items": []}']
)
def test_a_feed_without_entries_is_a_feed(body: bytes) -> None:
    assert parse(body).entries == ()


@pytest.mark.parametrize(
    "body",
    [
        b"<br />\n<b>Warning</b>: date(): in feed.php on line 3<br />\n" + RSS_20,
        b"\n\n  " + RSS_20,
        RSS_20[:-12],  # cut off
        RSS_20.replace(b"Peru", b"Peru & Chile <3"),
        RSS_20.replace(b"Peru", b"Per\xfa"),  # neither declared nor UTF-8
        RSS_20.replace(b"<title>World", b"<title>\x0bWorld"),
        RSS_20.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
    ],
)
def test_broken_feeds_still_give_their_entry(body: bytes) -> None:
    (entry,) = parse(body).entries
    assert entry.url == "https://news.example/7"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", "application/rss+xml"),
        ("windows-1252", "windows-1252", "application/rss+xml"),
        ("iso-8859-1", "utf-8", "application/rss+xml; charset=iso-8859-1"),
        ("utf-8", "utf-8", "text/xml"),  # RFC 3023 would have us read it as ASCII
        ("utf-8", "utf-8", "text/html; charset=utf-8"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + rss("<title>Perú</title>").decode().partition("?>")[2]
    assert parse(text.encode(encoding), Content_Type=content_type).entries[0].title == "Perú"


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("<link>story/7</link>", "https://news.example/rss/story/7"),
        ("<link>//other.example/7</link>", "https://other.example/7"),
        ("<link>\n https://news.example/7 \n</link>", "https://news.example/7"),
        ("<guid isPermaLink='true'>https://news.example/7</guid>", "https://news.example/7"),
        ("<guid isPermaLink='false'>https://news.example/7</guid>", "https://news.example/7"),
        ("<guid>/7</guid><title>x</title>", "https://news.example/7"),
        ("<guid>7</guid><title>x</title>", None),
        ("<guid isPermaLink='false'>7</guid><title>x</title>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<title>x</title>", None),
    ],
)
def test_links_are_absolute(fields: str, url: str | None) -> None:
    assert entry_of(fields).url == url


def test_guids_are_kept_as_stated() -> None:
    assert entry_of("<guid>7</guid><title>x</title>").guid == "7"


def test_xml_base_is_respected() -> None:
    (entry,) = parse(ATOM.replace("<entry>", '<entry xml:base="/world/">').replace('"/7"', '"7"')).entries
    assert entry.url == "https://news.example/world/7"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("<title>Q&amp;amp;A: Peru</title>", "Q&A: Peru"),
        ("<title><![CDATA[<b>Peru</b> and\n  Chile]]></title>", "Peru and Chile"),
        ("<title>5 &lt; 6</title>", "5 < 6"),
        ("<title> </title>", None),
    ],
)
def test_titles_are_one_plain_line(fields: str, title: str | None) -> None:
    assert entry_of(fields).title == title


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("<pubDate>Tue, 08 Apr 2025 10:00:00 KST</pubDate>", datetime(2025, 4, 8, 1, tzinfo=UTC)),
        ("<pubdate>Thu,28 Jul 2022 4:35:5 GMT+9</pubdate>", datetime(2022, 7, 27, 19, 35, 5, tzinfo=UTC)),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>soon</pubDate>", None),
        ("", None),
    ],
)
def test_dates(fields: str, published: datetime | None) -> None:
    assert entry_of(f"<title>x</title>{fields}").published_at == published


@pytest.mark.parametrize(
    ("about", "minutes"),
    [
        ("<ttl>15</ttl>", 15),
        ("<ttl>0</ttl>", None),
        ("<ttl>often</ttl>", None),
        ('<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>', 60),
        ("", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone(about: str, minutes: int | None) -> None:
    assert parse(rss(about=about)).ttl_minutes == minutes


ONE, TWO = "<link>https://news.example/1</link>", "<link>https://news.example/2</link>"


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("<guid>7</guid>" + ONE, "<guid>7</guid>" + ONE + "<title>edited</title>", True),
        ("<guid>7</guid>" + ONE, "<guid>7</guid>" + TWO, True),  # an address that changed between two polls
        ("<guid>7</guid>" + ONE, "<guid>8</guid>" + ONE, False),
        (ONE, ONE.replace("/1<", "/1?utm_source=rss<"), True),
        (ONE, TWO, False),
        ("<title>x</title>", "<title>x</title>", True),
        ("<title>x</title>", "<title>y</title>", False),
        ("<title>x</title>", "<title>x</title><pubDate>Tue, 08 Apr 2025 10:00 Z</pubDate>", False),
    ],
)
def test_entry_ids_over_two_polls(first: str, second: str, is_same: bool) -> None:
    assert (entry_of(first).entry_id == entry_of(second).entry_id) is is_same


def test_one_guid_for_different_links_identifies_nothing() -> None:
    feed = parse(rss("<guid>0</guid>" + ONE, "<guid>0</guid>" + TWO, "<guid>0</guid>" + ONE))
    assert [entry.url for entry in feed.entries] == ["https://news.example/1", "https://news.example/2"]
    assert len({entry.entry_id for entry in feed.entries}) == 2
    assert feed.n_stated == 3


def test_two_feeds_do_not_share_entry_ids() -> None:
    here, there = (parse_feed(RSS_20, url=url, headers={}).entries[0] for url in (URL, "https://other.example/rss"))
    assert here.entry_id != there.entry_id


def test_entities_that_explode_are_left_alone() -> None:
    bomb = "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    subset = f'<!DOCTYPE rss [<!ENTITY a "boom">{bomb}]>'.encode()
    (entry,) = parse(subset + rss("<title>x &i;</title>")).entries
    assert len(entry.title or "") < 10


def test_an_external_entity_is_not_read() -> None:
    subset = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{Path(__file__).as_uri()}">]>'.encode()
    (entry,) = parse(subset + rss("<title>x &a;</title>")).entries
    assert "Feeds of every family" not in (entry.title or "")


_FRAGMENTS = st.sampled_from(
    [part.encode() for body in (ATOM, RDF, RSS_20.decode(), JSON) for part in body.replace(">", ">\x01").split("\x01")]
    + [
        b"\xff\xfe",
        b"\x00",
        b"\xef\xbb\xbf",
        b"<![CDATA[",
        b"]]>",
        b"&#xD800;",
        b"&",
        b"<!DOCTYPE x [",
        b"\xed\xa0\x80",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.binary(), st.lists(_FRAGMENTS, max_size=25).map(b"".join)), st.text(max_size=20))
@example(b'{"items": [{"id": "\\ud800", "title": 1e999}]}', "utf-8")
@example(b"<rss><channel><item><pubDate>99999-99-99</pubDate>", "text/xml; charset=\x00")
def test_no_bytes_raise_anything_but_our_errors(body: bytes, content_type: str) -> None:
    try:
        feed = parse(body, Content_Type=content_type)
    except DyadwireError:
        return
    assert len({entry.entry_id for entry in feed.entries}) == len(feed.entries)
    assert all((entry.title or "").encode() is not None for entry in feed.entries)


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason="../shared/real/feeds is not beside this checkout")
def test_real_feeds_are_read_with_links_and_dates() -> None:
    feeds = [parse_feed(path.read_bytes(), url=URL, headers={}) for path in sorted(REAL_FEEDS.iterdir())]
    entries = [entry for feed in feeds for entry in feed.entries]
    assert all(feed.entries for feed in feeds)
    assert sum(entry.url is not None for entry in entries) >= 0.99 * len(entries)
    assert sum(entry.published_at is not None for entry in entries) >= 0.98 * len(entries)


@pytest.mark.skipif(not REAL_FEEDS.is_dir(), reason="../shared/real/feeds is not beside this checkout")
def test_real_feeds_cut_anywhere_raise_only_our_errors() -> None:
    for path in sorted(REAL_FEEDS.iterdir()):
        body = path.read_bytes()[:60_000]
        for share in (0.02, 0.3, 0.77):
            try:
                parse_feed(body[: int(len(body) * share)], url=URL, headers={})
            except DyadwireError:
                continue
