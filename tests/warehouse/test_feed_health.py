"""mart.feed_health: each feed by its own rhythm, and an alert where one needs a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from tests.warehouse.build import FEED_URL, NOON, entry, poll, source
from warehouse.connection import Store
from warehouse.feeds_store import load_polls, sync_feeds

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


END = """
INSERT INTO raw.documents BY NAME
SELECT
    md5(entry_id) AS document_id, 'r' AS run_id, 'b' AS batch_id, url AS origin, 1 AS n_bytes,
    first_seen_at AS fetched_at, if(getvariable('why') IS NULL, 'kept', 'rejected') AS outcome,
    (getvariable('why') IS NULL)::INTEGER AS n_stories
FROM raw.entries WHERE outcome = 'pending';
INSERT INTO ops.rejections BY NAME
SELECT
    md5(entry_id) AS rejection_id, 'r' AS run_id, 'document' AS stage, getvariable('why') AS reason, url AS key,
    '' AS detail, false AS is_failure, md5(entry_id) AS body_sha256, first_seen_at AS rejected_at
FROM raw.entries WHERE outcome = 'pending' AND getvariable('why') IS NOT NULL;
UPDATE raw.entries SET outcome = 'kept', document_id = md5(entry_id) WHERE outcome = 'pending';
"""


@dataclass
class History:
    """A feed whose entries come at given times, each in a poll of its own, and give a story or end for a reason."""

    store: Store
    n: int = 0

    def begin(self) -> None:
        sync_feeds(self.store, [source()])

    def come(self, moments: Iterable[datetime], *, reason: str | None = None) -> None:
        """Each entry is kept with a document; that is kept too, or rejected for a reason. `pending` keeps neither."""
        first = self.n
        polls = [poll(entry(first + n, published_at=at), at=at) for n, at in enumerate(moments, start=1)]
        self.n += len(polls)
        load_polls(self.store, f"run {first}", polls)
        if reason == "pending":
            return
        self.store.execute("SET VARIABLE why = ?::VARCHAR", [reason])
        self.store.execute(END)

    def poll(self, at: datetime, *entries) -> None:
        load_polls(self.store, f"run {at}", [poll(*entries, at=at)])
        self.store.execute("UPDATE ops.feeds SET last_success_at = ? WHERE url = ?", [at, FEED_URL])

    def alert(self, at: datetime) -> tuple[object, ...]:
        """The alert and its words, after a good poll without entries and a run at that time."""
        self.poll(at)
        return self.judge(at)

    def judge(self, at: datetime) -> tuple[object, ...]:
        self.store.execute(
            "INSERT INTO ops.runs (run_id, started_at, state, is_checked) VALUES (?, ?, 'finished', true)",
            [str(at), at],
        )
        ((alert, words),) = self.store.rows("SELECT alert, alert_reason FROM mart.feed_health")
        return alert, words


@pytest.fixture
def feed(store) -> History:
    history = History(store)
    history.begin()
    return history


def every(step: timedelta, n: int, start: datetime = NOON) -> list[datetime]:
    return [start + number * step for number in range(n)]


def weekdays(n_days: int) -> list[datetime]:
    """Three stories on each weekday from a Tuesday on."""
    days = [NOON + number * DAY for number in range(n_days)]
    return [day + hours * HOUR for day in days if day.weekday() < 5 for hours in (0, 3, 6)]


@pytest.mark.parametrize(("moments", "quiet_days", "alert"), [
    (every(HOUR, 24 * 20), 0.9, None),
    (every(HOUR, 24 * 20), 1.2, "silent"),
    (every(HOUR, 48), 2.5, None),  # watched for two days only
    (every(HOUR, 48), 3.2, "silent"),
    (every(7 * DAY, 10), 20, None),
    (every(7 * DAY, 10), 22, "silent"),
    (every(30 * DAY, 4), 80, None),  # three gaps: three times the longest
    (every(30 * DAY, 4), 95, "silent"),
    (every(DAY, 3), 29, None),  # hardly known
    (every(DAY, 3), 31, "silent"),
    (every(400 * DAY, 4), 179, None),
    (every(400 * DAY, 4), 181, "silent"),
])  # fmt: skip
def test_each_feed_may_be_silent_by_its_own_rhythm(feed, moments, quiet_days, alert):
    feed.come(moments)
    assert feed.alert(moments[-1] + quiet_days * DAY)[0] == alert


def test_a_feed_that_rests_at_weekends_is_left_alone_on_sunday(feed):
    moments = weekdays(26)  # to Saturday
    feed.come(moments)
    assert feed.alert(moments[-1] + 2.5 * DAY)[0] is None
    assert feed.alert(moments[-1] + 6 * DAY)[0] == "silent"


def test_what_the_first_poll_shows_is_dated_as_it_says(feed):
    """A feed that was dead when it was listed is told at once; one that is slow is not."""
    feed.poll(NOON, *(entry(n, published_at=NOON - (300 + 5 * n) * DAY) for n in range(8)))
    feed.store.execute("UPDATE raw.entries SET outcome = 'rejected'")
    feed.store.execute(
        "INSERT INTO ops.rejections BY NAME SELECT entry_id AS rejection_id, 'r' AS run_id, 'entry' AS stage, "
        "'duplicate' AS reason, url AS key, '' AS detail, false AS is_failure, entry_id, first_seen_at AS rejected_at "
        "FROM raw.entries"
    )
    alert, words = feed.judge(NOON)
    assert alert == "silent"
    assert words == "it answers, but nothing new came since 2024-06-12; by its own rhythm 15.0 days are usual at most"


def test_entries_that_give_no_story_are_told_with_the_usual_reason(feed):
    feed.come(every(HOUR, 24 * 15))
    feed.come(every(HOUR, 30, NOON + 15 * DAY), reason="not_english")
    assert feed.alert(NOON + 17 * DAY) == (
        "no_stories",
        "it answers, but none of its 30 entries since 2025-04-23 gave a story; most often: not_english",
    )


@pytest.mark.parametrize(("n", "days", "alert"), [
    (9, 29, None), (9, 31, "no_stories"), (12, 0.8, None), (12, 1.5, "no_stories"), (0, 6, None), (0, 8, "silent"),
])  # fmt: skip
def test_a_feed_that_never_gave_a_story(feed, n, days, alert):
    feed.poll(NOON)
    feed.come(every(HOUR / 4, n), reason="no_text")
    assert feed.alert(NOON + days * DAY)[0] == alert


def test_pages_that_never_come_are_told(feed):
    feed.come(every(HOUR, 12), reason="pending")
    alert, words = feed.alert(NOON + 2 * DAY)
    assert (alert, str(words).endswith("12 pages wait")) == ("no_stories", True)


def test_a_machine_that_was_off_accuses_no_feed(feed):
    feed.come(every(HOUR, 24 * 20))
    assert feed.judge(NOON + 300 * DAY) == (None, None)


@pytest.mark.parametrize(("state", "since_days", "alert"), [
    ("gone", 0, "gone"), ("moved", 0, "moved"), ("paused", 90, None), ("backing_off", 0.5, None),
    ("backing_off", 1, "failing"), ("active", 90, None),
])  # fmt: skip
def test_states_that_need_a_look(feed, state, since_days, alert):
    feed.come(every(HOUR, 3))
    feed.store.execute(
        "UPDATE ops.feeds SET state = ?, state_since = ?, last_polled_at = ?, reason = 'so', n_failures = 7",
        [state, NOON, NOON + since_days * DAY],
    )
    found, words = feed.judge(NOON + since_days * DAY)
    assert found == alert
    assert words is None or "so" in str(words)


def test_counts_of_a_week_and_a_month(feed):
    feed.come(every(DAY, 40))
    feed.come([NOON + 40 * DAY], reason="no_text")
    feed.judge(NOON + 40 * DAY)
    (row,) = feed.store.rows(
        "SELECT n_entries_7_days, n_entries_30_days, n_stories_7_days, n_stories_30_days, last_story_at, as_of "
        "FROM mart.feed_health"
    )
    assert row == (7, 30, 6, 29, NOON + 39 * DAY, NOON + 40 * DAY)


def test_a_feed_that_left_the_list_has_no_row(feed):
    sync_feeds(feed.store, [source("https://other.example/rss")])
    assert feed.store.rows("SELECT url FROM mart.feed_health") == [("https://other.example/rss",)]
