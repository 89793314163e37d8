"""Any bytes as a feed: our errors alone, each entry once, ids that hold, dates that can be believed."""

from fuzz.laws import LATEST, assert_storable, check_moment, endings_of
from fuzz.options import Options
from tests.transforms.documents import document
from transforms.errors import ParseError
from transforms.feeds import ParsedFeed, parse_feed
from transforms.records import Entry
from transforms.xml_text import html_fragment_text

URL = "https://news.example/rss/world.xml"
TYPES = (
    *("application/rss+xml", "text/xml; charset=iso-8859-1", "application/json", "text/html; charset=utf-16"),
    *("text/xml; charset=nonsense", "", 'text/xml; charset="; x=', "application/atom+xml; charset=utf-8"),
)


def check(data: bytes) -> None:
    """One octet chooses the content type; the rest is the body."""
    options = Options(data)
    content_type, body = options.one_of(TYPES), options.rest
    headers = {"Content-Type": content_type, "Content-Location": "https://else.example/"}
    try:
        feed = parse_feed(body, url=URL, headers=headers, not_after=LATEST)
    except ParseError:
        return
    assert feed == parse_feed(body, url=URL, headers=headers, not_after=LATEST)
    check_feed(feed)
    endings_of(document(body, "application/xml"))


def check_feed(feed: ParsedFeed) -> None:
    """Each entry once and storable, with believable dates."""
    assert len({entry.entry_id for entry in feed.entries}) == len(feed.entries) <= feed.n_stated
    assert feed.ttl_minutes is None or feed.ttl_minutes > 0
    assert_storable(feed.title, feed.language)
    for entry in feed.entries:
        check_entry(entry)


def check_entry(entry: Entry) -> None:
    """Storable texts, an address of the web or none, dates within bounds, markup that can be read."""
    assert_storable(entry.guid, entry.title, entry.author, entry.summary_html, entry.content_html)
    assert entry.url is None or entry.url.lower().startswith(("http://", "https://"))
    check_moment(entry.published_at, not_after=LATEST)
    check_moment(entry.updated_at, not_after=LATEST)
    html_fragment_text(entry.content_html or entry.summary_html or "")
