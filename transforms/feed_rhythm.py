"""How often a feed is polled: from its own rate, its silence, what it asks for, and the bounds of the settings."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from transforms.records import Entry

WINDOW: Final = timedelta(days=30)  # the rate of a feed that holds years is that of its last month
JITTER: Final = 0.1
_UNKNOWN_GAP: Final = timedelta(hours=1)  # between entries without dates
_OF_SILENCE: Final = 10  # after ten hours without news, an hour more changes little


class RhythmFrom(StrEnum):
    """What decided how soon a feed is polled again."""

    OWN_RATE = "own_rate"  # half the mean gap between its entries
    SILENCE = "silence"  # a tenth of the time since its newest entry
    UNKNOWN_RATE = "unknown_rate"  # its entries state no dates
    TTL = "ttl"
    CACHE_CONTROL = "cache_control"
    SHORTEST = "shortest"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a feed has been publishing; both None where its entries state no dates."""

    entries_per_day: float | None = None
    newest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and longest pause between two polls of a feed that works."""

    shortest: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The pause until the next poll, without jitter, and what decided it."""

    pause: timedelta
    decided_by: RhythmFrom


def pace_of(entries: Sequence[Entry], *, at: datetime) -> Pace:
    """The pace of a feed by the dates that its entries state; dates after `at` are announcements, not a rate."""
    stated = (entry.published_at or entry.updated_at for entry in entries)
    dates = sorted(date for date in stated if date is not None and date <= at)
    if not dates:
        return Pace()
    recent = [date for date in dates if at - date <= WINDOW]
    counted = recent if len(recent) > 1 else dates
    span = max(at - counted[0], timedelta(hours=1))
    return Pace(len(counted) / (span / timedelta(days=1)), dates[-1])


def rhythm_of(
    pace: Pace,
    *,
    at: datetime,
    last_changed_at: datetime | None,
    ttl: timedelta | None,
    max_age: timedelta | None,
    bounds: Bounds,
) -> Rhythm:
    """When to come back: often enough to miss nothing, no sooner than the feed asks, within the bounds.

    `ttl` is what the feed states, `max_age` what Cache-Control does. `last_changed_at` stands in for the newest entry
    where entries have no dates. The longest pause wins over both, so that a ttl of a year kills no feed.
    """
    rhythm = max(_own(pace), _silent(pace.newest_at or last_changed_at, at), key=lambda one: one.pause)
    if rhythm.pause < bounds.shortest:
        rhythm = Rhythm(bounds.shortest, RhythmFrom.SHORTEST)
    for asked, who in ((ttl, RhythmFrom.TTL), (max_age, RhythmFrom.CACHE_CONTROL)):
        if asked is not None and asked > rhythm.pause:
            rhythm = Rhythm(asked, who)
    return rhythm if rhythm.pause <= bounds.longest else Rhythm(bounds.longest, RhythmFrom.LONGEST)


def with_jitter(pause: timedelta, *key: str) -> timedelta:
    """The pause, a tenth shorter or longer, so that feeds polled together drift apart. The same key gives the same."""
    drawn = int.from_bytes(hashlib.sha256("\n".join(key).encode("utf-8", "replace")).digest()[:8]) / (1 << 64)
    return pause * (1 - JITTER + 2 * JITTER * drawn)


def _own(pace: Pace) -> Rhythm:
    if not pace.entries_per_day:
        return Rhythm(_UNKNOWN_GAP / 2, RhythmFrom.UNKNOWN_RATE)
    gap = min(1 / pace.entries_per_day, WINDOW.days)  # days
    return Rhythm(timedelta(days=gap) / 2, RhythmFrom.OWN_RATE)


def _silent(since: datetime | None, at: datetime) -> Rhythm:
    return Rhythm((at - since) / _OF_SILENCE if since else timedelta(), RhythmFrom.SILENCE)
