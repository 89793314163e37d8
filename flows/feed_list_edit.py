"""Changes of the feed list by command. Comments and order of the file stay; it is replaced whole or not at all."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from flows.feed_list import read_feed_list
from flows.setting_sources import FEEDS_FILE
from flows.settings import BUNDLED_FEEDS, Settings
from transforms.errors import SettingsError
from transforms.run_records import FeedSource
from transforms.urls import canonical_url


def own_list(settings: Settings) -> Path:
    """The list that commands change: the one in use, or in the data folder a copy of the bundled one, made now."""
    if settings.feeds_file is None:
        raise SettingsError("feeds are switched off (no_feeds); name a list with --feeds")
    if settings.feeds_file != BUNDLED_FEEDS:
        return settings.feeds_file
    own = settings.data_folder / FEEDS_FILE
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        _replace(own, BUNDLED_FEEDS.read_text(encoding="utf-8"))
    return own


def add_feeds(file: Path, sources: Sequence[FeedSource]) -> tuple[FeedSource, ...]:
    """Those of `sources` that the list did not have; they are its last rows now.

    Raises:
        SettingsError: the list or a source is unusable; the file stays as it was.
    """
    known = {canonical_url(source.url) for source in (read_feed_list(file) if file.exists() else ())}
    new = {canonical_url(source.url): source for source in reversed(sources)}
    added = tuple(source for key, source in reversed(new.items()) if key not in known)
    if added:
        _edit(file, lambda rows: rows.extend(map(_row, added)))
    return added


def remove_feed(file: Path, url: str) -> None:
    """Takes a row out of the list.

    Raises:
        SettingsError: the list is unusable, does not have the address, or has no other.
    """
    if len(read_feed_list(file)) == 1:
        raise SettingsError(f"{url} is the only feed of {file}; pause it instead, or ingest with --no-feeds")

    def remove(rows: Any) -> None:
        del rows[next(place for place, row in enumerate(rows) if row["url"] == url)]

    _edit(file, remove)


def _edit(file: Path, change: Callable[[Any], object]) -> None:
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
        change(document.setdefault("feed", tomlkit.aot()))
    except (OSError, TOMLKitError) as problem:
        raise SettingsError(f"the feed list {file} cannot be changed: {problem}") from problem
    _replace(file, tomlkit.dumps(document))


def _replace(file: Path, text: str) -> None:
    copy = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        copy.write_text(text, encoding="utf-8")
        read_feed_list(copy)  # what no run could read does not take the place of what it can
        copy.replace(file)
    except OSError as problem:
        raise SettingsError(f"the feed list {file} cannot be changed: {problem.strerror or problem}") from problem
    finally:
        copy.unlink(missing_ok=True)


def _row(source: FeedSource) -> Any:
    row = tomlkit.table()
    row["url"] = source.url
    row["publisher"] = source.publisher
    row["country"] = source.country_iso3 or ""
    row["language"] = source.language
    row["address_source"] = source.address_source
    row["checked_on"] = source.checked_on.isoformat() if source.checked_on else ""
    return row
