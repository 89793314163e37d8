"""What the answer to a poll of a feed changes: its state and next poll, new entries, validators."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from flows.fetching import REFUSALS, fetch_record, sha256
from flows.http import Fetched
from flows.run import Run
from flows.settings import Settings
from transforms.errors import NotAFeedError, ParseError
from transforms.feed_rhythm import Bounds, Pace, pace_of
from transforms.feed_states import Seen, Trouble, after_failure, after_success
from transforms.feeds import ParsedFeed, parse_feed
from transforms.http_times import max_age
from transforms.records import Entry, Reason, Rejection, Stage
from transforms.run_records import Feed, FeedPoll
from transforms.urls import host_of

_FOUND = {"empty": Reason.EMPTY, "web page": Reason.WEB_PAGE}
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


def read_answer(run: Run, polling: Polling, feed: Feed, fetched: Fetched) -> FeedPoll:
    """What an answer changes. Only a body that was parsed, or was parsed before, renews the validators."""
    feed = replace(feed, host=host_of(feed.address))
    if fetched.problem is not None:
        return _failed(feed, fetched, fetched.reason or Reason.HTTP_ERROR, str(fetched.problem))
    if fetched.body is None or sha256(fetched.body) == feed.body_sha256:
        return _went_well(polling, feed, fetched, None)
    run.archive.write(
        fetched.url, fetched.body, fetched_at=fetched.started_at, headers=fetched.headers, status=fetched.status or 0
    )
    try:
        parsed = parse_feed(fetched.body, url=feed.url, headers=fetched.headers)
    except NotAFeedError as problem:
        return _failed(feed, fetched, _FOUND.get(problem.found, Reason.NOT_A_FEED), str(problem))
    except ParseError as problem:
        return _failed(feed, fetched, Reason.PARSER_FAILED, str(problem))
    return _went_well(polling, feed, fetched, parsed)


def _went_well(polling: Polling, feed: Feed, fetched: Fetched, parsed: ParsedFeed | None) -> FeedPoll:
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
    return FeedPoll(_validated(polled, fetched), fetch_record(fetched, Stage.FEED), entries, (), reason)


def _pace(parsed: ParsedFeed | None, fetched: Fetched) -> Pace | None:
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
