"""What hosts ask of us, kept over runs: waits, which hold up all their feeds and pages, and robots.txt."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from transforms.run_records import HostRobots, HostWait
from warehouse.connection import Store
from warehouse.spool_schema import ROBOTS_COLUMNS, WAIT_COLUMNS

# The reason of a `feed` that a `wait` holds up: that of its state, where it has one, stays in front.
WAITING = """
    CASE
        WHEN feed.state = 'active' OR feed.reason IS NULL THEN wait.reason
        ELSE regexp_replace(feed.reason, '; but .*$', '') || '; but ' || wait.reason
    END
"""


@dataclass(frozen=True, slots=True)
class CrawlDelay:
    """A host that asks for so many seconds between two requests. `asked_at` is the last one, None where unknown."""

    host: str
    seconds: float
    asked_at: datetime | None


def waiting_hosts(store: Store, *, at: datetime) -> tuple[HostWait, ...]:
    """The hosts that are still to be left alone at `at`."""
    rows = store.rows("SELECT host, waits_until, reason FROM ops.hosts WHERE waits_until > ? ORDER BY host", [at])
    return tuple(HostWait(*row) for row in rows)  # type: ignore[arg-type]


def save_waits(store: Store, waits: Sequence[HostWait]) -> None:
    """Remembers the waits and moves the next polls of these hosts' feeds behind them, with the reason."""
    with store.table("waits", map(asdict, waits), WAIT_COLUMNS), store.transaction():
        _add_hosts(store, "waits")
        store.execute(
            """
            UPDATE ops.hosts AS host SET waits_until = wait.until, reason = wait.reason
            FROM waits AS wait WHERE wait.host = host.host
            """
        )
        store.execute(
            f"""
            UPDATE ops.feeds AS feed SET next_poll_at = wait.until, reason = {WAITING}
            FROM waits AS wait
            WHERE
                wait.host = feed.host
                AND feed.state IN ('active', 'backing_off', 'moved')
                AND (feed.state <> 'moved' OR feed.moved_to IS NOT NULL)
                AND coalesce(feed.next_poll_at < wait.until, true)
            """  # noqa: S608
        )


def known_robots(store: Store) -> tuple[HostRobots, ...]:
    """The robots.txt of all hosts that were asked for it, as they answered last."""
    rows = store.rows(
        """
        SELECT
            host, robots_fetched_at, robots_read_at, robots_status, robots_txt, robots_problem, crawl_delay_seconds
        FROM ops.hosts
        WHERE robots_fetched_at IS NOT NULL
        """
    )
    return tuple(HostRobots(*row) for row in rows)  # type: ignore[arg-type]


def save_robots(store: Store, records: Sequence[HostRobots]) -> None:
    """Remembers what hosts answered."""
    with store.table("robots", map(asdict, records), ROBOTS_COLUMNS), store.transaction():
        _add_hosts(store, "robots")
        store.execute(
            """
            UPDATE ops.hosts AS host SET
                robots_fetched_at = robots.fetched_at,
                robots_read_at = robots.read_at,
                robots_status = robots.status,
                robots_txt = robots.text,
                robots_problem = robots.problem,
                crawl_delay_seconds = robots.delay_seconds
            FROM robots WHERE robots.host = host.host
            """
        )


def crawl_delays(store: Store) -> tuple[CrawlDelay, ...]:
    """The hosts whose robots.txt asks for a pause."""
    rows = store.rows("SELECT host, crawl_delay_seconds, asked_at FROM ops.hosts WHERE crawl_delay_seconds > 0")
    return tuple(CrawlDelay(*row) for row in rows)  # type: ignore[arg-type]


def save_asked(store: Store, asked: Mapping[str, datetime]) -> None:
    """Remembers when hosts that ask for pauses were last asked, so that the next run keeps the pause to that."""
    for host, at in asked.items():  # few hosts ask for pauses
        store.execute("UPDATE ops.hosts SET asked_at = ? WHERE host = ? AND crawl_delay_seconds > 0", [at, host])


def _add_hosts(store: Store, table: str) -> None:
    store.execute(f"INSERT INTO ops.hosts (host) SELECT DISTINCT host FROM {table} ANTI JOIN ops.hosts USING (host)")  # noqa: S608
