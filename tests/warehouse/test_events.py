"""One event from many reports: merged alike in any order of loading, and undone when what it rests on changes."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, mention, party, sha256, store_file, story
from transforms.records import CodedStory, EventDate, EventMention, Granularity, Status
from warehouse.checks import FOLDER
from warehouse.connection import Store, open_store
from warehouse.load import load_spooled
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

TABLES = ("core.events", "core.event_reports", "core.event_fulfilments", "mart.events", "mart.event_list")
SCOPE = (FOLDER.parent / "check_scope.sql").read_text("utf-8")
MONDAY = date(2025, 4, 7)
TRIGGERS = ("sold", "thanked", "sells")
DATES = {
    "monday": EventDate(MONDAY, MONDAY, Granularity.DAY),
    "tuesday": EventDate(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1), Granularity.DAY),
    "two days": EventDate(MONDAY, MONDAY + timedelta(days=1), Granularity.DAY),
    "week": EventDate(MONDAY, MONDAY + timedelta(days=6), Granularity.WEEK),
    "month": EventDate(date(2025, 4, 1), date(2025, 4, 30), Granularity.MONTH),
    "year": EventDate(date(2025, 1, 1), date(2025, 12, 31), Granularity.YEAR),
    "last year": EventDate(date(2024, 1, 1), date(2024, 12, 31), Granularity.YEAR),
    "undated": EventDate(None, None, Granularity.UNKNOWN),
}
PERU, CHILE = party("PER", "Peru"), party("CHL", "Chile")


class Desk:
    """A store into which stories are loaded batch by batch, merged after each."""

    def __init__(self, store: Store, spool: Path) -> None:
        self.store, self.spool, self.n_batches = store, spool, 0
        begin_run(store, "run-1", at=NOON)

    def load(self, *stories: CodedStory) -> None:
        self.n_batches += 1
        spool_batch(self.spool, batch(*stories, batch_id=f"run-1-{self.n_batches:05}"))
        load_spooled(self.store, self.spool, at=NOON)
        self.merge()

    def merge(self) -> None:
        merge_events(self.store)
        self.store.execute(SCOPE)
        for check in ("reported_events.sql", "mart_tables.sql"):
            assert self.rows((FOLDER / check).read_text("utf-8")) == []

    def wire(self, *names: str) -> None:
        """Makes the stories one wire story; those that were, and are not named, stand alone again."""
        ids = [story(name).story_id for name in names]
        self.store.execute("DELETE FROM core.wire_copies")
        self.store.execute(
            """
            INSERT INTO core.wire_copies
            SELECT story_id, min(story_id) OVER (), min(publisher) OVER (), count(*) OVER (), count(*) OVER ()
            FROM core.stories WHERE list_contains(?::VARCHAR[], story_id)
            QUALIFY count(*) OVER () > 1
            """,
            [ids],
        )
        self.merge()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return self.store.rows(sql)

    def contents(self, tables: Iterable[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
        return {table: self.rows(f"FROM {table} ORDER BY ALL") for table in tables}

    def rebuilt(self) -> dict[str, list[tuple[object, ...]]]:
        """The same tables made from nothing."""
        for table in (*TABLES, "core.event_aliases", "ops.merged_stories"):
            self.store.execute(f"DELETE FROM {table}")
        self.merge()
        return self.contents()


@pytest.fixture
def desk(store, spool):
    return Desk(store, spool)


def told(name: str, *mentions: EventMention, hours: int = 0, edition: int = 0) -> CodedStory:
    at = NOON + timedelta(hours=hours)
    whole = story(
        name,
        publisher=f"Paper {name}",
        published_at=at,
        fetched_at=NOON + timedelta(days=1, hours=edition),
        document_id=sha256(f"{name} {edition}"),
    )
    return CodedStory(whole, mentions, ())


def says(when: str = "monday", status: Status = Status.ACTUAL, **changes: object) -> EventMention:
    return mention(event_date=DATES[when], status=status, **changes)


def events(desk: Desk, columns: str) -> list[tuple[object, ...]]:
    return desk.rows(f"SELECT {columns} FROM core.events ORDER BY ALL")


def test_two_publishers_report_one_event(desk):
    desk.load(told("a", says()))
    desk.load(told("b", says(), hours=2))
    assert events(desk, "actor_iso3, recipient_iso3, n_mentions, n_stories, n_publishers") == [("PER", "CHL", 2, 2, 2)]
    ((event_id, lead),) = events(desk, "event_id, lead_mention_id")
    assert event_id == f"{lead}.PER.CHL"


@pytest.mark.parametrize(
    ("first", "second", "n_events"),
    [
        (says("monday"), says("tuesday"), 2),
        (says("monday"), says("week"), 1),
        (says("month"), says("year"), 1),
        (says("monday"), says("last year"), 2),
        (says("monday"), says("undated"), 2),
        (says("undated"), says("undated"), 2),
        (says("monday", mode="trade"), says("monday"), 1),
        (says("monday", mode="trade"), says("monday", mode="aid"), 2),
        (says("monday"), says("monday", Status.HISTORICAL), 1),
        (says("monday"), says("monday", Status.NEGATED), 1),
        (says("monday"), says("monday", Status.FUTURE), 2),
        (says("monday"), says("monday", Status.HYPOTHETICAL), 2),
        (says("monday"), says("monday", actors=(CHILE,), recipients=(PERU,)), 2),
        (says("monday"), says("monday", actors=(CHILE, PERU), recipients=(), is_reciprocal=True), 2),
        (says("monday"), says("monday", event_type="AID"), 2),
    ],
)
def test_which_reports_are_of_one_event(desk, first, second, n_events):
    desk.load(told("a", first), told("b", second))
    assert len(events(desk, "event_id")) == n_events


def test_a_coarse_date_joins_only_where_one_event_can_be_meant(desk):
    desk.load(told("a", says("monday")), told("b", says("week")))
    assert events(desk, "event_date_start, n_stories") == [(MONDAY, 2)]
    desk.load(told("c", says("tuesday")))
    assert [row[0] for row in events(desk, "n_stories")] == [1, 1, 1]


def test_later_reports_confirm_or_contradict(desk):
    desk.load(told("a", says()))
    desk.load(told("b", says(status=Status.NEGATED), hours=3), told("c", says(), hours=4))
    assert events(desk, "status, is_disputed, n_confirming, n_contradicting") == [("actual", True, 2, 1)]


def test_what_is_only_denied_is_a_negated_event(desk):
    desk.load(told("a", says(status=Status.NEGATED)))
    assert events(desk, "status, is_disputed, n_confirming, n_contradicting") == [("negated", False, 0, 1)]


def test_copies_of_a_wire_story_count_once_until_they_part(desk):
    desk.load(told("a", says()), told("b", says(), hours=1), told("c", says(), hours=2))
    desk.wire("a", "b")
    assert events(desk, "n_mentions, n_stories, n_publishers, n_copies") == [(3, 2, 2, 3)]
    desk.wire("a", "b", "c")
    assert events(desk, "n_mentions, n_stories, n_publishers, n_copies") == [(3, 1, 1, 3)]
    desk.wire()
    assert events(desk, "n_mentions, n_stories, n_publishers, n_copies") == [(3, 3, 3, 3)]


def test_undated_reports_are_one_event_within_a_wire_story(desk):
    desk.load(told("a", says("undated")), told("b", says("undated"), hours=1))
    desk.wire("a", "b")
    assert events(desk, "n_mentions, n_stories") == [(2, 1)]
    desk.wire()
    assert events(desk, "n_mentions, n_stories") == [(1, 1), (1, 1)]


def test_a_mention_of_several_countries_reports_an_event_of_each_dyad(desk):
    bolivia = replace(CHILE, iso3="BOL")
    desk.load(told("a", says(actors=(PERU, CHILE, bolivia), recipients=(), is_reciprocal=True)))
    assert events(desk, "actor_iso3, recipient_iso3") == [("BOL", "CHL"), ("BOL", "PER"), ("CHL", "PER")]


def test_an_edit_withdraws_the_event_and_its_name_is_kept(desk):
    desk.load(told("a", says()), told("b", says(), hours=2))
    ((named, _),) = events(desk, "event_id, lead_mention_id")
    desk.load(told("a", edition=1))
    ((now, n_stories),) = events(desk, "event_id, n_stories")
    assert (now != named, n_stories) == (True, 1)
    assert desk.rows("FROM core.event_aliases") == [(named, now)]
    desk.load(told("b", edition=1))
    assert events(desk, "event_id") == []
    assert desk.rows("FROM core.event_aliases ORDER BY ALL") == sorted([(named, None), (now, None)])
    desk.load(told("a", says(), edition=2))
    assert events(desk, "event_id") == [(named,)]
    assert desk.rows("FROM core.event_aliases") == [(now, None)]


def test_a_plan_is_linked_to_what_fulfils_it(desk):
    plan = says("week", Status.FUTURE, event_type="AGREE", planned_type="CONSULT", planned_mode="visit")
    desk.load(told("plan", plan, hours=-48))
    visit = says("monday", event_type="CONSULT", mode="visit")
    others = (says("monday", event_type="CONSULT", mode="phone"), says("last year", event_type="CONSULT", mode="visit"))
    desk.load(told("a", visit), *(told(f"other {n}", one) for n, one in enumerate(others)))
    linked = """
        SELECT plan.event_type, actual.event_type, actual.mode, actual.event_date_start
        FROM core.event_fulfilments AS link
        JOIN core.events AS plan ON plan.event_id = link.planned_event_id
        JOIN core.events AS actual ON actual.event_id = link.event_id
    """
    assert desk.rows(linked) == [("AGREE", "CONSULT", "visit", MONDAY)]
    desk.load(told("a", edition=1))
    assert desk.rows(linked) == []


def test_a_batch_touches_only_the_events_of_its_reports(desk):
    desk.load(*(told(f"old {n}", says(event_type=kind)) for n, kind in enumerate(("AID", "AGREE", "ACCUSE"))))
    places = "SELECT event_id, rowid FROM core.events WHERE event_type <> 'AID' ORDER BY ALL"
    before = desk.rows(places)
    desk.load(told("new", says(event_type="AID")))
    assert desk.rows(places) == before
    assert merge_events(desk.store) == 0


def any_story(chance: random.Random, name: str, edition: int) -> CodedStory:
    """A story with up to three mentions, of few dyads, types, modes and dates, so that many meet."""
    mentions = [any_mention(chance, trigger) for trigger in TRIGGERS[: chance.randrange(4)]]
    return told(name, *mentions, hours=ord(name[0]) % 7, edition=edition)


def any_mention(chance: random.Random, trigger: str) -> EventMention:
    is_reciprocal = chance.random() < 0.3
    kind = chance.choice(("CONSULT", "AGREE", "AID"))
    stated: dict[str, object] = {
        "event_type": kind,
        "mode": chance.choice((None, None, "visit", "meet")) if kind == "CONSULT" else None,
        "status": chance.choice((*Status, Status.ACTUAL, Status.ACTUAL)),
        "event_date": DATES[chance.choice(list(DATES))],
        "is_reciprocal": is_reciprocal,
        "contexts": tuple(chance.sample(("economic", "military", "legal"), chance.randrange(3))),
        "confidence": chance.choice((0.5, 0.7, 0.9)),
        "actors": (PERU, CHILE) if is_reciprocal else chance.choice([(PERU,), (CHILE,), (PERU, CHILE)]),
        "recipients": () if is_reciprocal else chance.choice([(CHILE,), (PERU,)]),
    }
    if kind == "AGREE" and stated["status"] is Status.FUTURE:
        stated |= {"planned_type": "CONSULT", "planned_mode": chance.choice((None, "visit"))}
    return mention(trigger, **stated)


def change(desk: Desk, chance: random.Random, edition: int) -> None:
    """Edits, new stories, withdrawals and recodes of one to four stories, or other wire copies."""
    names = chance.sample("abcdefghij", chance.randrange(1, 5))
    if chance.random() < 0.3:
        desk.wire(*names)
    else:
        desk.load(*(any_story(chance, name, edition) for name in names))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_changes_the_events_are_those_of_a_rebuild(desk, seed):
    chance = random.Random(seed)
    for edition in range(12):
        change(desk, chance, edition)
        aliases = desk.rows("SELECT event_id FROM core.event_aliases WHERE event_id IS NOT NULL")
        assert set(aliases) <= set(desk.rows("SELECT event_id FROM core.events"))
    incremental = desk.contents()
    assert incremental == desk.rebuilt()
    assert incremental["core.event_reports"]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_loading_changes_no_event(desk, tmp_path, seed):
    chance = random.Random(seed)
    stories = [any_story(chance, name, 0) for name in "abcdefghijkl"]
    for one in chance.sample(stories, len(stories)):
        desk.load(one)
    with open_store(store_file(tmp_path / "at once")) as at_once:
        other = Desk(at_once, tmp_path / "spool at once")
        other.load(*stories)
        assert without_batches(desk) == without_batches(other)


def test_many_stories_are_merged_in_shares_and_give_the_same_events(desk, tmp_path):
    chance = random.Random(1)
    peoples = [replace(PERU, iso3=iso3) for iso3 in ("PER", "CHL", "BOL", "ECU", "COL", "BRA")]
    stories = []
    for name in "abcdefghijkl":
        actor, other, recipient = chance.sample(peoples, 3)
        parties = {"actors": (actor, other), "recipients": (recipient,), "is_reciprocal": False}
        mentions = [replace(any_mention(chance, trigger), **parties) for trigger in TRIGGERS[:2]]
        stories.append(told(name, *mentions, hours=ord(name) % 7))
    desk.load(*stories)
    with open_store(store_file(tmp_path / "in shares")) as in_shares:
        spool_batch(tmp_path / "spool of shares", batch(*stories))
        load_spooled(in_shares, tmp_path / "spool of shares", at=NOON)
        merge_events(in_shares, n_at_once=2)
        assert len(in_shares.rows("SELECT DISTINCT actor_iso3, recipient_iso3 FROM core.events")) > 10
        assert without_batches(Desk(in_shares, tmp_path)) == without_batches(desk)


def without_batches(desk: Desk) -> list[list[tuple[object, ...]]]:
    reports = "SELECT * EXCLUDE (batch_id) FROM core.event_reports ORDER BY ALL"
    return [
        desk.rows("FROM core.events ORDER BY ALL"),
        desk.rows(reports),
        desk.rows("FROM core.event_fulfilments ORDER BY ALL"),
    ]


def test_an_error_while_merging_leaves_the_events_of_the_last_time(desk):
    desk.load(told("a", says()))
    before = desk.contents()
    spool_batch(desk.spool, batch(told("b", says(), hours=1), batch_id="run-1-00009"))
    load_spooled(desk.store, desk.spool, at=NOON)
    desk.store.execute("ALTER TABLE core.event_fulfilments RENAME TO elsewhere")
    with pytest.raises(duckdb.CatalogException, match="event_fulfilments"):
        merge_events(desk.store)
    desk.store.execute("ALTER TABLE core.elsewhere RENAME TO event_fulfilments")
    assert desk.contents() == before
    desk.merge()
    assert events(desk, "n_stories") == [(2,)]


def test_marts_that_an_older_version_left_empty_are_filled(desk):
    desk.load(
        told("a", says()), told("b", says(), says("tuesday", is_reciprocal=True, actors=(PERU, CHILE), recipients=()))
    )
    before = desk.contents()
    desk.store.execute("DELETE FROM mart.events")
    desk.store.execute("DELETE FROM mart.event_list")
    assert merge_events(desk.store) == 2
    assert desk.contents() == before
    assert merge_events(desk.store) == 0
