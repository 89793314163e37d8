"""Weeks that depart from a pair's own past, on weeks made up event by event; thresholds are worked out here again."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import comb, sqrt

import pytest

MONDAY = date(2025, 1, 6)
Week = tuple[int, int]  # events of cooperation and of conflict


def insert(
    store, pair: tuple[str, str], weeks: Iterable[Week], *, first: date = MONDAY,
    seen: date | None = None, path: str | None = None,
) -> None:  # fmt: skip
    """Events of a pair, on the Wednesday of each week, a story each, seen at once; a week of none has no rows."""
    rows = [
        {"id": f"{pair} {number} {place} {quad}", "day": first + timedelta(weeks=number, days=2), "quad": quad}
        for number, week in enumerate(weeks)
        for quad, n_events in zip((1, 4), week, strict=True)
        for place in range(n_events)
    ]
    store.execute(
        """
        INSERT INTO core.events BY NAME
        SELECT
            row.id AS event_id, $actor AS actor_iso3, $recipient AS recipient_iso3, false AS is_reciprocal,
            'CONSULT' AS event_type, 'actual' AS status, false AS is_disputed, row.quad AS quad_class,
            0 AS intensity, [] AS contexts, row.day AS event_date_start, row.day AS event_date_end,
            'day' AS date_granularity, 1 AS confidence, '' AS lead_mention_id, 1 AS n_mentions, 1 AS n_stories,
            1 AS n_publishers, 1 AS n_copies, 1 AS n_confirming, 0 AS n_contradicting,
            row.day + INTERVAL 12 HOUR AS first_reported_at, row.day + INTERVAL 12 HOUR AS last_reported_at
        FROM (SELECT unnest($rows) AS row)
        """,
        {"actor": pair[0], "recipient": pair[1], "rows": rows},
    )
    store.execute(
        """
        INSERT INTO core.stories BY NAME
        SELECT
            row.id AS story_id, row.id AS document_id, 0 AS ordinal, row.day + INTERVAL 12 HOUR AS published_at,
            'metadata' AS published_rung, 'en' AS language, '' AS "text", '' AS text_sha256, '' AS extraction_method,
            false AS is_stub, coalesce($seen, row.day) + INTERVAL 13 HOUR AS first_seen_at, first_seen_at AS fetched_at,
            'run' AS run_id, 'batch' AS batch_id
        FROM (SELECT unnest($rows) AS row)
        """,
        {"rows": rows, "seen": seen},
    )
    if path:
        store.execute(
            """
            INSERT INTO raw.documents BY NAME
            SELECT
                document_id, run_id, batch_id, $path AS origin, 0 AS n_bytes, fetched_at, 'kept' AS outcome,
                1 AS n_stories, $path AS path
            FROM core.stories WHERE list_contains($ids, story_id)
            """,
            {"path": path, "ids": [row["id"] for row in rows]},
        )


def found(store, columns: str = "pair, event_week, kind") -> list[tuple[object, ...]]:
    return store.rows(f"SELECT {columns} FROM mart.turning_points ORDER BY ALL")


def watch(store, n_weeks: int, first: date = MONDAY) -> None:
    """Another pair is in the news of every week, so that weeks without the pair of the test are silence."""
    insert(store, ("BOL", "BRA"), [(2, 0)] * n_weeks, first=first)


def test_a_quiet_pair_that_is_in_the_news_all_at_once_is_told(store):
    watch(store, 12)
    insert(store, ("PER", "CHL"), [(0, 0)] * 11 + [(6, 0)])
    assert found(store) == [("CHL-PER", MONDAY + timedelta(weeks=11), "more_events")]


def test_a_handful_is_not_enough(store):
    watch(store, 12)
    insert(store, ("PER", "CHL"), [(0, 0)] * 11 + [(4, 0)])
    assert found(store) == []


@pytest.mark.parametrize(("n_events", "is_told"), [(10, False), (11, True)])
def test_the_threshold_is_farringtons(store, n_events, is_told):
    insert(store, ("PER", "CHL"), [(4, 0)] * 10 + [(n_events, 0)])
    threshold = 4 * (1 + 2 / 3 * 2.58 * sqrt((4 + 4 / 10) / 16)) ** 1.5
    assert (n_events > threshold) is is_told
    scores = found(store, "score")
    assert scores == ([(pytest.approx((n_events - 4) / (threshold - 4)),)] if is_told else [])


def test_a_pair_whose_weeks_differ_much_needs_more(store):
    insert(store, ("PER", "CHL"), [(0, 0), (8, 0)] * 5 + [(11, 0)])
    assert found(store) == []


def fisher(n_kind: int, n_events: int, n_kind_before: int, n_before: int) -> float:
    """Chance that as many or more of `n_events` are of the kind, if all were drawn from both together."""
    kind, total = n_kind + n_kind_before, n_events + n_before
    more = range(n_kind, min(n_events, kind) + 1)
    return sum(comb(kind, n) * comb(total - kind, n_events - n) for n in more) / comb(total, n_events)


@pytest.mark.parametrize(
    ("usual", "week", "kind"),
    [
        ((2, 0), (1, 3), "more_conflict"),
        ((0, 2), (3, 1), "more_cooperation"),
        ((2, 0), (2, 1), None),
        ((1, 1), (3, 0), None),
    ],
)
def test_the_share_of_conflict_is_judged_by_fishers_test(store, usual, week, kind):
    insert(store, ("PER", "CHL"), [usual] * 10 + [week])
    place = 0 if kind == "more_cooperation" or (kind is None and week[1] == 0) else 1
    p = fisher(week[place], sum(week), usual[place] * 10, sum(usual) * 10)
    assert (p < 0.005) is (kind is not None)
    assert found(store, "kind") == ([(kind,)] if kind else [])


def test_weeks_in_which_nothing_was_collected_are_no_silence(store):
    late = MONDAY + timedelta(weeks=30)  # half a year without a run lies between
    insert(store, ("PER", "CHL"), [(5, 0)] * 9)
    insert(store, ("PER", "CHL"), [(5, 0)], first=late)
    assert found(store) == []


@pytest.mark.parametrize(
    ("n_old", "path", "is_past"), [(12, None, False), (9, "old.txt", False), (10, "old.txt", True)]
)
def test_old_entries_of_the_first_poll_are_no_past_and_a_backfill_is_one(store, n_old, path, is_past):
    begin = MONDAY + timedelta(weeks=12)
    insert(store, ("BOL", "BRA"), [(n_old, 0)] * 12, seen=begin, path=path)
    insert(store, ("PER", "CHL"), [(20, 0)], first=begin)
    assert found(store) == ([("CHL-PER", begin, "more_events")] if is_past else [])


def test_seven_weeks_are_too_few_to_know_what_is_usual(store):
    watch(store, 8)
    insert(store, ("PER", "CHL"), [(0, 0)] * 7 + [(20, 0)])
    assert found(store) == []


def test_the_row_tells_what_was_usual(store):
    insert(store, ("PER", "CHL"), [(3, 1)] * 9 + [(4, 30)])
    columns = "kind, n_events, usual_n_events, conflict_share, usual_conflict_share, n_baseline_weeks"
    expected = (34, 4.0, 30 / 34, 0.25, 9)
    assert found(store, columns) == [("more_conflict", *expected), ("more_events", *expected)]
