"""Feed bytes -> entries: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. feedparser is imported only here."""

import io
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import feedparser

from transforms.errors import NotAFeedError, ParseError
from transforms.feed_bytes import MOST_ENTRIES, FeedBytes, prepared
from transforms.feed_dates import believable, parse_feed_date
from transforms.feed_entries import StatedEntry, StatedFeed, build_entries, clean, language_code, one_line
from transforms.feed_kinds import FEED_ROOTS, BodyKind, body_kind, is_web_page, root_name
from transforms.feed_salvage import salvage_feed
from transforms.json_feed import read_json_feed
from transforms.records import DateRung, Entry

_MINUTES: Final = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


class FeedParser(StrEnum):
    """Who read the feed."""

    FEEDPARSER = "feedparser"
    FASTFEEDPARSER = "fastfeedparser"
    BOTH = "feedparser, dates by fastfeedparser"
    JSON_FEED = "json feed"


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed. `entries` keep its order and hold every entry_id once; `n_stated` counts them before that.

    `is_truncated` says that the body ends before the feed does: its whole entries are here, its validators are not to
    be trusted. `n_left_out` counts the entries behind the first 2,000, which are not read. `ttl_minutes` is how long
    the feed asks to be left alone (ttl or the syndication module), None where it does not.
    """

    url: str
    title: str | None
    language: str | None
    ttl_minutes: int | None
    parser: FeedParser
    entries: tuple[Entry, ...]
    n_stated: int
    is_truncated: bool = False
    n_left_out: int = 0


def parse_feed(body: bytes, *, url: str, headers: Mapping[str, str], not_after: datetime | None = None) -> ParsedFeed:
    """The feed that the bytes hold; one without entries is a feed all the same.

    Args:
        body: as received, unpacked; its encoding is found from byte order mark, bytes, headers and declaration.
        url: the feed's address, which makes relative links absolute and is part of every entry_id.
        headers: of the answer, names in any case.
        not_after: later dates are refused; give the time of the fetch and a day.

    Raises:
        NotAFeedError: `found` tells an empty body, a web page, a feed cut off in its head and everything else apart.
        ParseError: it began as a feed, but both parsers failed on it.
    """
    kind = body_kind(body)
    if kind in {BodyKind.EMPTY, BodyKind.WEB_PAGE}:
        raise NotAFeedError(url, kind)
    read = _read_json(body, url) if kind is BodyKind.JSON else _read_xml(prepared(body, headers), url, headers)
    if read is None:
        raise NotAFeedError(url, BodyKind.WEB_PAGE if is_web_page(body) else BodyKind.UNKNOWN)
    if read.is_truncated and not read.stated.entries:
        raise NotAFeedError(url, BodyKind.TRUNCATED)
    return _parsed(read, url, not_after)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a parser read, who it was, and what of the body it did not get."""

    stated: StatedFeed
    parser: FeedParser
    is_truncated: bool
    n_left_out: int


def _parsed(read: _Read, url: str, not_after: datetime | None) -> ParsedFeed:
    is_salvaged = read.parser in {FeedParser.FASTFEEDPARSER, FeedParser.BOTH}
    rung = DateRung.FEED_SALVAGE if is_salvaged else DateRung.FEED
    stated = read.stated
    return ParsedFeed(
        url=url,
        title=stated.title,
        language=stated.language,
        ttl_minutes=stated.ttl_minutes,
        parser=read.parser,
        entries=build_entries(stated, url=url, rung=rung, not_after=not_after),
        n_stated=len(stated.entries) + read.n_left_out,
        is_truncated=read.is_truncated,
        n_left_out=read.n_left_out,
    )


def _read_json(body: bytes, url: str) -> _Read | None:
    read = read_json_feed(body, url=url, most=MOST_ENTRIES)
    return None if read is None else _Read(read.stated, FeedParser.JSON_FEED, read.is_truncated, read.n_left_out)


def _read_xml(feed: FeedBytes, url: str, headers: Mapping[str, str]) -> _Read | None:
    if feed.is_truncated and not feed.n_entries:
        raise NotAFeedError(url, BodyKind.TRUNCATED)
    stated, parser = _read_by_either(feed.xml, url, headers)
    return None if stated is None else _Read(stated, parser, feed.is_truncated, feed.n_left_out)


def _read_by_either(body: bytes, url: str, headers: Mapping[str, str]) -> tuple[StatedFeed | None, FeedParser]:
    problem: Exception | None = None
    try:
        stated = _read_with_feedparser(body, url, headers)
    except Exception as raised:  # noqa: BLE001 (any bytes may come, and feedparser raises what its parts raise)
        stated, problem = None, raised
    if stated is not None and stated.entries and stated.has_dates:
        return stated, FeedParser.FEEDPARSER
    second = salvage_feed(body, url=url)
    if second is not None and second.entries and not (stated and stated.entries):
        return second, FeedParser.FASTFEEDPARSER
    if stated is not None and second is not None and len(second.entries) == len(stated.entries) and second.has_dates:
        return _with_dates(stated, second), FeedParser.BOTH
    if problem is not None and root_name(body) in FEED_ROOTS:
        raise ParseError(f"{url}: neither parser can read this feed ({type(problem).__name__})") from problem
    return stated, FeedParser.FEEDPARSER


def _with_dates(stated: StatedFeed, dated: StatedFeed) -> StatedFeed:
    entries = tuple(
        replace(entry, published_at=other.published_at, updated_at=other.updated_at)
        for entry, other in zip(stated.entries, dated.entries, strict=True)
    )
    return replace(stated, entries=entries)


def _read_with_feedparser(body: bytes, url: str, headers: Mapping[str, str]) -> StatedFeed | None:
    # Without Content-Location it has no base, and leaves guids such as "7" as they are instead of making links of them.
    response_headers = {name.lower(): text for name, text in headers.items() if name.lower() != "content-location"}
    response_headers["content-type"] = "application/xml; charset=utf-8"  # what the body was made
    parsed = feedparser.parse(
        io.BytesIO(body),
        response_headers=response_headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not (parsed.version or parsed.entries or root_name(body) in FEED_ROOTS):
        return None
    about = parsed.feed
    return StatedFeed(
        title=one_line(_text(about, "title")),
        language=language_code(_text(about, "language")),
        ttl_minutes=_ttl_minutes(about),
        entries=tuple(_read_entry(entry, url) for entry in parsed.entries),
        home_link=_text(about, "link"),
    )


def _read_entry(entry: dict[str, Any], url: str) -> StatedEntry:
    contents = [_text(part, "value") or "" for part in dict.get(entry, "content") or ()]
    return StatedEntry(
        guid=_text(entry, "id"),
        link=_text(entry, "feedburner_origlink") or _alternate(entry) or _text(entry, "link"),
        title=_text(entry, "title"),
        author=_text(dict.get(entry, "author_detail") or {}, "name") or _text(entry, "author"),
        summary=_text(entry, "summary"),
        content=max(contents, key=len, default=None),
        published_at=_date(entry, "published", url) or _date(entry, "created", url),
        updated_at=_date(entry, "updated", url),
        language=_text(dict.get(entry, "title_detail") or {}, "language"),
    )


def _alternate(entry: dict[str, Any]) -> str | None:
    """The link of an entry for which feedparser takes its guid, as it does where a link leads to no web page."""
    if _text(entry, "link") != _text(entry, "id"):
        return None
    return next(
        (_text(link, "href") for link in dict.get(entry, "links") or () if link.get("rel") == "alternate"), None
    )


def _date(entry: dict[str, Any], name: str, url: str) -> datetime | None:
    """Our own reading first: feedparser takes zones such as KST for UTC, and 2025-04 for the first of the month.

    It knows Korean, Greek and Hungarian spellings, which are not ASCII.
    """
    stated = _text(entry, name)
    ours = parse_feed_date(stated, url=url)
    theirs = dict.get(entry, f"{name}_parsed")
    if ours is not None or theirs is None or not stated or stated.isascii():
        return ours
    try:
        return believable(datetime.fromtimestamp(timegm(theirs), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _ttl_minutes(about: dict[str, Any]) -> int | None:
    ttl = (_text(about, "ttl") or "").strip()
    if ttl.isdecimal() and len(ttl) < 8:
        return int(ttl) or None
    period = _MINUTES.get((_text(about, "sy_updateperiod") or "").strip().lower())
    often = (_text(about, "sy_updatefrequency") or "1").strip()
    if period is None or not often.isdecimal() or len(often) > 5:
        return None
    return max(period // max(int(often), 1), 1)


def _text(fields: dict[str, Any], name: str) -> str | None:
    value = dict.get(fields, name)  # feedparser's own get answers for other names too
    return clean(value) if isinstance(value, str) else None
