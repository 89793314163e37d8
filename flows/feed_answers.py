"""What the answer to a poll of a feed changes: its state and next poll, new entries, validators."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from flows.feed_reading import FeedBody
from flows.fetching import REFUSALS, fetch_record, sha256
from flows.http import Fetched
from flows.run import Run
from flows.settings import Settings
from transforms.errors import NotAFeedError, ParseError
from transforms.feed_rhythm import Bounds, Pace, pace_of
from transforms.feed_states import Seen, Trouble, after_failure, after_success
from transforms.http_times import max_age
from transforms.records import Entry, Reason, Rejection, Stage
from transforms.run_records import Feed, FeedPoll
from transforms.urls import host_of

if TYPE_CHECKING:
    from flows.feed_reading import Reading
    from transforms.feeds import ParsedFeed

DATES_AHEAD = timedelta(days=1)  # clocks and zones may be wrong; later dates are refused

_FOUND = {"empty": Reason.EMPTY, "web page": Reason.WEB_PAGE, "truncated": Reason.TRUNCATED}
_NO_FAILURES = REFUSALS | {Reason.WEB_PAGE, Reason.NOT_A_FEED}


@dataclass(frozen=True, slots=True)
class Polling:
    """What all polls of a run go by: the bounds of the rhythm, and the addresses that the list has."""

    bounds: Bounds
    listed: frozenset[str]


def poll_bounds(settings: Settings) -> Bounds:
    """The shortest and longest pause of the settings; the shortest gives way where it is the larger."""
    longest = timedelta(seconds=settings.longest_poll)
    return Bounds(min(timedelta(seconds=settings.shortest_poll), longest), longest)


def body_to_read(run: Run, feed: Feed, fetched: Fetched) -> FeedBody | None:
    """The body of an answer, archived; None where there is none or the feed had the same before."""
    if fetched.problem is not None or fetched.body is None or sha256(fetched.body) == feed.body_sha256:
        return None
    run.archive.write(
        fetched.url, fetched.body, fetched_at=fetched.started_at, headers=fetched.headers, status=fetched.status or 0
    )
    return FeedBody(fetched.body, feed.url, fetched.headers, not_after=fetched.started_at + DATES_AHEAD)


def read_answer(polling: Polling, feed: Feed, fetched: Fetched, read: "Reading | None") -> FeedPoll:
    """What an answer changes. Only a body that was parsed, or was parsed before, renews the validators.

    `read` is what its body holds, None where `body_to_read` gave none.
    """
    feed = replace(feed, host=host_of(feed.address))
    if fetched.problem is not None:
        return _failed(feed, fetched, fetched.reason or Reason.HTTP_ERROR, str(fetched.problem))
    if isinstance(read, NotAFeedError):
        return _failed(feed, fetched, _FOUND.get(read.found, Reason.NOT_A_FEED), str(read))
    if isinstance(read, ParseError):
        return _failed(feed, fetched, Reason.PARSER_FAILED, str(read))
    return _went_well(polling, feed, fetched, read)


def _went_well(polling: Polling, feed: Feed, fetched: Fetched, parsed: "ParsedFeed | None") -> FeedPoll:
    seen = Seen(
        at=fetched.started_at,
        moved_to=fetched.moved_to,
        max_age=max_age(fetched.headers, at=fetched.started_at),
        is_changed=parsed is not None,
        pace=_pace(parsed, fetched),
        ttl_minutes=parsed.ttl_minutes if parsed else None,
    )
    polled, reason = after_success(feed, seen, bounds=polling.bounds, listed=polling.listed)
    entries: tuple[Entry, ...] = parsed.entries if parsed else ()
    fetch = replace(fetch_record(fetched, Stage.FEED), problem=_shortfall(parsed) if parsed else None)
    is_whole = parsed is None or not parsed.is_truncated
    return FeedPoll(_validated(polled, fetched) if is_whole else _unvalidated(polled), fetch, entries, (), reason)


def _shortfall(parsed: "ParsedFeed") -> str | None:
    """What of the feed was not read, for a person; None where all was."""
    n_read = parsed.n_stated - parsed.n_left_out
    parts = [f"only the first {n_read:,} of its {parsed.n_stated:,} entries were read"] if parsed.n_left_out else []
    parts += [f"the feed is cut off; its whole entries were read: {n_read:,}"] if parsed.is_truncated else []
    return "; ".join(parts) or None


def _unvalidated(feed: Feed) -> Feed:
    """The feed that is asked for all of itself next time: a 304 would confirm the half that came."""
    return replace(feed, etag=None, last_modified=None, body_sha256=None)


def _pace(parsed: "ParsedFeed | None", fetched: Fetched) -> Pace | None:
    return pace_of(parsed.entries, at=fetched.started_at) if parsed else None


def _validated(feed: Feed, fetched: Fetched) -> Feed:
    if fetched.body is None:
        return feed
    stated: Mapping[str, str] = fetched.headers
    etag, last_modified = stated.get("etag"), stated.get("last-modified")
    return replace(feed, etag=etag, last_modified=last_modified, body_sha256=sha256(fetched.body))


def _failed(feed: Feed, fetched: Fetched, reason: Reason, detail: str) -> FeedPoll:
    trouble = Trouble(
        at=fetched.started_at,
        reason=reason,
        detail=detail,
        is_gone=reason is Reason.GONE and (fetched.final_url == fetched.url or fetched.moved_to is not None),
        retry_after=fetched.retry_after,
    )
    polled, told = after_failure(feed, trouble)
    fetch = fetch_record(fetched, Stage.FEED)
    rejection = Rejection(Stage.FEED, reason, feed.url, told, reason not in _NO_FAILURES, fetch.body_sha256)
    return FeedPoll(polled, fetch, (), (rejection,), told)
