"""`dyadwire feeds`: the list and the state of each feed, changes of both, and exchange with feed readers."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time

from rich.table import Table

from flows.console import results, say
from flows.feed_list import require_feeds
from flows.feed_list_edit import add_feeds, own_list, remove_feed
from flows.settings import Settings
from flows.store_needed import is_of_lake
from flows.terminal_text import json_line
from transforms.errors import SettingsError, StorageError
from transforms.run_records import FeedSource, FeedState
from transforms.urls import canonical_url, host_of
from warehouse.connection import Store, open_store
from warehouse.feed_control import Standing, feed_standings, pause_feed, published_standings, resume_feed
from warehouse.feeds_store import sync_feeds

OpenStore = Callable[[Settings], Store]


def own_store(settings: Settings) -> Store:
    """The store of the data folder, made if it is missing. Raises StorageError."""
    if not settings.store_file.exists() and is_of_lake(settings):
        raise StorageError(
            "the states of these feeds are kept in the lake; use `dyadwire cluster pause` and `dyadwire cluster resume`"
        )
    return open_store(settings.store_file)


def list_feeds(settings: Settings, *, state: FeedState | None, has_alert: bool = False, is_json: bool = False) -> None:
    """Prints the list of feeds in its order, with the state of each, an alert where it needs a look, and why."""
    known = _standings(settings)
    wanted = [source for source in require_feeds(settings) if _is_wanted(known.get(source.url), state, has_alert)]
    if is_json:
        for source in wanted:
            standing = known.get(source.url)
            print(json_line(asdict(source) | (asdict(standing) if standing else {"state": None})))
        return
    table = Table("state", "next poll", "last good", "publisher", "country", "language", "address", box=None)
    table.add_column("alert")
    table.add_column("why")
    table.pad_edge = False
    for source in wanted:
        standing = known.get(source.url)
        about = (source.publisher, source.country_iso3 or "", source.language, source.url)
        alert, why = (standing.alert, standing.alert_reason or standing.reason) if standing else (None, None)
        table.add_row(*_shown(standing), *about, alert or "", why or "")
    results().print(table)


def _is_wanted(standing: Standing | None, state: FeedState | None, has_alert: bool) -> bool:
    is_in_state = state is None or (standing is not None and standing.state is state)
    return is_in_state and (not has_alert or (standing is not None and standing.alert is not None))


def add_feed(settings: Settings, source: FeedSource) -> None:
    """Adds one feed to the list."""
    file = own_list(settings)
    if not add_feeds(file, [source]):
        raise SettingsError(f"{source.url} is in {file} already")
    results().print(f"{source.url} is in {file} now; the next run polls it")


def remove(settings: Settings, url: str) -> None:
    """Takes a feed out of the list; what it brought stays."""
    source = _find(settings, url)
    file = own_list(settings)
    remove_feed(file, source.url)
    results().print(f"{source.url} is out of {file}; its stories stay")


def pause(
    settings: Settings,
    url: str,
    *,
    until: date | None,
    reason: str | None,
    now: datetime,
    opened: OpenStore = own_store,
) -> None:
    """Stops the polling of a feed until a day (UTC), or until it is resumed."""
    source = _find(settings, url)
    moment = datetime.combine(until, time(), UTC) if until else None
    if moment is not None and moment <= now:
        raise SettingsError(f"--until {until} is past; give a later day, or none")
    end = f"until {until}" if until else "until it is resumed"
    words = f"paused by hand on {now:%Y-%m-%d} {end}" + (f": {reason.strip()}" if reason and reason.strip() else "")
    with opened(settings) as store:
        sync_feeds(store, require_feeds(settings))
        pause_feed(store, source.url, at=now, until=moment, reason=words)
    results().print(f"{source.url}: {words}")


def resume(settings: Settings, url: str, *, now: datetime, opened: OpenStore = own_store) -> None:
    """Makes a feed due at once, whatever stopped or slowed it."""
    source = _find(settings, url)
    with opened(settings) as store:
        sync_feeds(store, require_feeds(settings))
        resume_feed(store, source.url, at=now)
    results().print(f"{source.url}: the next run polls it")


def source_of(url: str, *, publisher: str | None, country: str | None, language: str | None, seen: str) -> FeedSource:
    """A row of the list; where nothing better is known the publisher goes by its host."""
    return FeedSource(url.strip(), publisher or host_of(url) or url, country or None, language or "en", seen, None)


def _find(settings: Settings, url: str) -> FeedSource:
    sources = require_feeds(settings)
    for source in sources:
        if canonical_url(source.url) == canonical_url(url):
            return source
    near = difflib.get_close_matches(url, [source.url for source in sources], n=1, cutoff=0.8)
    hint = f"did you mean {near[0]}?" if near else "`dyadwire feeds list` shows the list"
    raise SettingsError(f"{url} is not in {settings.feeds_file}; {hint}")


def _standings(settings: Settings) -> dict[str, Standing]:
    if not settings.store_file.exists():
        return published_standings(settings.published_file)
    try:
        with open_store(settings.store_file) as store:
            return feed_standings(store)
    except StorageError as problem:  # a run is going on, or this user may not write
        say(f"states as they were published last ({problem})")
        return published_standings(settings.published_file)


def _shown(standing: Standing | None) -> Sequence[str]:
    if standing is None:
        return "new", "at once", ""
    has_end = standing.state in {FeedState.ACTIVE, FeedState.BACKING_OFF}
    return (
        standing.state,
        _moment(standing.next_poll_at) or ("at once" if has_end else "never"),
        _moment(standing.last_success_at),
    )


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
