"""How soon a feed is polled again."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from transforms.feed_rhythm import JITTER, Bounds, Pace, RhythmFrom, pace_of, rhythm_of, with_jitter
from transforms.records import Entry

NOON = datetime(2025, 4, 8, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOUNDS = Bounds(timedelta(minutes=10), timedelta(days=1))


def entries(hours_ago: Sequence[float]) -> list[Entry]:
    return [
        Entry(str(n), "f", None, None, None, None, None, None, NOON - HOUR * ago, None, None)
        for n, ago in enumerate(hours_ago)
    ]


def rhythm(
    hours_ago: Sequence[float], ttl: timedelta | None = None, max_age: timedelta | None = None
) -> tuple[float, RhythmFrom]:
    pace = pace_of(entries(hours_ago), at=NOON)
    found = rhythm_of(pace, at=NOON, last_changed_at=NOON, ttl=ttl, max_age=max_age, bounds=BOUNDS)
    return found.pause / HOUR, found.decided_by


@pytest.mark.parametrize(("hours_ago", "hours", "decided_by"), [
    ([0, 2, 4, 6], 0.75, RhythmFrom.OWN_RATE),  # four in six hours: half of an hour and a half
    ([0, 0.1, 0.2, 0.3], 1 / 6, RhythmFrom.SHORTEST),
    ([20, 21, 22, 23, 24], 2.4, RhythmFrom.OWN_RATE),
    ([20, *[21] * 30], 2, RhythmFrom.SILENCE),  # a burst, then nothing: its rate says little by now
    ([24 * 300, 24 * 400], 24, RhythmFrom.LONGEST),
    ([24 * 29, *[24 * 400] * 50], 24, RhythmFrom.LONGEST),
    ([], 0.5, RhythmFrom.UNKNOWN_RATE),
    ([-5, -50], 0.5, RhythmFrom.UNKNOWN_RATE),  # announcements
])  # fmt: skip
def test_own_rate_and_silence(hours_ago: Sequence[float], hours: float, decided_by: RhythmFrom) -> None:
    found = rhythm(hours_ago)
    assert found == (pytest.approx(hours), decided_by)


@pytest.mark.parametrize(("ttl", "max_age", "expected"), [
    (HOUR * 2, None, (2, RhythmFrom.TTL)),
    (None, HOUR * 3, (3, RhythmFrom.CACHE_CONTROL)),
    (HOUR * 2, HOUR, (2, RhythmFrom.TTL)),
    (HOUR / 60, HOUR / 30, (0.75, RhythmFrom.OWN_RATE)),
    (timedelta(days=365), None, (24, RhythmFrom.LONGEST)),
])  # fmt: skip
def test_what_the_feed_asks_for_makes_it_rarer_but_never_dead(ttl, max_age, expected) -> None:
    assert rhythm([0, 2, 4, 6], ttl, max_age) == expected


@given(some.lists(some.floats(-1000, 100_000)), some.timedeltas(), some.timedeltas())
def test_the_bounds_always_hold(hours_ago: list[float], ttl: timedelta, max_age: timedelta) -> None:
    pause, _ = rhythm(hours_ago, ttl, max_age)
    assert 1 / 6 <= pause <= 24


def test_a_feed_without_dates_goes_by_when_it_last_changed() -> None:
    found = rhythm_of(Pace(), at=NOON, last_changed_at=NOON - 50 * HOUR, ttl=None, max_age=None, bounds=BOUNDS)
    assert (found.pause, found.decided_by) == (5 * HOUR, RhythmFrom.SILENCE)


@given(some.text(), some.text())
def test_jitter_is_a_tenth_and_the_same_for_the_same_poll(url: str, moment: str) -> None:
    drawn = with_jitter(HOUR, url, moment)
    assert HOUR * (1 - JITTER) <= drawn <= HOUR * (1 + JITTER)
    assert drawn == with_jitter(HOUR, url, moment)


def test_jitter_spreads_feeds() -> None:
    drawn = sorted(with_jitter(HOUR, f"https://{number}.example/") for number in range(200))
    assert drawn[-1] - drawn[0] > 0.18 * HOUR
    assert drawn[100] == pytest.approx(HOUR, rel=0.02)
