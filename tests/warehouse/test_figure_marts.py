"""Figures are listed with the pair that they describe and the words around them; the latest stand beside the former."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from flows.event_merging import merge_events
from flows.wire_copies import find_wire_copies
from tests.warehouse.build import NOON, TEXT, batch, figure, mention, sha256, story
from transforms.errors import CheckError
from transforms.records import CodedStory
from warehouse.checks import run_checks
from warehouse.load import load_spooled
from warehouse.runs import begin_run
from warehouse.schema import HERE
from warehouse.spool import spool_batch

SOLD = "Peru sold 40 tonnes of copper to Chile on Monday."
SERIES = ("a", 40.0, 0), ("b", 50.0, 1)
LINE = TEXT.partition("\n")[2]


@pytest.fixture
def load(store, spool):
    begin_run(store, "run-1", at=NOON)

    def load(*stories: CodedStory):
        spool_batch(spool, batch(*stories))
        load_spooled(store, spool, at=NOON)
        merge_events(store)
        return store

    return load


def told(name, *, value=40.0, days=0, of_event=True, publisher="Andes Wire", **changes):
    at = NOON + timedelta(days=days)
    whole = story(name, published_at=at, document_id=sha256(name), publisher=publisher)
    found = replace(figure(), value=value, **changes)
    return CodedStory(whole, (mention(figures=(found,) if of_event else ()),), () if of_event else (found,))


def test_a_figure_of_an_event_has_its_dyad_and_its_sentence(load):
    columns = "pair, actor_iso3, recipient_iso3, is_of_event, measure, value, unit, passage"
    assert load(told("a")).rows(f"SELECT {columns} FROM mart.figure_list") == [
        ("CHL-PER", "PER", "CHL", True, "copper", 40.0, "tonnes", SOLD)
    ]


def test_a_figure_of_no_event_has_the_pair_of_its_story_and_its_line(load):
    columns = "pair, actor_iso3, is_of_event, mention_id, passage"
    assert load(told("a", of_event=False)).rows(f"SELECT {columns} FROM mart.figure_list") == [
        ("CHL-PER", None, False, None, LINE)
    ]


def test_a_figure_of_a_story_without_events_describes_no_pair(load):
    store = load(CodedStory(story(), (), (figure(),)))
    assert store.rows("SELECT count(*) FROM core.figures") == [(1,)]
    assert store.rows("FROM mart.figure_list") == []


def test_the_latest_figure_stands_beside_the_former_one(load):
    store = load(told("a"), told("b", value=50.0, days=2), told("c", value=45.0, days=1))
    columns = "value, former_value, former_reported_at, n_reports"
    assert store.rows(f"SELECT {columns} FROM mart.latest_figures") == [(50.0, 45.0, NOON + timedelta(days=1), 3)]


def test_copies_of_one_wire_story_are_one_report(load):
    printed = [told(name, value=9.0, days=2, publisher=name) for name in ("b", "c")]
    printed[1] = replace(printed[1], story=replace(printed[1].story, published_at=NOON + timedelta(days=2, hours=2)))
    store = load(told("a", value=7.0), *printed)
    copies = [one.story.story_id for one in printed]
    store.execute("UPDATE mart.figure_list SET wire_id = $1 WHERE story_id IN ($1, $2)", copies)
    columns = "value, former_value, n_reports, reported_at"
    expected = [(9.0, 7.0, 2, NOON + timedelta(days=2))]
    assert store.rows(f"SELECT {columns} FROM mart.latest_figures") == expected


def test_where_nothing_says_what_is_measured_no_figure_is_the_former_one(load):
    loose = [told(name, value=value, days=days, of_event=False, measure=None) for name, value, days in SERIES]
    columns = "value, measure, former_value, former_reported_at"
    assert load(*loose).rows(f"SELECT {columns} FROM mart.latest_figures") == [(50.0, None, None, None)]


def test_of_one_story_the_latest_period_counts_and_is_no_change(load):
    both = told("a", period="2023"), told("b", value=60.0, period="2024")  # of the same moment
    columns = "value, period, former_value, n_reports"
    assert load(*both).rows(f"SELECT {columns} FROM mart.latest_figures") == [(60.0, "2024", None, 1)]


def test_another_unit_kind_or_measure_is_another_figure(load):
    store = load(told("a"), told("b", unit="USD", days=1), told("c", measure=None, days=2))
    assert store.rows("SELECT unit, measure, former_value FROM mart.latest_figures ORDER BY ALL") == [
        ("USD", "copper", None),
        ("tonnes", "copper", None),
        ("tonnes", None, None),
    ]


def test_figures_of_before_get_the_same_passages(load):
    store = load(told("a"), told("b", of_event=False), told("c", start=2, end=5))  # the last lies outside its sentence
    passages = "SELECT figure_id, passage FROM core.figures ORDER BY ALL"
    written = store.rows(passages)
    assert {passage for _, passage in written} == {SOLD, LINE, "Peru sells copper to Chile"}
    store.execute("UPDATE core.figures SET passage = NULL")
    migration = (HERE / "migrations" / "018_mart_tables.sql").read_text("utf-8")
    (update,) = [one for one in duckdb.extract_statements(migration) if one.type == duckdb.StatementType.UPDATE]
    store.execute(update.query)
    assert store.rows(passages) == written


LISTED = "FROM mart.figure_list ORDER BY ALL"


def test_an_older_store_gets_its_list_and_an_empty_one_is_filled_once(load):
    store = load(told("a"), told("b", of_event=False))
    listed = store.rows(LISTED)
    assert len(listed) == 2
    store.execute("DELETE FROM mart.figure_list")
    assert merge_events(store) == 2
    assert store.rows(LISTED) == listed
    assert merge_events(store) == 0


def test_a_store_of_figures_that_describe_no_pair_is_not_filled_again_and_again(load):
    assert merge_events(load(CodedStory(story(), (), (figure(),)))) == 0


def test_what_runs_wrote_is_what_merging_all_anew_writes(load):
    load(told("a"), told("b", of_event=False))
    load(told("a", value=41.0, days=1), told("c", of_event=False), CodedStory(story("b"), (), (figure(),)))
    store = load(told("c", value=50.0, measure=None))
    store.execute("DELETE FROM core.figures WHERE story_id = (SELECT max(story_id) FROM core.stories)")
    store.execute("DELETE FROM core.stories WHERE story_id = (SELECT max(story_id) FROM core.stories)")
    assert merge_events(store) == 1
    written = store.rows(LISTED)
    assert 1 <= len(written) <= 2
    merge_events(store, method="another")
    assert store.rows(LISTED) == written


def test_a_figure_that_is_not_listed_stops_publishing(load):
    store = load(told("a"), told("b", of_event=False))
    find_wire_copies(store, days=3)
    merge_events(store)
    store.execute("DELETE FROM mart.figure_list WHERE NOT is_of_event")
    with pytest.raises(CheckError, match=r"mart_tables found 1 bad row.*problem figure not listed"):
        run_checks(store)
