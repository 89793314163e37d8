"""The second parser, for feeds of which feedparser makes nothing or finds no date in."""

from collections.abc import Mapping
from typing import Any

import fastfeedparser

from transforms.feed_dates import parse_feed_date
from transforms.feed_entries import StatedEntry, StatedFeed, language_code, one_line


def salvage_feed(body: bytes, *, url: str) -> StatedFeed | None:
    """What fastfeedparser reads; None where it finds no feed either."""
    try:
        parsed = fastfeedparser.parse(body, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 (it raises whatever its many ways into the bytes raise)
        return None
    about = parsed.get("feed") or {}
    entries = tuple(_read_entry(entry, body, url) for entry in parsed.get("entries") or ())
    return StatedFeed(one_line(_text(about, "title")), language_code(_text(about, "language")), None, entries)


def _read_entry(entry: Mapping[str, Any], body: bytes, url: str) -> StatedEntry:
    contents = [_text(part, "value") or "" for part in entry.get("content") or ()]
    published, updated = (
        parse_feed_date(_stated_date(_text(entry, name), body), url=url) for name in ("published", "updated")
    )
    return StatedEntry(
        guid=_text(entry, "id"),
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        author=_text(entry, "author"),
        summary=_text(entry, "description"),
        content=max(contents, key=len, default=None),
        published_at=published,
        updated_at=updated,
        language=_text(entry, "language"),
    )


def _stated_date(date: str | None, body: bytes) -> str | None:
    """The date, unless its year stands nowhere in the feed: fastfeedparser completes half dates from today's."""
    return date if date and date[2:4].encode() in body else None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None
