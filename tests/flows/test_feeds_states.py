"""Feeds over days, against a server that answers as servers do: each state with its reason and its next poll."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from flows.feed_list import read_feed_list
from flows.polling import poll_feeds
from flows.run import running
from flows.settings import Settings
from tests.flows.site import NOON, feed, serve_feed, settings
from tests.loopback import Loopback, Route
from warehouse.runs import finish_run

DAY = timedelta(days=1)
XML = {"Content-Type": "application/rss+xml"}


class Site:
    """A feed list whose feeds are polled at given times, without their pages."""

    def __init__(self, folder: Path, *urls: str, **changes: object) -> None:
        self.settings: Settings = settings(folder, *urls, **{"longest_poll": 86_400.0, "no_seeds": True} | changes)

    def poll(self, at: datetime = NOON) -> list[str]:
        """What is told a person; the run ends well."""
        with running(self.settings, now=lambda: at, report=lambda line: None) as run:
            poll_feeds(run, read_feed_list(self.settings.feeds_file))
            finish_run(
                run.store, run.run_id, (), at=at, exit_code=0, message=None, codebook_version=run.codebook_version
            )
            self.rows = {str(row[0]): row[1:] for row in run.store.rows(f"SELECT url, {self.COLUMNS} FROM ops.feeds")}
            self.changes = run.store.rows("SELECT state_before, state, changed_at FROM ops.feed_changes ORDER BY 3")
            self.hosts = run.store.rows("SELECT host, waits_until, reason FROM ops.hosts")
        return run.problems

    COLUMNS = "state, next_poll_at, reason, state_since, moved_to"


@pytest.fixture
def other() -> Iterator[Loopback]:
    """A second host."""
    server = Loopback()
    yield server
    server.close()


def test_a_feed_that_works_is_polled_by_its_own_rhythm(tmp_path, loopback):
    hourly = serve_feed(loopback, range(3))  # three entries in the three hours to noon
    daily = loopback.serve(
        "/ttl", feed(loopback, [5]).replace("<item>", "<ttl>720</ttl><item>", 1), "application/rss+xml"
    )
    site = Site(tmp_path, hourly, daily)
    site.poll()
    assert site.rows[hourly][0] == "active"
    assert timedelta(minutes=27) <= site.rows[hourly][1] - NOON <= timedelta(minutes=33)
    assert site.rows[daily][1] - NOON >= timedelta(hours=12)
    site.poll(NOON + timedelta(minutes=34))
    assert [loopback.n_requests(path) for path in ("/rss", "/ttl")] == [2, 1]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_date", [False, True])
def test_retry_after_in_both_forms(status, is_date, tmp_path, loopback):
    stated = format_datetime(NOON + 2 * DAY, usegmt=True) if is_date else str(2 * 86_400)
    url = loopback.answer("/rss", Route(b"", status, {"Retry-After": stated}))
    site = Site(tmp_path, url)
    for days in (0, 1, 1.9):
        site.poll(NOON + days * DAY)
    assert loopback.n_requests("/rss") == 1
    state, next_poll_at, reason, *_ = site.rows[url]
    assert (state, next_poll_at) == ("backing_off", NOON + 2 * DAY)
    assert "2025-04-10 12:00" in reason
    site.poll(NOON + 2 * DAY)
    assert loopback.n_requests("/rss") == 2


def test_a_429_holds_up_the_host_and_no_other(tmp_path, loopback, other):
    limited = loopback.answer("/a", Route(b"", 429, {"Retry-After": "86400"}))
    site = Site(tmp_path, limited, per_host=1)
    site.poll()
    fine, elsewhere = serve_feed(loopback, range(2), "/z"), serve_feed(other, range(2))
    site = Site(tmp_path, limited, fine, elsewhere)
    problems = site.poll(NOON + timedelta(hours=1))
    assert problems == []
    assert loopback.n_requests("/z") == 0
    assert site.rows[fine][:2] == ("active", NOON + DAY)
    assert "(HTTP 429) to be left alone until 2025-04-09 12:00 UTC" in site.rows[fine][2]
    assert site.rows[elsewhere][2] is None
    assert [(waits_until) for _, waits_until, _ in site.hosts] == [NOON + DAY]
    serve_feed(loopback, range(2), "/a")
    site.poll(NOON + DAY)
    assert loopback.n_requests("/z") == 1
    assert (site.rows[fine][2], site.rows[limited][2]) == (None, None)


def test_a_503_holds_up_its_own_feed_alone(tmp_path, loopback):
    busy = loopback.answer("/a", Route(b"", 503, {"Retry-After": "86400"}))
    fine = serve_feed(loopback, range(2), "/z")
    site = Site(tmp_path, busy, fine, per_host=1)
    site.poll()
    assert (site.rows[busy][0], site.rows[fine][0]) == ("backing_off", "active")
    assert site.hosts == []


def test_a_permanent_redirect_is_believed_after_seven_days(tmp_path, loopback):
    new = serve_feed(loopback, range(3), "/new")
    old = loopback.redirect("/old", "/new", 301)
    site = Site(tmp_path, old)
    for day in range(7):
        site.poll(NOON + 1.2 * day * DAY)
    assert site.rows[old] == ("moved", site.rows[old][1], f"it has moved for good to {new}", NOON + 7.2 * DAY, new)
    assert site.changes == [("active", "moved", NOON + 7.2 * DAY)]
    n_before = loopback.n_requests("/old")
    site.poll(NOON + 10 * DAY)
    assert (loopback.n_requests("/old"), loopback.n_requests("/new")) == (n_before, 8)


def test_the_old_address_is_asked_again_where_the_new_one_dies(tmp_path, loopback):
    serve_feed(loopback, range(3), "/new")
    old = loopback.redirect("/old", "/new", 308)
    site = Site(tmp_path, old)
    for days in (0, 4, 8):
        site.poll(NOON + days * DAY)
    loopback.answer("/new", Route(b"", 404))
    serve_feed(loopback, range(3), "/old")
    for days in range(9, 15):
        site.poll(NOON + days * DAY)
    assert (site.rows[old][0], site.rows[old][4]) == ("active", None)
    assert [change[:2] for change in site.changes] == [
        ("active", "moved"),
        ("moved", "backing_off"),
        ("backing_off", "active"),
    ]


def test_a_temporary_redirect_to_a_410_retires_nothing(tmp_path, loopback):
    loopback.answer("/new", Route(b"", 410))
    old = loopback.redirect("/old", "/new", 302)
    site = Site(tmp_path, old)
    site.poll()
    assert site.rows[old][0] == "backing_off"


def test_no_feed_that_is_not_polled_lacks_its_reason(tmp_path, loopback):
    gone = loopback.answer("/gone", Route(b"", 410))
    site = Site(tmp_path, gone, loopback.url("/nothing"), loopback.answer("/fault", Route(b"", 500)))
    for hours in range(0, 48, 6):
        site.poll(NOON + timedelta(hours=hours))
    assert loopback.n_requests("/gone") == 1
    assert site.rows[gone][3] == NOON
    assert all(reason for _, _, reason, *_ in site.rows.values())
    assert all(next_poll_at for url, (_, next_poll_at, *_) in site.rows.items() if url != gone)


def test_a_feed_that_fails_for_a_year_is_still_asked_daily_and_found_when_it_is_back(tmp_path, loopback):
    url = loopback.answer("/rss", Route(b"", 500))
    site = Site(tmp_path, url)
    for days in (*range(0, 60, 6), 360):
        site.poll(NOON + days * DAY)
    serve_feed(loopback, range(2))
    site.poll(NOON + 361.5 * DAY)
    assert site.rows[url][:1] == ("active",)
