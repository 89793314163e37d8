"""`dyadwire ingest` and what can be asked of its result, from cron's bare environment in another folder."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from tests.command import PROGRAM, Dyadwire, Ended, run_dyadwire
from tests.process_groups import is_gone

STORY = (
    "LIMA, May 13 (Andes Wire) - Peru expelled two Bolivian diplomats on Friday, the foreign ministry said.\n\n"
    "Bolivia's president condemned Peru for the decision and recalled his ambassador from Lima. The two countries had "
    "signed a trade agreement in March, and officials in La Paz said that it would stay in force for now.\n"
)
INGEST = ("ingest", "--no-feeds", "--coder", "shallow", "--workers", "1", "--published", "2024-05-13")
EXPULSION = "SELECT DISTINCT mention_id FROM mart.event_list WHERE mode = 'expel'"

FEED_OF_NOBODY = """[[feed]]
url = "http://127.0.0.1:9/rss"
publisher = "Nobody"
country = ""
language = "en"
address_source = "own knowledge"
checked_on = ""
"""
LOCAL = {"DYADWIRE_ALLOW_LOOPBACK": "1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document in `seeds/`, ingested into `data/`."""
    folder = tmp_path_factory.mktemp("ingested")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "expulsion.txt").write_text(STORY)
    ended = run_dyadwire(*INGEST, "--seeds", "seeds", "--data", "data", cwd=folder)
    assert ended.exit_code == 0, ended.err
    (folder / "printed.txt").write_text(ended.out)
    return folder


def ask(folder: Path, *arguments: str) -> Ended:
    return run_dyadwire("sql", "--data", "data", *arguments, cwd=folder)


def test_a_run_ends_with_the_newest_events_each_with_its_sentence_and_a_summary(folder: Path):
    printed = (folder / "printed.txt").read_text()
    assert "PER > BOL  SANCTION/expel  actual" in printed
    assert "Peru expelled two Bolivian diplomats on Friday" in printed
    assert ["document", "1", "1", "0", "0", "0", "0"] in [line.split() for line in printed.splitlines()]
    assert printed.splitlines()[-1] == f"published {folder / 'data' / 'dyadwire.duckdb'}"


def test_the_same_again_adds_nothing(folder: Path):
    count = "SELECT (SELECT count(*) FROM core.event_mentions) AS n, (SELECT count(*) FROM core.stories) AS m"
    before = ask(folder, "--csv", count).out
    again = run_dyadwire(*INGEST, "--seeds", "seeds", "--data", "data", cwd=folder)
    assert again.exit_code == 0
    assert "Peru" not in again.out
    assert ["document", "0", "0", "0", "0", "0", "1"] in [line.split() for line in again.out.splitlines()]
    assert ask(folder, "--csv", count).out == before


def test_at_most_ten_of_the_new_events_are_shown_each_once_and_the_rest_counted(dyadwire: Dyadwire, tmp_path: Path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "old.txt").write_text(STORY.replace("Bolivia", "Chile"))
    assert dyadwire(*INGEST, "--seeds", "seeds", "--data", "data").exit_code == 0
    for number, country in enumerate(["Brazil", "Colombia", "Ecuador", "Peru"] * 2):
        story = STORY.replace("Peru", country).replace("Bolivia", "Cuba")
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"{story}\nNumber {number} of the series.\n")
    shown = dyadwire(*INGEST, "--seeds", "seeds", "--data", "data").out
    assert shown.count("  Andes Wire, ") == 10
    assert shown.count("BRA > CUB  SANCTION/expel  actual") == 1  # two stories tell of it
    assert shown.count(", 2 mentions\n") >= 4
    assert "Chile" not in shown
    assert re.search("^and [1-9][0-9]* more events$", shown, re.MULTILINE)


def test_answers_come_as_table_csv_or_json(folder: Path):
    statement = "SELECT actor_iso3, contexts, event_date_start, goldstein FROM mart.event_list WHERE mode = 'expel'"
    table = ask(folder, statement)
    assert [line.split()[0] for line in table.out.splitlines()] == ["actor_iso3", "PER"]
    (row,) = csv.DictReader(io.StringIO(ask(folder, "--csv", statement).out))
    assert (row["actor_iso3"], row["event_date_start"]) == ("PER", "2024-05-10")
    (record,) = map(json.loads, ask(folder, "--json", statement).out.splitlines())
    assert record["event_date_start"] == "2024-05-10"
    assert isinstance(record["contexts"], list)


@pytest.mark.parametrize(("statement", "written"), [
    ("SELECT NULL AS a, 1 AS a", '{"a": null, "a_2": 1}'),
    ("SELECT 1.5::DECIMAL(4, 2) AS a, 'é\u2028' AS b", '{"a": 1.5, "b": "é\\u2028"}'),
    ("SELECT 'nan'::DOUBLE AS a, 2::HUGEINT ** 64 AS b", '{"a": null, "b": 1.8446744073709552e+19}'),
    ("SELECT sum(9223372036854775807) AS a FROM range(2)", '{"a": 18446744073709551614}'),
    ("SELECT TIMESTAMPTZ '2024-05-13 10:00:00+02' AS a", '{"a": "2024-05-13T08:00:00+00:00"}'),
    ("SELECT 1 WHERE false", ""),
])  # fmt: skip
def test_values_become_json(folder: Path, statement, written):
    answer = run_dyadwire("sql", "--data", "data", "--json", statement, cwd=folder, environment={"LC_ALL": "C"})
    assert (answer.exit_code, answer.out) == (0, written + "\n" if written else "")


@pytest.mark.parametrize(("statement", "complaint", "hint"), [
    ("SELEC 1", "syntax error", "texts stand in single quotes"),
    ("FROM mart.event_lst", "event_list", "SHOW ALL TABLES"),
    ("SELECT actr_iso3 FROM mart.event_list", '"actor_iso3"', "DESCRIBE"),
    ('FROM mart.event_list WHERE actor_iso3 = "IRQ"', '"IRQ" not found', "a text stands in single quotes: 'IRQ'"),
    ("SELECT mode, count(*) FROM mart.event_list", "GROUP BY clause", "GROUP BY ALL"),
    ("DELETE FROM core.stories", "read-only", "a file of your own"),
    ("CREATE TABLE x (y INT)", "read-only", "dyadwire.duckdb' (READ_ONLY)"),
    ("FROM 'nowhere.csv'", "nowhere.csv", "the folder in which you are"),
    ("SELECT sum(trigger::INTEGER) FROM mart.event_list", "Could not convert", "try_cast"),
    ("SELECT 1; SELECT 2", "these are 2 statements; give exactly one", "duckdb -readonly"),
    ("/* nothing but a comment */", "there is no statement", "LIMIT 5"),
])  # fmt: skip
def test_a_wrong_statement_is_shown_with_a_hint(folder: Path, statement, complaint, hint):
    answer = ask(folder, statement)
    assert answer.exit_code == 2
    message, _, stated = answer.err.partition("\nstatement: ")
    assert complaint in message
    assert stated.startswith(f"{statement}\nhint: ")
    assert hint in stated
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(("statement", "n_lines"), [
    ("SELECT 'é;' AS a; -- done; now", 2),
    ("PIVOT (FROM core.event_mentions) ON event_type USING count(*) GROUP BY status", 2),
])  # fmt: skip
def test_one_statement_may_end_in_a_semicolon_or_be_a_pivot(folder: Path, statement, n_lines):
    answer = ask(folder, "--csv", statement)
    assert (answer.exit_code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) >= n_lines


def test_an_answer_that_finds_no_room_says_so(folder: Path):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "sql", "--csv", "FROM range(100000)", "--data", "data"],
            cwd=folder, env={}, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert done.stderr == b"dyadwire: standard output cannot be written: No space left on device\n"


def test_an_event_is_explained_by_the_beginning_of_its_id(folder: Path):
    (row,) = csv.DictReader(io.StringIO(ask(folder, "--csv", EXPULSION).out))
    mention_id = row["mention_id"]
    shown = run_dyadwire("explain", mention_id[:10], "--data", "data", cwd=folder)
    assert shown.exit_code == 0
    assert f"event mention {mention_id}" in shown.out
    assert "Peru expelled two Bolivian diplomats" in shown.out
    assert "predicates.csv, line" in shown.out
    missing = run_dyadwire("explain", "00000000", "--data", "data", cwd=folder)
    assert (missing.exit_code, "no event mention 00000000" in missing.err) == (2, True)


def test_nothing_published_yet_names_the_command_that_publishes(dyadwire: Dyadwire, data_folder: Path):
    ended = dyadwire("sql", "SELECT 1", "--data", data_folder)
    assert ended.exit_code == 5
    assert ended.err == f"dyadwire: {data_folder / 'dyadwire.duckdb'} does not exist yet; `dyadwire ingest` makes it\n"


def test_a_data_folder_that_is_a_file_is_exit_code_5(dyadwire: Dyadwire, data_folder: Path):
    data_folder.write_text("not a folder")
    ended = dyadwire(*INGEST, "--data", data_folder)
    assert ended.exit_code == 5
    why = "there is a file of this name; give another with --data"
    assert ended.err == f"dyadwire: the data folder {data_folder} cannot be created: {why}\n"


def test_a_seeds_folder_that_does_not_exist_is_named(dyadwire: Dyadwire, data_folder: Path, tmp_path: Path):
    ended = dyadwire(*INGEST, "--seeds", "nowhere", "--data", data_folder)
    assert ended.exit_code == 3
    assert str(tmp_path / "nowhere") in ended.err


def test_a_data_folder_that_cannot_be_made_is_exit_code_5_with_the_cause(dyadwire: Dyadwire, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    ended = dyadwire(*INGEST, "--data", "file/data")
    assert ended.exit_code == 5
    assert f"the data folder {tmp_path}/file/data cannot be created: Not a directory" in ended.err


def test_what_is_odd_about_the_seeds_is_told(dyadwire: Dyadwire, tmp_path: Path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    empty = dyadwire(*INGEST, "--seeds", "seeds", "--data", "data")
    assert (empty.exit_code, f"{seeds} holds no document\n" in empty.err) == (0, True)
    (seeds / "dates.csv").write_text("file,published_at\nhere.txt,2024-05-13\ngone.txt,2024-05-13\n")
    (seeds / "here.txt").write_text(STORY)
    dated = dyadwire(*INGEST, "--seeds", "seeds", "--data", "data")
    assert f"dyadwire: {seeds / 'dates.csv'} dates files that are not in the folder: gone.txt\n" in dated.err
    file = dyadwire(*INGEST, "--seeds", "seeds/here.txt", "--data", "data")
    assert (file.exit_code, f"{seeds / 'here.txt'} is a file; name the folder" in file.err) == (3, True)


def test_no_seeds_reads_no_folder(dyadwire: Dyadwire, data_folder: Path):
    ended = dyadwire("ingest", "--no-seeds", "--no-feeds", "--data", data_folder)
    assert (ended.exit_code, ended.err.replace("checking and publishing\n", "")) == (0, "")
    assert ["document", "0", "0", "0", "0", "0", "0"] in [line.split() for line in ended.out.splitlines()]


def test_a_bad_codebook_row_stops_the_run_before_it_begins(dyadwire: Dyadwire, data_folder: Path, tmp_path: Path):
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "event_types.csv").write_text("event_type\nDANCE\n")
    ended = dyadwire(*INGEST, "--data", data_folder, environment={"DYADWIRE_CODEBOOK": str(tmp_path / "codebook")})
    assert ended.exit_code == 3
    assert ended.err.startswith(f"dyadwire: {tmp_path / 'codebook'}/")
    assert not (data_folder / "dyadwire.duckdb").exists()


def test_too_large_a_share_of_failures_is_exit_code_4_and_keeps_the_rest(dyadwire: Dyadwire, tmp_path: Path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "expulsion.txt").write_text(STORY)
    (tmp_path / "feeds.toml").write_text(FEED_OF_NOBODY)
    arguments = [argument for argument in INGEST if argument != "--no-feeds"]
    ended = dyadwire(*arguments, "--feeds", "feeds.toml", "--seeds", "seeds", "--data", "data", environment=LOCAL)
    assert ended.exit_code == 4
    assert "http://127.0.0.1:9/rss" in ended.err
    assert "Peru expelled two Bolivian diplomats" in ended.out
    assert "1 feed: 1 backing off\n" in ended.out


def test_stories_without_a_publication_date_are_counted(dyadwire: Dyadwire, tmp_path: Path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "undated.txt").write_text(STORY.removeprefix("LIMA, May 13 (Andes Wire) - "))
    arguments = ("ingest", "--no-feeds", "--coder", "shallow", "--workers", "1", "--seeds", "seeds", "--data", "data")
    remark = "1 of 1 stories have no publication date; give it with dates.csv or --published\n"
    assert remark in dyadwire(*arguments).out
    assert remark not in dyadwire(*arguments).out


@pytest.mark.parametrize("seconds", [0.2, 2], ids=["with its workers starting", "in its work"])
def test_ctrl_c_ends_a_run_quietly_and_leaves_no_process(tmp_path: Path, seconds):
    (tmp_path / "seeds").mkdir()
    for number in range(400):
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"{STORY}\nNumber {number} of the series.\n")
    run = subprocess.Popen(
        [PROGRAM, *INGEST, "--seeds", "seeds", "--data", "data"],
        cwd=tmp_path, env={}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 nohup has it ignored
    )  # fmt: skip
    assert run.stderr is not None
    assert b"reading documents" in run.stderr.readline()
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=100)
    assert run.returncode == 130
    assert b"Traceback" not in err
    assert is_gone(run.pid)
    assert run_dyadwire(*INGEST, "--seeds", "seeds", "--data", "data", cwd=tmp_path).exit_code == 0
