"""What a person sees of the feeds' states and changes in them by command."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transforms.errors import QueryError, StorageError
from transforms.run_records import FeedState
from warehouse.connection import Store
from warehouse.queries import query

_STANDINGS = """
    SELECT
        feed.url, feed.state, feed.reason, feed.next_poll_at, feed.last_success_at, feed.n_failures, feed.moved_to,
        feed.poll_seconds, health.alert, health.alert_reason
    FROM ops.feeds AS feed
    LEFT JOIN mart.feed_health AS health ON health.url = feed.url
    WHERE feed.is_listed
"""
_ALERTS = "SELECT url, alert, alert_reason FROM mart.feed_health WHERE alert IS NOT NULL ORDER BY alert_since DESC, url"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a listed feed stands; the columns of ops.feeds and mart.feed_health say what each means."""

    url: str
    state: FeedState
    reason: str | None
    next_poll_at: datetime | None
    last_success_at: datetime | None
    n_failures: int
    moved_to: str | None
    poll_seconds: float | None
    alert: str | None
    alert_reason: str | None


def feed_standings(store: Store) -> dict[str, Standing]:
    """Where each listed feed stands, by its URL."""
    return _standings(store.rows(_STANDINGS))


def published_standings(published_file: Path) -> dict[str, Standing]:
    """The same as of the last run that published; empty where none did, or a version that kept none of this."""
    try:
        with query(published_file, _STANDINGS) as answer:
            return _standings(answer.rows)
    except (QueryError, StorageError):
        return {}


def feed_alerts(store: Store) -> tuple[str, ...]:
    """A sentence for each feed that needs a look, the latest first."""
    return tuple(f"{url}: {alert}: {words}" for url, alert, words in store.rows(_ALERTS))


def pause_feed(store: Store, url: str, *, at: datetime, until: datetime | None, reason: str) -> None:
    """From now on the feed is not polled, until then or, where None is given, until it is resumed."""
    _change(store, url, FeedState.PAUSED, at=at, next_poll_at=until, reason=reason)


def resume_feed(store: Store, url: str, *, at: datetime) -> None:
    """The feed is due at once, whatever its state was; its failures are forgotten."""
    _change(store, url, FeedState.ACTIVE, at=at, next_poll_at=None, reason=None)
    store.execute("UPDATE ops.feeds SET n_failures = 0 WHERE url = ?", [url])


def _change(
    store: Store, url: str, state: FeedState, *, at: datetime, next_poll_at: datetime | None, reason: str | None
) -> None:
    given: dict[str, object] = {
        "url": url,
        "state": state.value,
        "at": at,
        "next_poll_at": next_poll_at,
        "reason": reason,
    }
    with store.transaction():
        store.execute(
            """
            INSERT INTO ops.feed_changes BY NAME
            SELECT url, $at AS changed_at, state AS state_before, $state AS state, $reason AS reason,
                $next_poll_at AS next_poll_at
            FROM ops.feeds WHERE url = $url
            """,
            given,
        )
        store.execute(
            """
            UPDATE ops.feeds SET
                state_since = CASE WHEN state = $state THEN state_since ELSE $at END,
                state = $state,
                reason = $reason,
                next_poll_at = $next_poll_at
            WHERE url = $url
            """,
            given,
        )


def _standings(rows: Iterable[tuple[object, ...]]) -> dict[str, Standing]:
    found = (Standing(str(url), FeedState(str(state)), *rest) for url, state, *rest in rows)  # type: ignore[arg-type]
    return {standing.url: standing for standing in found}
