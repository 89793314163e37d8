"""The table macros in the published file: as any DuckDB opens it, and attached to another database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, mention, party, store_file, story
from transforms.records import CodedStory, EventDate, Granularity, Status
from warehouse.connection import open_store
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

PERU, CHILE = party("PER", "Peru"), party("CHL", "Chile")
MARCH = EventDate(date(2025, 3, 5), date(2025, 3, 5), Granularity.DAY)
EVENTS = (
    mention("sold"),
    mention("thanked", event_type="ASSAULT", quad_class=4, actors=(CHILE,), recipients=(PERU,)),
    mention("sells", event_type="CONSULT", quad_class=1, is_reciprocal=True, actors=(PERU, CHILE), recipients=()),
    mention("copper", event_type="ACCUSE", quad_class=3, event_date=MARCH),
    mention("tonnes", event_type="AID", status=Status.FUTURE),
    mention("Monday", event_type="AID", recipients=(replace(CHILE, iso3="BOL"),)),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("macros")
    with open_store(store_file(folder)) as store:
        begin_run(store, "run-1", at=NOON)
        spool_batch(folder / "spool", batch(CodedStory(story(), EVENTS, ())))
        load_spooled(store, folder / "spool", at=NOON)
        merge_events(store)
        publish(store, folder / "news.duckdb", has_news=True)
    return folder / "news.duckdb"


@pytest.fixture
def ask(published):
    with duckdb.connect(str(published), read_only=True) as reader:
        yield lambda sql: reader.execute(sql).fetchall()


def test_dyad_gives_what_one_did_to_the_other(ask):
    of_peru = [("ACCUSE",), ("AID",), ("CONSULT",), ("COOPERATE",)]
    assert ask("SELECT event_type FROM dyad('PER', 'chl') ORDER BY ALL") == of_peru
    assert ask("SELECT event_type FROM mart.dyad('CHL', 'PER') ORDER BY ALL") == [("ASSAULT",), ("CONSULT",)]
    assert ask("FROM dyad('PER', 'PER')") == []


def test_dyad_shows_a_reciprocal_event_in_the_direction_asked_for(ask):
    columns = "DISTINCT actor_iso3, recipient_iso3, pair"
    assert ask(f"SELECT {columns} FROM dyad('per', 'chl')") == [("PER", "CHL", "CHL-PER")]
    assert ask(f"SELECT {columns} FROM dyad('chl', 'per')") == [("CHL", "PER", "CHL-PER")]


def test_the_newest_come_first(ask):
    assert ask("SELECT event_type FROM dyad('PER', 'CHL')")[-1] == ("ACCUSE",)


def test_between_gives_each_event_once_whoever_acts(ask):
    sql = "SELECT count(*), count(DISTINCT event_id) FROM mart.between('chl', 'PER') WHERE n_stories BETWEEN 1 AND 9"
    assert ask(sql) == [(5, 5)]
    assert ask("SELECT pair, n_stories FROM mart.between('PER', 'BOL')") == [("BOL-PER", 1)]


def test_net_cooperation_by_month_counts_what_happened(ask):
    columns = "event_month, n_cooperation, n_conflict, net_cooperation, n_single_source"
    april, march = (date(2025, 4, 1), 2, 1, 1, 3), (date(2025, 3, 1), 0, 1, -1, 1)
    assert ask(f"SELECT {columns} FROM net_cooperation('CHL', 'PER')") == [march, april]


def test_attached_to_another_database_they_work_after_use(published):
    with duckdb.connect() as other:
        other.execute(f"ATTACH '{published}' AS news (READ_ONLY)")
        assert other.execute("SELECT count(*) FROM news.mart.events").fetchall() == [(6,)]
        other.execute("USE news")
        assert len(other.execute("FROM mart.between('PER', 'CHL')").fetchall()) == 5


def test_every_table_view_column_and_macro_is_commented(ask):
    catalogue = (
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL",
        "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL",
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL",
        "SELECT schema_name, function_name FROM duckdb_functions() WHERE NOT internal AND comment IS NULL",
    )
    assert [ask(sql) for sql in catalogue] == [[]] * 4
