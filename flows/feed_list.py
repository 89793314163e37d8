"""The list of feeds, a TOML file, read and checked before the first fetch."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flows.settings import Settings
from transforms.errors import SettingsError
from transforms.run_records import FeedSource
from transforms.urls import canonical_url

_FIELDS: Final = ("url", "publisher", "country", "language", "address_source", "checked_on")
_CHARACTER: Final = r"[^\x00-\x08\n-\x1f\ufffe\uffff]"  # what a line of text and OPML can hold
_PATTERNS: Final = {
    "publisher": re.compile(rf"(?=.*\S){_CHARACTER}+"),
    "country": re.compile(r"(?:[A-Z]{3})?"),
    "language": re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "address_source": re.compile(rf"(?=.*\S){_CHARACTER}+"),
}


def read_feed_list(path: Path) -> tuple[FeedSource, ...]:
    """The feeds in the file's order.

    A row is a table `[[feed]]` with `url`, `publisher`, `country` (a code of the coding rules, or empty), `language`,
    `address_source` (where the address was seen) and `checked_on` (a date, or empty until the feed was polled).

    Raises:
        SettingsError: the file cannot be read, or a row is unusable; names file, row and field.
    """
    rows = _rows(path)
    sources = tuple(_source(row, f"{path}, feed {number}") for number, row in enumerate(rows, start=1))
    seen: dict[str, int] = {}
    for number, source in enumerate(sources, start=1):
        first = seen.setdefault(canonical_url(source.url), number)
        if first != number:
            raise SettingsError(f"{path}, feed {number}: {source.url} is listed already as feed {first}; delete one")
    return sources


def require_feeds(settings: Settings) -> tuple[FeedSource, ...]:
    """The feeds of the list in use.

    Raises:
        SettingsError: feeds are switched off, or the list is unusable.
    """
    if settings.feeds_file is None:
        raise SettingsError("feeds are switched off (no_feeds); name a list with --feeds")
    return read_feed_list(settings.feeds_file)


def _rows(path: Path) -> list[Any]:
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise SettingsError(f"the feed list {path} cannot be read: {cause.strerror or cause}") from cause
    except (ValueError, RecursionError) as cause:  # no TOML, no UTF-8, a number too long, brackets too deep
        raise SettingsError(f"the feed list {path} is not valid TOML: {cause}") from cause
    rows = stated.pop("feed", None)
    if stated or not isinstance(rows, list) or not rows:
        raise SettingsError(f"the feed list {path} must hold tables [[feed]] and nothing else")
    return rows


def _source(row: Any, where: str) -> FeedSource:
    if not isinstance(row, dict):
        raise SettingsError(f"{where} is no table; write [[feed]] above its fields")
    unknown = ", ".join(sorted(set(row) - set(_FIELDS)))
    missing = ", ".join(name for name in _FIELDS if name not in row)
    if unknown or missing:
        raise SettingsError(f"{where}: " + (f"unknown field {unknown}" if unknown else f"{missing} is missing"))
    for name, pattern in _PATTERNS.items():
        if not isinstance(row[name], str) or not pattern.fullmatch(row[name]):
            raise SettingsError(f"{where}: {name} = {row[name]!r} is not usable")
    return FeedSource(
        url=_address(row["url"], where),
        publisher=row["publisher"].strip(),
        country_iso3=row["country"] or None,
        language=row["language"],
        address_source=row["address_source"].strip(),
        checked_on=_checked_on(row, where),
    )


def _address(url: object, where: str) -> str:
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
        if (
            parts is not None
            and parts.scheme in {"http", "https"}
            and parts.hostname
            and parts.port != 0  # and one that is no number raises
            and not re.search(r"[\s\x00-\x1f\ufffe\uffff]", str(url))
        ):
            return _without_password(str(url), where)
    except ValueError:
        pass
    raise SettingsError(f"{where}: url = {url!r} is no http or https address")


def _without_password(url: str, where: str) -> str:
    if "@" in urlsplit(url).netloc:
        raise SettingsError(f"{where}: its address holds a user name, which every reader of the tables would see")
    return url


def _checked_on(row: Mapping[str, Any], where: str) -> date | None:
    stated = row["checked_on"]
    if stated == "":
        return None
    if type(stated) is date:
        return stated
    try:
        return date.fromisoformat(stated)
    except (TypeError, ValueError):
        raise SettingsError(
            f"{where}: checked_on = {stated!r} is no date; write 2025-04-08 or leave it empty"
        ) from None
