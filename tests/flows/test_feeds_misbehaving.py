"""200 feeds on 50 hosts with every misbehaviour at once: the run ends in time, and each feed stands as it should."""

import time
from datetime import datetime, timedelta

import pytest

import transforms.feeds  # noqa: F401 brings feedparser, for which open requests would wait
from flows.feed_list import read_feed_list
from flows.polling import poll_feeds
from flows.run import running
from tests.feed_hosts import KINDS, Kind, feed_hosts
from tests.flows.site import NOON, settings
from transforms.records import Stage
from transforms.run_records import FeedState
from warehouse.runs import count_endings

N_HOSTS, N_OF_A_KIND = 50, 8
COLUMNS = "url, host, state, reason, next_poll_at, redirect_to"


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    """The feeds after one poll: rows by URL with their kind, the endings, seconds, and URLs that were asked."""
    with feed_hosts(N_HOSTS) as hosts:
        urls = {
            f"http://127.0.0.1:{hosts.ports[(place * N_OF_A_KIND + number) % N_HOSTS]}/{kind.name}/{number}": kind
            for number in range(N_OF_A_KIND)
            for place, kind in enumerate(KINDS)
        }
        stated = settings(
            tmp_path_factory.mktemp("feeds"), *urls, read_timeout=3.0, total_timeout=8.0, max_bytes=2_000_000,
            longest_poll=86_400.0, no_seeds=True,
        )  # fmt: skip
        begun = time.perf_counter()
        with running(stated, now=lambda: NOON, report=lambda line: None) as run:
            begun = time.perf_counter()
            poll_feeds(run, read_feed_list(stated.feeds_file))
            seconds = time.perf_counter() - begun
            rows = run.store.rows(f"SELECT {COLUMNS} FROM ops.feeds")
            asked = {str(url) for (url,) in run.store.rows("SELECT url FROM raw.fetches")}
            counts = {count.stage: count for count in count_endings(run.store, run.run_id, run.taken_up())}
    return {str(row[0]): (urls[str(row[0])], *row[1:]) for row in rows}, counts[Stage.FEED], seconds, asked


def limited_hosts(rows) -> set[str]:
    return {host for kind, host, *_ in rows.values() if kind.name == "limited"}


def test_the_run_ends_in_bounded_time(polled):
    assert polled[2] < 60


def test_every_feed_that_was_asked_ended_once(polled):
    rows, count, _, asked = polled
    assert len(rows) == len(KINDS) * N_OF_A_KIND == 200
    assert count.n_in == count.n_kept + count.n_rejected + count.n_failed == len(asked)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_stands_as_it_should(kind: Kind, polled):
    rows, _, _, asked = polled
    of_kind = {url: row for url, row in rows.items() if row[0] is kind}
    assert len(of_kind) == N_OF_A_KIND
    for url, (_, host, state, reason, next_poll_at, _) in of_kind.items():
        if url in asked:
            assert (state, url) == (kind.state, url)
            assert (kind.words or "") in (reason or "")
            assert is_about(next_poll_at, kind)
        else:  # its host had asked to be left alone before its turn came
            assert host in limited_hosts(rows)
            assert (state, next_poll_at) == (FeedState.ACTIVE, NOON + timedelta(hours=3))
            assert "(HTTP 429) to be left alone until 2025-04-08 15:00 UTC" in reason


def is_about(next_poll_at: datetime | None, kind: Kind) -> bool:
    if kind.pause is None or next_poll_at is None:
        return next_poll_at is kind.pause
    at_least = timedelta(hours=3) if next_poll_at == NOON + timedelta(hours=3) else kind.pause * 0.9
    return at_least <= next_poll_at - NOON <= max(kind.pause * 1.1, at_least)


def test_most_feeds_were_asked(polled):
    rows, _, _, asked = polled
    assert len(rows) - len(asked) <= len(limited_hosts(rows)) * 3


def test_nothing_is_left_without_a_reason_or_a_time(polled):
    for _, _, state, reason, next_poll_at, _ in polled[0].values():
        assert state == FeedState.ACTIVE or reason
        assert next_poll_at or state == FeedState.GONE


def test_permanent_redirects_are_remembered_from_the_first_sight(polled):
    for url, (kind, *_, redirect_to) in polled[0].items():
        assert (redirect_to is not None) == (kind.name == "moving" and url in polled[3])
