"""JSON Feed 1.0 and 1.1 -> what it states. Fields of a wrong type count as absent."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from transforms.decoding import decode_text
from transforms.errors import ParseError
from transforms.feed_dates import parse_feed_date
from transforms.feed_entries import StatedEntry, StatedFeed, language_code, one_line

_BETWEEN: Final = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """What a JSON Feed states. `is_truncated`: it ends before its list of items does, and holds the whole ones."""

    stated: StatedFeed
    is_truncated: bool
    n_left_out: int


def read_json_feed(body: bytes, *, url: str, most: int) -> JsonFeed | None:
    """What the feed states, its first `most` items; None where the body is no JSON Feed."""
    try:
        text = decode_text(body)
    except ParseError:
        return None
    try:
        stated, is_truncated = json.loads(text, strict=False), False
    except (ValueError, RecursionError):
        stated, is_truncated = _whole_items(text), True
    if not isinstance(stated, dict) or not isinstance(stated.get("items"), list):
        return None
    items = [item for item in stated["items"] if isinstance(item, dict)]
    entries = tuple(_read_entry(item, url) for item in items[:most])
    title, language = one_line(_text(stated, "title")), language_code(_text(stated, "language"))
    feed = StatedFeed(title, language, None, entries, home_link=_text(stated, "home_page_url"))
    return JsonFeed(feed, is_truncated, max(len(items) - most, 0))


def _whole_items(text: str) -> dict[str, Any] | None:
    """The head and the whole items of a feed that was cut off."""
    begin = re.search(r'"items"\s*:\s*\[', text)
    if begin is None or "jsonfeed.org" not in text[: begin.start()]:
        return None
    head: dict[str, Any] = {}
    items: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), begin.end()
    try:
        head = json.loads(text[: begin.start()].rstrip().rstrip(",") + "}", strict=False)
        while found := _BETWEEN.match(text, at):
            item, at = decoder.raw_decode(text, found.end())
            items.append(item)
    except (ValueError, RecursionError):  # the cut
        pass
    return {**head, "items": items} if items else None


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
