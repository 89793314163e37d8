"""What a person wants to know of one run beside its counts, and what of the published file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from transforms.errors import QueryError, StorageError
from warehouse.connection import Store
from warehouse.queries import query

TurnKey = tuple[str, date, str]
_REASONS = """
SELECT stage, reason, is_failure, count(*)::BIGINT AS n_inputs, any_value(key ORDER BY rejected_at) AS example
FROM ops.rejections WHERE run_id = ?
GROUP BY ALL ORDER BY n_inputs DESC, stage, reason, is_failure
"""
_SLOWEST_FEEDS = """
SELECT url, fetch_seconds, coalesce(problem, 'HTTP ' || status)
FROM raw.fetches WHERE run_id = ? AND kind = 'feed'
ORDER BY fetch_seconds DESC, url LIMIT ?
"""
_HEALTH = """
SELECT
    publisher, url, alert, alert_reason, alert_since, state, reason, last_polled_at, last_success_at, next_poll_at,
    n_failures, n_entries_7_days, n_stories_7_days, last_story_at
FROM mart.feed_health
ORDER BY alert IS NULL, alert_since DESC NULLS LAST, url
"""
_TURNS = """
SELECT pair, event_week, kind, score, n_events, usual_n_events
FROM mart.turning_points WHERE event_week >= DATE '{since}'
ORDER BY score DESC, pair, event_week, kind
"""
_TABLES = """
SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()
WHERE NOT internal AND schema_name IN ('core', 'mart') ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many inputs of a stage ended for one reason, and the first of them."""

    stage: str
    reason: str
    is_failure: bool
    n_inputs: int
    example: str


@dataclass(frozen=True, slots=True)
class SlowFeed:
    """A poll and how long its answer took, in seconds."""

    url: str
    fetch_seconds: float
    outcome: str


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of the published file; `comment` says what a row is."""

    name: str
    comment: str | None
    n_rows: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of mart.turning_points; `event_week` is its Monday."""

    pair: str
    event_week: date
    kind: str
    score: float
    n_events: int
    usual_n_events: float

    @property
    def key(self) -> TurnKey:
        """What tells it from others; score and counts move while the week goes on."""
        return self.pair, self.event_week, self.kind


def ending_reasons(store: Store, run_id: str) -> tuple[ReasonCount, ...]:
    """Why inputs of the run were rejected or failed, the commonest reason first."""
    return tuple(ReasonCount(*row) for row in store.rows(_REASONS, [run_id]))  # type: ignore[arg-type]


def slowest_feeds(store: Store, run_id: str, count: int) -> tuple[SlowFeed, ...]:
    """The polls of the run that took longest, the longest first."""
    return tuple(SlowFeed(*row) for row in store.rows(_SLOWEST_FEEDS, [run_id, count]))  # type: ignore[arg-type]


def feed_health(store: Store) -> list[Mapping[str, object]]:
    """mart.feed_health in columns for a person, feeds with an alert first."""
    result = store.execute(_HEALTH)
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def recent_turns(published_file: Path, *, since: date) -> tuple[Turn, ...]:
    """The turning points of weeks from `since` on, as readers see them; none where no file has any."""
    try:
        with query(published_file, _TURNS.format(since=since.isoformat())) as answer:
            return tuple(Turn(*row) for row in answer.rows)  # type: ignore[arg-type]
    except (QueryError, StorageError):
        return ()


def published_tables(published_file: Path) -> tuple[PublishedTable, ...]:
    """The tables of core and mart that readers see, with their rows counted.

    Raises:
        StorageError: nothing is published, or the file is damaged.
    """
    with query(published_file, _TABLES) as answer:
        found = [(str(name), None if comment is None else str(comment)) for name, comment in answer.rows]
    counts = " UNION ALL ".join(f"SELECT {place}, count(*) FROM {name}" for place, (name, _) in enumerate(found))  # noqa: S608
    with query(published_file, f"{counts} ORDER BY 1") as answer:
        n_rows = [int(str(n)) for _, n in answer.rows]
    return tuple(PublishedTable(*table, n) for table, n in zip(found, n_rows, strict=True))
