"""`dyadwire explain ID`: the sentence marked, rule, story, archive record, other reports, and how to dispute it."""

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from flows.commands.marked_sentence import Span, marked_lines
from tests.command import PROGRAM, Ended, run_dyadwire

HEAD = "---\npublisher: {publisher}\npublished_at: 2024-05-{day}\n---\n\n"
EXPELLED = (
    "Peru expelled two Bolivian diplomats on Friday, the foreign ministry said. The note was signed late in "
    "the evening, and the house in Lima where the two had worked will stay closed until somebody new comes.\n"
)
DENIED = (
    "Peru did not expel two Bolivian diplomats on Friday, a spokesman said in Lima. He called the reports of that day "
    "an invention of people who wish neither of the two neighbours well.\n"
)
STORIES = {
    "first.txt": HEAD.format(publisher="Andes Wire", day=11) + EXPELLED,
    "second.txt": HEAD.format(publisher="Coast Post", day=12)
    + "Lawmakers in Lima were told on Sunday what the government had done. " + EXPELLED,
    "third.txt": HEAD.format(publisher="Lake Times", day=12) + DENIED,
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three stories of one event, the last of which denies it."""
    folder = tmp_path_factory.mktemp("explained")
    (folder / "seeds").mkdir()
    for name, text in STORIES.items():
        (folder / "seeds" / name).write_text(text)
    ended = run_dyadwire(
        "ingest", "--no-feeds", "--workers", "0", "--seeds", "seeds", "--data", "data", cwd=folder
    )  # fmt: skip
    assert ended.exit_code == 0, ended.err
    return folder


def explain(folder: Path, *arguments: str) -> Ended:
    return run_dyadwire("explain", *arguments, "--data", "data", cwd=folder)


@pytest.fixture(scope="module")
def mention_id(folder: Path) -> str:
    """The mention of Andes Wire."""
    asked = "SELECT mention_id FROM mart.event_list WHERE mode = 'expel' AND publisher = 'Andes Wire'"
    return json.loads(run_dyadwire("sql", "--json", asked, "--data", "data", cwd=folder).out)["mention_id"]


@pytest.fixture(scope="module")
def told(folder: Path, mention_id: str) -> str:
    """Its explanation."""
    shown = explain(folder, mention_id[:10])
    assert shown.exit_code == 0, shown.err
    return shown.out


def test_each_subject_has_a_block(told: str):
    headings = [line for line in told.splitlines() if line and not line.startswith(" ")]
    assert [heading.split()[0] for heading in headings] == ["event", "PER", "Story", "Archive", "Other", "To"]


def test_the_marks_stand_below_their_words(told: str):
    lines = told.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  sentence"))
    sentence, marks = lines[place], lines[place + 1]
    marked = {mark: sentence[marks.index(mark) : marks.rindex(mark) + 1] for mark in "art"}
    assert marked["a"] == "Peru"
    assert marked["t"].startswith("expelled")
    assert "Bolivian" in marked["r"]


def test_other_reports_say_who_confirms_and_who_contradicts(told: str):
    reports = told.partition("Other reports\n")[2].partition("\n\n")[0]
    of_one_day = sorted(line.split()[:4] for line in reports.splitlines() if not line.startswith(" " * 4))
    assert of_one_day == [
        ["confirms", "2024-05-12", "Coast", "Post,"],
        ["denies", "2024-05-12", "Lake", "Times,"],
    ]
    assert "3 stories of 3 publishers, of which 1 says it did not" in told


def test_the_archive_record_can_be_read_with_the_command_that_is_shown(folder: Path, told: str):
    (command,) = [line.split("to read", 1)[1].strip() for line in told.splitlines() if "to read" in line]
    words = shlex.split(command)
    read = subprocess.run([PROGRAM.with_name(words[0]), *words[1:]], capture_output=True, cwd=folder, check=True)
    assert read.stdout.decode().endswith(STORIES["first.txt"])  # an answer that was made up for a file stands above it


def test_disputing_names_the_row_and_a_command_that_gives_the_event_again(folder: Path, told: str):
    dispute = told.partition("To dispute it\n")[2]
    assert "predicates.csv, line " in dispute
    (command,) = [line.split("why so", 1)[1].strip() for line in dispute.splitlines() if "why so" in line]
    again = run_dyadwire(*shlex.split(command)[1:], cwd=folder)
    assert again.out.startswith("PER > BOL  SANCTION/expel  actual\n")


def test_an_event_is_asked_by_its_id_and_shown_by_its_lead_mention(folder: Path, mention_id: str):
    shown = explain(folder, f"{mention_id[:6]}.PER.BOL")
    assert shown.exit_code == 0, shown.err
    assert f"{mention_id}.PER.BOL" in shown.out
    missing = explain(folder, f"{mention_id[:6]}.PER.CHL")
    assert (missing.exit_code, "holds no event" in missing.err) == (2, True)
    assert explain(folder, f"{mention_id[:6]}.PERU").exit_code == 2


def test_json_holds_all_of_it(folder: Path, mention_id: str):
    found = json.loads(explain(folder, mention_id[:10], "--json").out)
    assert found["mention"]["mention_id"] == mention_id
    assert found["rules"][0]["row"]["event_type"] == "SANCTION"
    assert {report["stance"] for report in found["reports"]} == {"confirms", "contradicts"}
    assert found["story"]["publisher"] == "Andes Wire"
    assert Path(found["archive"]["file"]).is_file()
    rows = run_dyadwire("explain", "--json", "--coder", "shallow", "--text", EXPELLED, cwd=folder).out.splitlines()
    assert [json.loads(row)["rules"][0]["table"] for row in rows] == ["predicates.csv"]


def test_an_archive_that_is_gone_is_said_so(folder: Path, mention_id: str, tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dyadwire.duckdb").write_bytes((folder / "data" / "dyadwire.duckdb").read_bytes())
    assert "no index in" in explain(tmp_path, mention_id).out


@pytest.mark.parametrize(("text", "spans", "width", "shown"), [
    ("Peru met Chile.", [(0, 4, "a"), (9, 14, "r")], 40, ["Peru met Chile.", "aaaa     rrrrr"]),
    ("Peru  met\nChile.", [(10, 15, "r")], 40, ["Peru met Chile.", "         rrrrr"]),
    ("Peru met envoys of Chile.", [(19, 24, "r")], 20, ["Peru met envoys of", "Chile.", "rrrrr"]),
    ("Pe\x1bru met Chile.", [(0, 5, "a")], 40, [r"Pe\x1bru met Chile.", "aaaaaaaa"]),
    ("P" * 45, [(0, 1, "a")], 40, ["P" * 40, "a", "P" * 5]),
])  # fmt: skip
def test_marks_under_lines(text, spans, width, shown):
    lines = marked_lines(text, 0, len(text), [Span(*span) for span in spans], width)
    assert [line.plain for line in lines] == shown
