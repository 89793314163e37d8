"""Where a feed stands after a poll, why, and when it is asked again. No state is left without an answer to these."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from transforms.feed_rhythm import Bounds, Pace, RhythmFrom, rhythm_of, with_jitter
from transforms.records import Reason
from transforms.run_records import Feed, FeedState

BELIEVED_AFTER: Final = timedelta(days=7)
FIRST_PAUSE: Final = timedelta(minutes=10)
LONGEST_PAUSE: Final = timedelta(days=1)  # after failures: a feed that comes back is found within a day
LONGEST_REQUEST: Final = timedelta(days=7)  # the longest Retry-After that is heeded in full
FAILURES_OF_MOVED: Final = 5  # after as many at the new address the old one is asked again


@dataclass(frozen=True, slots=True)
class Seen:
    """What a good poll saw.

    `moved_to` is where only permanent redirects led, None where there were none. `pace` and `ttl_minutes` are None
    where no body was parsed. `max_age` is what Cache-Control states.
    """

    at: datetime
    moved_to: str | None = None
    max_age: timedelta | None = None
    is_changed: bool = False
    pace: Pace | None = None
    ttl_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a failed poll saw. `is_gone` says that the very address that was asked answered 410."""

    at: datetime
    reason: Reason
    detail: str
    is_gone: bool = False
    retry_after: timedelta | None = None


def after_success(feed: Feed, seen: Seen, *, bounds: Bounds, listed: frozenset[str]) -> tuple[Feed, str | None]:
    """The feed and the reason of its state. A move onto an address in `listed`, the list, ends the polling."""
    feed, news = _redirected(feed, seen)
    if feed.moved_to in listed - {feed.url}:
        reason = f"{news}, which the list has already; delete this one from the list"
        return replace(feed, state=FeedState.MOVED, moved_to=None, next_poll_at=None, n_failures=0), reason
    feed = _paced(feed, seen, bounds)
    state = FeedState.MOVED if feed.moved_to else FeedState.ACTIVE
    return replace(feed, state=state, n_failures=0, last_success_at=seen.at), news


def after_failure(feed: Feed, trouble: Trouble) -> tuple[Feed, str]:
    """The feed and the reason of its state, which says when or how it is asked again."""
    n_failures = feed.n_failures + 1
    detail, is_given_up = trouble.detail, feed.moved_to and (trouble.is_gone or n_failures >= FAILURES_OF_MOVED)
    if trouble.is_gone and not feed.moved_to:
        gone = replace(feed, state=FeedState.GONE, n_failures=n_failures, next_poll_at=None)
        return gone, f"{detail}; it is polled no more until `dyadwire feeds resume` says so"
    if is_given_up:
        feed, n_failures = replace(feed, moved_to=None, etag=None, last_modified=None), 1
        detail += "; the address of the list is asked again"
    next_poll_at = trouble.at + pause_after(n_failures, trouble, feed.url)
    failed = replace(feed, state=FeedState.BACKING_OFF, n_failures=n_failures, next_poll_at=next_poll_at)
    return failed, f"{detail}; {polled_from(next_poll_at)}"


def pause_after(n_failures: int, trouble: Trouble, *key: str) -> timedelta:
    """Ten minutes, doubled with every failure up to a day; longer where the server asks for it, up to a week."""
    pause = min(FIRST_PAUSE * (1 << min(n_failures - 1, 10)), LONGEST_PAUSE)
    drawn = with_jitter(pause, *key, trouble.at.isoformat())
    return max(drawn, min(trouble.retry_after or timedelta(), LONGEST_REQUEST))


def polled_from(moment: datetime) -> str:
    """When a feed is asked again, for a person."""
    return f"it is polled again from {moment:%Y-%m-%d %H:%M} UTC on"


def _redirected(feed: Feed, seen: Seen) -> tuple[Feed, str | None]:
    """The feed with what its redirects now mean, and what is to be said of its address."""
    if seen.moved_to is None or seen.moved_to == feed.address:
        feed = replace(feed, redirect_to=None, redirect_since=None)
    elif seen.moved_to != feed.redirect_to or feed.redirect_since is None or feed.redirect_since > seen.at:
        feed = replace(feed, redirect_to=seen.moved_to, redirect_since=seen.at)
    elif seen.at - feed.redirect_since >= BELIEVED_AFTER:
        target = None if seen.moved_to == feed.url else seen.moved_to
        feed = replace(feed, moved_to=target, redirect_to=None, redirect_since=None)
    return feed, f"it has moved for good to {feed.moved_to}" if feed.moved_to else None


def _paced(feed: Feed, seen: Seen, bounds: Bounds) -> Feed:
    if seen.is_changed:
        feed = replace(feed, last_changed_at=seen.at)
    if seen.pace is not None:
        feed = replace(
            feed,
            entries_per_day=seen.pace.entries_per_day,
            newest_entry_at=seen.pace.newest_at,
            ttl_minutes=seen.ttl_minutes,
        )
    rhythm = rhythm_of(
        Pace(feed.entries_per_day, feed.newest_entry_at),
        at=seen.at,
        last_changed_at=feed.last_changed_at,
        ttl=timedelta(minutes=feed.ttl_minutes) if feed.ttl_minutes else None,
        max_age=seen.max_age,
        bounds=bounds,
    )
    drawn = with_jitter(rhythm.pause, feed.url, seen.at.isoformat())
    asked = rhythm.decided_by in {RhythmFrom.TTL, RhythmFrom.CACHE_CONTROL}
    return replace(
        feed,
        next_poll_at=seen.at + (max(drawn, rhythm.pause) if asked else drawn),  # no earlier than we were asked to
        poll_seconds=rhythm.pause.total_seconds(),
        rhythm_from=rhythm.decided_by,
    )
