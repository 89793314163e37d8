"""JSON Feed 1.0 and 1.1 -> what it states. Fields of a wrong type count as absent."""

import html
import json
from collections.abc import Mapping
from typing import Any

from transforms.feed_dates import parse_feed_date
from transforms.feed_entries import StatedEntry, StatedFeed, language_code, one_line


def read_json_feed(body: bytes, *, url: str) -> StatedFeed | None:
    """What the feed states; None where the body is no JSON Feed."""
    try:
        stated = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(stated, dict) or not isinstance(stated.get("items"), list):
        return None
    language = language_code(_text(stated, "language"))
    entries = tuple(_read_entry(item, url) for item in stated["items"] if isinstance(item, dict))
    return StatedFeed(one_line(_text(stated, "title")), language, None, entries)


def _read_entry(item: Mapping[str, Any], url: str) -> StatedEntry:
    plain = _text(item, "content_text")
    return StatedEntry(
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        author=_author(item),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or (plain and html.escape(plain, quote=False)),
        published_at=parse_feed_date(_text(item, "date_published"), url=url),
        updated_at=parse_feed_date(_text(item, "date_modified"), url=url),
        language=_text(item, "language"),
    )


def _author(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors")
    stated = authors if isinstance(authors, list) else [item.get("author")]
    names = [_text(author, "name") for author in stated if isinstance(author, dict)]
    return ", ".join(name for name in names if name) or None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, bool):
        return None
    return str(value) if isinstance(value, str | int | float) else None
