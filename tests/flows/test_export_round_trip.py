"""What is exported and read back is what the warehouse holds."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, figure, mention, party, store_file, story
from transforms.records import Attribution, CodedStory, EventDate, Granularity, Status
from warehouse.connection import open_store
from warehouse.export_records import Exported, ExportFormat, Wanted
from warehouse.exports import export_events
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.spool import spool_batch

NAMES = {"PER": "Peru", "CHL": "Chile", "BOL": "Bolivia", "UNO": "United Nations"}
PERU, CHILE = party("PER", "Peru"), party("CHL", "Chile", sector="GOV")
APRIL = EventDate(date(2025, 4, 1), date(2025, 4, 30), Granularity.MONTH)
MAY = EventDate(date(2025, 5, 3), date(2025, 5, 5), Granularity.DAY)
UNDATED = EventDate(None, None, Granularity.UNKNOWN)
ODD = 'Tin\tand "copper"\nPeru sold 40 tonnes, i.e. ‘all’\tof it; to\nChile \\ on Monday — 1.5 % | more.'
MENTIONS = (
    mention(figures=(figure(),), attributed_to=Attribution("Peru", 0, 4, "PER"), location_text="Lima"),
    mention("thanked", status=Status.NEGATED, event_type="SUPPORT", mode=None, quad_class=1, intensity=5.0),
    mention("sells", status=Status.FUTURE, event_type="AGREE", planned_type="CONSULT", planned_mode="visit"),
    mention("copper", event_date=APRIL, contexts=()),
    mention("tonnes", event_date=UNDATED, location_iso3="BOL"),
    mention(
        "Monday",
        is_reciprocal=True,
        actors=(PERU, CHILE, replace(CHILE, iso3="UNO")),
        recipients=(),
        event_date=MAY,
        mode="visit",
        event_type="CONSULT",
        cameo_code="042",
        quad_class=1,
    ),
    mention("Peru", cameo_code=None, goldstein=None),
)
ODD_MENTION = mention(
    "sold",
    ODD,
    actors=(replace(party("PER", "Peru", ODD), text="Peru", sector="JRN"),),
    recipients=(party("CHL", "to\nChile", ODD, sector="MED"),),
    location_text="a\tb",
    location_iso3="CHL",
)
READ_BACK = """
    SELECT
        id AS mention_id,
        cite_info.citation AS story_id,
        text_info."start" AS sentence_start,
        text_info."end" AS sentence_end,
        "text" AS sentence,
        trigger_start,
        trigger_end,
        event_text[1] AS trigger,
        event[1] AS event_type,
        list_filter(mode, lambda one: one NOT IN ('historical', 'future', 'hypothetical', 'negation'))[1] AS mode,
        status,
        is_reciprocal,
        list_transform(source, lambda one: {'iso3': one.code, 'sector': one.sector, 'text': one.actor_text,
            'start': one."start", 'end': one."end", 'is_inferred': one.is_inferred}) AS actors,
        list_transform(recipient, lambda one: {'iso3': one.code, 'sector': one.sector, 'text': one.actor_text,
            'start': one."start", 'end': one."end", 'is_inferred': one.is_inferred}) AS recipients,
        "date" AS event_date_start,
        enddate AS event_date_end,
        date_granularity,
        context AS contexts,
        quad_code AS quad_class,
        event_scale AS intensity,
        cameo_code,
        goldstein,
        planned_event AS planned_type,
        planned_mode,
        event_loc.name AS location_text,
        event_loc.cc3 AS location_iso3,
        attributed_to,
        confidence,
        rule_id,
        coder AS coder_version,
        cite_info.codebook AS codebook_version
    FROM read_json($file, columns = {
        id: 'VARCHAR', "date": 'DATE', enddate: 'DATE', event: 'VARCHAR[]', mode: 'VARCHAR[]', context: 'VARCHAR[]',
        source: 'PARTY[]', recipient: 'PARTY[]',
        event_loc: 'STRUCT(name VARCHAR, cc3 VARCHAR)', event_text: 'VARCHAR[]', quad_code: 'INTEGER',
        event_scale: 'DOUBLE', "text": 'VARCHAR', text_info: 'STRUCT("start" INTEGER, "end" INTEGER)',
        cite_info: 'STRUCT(citation VARCHAR, codebook VARCHAR)', coder: 'VARCHAR', status: 'VARCHAR',
        is_reciprocal: 'BOOLEAN', date_granularity: 'VARCHAR', planned_event: 'VARCHAR', planned_mode: 'VARCHAR',
        trigger_start: 'INTEGER', trigger_end: 'INTEGER', cameo_code: 'VARCHAR', goldstein: 'DOUBLE',
        attributed_to: 'STRUCT("text" VARCHAR, "start" INTEGER, "end" INTEGER, iso3 VARCHAR)', confidence: 'DOUBLE',
        rule_id: 'VARCHAR'
    }, format = 'newline_delimited')
""".replace(
    "PARTY",
    'STRUCT(code VARCHAR, sector VARCHAR, actor_text VARCHAR, "start" INTEGER, "end" INTEGER, is_inferred BOOLEAN)',
)


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """Two stories: one with an event of each kind, one of tabs, quotes and line ends."""
    place = tmp_path_factory.mktemp("published")
    coded = (CodedStory(story(), MENTIONS, ()), CodedStory(story("odd", ODD), (ODD_MENTION,), ()))
    spool_batch(place / "spool", batch(*coded))
    with open_store(store_file(place)) as store:
        load_spooled(store, place / "spool", at=NOON)
        merge_events(store)
        publish(store, place / "dyadwire.duckdb", has_news=True)
    return place / "dyadwire.duckdb"


@pytest.fixture
def ask(published: Path):
    """Queries on the published file, also on exported ones."""

    def rows(sql: str, **given: object) -> list[tuple[object, ...]]:
        with duckdb.connect(str(published), read_only=True) as connection:
            return connection.execute(sql, given or None).fetchall()

    return rows


def export(published: Path, to: Path, kind: ExportFormat, **wanted) -> Exported:
    return export_events(published, to, kind, Wanted(**wanted), country_names=NAMES)


def csv_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as written:
        return list(csv.DictReader(written))


def gdelt_rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text("utf-8").removesuffix("\n").split("\n")]


class TestPlover:
    def test_read_back_it_gives_the_same_events(self, published, ask, tmp_path):
        told = export(published, tmp_path / "out", ExportFormat.PLOVER)
        assert told == Exported(8, {})
        stored = "SELECT * EXCLUDE (run_id, batch_id) FROM core.event_mentions"
        given = {"file": str(tmp_path / "out")}
        assert ask(f"({stored}) EXCEPT ALL ({READ_BACK})", **given) == []
        assert ask(f"({READ_BACK}) EXCEPT ALL ({stored})", **given) == []

    def test_figures_come_with_their_event(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.PLOVER)
        found = ask(
            "SELECT id, one.value, one.unit, one.text FROM (SELECT id, unnest(figures) AS one FROM read_json($file))",
            file=str(tmp_path / "out"),
        )
        assert found == ask("SELECT mention_id, value, unit, figure FROM core.figures")

    def test_status_stands_among_the_modes_as_the_manual_has_it(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.PLOVER)
        assert ask(
            "SELECT event, mode FROM read_json($file) WHERE status <> 'actual' ORDER BY ALL", file=str(tmp_path / "out")
        ) == [
            (["AGREE"], ["future"]),
            (["SUPPORT"], ["negation"]),
        ]

    def test_a_mention_of_the_dyad_asked_for_keeps_its_other_parties(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.PLOVER, dyads=frozenset({("UNO", "CHL")}))
        assert ask("SELECT len(source), event FROM read_json($file)", file=str(tmp_path / "out")) == [(3, ["CONSULT"])]


class TestParquet:
    def test_read_back_it_is_the_event_list(self, published, ask, tmp_path):
        told = export(published, tmp_path / "out", ExportFormat.PARQUET)
        assert told.n_left_out == {}
        (columns,) = ask(
            "SELECT string_agg(column_name, ', ') FROM duckdb_columns() WHERE table_name = 'event_list' "
            "AND column_name IN (SELECT column_name FROM (DESCRIBE FROM read_parquet($files)))",
            files=f"{tmp_path}/out/*/*.parquet",
        )
        here, there = f"SELECT {columns[0]} FROM mart.event_list", f"SELECT {columns[0]} FROM read_parquet($files)"
        given = {"files": f"{tmp_path}/out/*/*.parquet"}
        assert ask(f"({here}) EXCEPT ALL ({there})", **given) == []
        assert ask(f"({there}) EXCEPT ALL ({here})", **given) == []
        assert ask(f"SELECT count(*) FROM ({there})", **given) == [(told.n_written,)]

    def test_there_is_a_folder_a_month(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.PARQUET)
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            "event_month=2025-04",
            "event_month=2025-05",
            "event_month=__HIVE_DEFAULT_PARTITION__",
        ]
        assert ask(
            "SELECT event_month, count(*) FROM read_parquet($files) GROUP BY ALL ORDER BY ALL",
            files=f"{tmp_path}/out/*/*.parquet",
        ) == [("2025-04", 6), ("2025-05", 6), (None, 1)]

    def test_an_earlier_export_is_replaced_whole(self, published, tmp_path):
        export(published, tmp_path / "out", ExportFormat.PARQUET)
        export(published, tmp_path / "out", ExportFormat.PARQUET, first_day=date(2025, 5, 1))
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["event_month=2025-05"]
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

    def test_without_an_event_there_is_an_empty_folder(self, published, tmp_path):
        told = export(published, tmp_path / "out", ExportFormat.PARQUET, first_day=date(2030, 1, 1))
        assert told == Exported(0, {})
        assert list((tmp_path / "out").iterdir()) == []


class TestFlatFormats:
    @pytest.mark.parametrize(("kind", "without_code"), [
        (ExportFormat.POLECAT, 0), (ExportFormat.ICEWS, 1), (ExportFormat.GDELT, 1),
    ])  # fmt: skip
    def test_they_hold_what_happened_on_a_day_and_count_the_rest(self, published, ask, tmp_path, kind, without_code):
        told = export(published, tmp_path / "out", kind)
        lacking = {"no_cameo_code": 1} if without_code else {}
        assert told.n_left_out == {"not_happened": 2, "not_a_day": 1, "undated": 1} | lacking
        assert ask("SELECT count(*) FROM mart.event_list") == [(told.n_written + sum(told.n_left_out.values()),)]

    def test_polecat_read_back(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.POLECAT)
        assert len(csv_rows(tmp_path / "out")[0]) == 40
        assert (
            ask(
                """
            SELECT mention_id || '_' || actor_iso3 || '_' || recipient_iso3, event_date_start, event_type, mode,
                intensity, quad_class, contexts, actor_iso3, actor_text, recipient_iso3, recipient_sector, publisher
            FROM mart.event_list WHERE status = 'actual' AND date_granularity = 'day'
            EXCEPT ALL
            SELECT "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code",
                string_split("Contexts", ';'), "Actor Country", "Actor Name Raw", "Recipient Country",
                "Primary Recipient Sector", "Source"
            FROM read_csv($file, header = true)
            """,
                file=str(tmp_path / "out"),
            )
            == []
        )

    def test_icews_read_back(self, published, ask, tmp_path):
        export(published, tmp_path / "out", ExportFormat.ICEWS)
        assert len(csv_rows(tmp_path / "out")[0]) == 20
        assert {row["Target Name"] for row in csv_rows(tmp_path / "out")} >= {"to\nChile", "Chile"}
        assert (
            ask(
                """
            SELECT event_date_start, actor_iso3, recipient_iso3, cameo_code, goldstein, story_id, publisher
            FROM mart.event_list WHERE status = 'actual' AND date_granularity = 'day' AND cameo_code IS NOT NULL
            EXCEPT ALL
            SELECT "Event Date", split_part("Event ID", '_', 2), split_part("Event ID", '_', 3), "CAMEO Code",
                "Intensity", "Story ID", "Publisher"
            FROM read_csv($file, header = true, types = {'CAMEO Code': 'VARCHAR'})
            """,
                file=str(tmp_path / "out"),
            )
            == []
        )

    def test_gdelt_has_61_columns_whatever_the_words_hold(self, published, tmp_path):
        told = export(published, tmp_path / "out", ExportFormat.GDELT)
        rows = gdelt_rows(tmp_path / "out")
        assert len(rows) == told.n_written == 8
        assert {len(row) for row in rows} == {61}
        assert len({row[0] for row in rows}) == 8
        (odd,) = [row for row in rows if row[16] == "to Chile"]
        assert odd[5:8] + odd[12:13] == ["PERMED", "Peru", "PER", "MED"]
        assert odd[15:18] + odd[22:23] == ["CHLHLH", "to Chile", "CHL", "HLH"]
        assert odd[26:31] == ["061", "061", "06", "2", "6.4"]
        assert odd[51:53] == ["1", "Chile"]

    def test_gdelt_s_dates_and_bodies(self, published, tmp_path):
        export(published, tmp_path / "out", ExportFormat.GDELT, dyads=frozenset({("UNO", "PER")}))
        (row,) = gdelt_rows(tmp_path / "out")
        assert row[1:5] == ["20250503", "202505", "2025", "2025.4192"]
        assert row[5:9] + row[12:14] == ["IGOUNOGOV", "Chile", "", "UNO", "IGO", "GOV"]

    def test_a_gdelt_number_leads_back_to_the_mention_whatever_was_asked_for(self, published, ask, tmp_path):
        export(published, tmp_path / "all", ExportFormat.GDELT)
        export(published, tmp_path / "some", ExportFormat.GDELT, dyads=frozenset({("UNO", "PER")}))
        numbers = {row[0] for row in gdelt_rows(tmp_path / "all")}
        ((number, *_),) = gdelt_rows(tmp_path / "some")
        assert number in numbers
        beginnings = {f"{int(one) // 1000:013x}" for one in numbers}
        assert beginnings <= {mention_id[:13] for (mention_id,) in ask("SELECT mention_id FROM core.event_mentions")}
        assert len(beginnings) == 3
