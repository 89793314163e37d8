"""The marts of days, weeks, months and totals count events, each as often as they say, and add up."""

from datetime import date, timedelta

import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, mention, party, story
from transforms.records import CodedStory, EventDate, EventMention, Granularity, Status
from warehouse.checks import FOLDER
from warehouse.connection import Store
from warehouse.load import load_spooled
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

DAY = date(2025, 4, 7)
PERU, CHILE = party("PER", "Peru"), party("CHL", "Chile")
MEETING = {"is_reciprocal": True, "actors": (PERU, CHILE), "recipients": ()}
TYPES = ("COOPERATE", "SUPPORT", "ACCUSE", "ASSAULT", "CONSULT", "AGREE")
TRIGGERS = ("sold", "thanked", "copper", "sells", "Monday", "tonnes")
QUADS = {"COOPERATE": 2, "SUPPORT": 1, "ACCUSE": 3, "ASSAULT": 4, "CONSULT": 1, "AGREE": 1}
SUMS = (FOLDER / "mart_sums.sql").read_text("utf-8")
SCOPE = (FOLDER.parent / "check_scope.sql").read_text("utf-8")


def since(day: date, granularity: Granularity, days: int = 1) -> EventDate:
    return EventDate(day, day + timedelta(days=days - 1), granularity)


UNDATED = EventDate(None, None, Granularity.UNKNOWN)
MONTH, WEEK = since(date(2025, 4, 1), Granularity.MONTH, 30), since(DAY, Granularity.WEEK, 7)
YEAR = since(date(2025, 1, 1), Granularity.YEAR, 365)


def told(name: str, *mentions: EventMention, **changes: object) -> CodedStory:
    return CodedStory(story(name, publisher=f"Paper {name}", **changes), mentions, ())


def happened(number: int, **changes: object) -> EventMention:
    """An event of a type of its own, so that it is merged with none of another number."""
    kind = TYPES[number]
    return mention(TRIGGERS[number], event_type=kind, quad_class=QUADS[kind], **changes)


@pytest.fixture
def counted(store, spool):
    """Loads and merges stories; the sums of the marts are proven then."""
    begin_run(store, "run-1", at=NOON)

    def load(*coded: CodedStory) -> Store:
        spool_batch(spool, batch(*coded))
        load_spooled(store, spool, at=NOON)
        merge_events(store)
        store.execute(SCOPE)
        assert store.rows(SUMS) == []
        return store

    return load


def test_several_reports_of_one_event_count_once(counted):
    stories = (told("a", happened(0), happened(1)), told("b", happened(0)), told("c", happened(0)))
    columns = "n_events, n_reports, n_single_source, n_material_cooperation, n_verbal_cooperation"
    assert counted(*stories).rows(f"SELECT {columns} FROM mart.dyad_day") == [(2, 4, 1, 1, 1)]


def test_status_decides_the_column(counted):
    statuses = (Status.ACTUAL, Status.HISTORICAL, Status.ACTUAL, Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED)
    made = [happened(number, status=status) for number, status in enumerate(statuses)]
    columns = "n_events, n_historical, n_future, n_hypothetical, n_negated, n_verbal_conflict"
    store = counted(told("a", *made))
    for mart in ("dyad_day", "dyad_month", "dyad_total", "pair_timeline"):
        assert store.rows(f"SELECT {columns} FROM mart.{mart}") == [(3, 1, 1, 1, 1, 1)], mart


def test_a_denied_event_that_others_confirm_happened_and_is_disputed(counted):
    store = counted(told("a", happened(0)), told("b", happened(0, status=Status.NEGATED)))
    assert store.rows("SELECT n_events, n_disputed, n_negated FROM mart.dyad_day") == [(1, 1, 0)]


@pytest.mark.parametrize(
    ("when", "marts"),
    [
        (since(DAY, Granularity.DAY), {"dyad_day", "pair_timeline", "dyad_month", "country_month", "dyad_total"}),
        (since(DAY, Granularity.DAY, 3), {"dyad_day", "pair_timeline", "dyad_month", "country_month", "dyad_total"}),
        (WEEK, {"pair_timeline", "dyad_month", "country_month", "dyad_total"}),
        (MONTH, {"dyad_month", "country_month", "dyad_total"}),
        (YEAR, {"dyad_total"}),
        (UNDATED, {"dyad_total"}),
    ],
)
def test_a_date_counts_in_marts_of_its_own_grain_or_coarser(counted, when, marts):
    store = counted(told("a", happened(0, event_date=when)))
    every = ("dyad_day", "pair_timeline", "dyad_month", "country_month", "dyad_total")
    assert {mart for mart in every if store.rows(f"FROM mart.{mart}")} == marts


def test_a_total_says_what_the_months_do_not_hold(counted):
    dates = (since(DAY, Granularity.DAY), MONTH, YEAR, UNDATED)
    store = counted(told("a", *(happened(number, event_date=when) for number, when in enumerate(dates))))
    columns = "n_events, n_coarse, n_undated, first_event_date, last_event_date"
    assert store.rows(f"SELECT {columns} FROM mart.dyad_total") == [(4, 1, 1, date(2025, 1, 1), DAY)]
    assert store.rows("SELECT event_month, n_events FROM mart.dyad_month") == [(date(2025, 4, 1), 2)]


def test_a_reciprocal_event_is_one_of_the_pair_and_one_in_each_direction(counted):
    store = counted(told("a", happened(4, **MEETING), happened(0)))
    days = "SELECT actor_iso3, recipient_iso3, n_events FROM mart.dyad_day ORDER BY 1"
    assert store.rows(days) == [("CHL", "PER", 1), ("PER", "CHL", 2)]
    weeks = "SELECT pair, event_week, n_events, n_cooperation, n_conflict FROM mart.pair_timeline"
    assert store.rows(weeks) == [("CHL-PER", DAY, 2, 2, 0)]
    months = (
        "SELECT country_iso3, n_events, n_as_actor, n_as_recipient, n_reciprocal, n_partners FROM mart.country_month"
    )
    assert store.rows(f"{months} ORDER BY 1") == [("CHL", 2, 0, 1, 1, 1), ("PER", 2, 1, 0, 1, 1)]


def test_a_week_that_begins_in_one_month_counts_there(counted):
    store = counted(told("a", happened(0, event_date=since(date(2025, 3, 31), Granularity.WEEK, 7))))
    assert store.rows("SELECT event_month FROM mart.dyad_month") == [(date(2025, 3, 1),)]


def test_intensity_and_share_of_conflict_are_means_over_events(counted):
    loud = told("a", happened(0, intensity=8.0), happened(3, intensity=-9.0))
    again = [told(name, happened(0, intensity=8.0)) for name in "bcd"]
    store = counted(loud, *again)
    assert store.rows("SELECT mean_intensity, conflict_share FROM mart.pair_timeline") == [(-0.5, 0.5)]


def test_plans_alone_have_no_mean(counted):
    store = counted(told("a", happened(0, status=Status.FUTURE)))
    columns = "n_events, n_reports, n_future, mean_intensity, conflict_share"
    assert store.rows(f"SELECT {columns} FROM mart.dyad_month") == [(0, 0, 1, None, None)]


def test_the_events_of_a_dyad_stand_in_its_direction(counted):
    store = counted(told("a", happened(4, **MEETING)))
    assert store.rows("SELECT actor_iso3, recipient_iso3 FROM mart.dyad_events ORDER BY 1") == [
        ("CHL", "PER"),
        ("PER", "CHL"),
    ]
    shown = "SELECT pair, actor_iso3, sentence[trigger_start + 1:trigger_end] = trigger, publisher FROM mart.events"
    assert store.rows(shown) == [("CHL-PER", "CHL", True, "Paper a")]
