"""A clock that was wrong: nothing waits for ever, nothing is lost or doubled, and readers get the latest."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.examination import examine
from flows.feed_list import read_feed_list
from flows.ingest import ingest
from flows.polling import poll_feeds
from flows.run import running
from flows.settings import Settings
from tests.flows.site import NOON, serve_feed, settings
from tests.loopback import Loopback, Route
from warehouse.feed_control import pause_feed
from warehouse.queries import query

YEARS, HOUR = timedelta(days=3650), timedelta(hours=1)


def published(stated: Settings, sql: str) -> list[tuple[object, ...]]:
    with query(stated.published_file, sql) as answer:
        return list(answer.rows)


def poll(stated: Settings, at: datetime) -> list[str]:
    """What is told while the feeds are polled, without their pages."""
    told: list[str] = []
    with running(stated, now=lambda: at, report=told.append) as run:
        poll_feeds(run, read_feed_list(stated.feeds_file))
    return told


@pytest.mark.parametrize(
    "jumps", [pytest.param((YEARS, -YEARS, HOUR), id="ahead"), pytest.param((-YEARS, 0 * HOUR, HOUR), id="behind")]
)
def test_each_run_polls_and_publishes_whatever_the_clock_said_before(tmp_path: Path, loopback: Loopback, jumps):
    for number, jump in enumerate(jumps, start=1):
        stated = settings(tmp_path, serve_feed(loopback, range(number)))
        assert ingest(stated, now=lambda at=NOON + jump: at, report=lambda line: None).exit_code == 0
        assert loopback.n_requests("/rss") == number
        assert published(stated, "SELECT count(*) FROM mart.story_list") == [(number,)]
    assert published(stated, "SELECT DISTINCT state FROM ops.runs") == [("finished",)]
    found = {one.subject: one for one in examine(stated, backup_folder=tmp_path, now=NOON + HOUR, is_deep=False)}
    assert ("days from now by this clock" in found["last run"].words) is (YEARS in jumps)


def test_what_a_wrong_clock_set_is_told_and_what_a_person_paused_stays_so(tmp_path: Path, loopback: Loopback):
    stated = settings(tmp_path, serve_feed(loopback, [1]), serve_feed(loopback, [2], name="/paused"))
    poll(stated, NOON + YEARS)
    with running(stated, now=lambda: NOON, report=lambda line: None) as run:
        pause_feed(run.store, loopback.url("/paused"), at=NOON, until=NOON + YEARS, reason="holidays")
    assert "1 feed waited for a time that a wrong clock had set, due now" in poll(stated, NOON)
    assert not any("wrong clock" in line for line in poll(stated, NOON + HOUR))
    assert (loopback.n_requests("/rss"), loopback.n_requests("/paused")) == (3, 1)


def test_hosts_are_freed_of_waits_and_pauses_that_a_wrong_clock_set(tmp_path: Path, loopback: Loopback):
    stated = settings(tmp_path, serve_feed(loopback, [1]))
    loopback.answer("/rss", Route(status=429, headers={"Retry-After": "600"}))
    poll(stated, NOON + YEARS)
    with running(stated, now=lambda: NOON, report=lambda line: None) as run:
        run.store.execute(
            "UPDATE ops.hosts SET crawl_delay_seconds = 0.01, asked_at = $at, robots_fetched_at = $at, robots_txt = ''",
            {"at": NOON + YEARS},
        )
    poll(stated, NOON)
    assert loopback.n_requests("/rss") == 2
    with running(stated, now=lambda: NOON, report=lambda line: None) as run:
        sql = "SELECT waits_until, asked_at, robots_fetched_at FROM ops.hosts"
        ((waits_until, asked_at, robots_at),) = run.store.rows(sql)
    assert (asked_at, robots_at < NOON) == (None, True)
    assert NOON < waits_until < NOON + HOUR  # it has answered 429 again
