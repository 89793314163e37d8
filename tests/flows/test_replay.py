"""Runs are repeated from their archive, offline, and give the same rows."""

import asyncio
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.archive_reading import index_of
from flows.ingest import ingest
from flows.replay import Period, replay
from flows.settings import ROOT, Settings
from tests.command import run_dyadwire
from tests.flows.site import NOON, page, settings
from tests.loopback import Loopback, Route
from transforms.errors import SettingsError
from transforms.run_records import RunReport

LINE = "Independent reporting from the Andes since the year of the great flood, paid for by its readers."
ACCORDS = "".join(
    f"<p>Peru and Bolivia signed accord number {number} on the road to Ilo, the two ministries said on Monday after "
    f"talks in La Paz that had lasted {number} days and were called frank and useful by both sides.</p>"
    for number in range(2, 8)
)
WALLED = (
    "<!DOCTYPE html><html><head><title>Peru and Bolivia sign six accords</title></head><body><h1>Peru and Bolivia sign "
    "six accords</h1><article><p>Peru and Bolivia signed six accords on Monday.</p><div>Subscribe to continue reading"
    "</div></article></body></html>"
)
SEED = "Chile expelled two Peruvian diplomats.\n\nChile expelled two Peruvian diplomats over the fishing dispute.\n"
# Columns that tell of the run and not of the world.
OF_THE_RUN = {"run_id", "batch_id", "ended_run_id"}
ALWAYS = Period(date.min, date.max)


def lined(number: int) -> str:
    return page(number).replace("</h1>", f"</h1><p>{LINE}</p>")


def atom(loopback: Loopback, updated: dict[str, datetime]) -> None:
    entries = "".join(
        f"<entry><id>{path}</id><title>Story {path}</title><link href='{loopback.url(path)}'/>"
        f"<updated>{at.isoformat()}</updated>"
        f"<content type='html'><![CDATA[{ACCORDS if path == '/walled' else '<p>Short.</p>'}]]></content></entry>"
        for path, at in updated.items()
    )
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Andes</title>{entries}</feed>'
    loopback.serve("/atom", body, "application/atom+xml")


def run(stated: Settings, hours: float) -> RunReport:
    return ingest(stated, now=lambda: NOON + timedelta(hours=hours), report=lambda line: None)


@dataclass(frozen=True, slots=True)
class Newspaper:
    """What three runs on three days left; nothing answers any more."""

    settings: Settings
    n_requests: int
    loopback: Loopback


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newspaper]:
    loopback, folder = Loopback(), tmp_path_factory.mktemp("newspaper")
    before = NOON - timedelta(hours=2)
    numbers = {f"/page/{number}": before for number in range(6)}
    updated = {**numbers, "/walled": before, "/late": before}
    for path in numbers:
        loopback.serve(path, lined(int(path.rpartition("/")[2])))
    loopback.serve("/walled", WALLED)
    loopback.answer("/late", Route(b"", 503), Route(page(20).encode(), headers={"Content-Type": "text/html"}))
    atom(loopback, updated)
    codebook = shutil.copytree(ROOT / "seeds" / "codebook", folder / "codebook")  # which nobody changes meanwhile
    stated = settings(folder, loopback.url("/atom"), codebook_folder=codebook)
    (stated.seeds_folder / "fishing.txt").write_text(SEED, encoding="utf-8")
    run(stated, 0)

    edited = lined(1).replace("Bolivia accused Peru of closing", "Bolivia thanked Peru for opening")
    loopback.serve("/page/1", edited)
    loopback.serve("/page/7", lined(7))  # the line is known by now
    atom(loopback, updated | {"/page/1": NOON + timedelta(hours=1), "/page/7": NOON + timedelta(hours=1)})
    (stated.seeds_folder / "dates.csv").write_text("file,published_at\nfishing.txt,2025-04-07\n", encoding="utf-8")
    run(stated, 25)

    loopback.serve("/page/1", lined(1))  # the edit is taken back
    loopback.serve("/page/0", lined(0).replace("All rights reserved", "No rights reserved"))
    at = NOON + timedelta(hours=26)
    atom(loopback, updated | {"/page/1": at, "/page/0": at, "/page/7": NOON + timedelta(hours=1)})
    run(stated, 50)
    n_requests = len(loopback.requests)
    loopback.close()
    yield Newspaper(stated, n_requests, loopback)


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, newspaper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a replay makes no connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(asyncio.BaseEventLoop, "sock_connect", refuse)


def tables(folder: Path, *schemas: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables and views of the schemas, without the columns that tell of the run."""
    with duckdb.connect(folder / "dyadwire.duckdb", read_only=True) as store:
        columns = store.execute(
            """
            SELECT schema_name || '.' || table_name, list(column_name)
            FROM duckdb_columns()
            WHERE database_name = current_database() AND list_contains(?, schema_name)
            GROUP BY ALL
            """,
            [list(schemas)],
        ).fetchall()
        stated = {table: ", ".join(f'"{name}"' for name in sorted(set(names) - OF_THE_RUN)) for table, names in columns}
        return {
            table: store.execute(f"SELECT {names} FROM {table} ORDER BY ALL").fetchall()
            for table, names in stated.items()
        }


def replayed(stated: Settings, into: Path | None = None, period: Period = ALWAYS, **changes: object) -> RunReport:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return replay(replace(stated, **changes), period, into=into, now=lambda: at, report=lambda line: None)


def compared(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    found = tables(folder, "core", "mart")
    of_runs = {"mart.quarantine", "mart.feed_health", "core.event_aliases"}  # names that events had between runs
    return {name: rows for name, rows in found.items() if name not in of_runs} | {
        "raw.documents": tables(folder, "raw")["raw.documents"]
    }


def test_the_newspaper_is_what_it_is_meant_to_be(newspaper: Newspaper):
    with duckdb.connect(newspaper.settings.published_file, read_only=True) as store:

        def ask(sql: str) -> list[tuple[object, ...]]:
            return store.execute(sql).fetchall()

        assert ask("SELECT count(*) FROM core.stories") == [(10,)]
        assert ask("SELECT extraction_method FROM core.stories WHERE url LIKE '%walled'") == [("feed content",)]
        assert ask("SELECT line FROM core.boilerplate") == [(LINE,)]
        assert ask("SELECT count(*) FROM core.stories WHERE contains(text, 'great flood')") == [
            (4,)
        ]  # not in what was fetched again
        assert ask("SELECT n_attempts, outcome FROM raw.entries WHERE guid = '/late'") == [(1, "kept")]
        assert ask("SELECT published_rung FROM core.stories WHERE url IS NULL") == [("given",)]
        assert ask(
            "SELECT version, version_cause, change FROM mart.story_changes "
            "WHERE url LIKE '%/1' AND change <> 'confirmed' ORDER BY ALL"
        ) == [
            *((2, "edit", "added"), (2, "edit", "withdrawn")),
            *((3, "edit", "added"), (3, "edit", "withdrawn")),
        ]


def test_an_empty_folder_gets_the_same_rows_without_network(newspaper: Newspaper, tmp_path: Path):
    report = replayed(newspaper.settings, tmp_path / "again")
    assert (report.exit_code, report.problems) == (0, ())
    before, after = compared(newspaper.settings.data_folder), compared(tmp_path / "again")
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == set()
    assert all(before[f"core.{name}"] for name in ("stories", "event_mentions", "story_versions", "mention_changes"))
    assert len(newspaper.loopback.requests) == newspaper.n_requests
    assert not (tmp_path / "again" / "archive").exists()


def test_small_batches_and_worker_processes_give_them_too(newspaper: Newspaper, tmp_path: Path):
    replayed(newspaper.settings, tmp_path, batch_size=1)
    assert compared(tmp_path) == compared(newspaper.settings.data_folder)


@pytest.fixture
def copy(newspaper: Newspaper, tmp_path: Path) -> Settings:
    """The newspaper in a folder of the test's own."""
    return replace(newspaper.settings, data_folder=shutil.copytree(newspaper.settings.data_folder, tmp_path / "copy"))


def test_over_what_is_there_nothing_changes(copy: Settings):
    before = tables(copy.data_folder, "core", "raw", "mart")
    report = replayed(copy)
    after = tables(copy.data_folder, "core", "raw", "mart")
    assert {name for name in before if before[name] != after[name]} <= {"mart.feed_health"}  # which tells its own time
    assert (report.n_stories, report.problems, report.exit_code) == (0, (), 0)


def test_a_lost_store_comes_back_and_runs_go_on(copy: Settings):
    before = compared(copy.data_folder)
    shutil.rmtree(copy.store_file.parent)
    copy.published_file.unlink()
    replayed(copy)
    assert compared(copy.data_folder) == before
    run(replace(copy, feeds_file=None), 75)
    assert compared(copy.data_folder) == before


def test_a_replay_that_broke_off_goes_on_where_it_stood(newspaper: Newspaper, tmp_path: Path):
    steps: list[str] = []

    def break_off(step: str) -> None:
        steps.append(step)
        if len([one for one in steps if one.startswith("loaded")]) == 4:
            raise KeyboardInterrupt

    small = replace(newspaper.settings, batch_size=2)
    with pytest.raises(KeyboardInterrupt):
        replay(small, ALWAYS, into=tmp_path, now=lambda: NOON, report=break_off)
    report = replayed(small, tmp_path)
    assert report.exit_code == 0
    assert compared(tmp_path) == compared(newspaper.settings.data_folder)


def test_the_command_replays_too(newspaper: Newspaper, tmp_path: Path):
    given = ("--data", newspaper.settings.data_folder, "--into", "again", "--coder", "shallow", "--workers", "1")
    codebook = {"DYADWIRE_CODEBOOK": str(newspaper.settings.codebook_folder)}
    days = ("--from", "2025-04-08", "--to", "2025-04-30")
    ended = run_dyadwire("replay", *given, *days, cwd=tmp_path, environment=codebook)
    assert (ended.exit_code, "10 stories" in ended.out) == (0, True), ended.err
    assert compared(tmp_path / "again") == compared(newspaper.settings.data_folder)
    wrong = run_dyadwire("replay", "--from", "2025-04-08", "--to", "2025-04-07", cwd=tmp_path)
    assert (wrong.exit_code, "lies behind" in wrong.err) == (2, True)


def test_one_day_alone(newspaper: Newspaper, tmp_path: Path):
    """Its texts are those of then, also without the day that taught the boilerplate."""
    day = date(2025, 4, 9)
    replayed(newspaper.settings, tmp_path, Period(day, day))
    found = {url.rpartition("/")[2]: text for url, text in rows(tmp_path, "SELECT coalesce(url, 'fishing'), text")}
    assert found.keys() == {"1", "7", "late", "fishing"}
    of_the_day = rows(
        newspaper.settings.data_folder,
        "SELECT coalesce(url, 'fishing'), text",
        "WHERE fetched_at::DATE = '2025-04-09' UNION ALL SELECT '/1', text FROM core.story_versions WHERE version = 2",
    )
    assert found == {url.rpartition("/")[2]: text for url, text in of_the_day}
    assert "great flood" not in found["7"]
    assert rows(tmp_path, "SELECT DISTINCT version") == [(1,)]


def test_day_after_day_gives_what_all_at_once_gives(newspaper: Newspaper, tmp_path: Path):
    for day in (8, 9, 10):
        replayed(newspaper.settings, tmp_path, Period(date(2025, 4, day), date(2025, 4, day)))
    assert compared(tmp_path) == compared(newspaper.settings.data_folder)


def test_an_earlier_day_does_not_take_the_place_of_a_later_one(newspaper: Newspaper, tmp_path: Path):
    replayed(newspaper.settings, tmp_path, Period(date(2025, 4, 10), date(2025, 4, 10)))
    replayed(newspaper.settings, tmp_path, Period(date(2025, 4, 8), date(2025, 4, 9)))
    for columns in ("SELECT story_id, text, fetched_at", "SELECT story_id, title, published_at"):
        assert rows(tmp_path, columns) == rows(newspaper.settings.data_folder, columns)


def test_a_torn_end_costs_what_no_run_had_coded(copy: Settings, tmp_path: Path):
    """A run that is killed while it writes has coded nothing of what comes last."""
    before = compared(copy.data_folder)
    last = max(copy.archive_folder.glob("*.warc.gz"))
    whole = last.read_bytes()
    start = int(index_of(last).read_text().split()[1])
    (copy.archive_folder / "of-another-crawler.warc.gz").write_bytes(whole)
    last.write_bytes(whole + whole[start : start + 200])
    report = replayed(copy, tmp_path / "again")
    assert compared(tmp_path / "again") == before
    (problem,) = report.problems
    assert "is cut off or damaged" in problem


def test_documents_of_a_killed_run_that_were_never_coded_are_left_out(copy: Settings, tmp_path: Path):
    last = max(copy.archive_folder.glob("*.warc.gz"))
    content = last.read_bytes()
    last.write_bytes(content[: content.rindex(b"\x1f\x8b\x08")])  # without its last record, which names what was coded
    replayed(copy, tmp_path / "again")
    assert rows(tmp_path / "again", "SELECT max(version)") == [(2,)]


def test_a_body_that_is_gone_is_told(copy: Settings, tmp_path: Path):
    first, *_ = sorted(path for path in copy.archive_folder.glob("*.warc.gz") if "boilerplate" not in path.name)
    first.unlink()
    report = replayed(copy, tmp_path / "again", failed_share=1.0)
    problems = "\n".join(report.problems)
    assert "no body with SHA-256" in problems
    assert "fishing.txt" in problems


def test_a_folder_without_archive_is_named(tmp_path: Path):
    with pytest.raises(SettingsError, match="there is no archive"):
        replayed(settings(tmp_path))


def rows(folder: Path, columns: str, rest: str = "") -> list[tuple[object, ...]]:
    with duckdb.connect(folder / "dyadwire.duckdb", read_only=True) as store:
        return sorted(store.execute(f"{columns} FROM core.stories {rest}").fetchall())
