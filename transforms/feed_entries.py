"""What a feed states -> entries with ids, whichever parser read it."""

import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from transforms.feed_dates import believable
from transforms.ids import stable_id
from transforms.records import DateRung, Entry
from transforms.urls import absolute_url, canonical_url, host_of


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """One entry in the feed's own words: links may be relative, the title may hold markup, dates are UTC."""

    guid: str | None
    link: str | None
    title: str | None
    author: str | None
    summary: str | None
    content: str | None
    published_at: datetime | None
    updated_at: datetime | None
    language: str | None


@dataclass(frozen=True, slots=True)
class StatedFeed:
    """What one parser read from a body. `home_link` is the site that the feed says it is of."""

    title: str | None
    language: str | None
    ttl_minutes: int | None
    entries: tuple[StatedEntry, ...]
    home_link: str | None = None

    @property
    def has_dates(self) -> bool:
        """Whether any entry is dated."""
        return any(entry.published_at or entry.updated_at for entry in self.entries)


def build_entries(
    feed: StatedFeed, *, url: str, rung: DateRung = DateRung.FEED, not_after: datetime | None = None
) -> tuple[Entry, ...]:
    """Entries in the feed's order, each `entry_id` once: what a feed states twice is kept at its first place.

    `rung` is who read the dates; those later than `not_after` are refused.

    The id is made of the feed's address and the guid, else the canonical link, else title and date. Where a feed gives
    one guid to different links, the guid identifies nothing, and the link joins the id.
    """
    base = _base_of_links(feed, url)
    built = [_build_entry(_believed(stated, not_after), feed, url, base, rung) for stated in feed.entries]
    shared = _guids_of_several_links(built)
    entries: dict[str, Entry] = {}
    for entry in built:
        entry_id = stable_id("entry", url, *_identity(entry, is_shared=entry.guid in shared))
        entries.setdefault(entry_id, replace(entry, entry_id=entry_id))
    return tuple(entries.values())


def one_line(text: str | None) -> str | None:
    """Text without markup, entities and line breaks, cut at 1,000 characters; None where nothing is left."""
    return without_markup(text or "")[:1000].rstrip() or None


def without_markup(text: str) -> str:
    """Text without tags and entities, on one line."""
    shown = html.unescape(re.sub(r"<(?:[a-zA-Z/][^<>]*|!--.*?--)>", " ", text)) if re.search("[<&]", text) else text
    return " ".join(clean(shown).split())


def clean(text: str) -> str:
    """Text that any store can hold: without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def language_code(text: str | None) -> str | None:
    """A language tag in lower case ("en-us"), None where `text` is none."""
    tag = (text or "").strip().replace("_", "-").lower()
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", tag) else None


def _base_of_links(feed: StatedFeed, url: str) -> str:
    """The feed's address; the site's where the feed lies with a host that serves feeds of others."""
    home = absolute_url(feed.home_link, base=url)
    return home if home and host_of(home) != host_of(url) else url


def _believed(stated: StatedEntry, not_after: datetime | None) -> StatedEntry:
    published_at, updated_at = (
        moment and believable(moment, not_after=not_after) for moment in (stated.published_at, stated.updated_at)
    )
    return replace(stated, published_at=published_at, updated_at=updated_at)


def _build_entry(stated: StatedEntry, feed: StatedFeed, url: str, base: str, rung: DateRung) -> Entry:
    guid = clean(stated.guid or "").strip() or None
    stated_link = clean(stated.link or "").strip()
    if stated_link == guid and "/" not in stated_link:
        stated_link = ""  # RSS takes a guid for a link unless told otherwise: a bare number is none
    is_link = guid is not None and guid.startswith(("http://", "https://"))
    link = absolute_url(stated_link, base=base) or (absolute_url(guid, base=url) if is_link else None)
    published_at = stated.published_at or stated.updated_at
    return Entry(
        entry_id="",
        feed_url=url,
        guid=guid,
        url=link,
        title=one_line(stated.title),
        author=one_line(stated.author),
        summary_html=clean(stated.summary or "").strip() or None,
        content_html=clean(stated.content or "").strip() or None,
        published_at=published_at,
        updated_at=stated.updated_at,
        language=language_code(stated.language) or feed.language,
        published_rung=rung if published_at else DateRung.UNKNOWN,
    )


def _guids_of_several_links(entries: Sequence[Entry]) -> set[str | None]:
    links = defaultdict(set)
    for entry in entries:
        if entry.guid and entry.url:
            links[entry.guid].add(canonical_url(entry.url))
    return {guid for guid, targets in links.items() if len(targets) > 1}


def _identity(entry: Entry, *, is_shared: bool) -> tuple[str, ...]:
    link = canonical_url(entry.url) if entry.url else ""
    if entry.guid and is_shared:
        return ("guid and link", entry.guid, link)
    if entry.guid:
        return ("guid", entry.guid)
    if link:
        return ("link", link)
    stated = entry.published_at.isoformat() if entry.published_at else ""
    return ("title", entry.title or entry.summary_html or entry.content_html or "", stated)
