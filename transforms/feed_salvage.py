"""The second parser, for feeds of which feedparser makes nothing or finds no date in."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import fastfeedparser

from transforms.feed_dates import parse_feed_date
from transforms.feed_entries import StatedEntry, StatedFeed, language_code, one_line
from transforms.shown_days import shows_day

_BEGIN: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)


def salvage_feed(body: bytes, *, url: str) -> StatedFeed | None:
    """What fastfeedparser reads; None where it finds no feed either."""
    try:
        parsed = fastfeedparser.parse(body, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 (it raises whatever its many ways into the bytes raise)
        return None
    about, stated = parsed.get("feed") or {}, parsed.get("entries") or ()
    sources = _sources(body, len(stated))
    entries = tuple(_read_entry(entry, source, url) for entry, source in zip(stated, sources, strict=True))
    title, language = one_line(_text(about, "title")), language_code(_text(about, "language"))
    return StatedFeed(title, language, None, entries, home_link=_text(about, "link"))


def _sources(body: bytes, n_entries: int) -> list[str]:
    """The part of the body that each entry was read from; empty where they cannot be told apart."""
    begins = [found.start() for found in _BEGIN.finditer(body)]
    if len(begins) != n_entries:
        return [""] * n_entries
    return [body[begin:end].decode("utf-8", "replace") for begin, end in pairwise([*begins, len(body)])]


def _read_entry(entry: Mapping[str, Any], source: str, url: str) -> StatedEntry:
    contents = [_text(part, "value") or "" for part in entry.get("content") or ()]
    published, updated = (_date(_text(entry, name), source, url) for name in ("published", "updated"))
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


def _date(stated: str | None, source: str, url: str) -> datetime | None:
    """The date, where the entry writes its day: fastfeedparser completes half dates from today's.

    It gives UTC, so the day that is written may be the one before or after.
    """
    moment = parse_feed_date(stated, url=url)
    if moment is None:
        return None
    days = (moment.date() + timedelta(days=shift) for shift in (0, -1, 1))
    return moment if any(shows_day(source, day) for day in days) else None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None
