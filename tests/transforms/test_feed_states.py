"""From state to state: each with its reason and the time of the next poll."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from transforms.feed_rhythm import Bounds, Pace
from transforms.feed_states import Seen, Trouble, after_failure, after_success
from transforms.records import Reason
from transforms.run_records import Feed, FeedState

NOON = datetime(2025, 4, 8, 12, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OLD, NEW, OTHER = "https://old.example/rss", "https://new.example/rss", "https://other.example/rss"
BOUNDS = Bounds(10 * MINUTE, DAY)
FEED = Feed(OLD, "Andes Wire", "en", FeedState.ACTIVE, '"1"', None, None, 0, None)
MOVED = replace(FEED, state=FeedState.MOVED, moved_to=NEW)


def well(feed: Feed = FEED, days: float = 0, to: str | None = None, *listed: str, **changes: object):
    seen = Seen(NOON + days * DAY, to, **changes)
    return after_success(feed, seen, bounds=BOUNDS, listed=frozenset({OLD, *listed}))


def badly(feed: Feed = FEED, **changes: object):
    return after_failure(feed, replace(Trouble(NOON, Reason.TIMEOUT, "it timed out"), **changes))


class TestRedirects:
    def days(self, *sights: tuple[float, str | None]) -> Feed:
        feed = FEED
        for day, to in sights:
            feed, _ = well(feed, day, to)
        return feed

    @pytest.mark.parametrize(("sights", "believed"), [
        ([(0, NEW)], None),
        ([(0, NEW), (3, NEW), (6.9, NEW)], None),
        ([(0, NEW), (3, NEW), (7, NEW)], NEW),
        ([(0, NEW), (3, None), (7, NEW)], None),  # it answered by itself in between
        ([(0, NEW), (3, OTHER), (7, NEW)], None),
        ([(0, NEW), (3, OTHER), (7, OTHER), (10, OTHER)], OTHER),
        ([(0, NEW), (7, NEW), (8, OTHER), (14, OTHER)], NEW),
        ([(0, NEW), (7, NEW), (8, OTHER), (15, OTHER)], OTHER),  # and the new one moves on
        ([(0, NEW), (7, NEW), (8, OLD), (15, OLD)], None),  # and back
    ])  # fmt: skip
    def test_seven_days_of_the_same_sight_are_believed(self, sights, believed):
        feed = self.days(*sights)
        assert feed.moved_to == believed
        assert feed.state is (FeedState.MOVED if believed else FeedState.ACTIVE)
        assert feed.address == (believed or OLD)

    def test_failures_in_between_neither_confirm_nor_deny(self):
        feed, _ = badly(self.days((0, NEW)), at=NOON + 3 * DAY)
        assert feed.redirect_since == NOON
        assert well(feed, 7, NEW)[0].moved_to == NEW

    def test_the_reason_names_the_new_address_from_then_on(self):
        assert well(self.days((0, NEW)), 7, NEW)[1] == f"it has moved for good to {NEW}"
        assert well(MOVED)[1] == f"it has moved for good to {NEW}"

    def test_a_move_onto_a_listed_feed_ends_the_polling_with_words(self):
        feed, reason = well(self.days((0, NEW)), 7, NEW, NEW)
        assert (feed.state, feed.moved_to, feed.next_poll_at) == (FeedState.MOVED, None, None)
        assert reason == f"it has moved for good to {NEW}, which the list has already; delete this one from the list"


class TestFailures:
    @pytest.mark.parametrize(("n_failures", "minutes"), [(0, 10), (1, 20), (4, 160), (7, 1280), (8, 1440), (500, 1440)])
    def test_pauses_double_up_to_a_day(self, n_failures, minutes):
        feed, reason = badly(replace(FEED, n_failures=n_failures))
        assert (feed.state, feed.n_failures) == (FeedState.BACKING_OFF, n_failures + 1)
        assert 0.9 * minutes <= (feed.next_poll_at - NOON) / MINUTE <= 1.1 * minutes
        assert reason == f"it timed out; it is polled again from {feed.next_poll_at:%Y-%m-%d %H:%M} UTC on"

    @pytest.mark.parametrize(("asked", "heeded"), [(2 * DAY, 2 * DAY), (400 * DAY, 7 * DAY)])
    def test_retry_after_is_heeded_to_the_second_up_to_a_week(self, asked, heeded):
        assert badly(retry_after=asked)[0].next_poll_at == NOON + heeded

    def test_a_shorter_retry_after_does_not_shorten_the_pause(self):
        assert badly(retry_after=MINUTE)[0].next_poll_at >= NOON + 9 * MINUTE

    def test_410_retires_with_words(self):
        feed, reason = badly(is_gone=True)
        assert (feed.state, feed.next_poll_at) == (FeedState.GONE, None)
        assert "until `dyadwire feeds resume`" in reason

    def test_410_at_the_new_address_brings_the_old_one_back(self):
        feed, reason = badly(MOVED, is_gone=True)
        assert (feed.state, feed.moved_to, feed.etag, feed.n_failures) == (FeedState.BACKING_OFF, None, None, 1)
        assert "the address of the list is asked again" in reason

    def test_so_do_five_failures_there(self):
        feed = MOVED
        for _ in range(4):
            feed, _reason = badly(feed)
            assert feed.moved_to == NEW
        assert badly(feed)[0].moved_to is None

    def test_one_good_poll_ends_it(self):
        feed, reason = well(badly(FEED)[0])
        assert (feed.state, feed.n_failures, reason) == (FeedState.ACTIVE, 0, None)
        assert well(badly(MOVED)[0])[0].state is FeedState.MOVED


def test_a_304_keeps_the_pace_and_grows_with_the_silence():
    feed, _ = well(pace=Pace(24.0, NOON), is_changed=True, ttl_minutes=7)
    again, _ = well(feed, 2)
    assert (feed.poll_seconds, feed.rhythm_from, feed.last_changed_at) == (1800, "own_rate", NOON)
    assert (again.poll_seconds, again.rhythm_from, again.last_changed_at) == (2 * 8640, "silence", NOON)
    assert (again.entries_per_day, again.ttl_minutes, again.last_success_at) == (24.0, 7, NOON + 2 * DAY)


def test_jitter_never_undercuts_what_the_server_asked_for():
    for number in range(20):
        feed, _ = well(replace(FEED, url=f"https://{number}.example/"), max_age=timedelta(hours=2))
        assert feed.next_poll_at >= NOON + timedelta(hours=2)
