"""`dyadwire export`: what it takes, what it tells, and what it leaves alone."""

import csv
import gzip
import json
import re
from pathlib import Path

import pytest

from tests.command import Dyadwire, run_dyadwire
from warehouse.export_records import ExportFormat

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "exports.md").read_text("utf-8")
SEEDS = {
    "talks.txt": """---
publisher: Andes Wire
published_at: 2025-04-08
url: https://andes.example/talks
---
Peru accuses Bolivia over lake

LIMA, April 8 - Peru accused Bolivia on Monday of fishing with forbidden nets in the lake that both countries share.
Peru's foreign minister will visit Bolivia next week, an official in Lima said. Bolivia signed an agreement with Chile
in March 2024 that opens a port to its ore, and Peru has never attacked Bolivia over the lake, the official added.
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which `data` holds published events of one document."""
    place = tmp_path_factory.mktemp("export")
    (place / "seeds").mkdir()
    for name, text in SEEDS.items():
        (place / "seeds" / name).write_text(text, "utf-8")
    ended = run_dyadwire("ingest", "--no-feeds", "--seeds", "seeds", "--data", "data", cwd=place)
    assert ended.exit_code == 0, ended.err
    return place


def export(folder: Path, *arguments: str):
    return run_dyadwire("export", *arguments, "--data", "data", cwd=folder)


def records(written: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.splitlines()]


def parties(record) -> str:
    return f"{record['source'][0]['code']}>{record['recipient'][0]['code']}" if record["recipient"] else "both"


class TestWhatIsAsked:
    def test_standard_output_holds_the_events_alone(self, folder):
        ended = export(folder, "--format", "plover", "-")
        assert ended.exit_code == 0
        assert {"PER>BOL"} <= set(map(parties, records(ended.out)))
        assert ended.err == f"{len(records(ended.out))} records written to standard output\n"

    @pytest.mark.parametrize(("asked", "found"), [
        (("--dyad", "PER>BOL"), True),
        (("--dyad", "per-bol"), True),
        (("--dyad", "BOL-PER"), True),
        (("--dyad", "BOL>PER"), False),
        (("--dyad", "BOL>PER", "--dyad", "PER>BOL"), True),
        (("--from", "2025-04-07", "--to", "2025-04-07"), True),
        (("--from", "2025-04-08"), False),
        (("--to", "2025-04-06"), False),
        (("--min-confidence", "0"), True),
        (("--min-confidence", "1"), False),
    ])  # fmt: skip
    def test_the_accusation_is_in_where_it_was_asked_for(self, folder, asked, found):
        ended = export(folder, "--format", "plover", *asked, "-")
        assert ended.exit_code == 0
        assert any(record["event"] == ["ACCUSE"] for record in records(ended.out)) is found

    def test_the_same_twice_is_the_same_bytes(self, folder):
        assert export(folder, "--format", "plover", "-").out == export(folder, "--format", "plover", "-").out

    @pytest.mark.parametrize("kind", ["plover", "polecat", "icews", "gdelt"])
    def test_a_name_that_ends_in_gz_is_compressed(self, folder, kind):
        assert export(folder, "--format", kind, "packed.gz").exit_code == 0
        assert (
            gzip.decompress((folder / "packed.gz").read_bytes()).decode() == export(folder, "--format", kind, "-").out
        )


class TestWhatIsTold:
    def test_what_a_format_cannot_hold_is_counted_with_the_reason(self, folder):
        ended = export(folder, "--format", "icews", "events.csv", "--json")
        told = json.loads(ended.out)
        with (folder / "events.csv").open(encoding="utf-8", newline="") as written:
            assert told["n_written"] == len(list(csv.DictReader(written)))
        (total,) = records(run_dyadwire(
            "sql", "--json", "SELECT count(*) AS n FROM mart.event_list", "--data", "data", cwd=folder
        ).out)  # fmt: skip
        assert told["n_written"] + sum(told["n_left_out"].values()) == total["n"]
        assert told["n_left_out"]["not_happened"] >= 1

    def test_it_is_told_in_words(self, folder):
        ended = export(folder, "--format", "gdelt", "events.tsv")
        assert re.search(r"^\d+ records written to events.tsv\n\d+ left out: ", ended.out)
        assert "left out: planned, possible or denied\n" in ended.out

    def test_help_shows_examples_that_fit_a_terminal(self, dyadwire: Dyadwire):
        shown = dyadwire("export", "--help")
        assert "Examples:" in shown.out
        assert max(map(len, shown.out.splitlines())) <= 80


class TestWhatIsRefused:
    @pytest.mark.parametrize(("arguments", "exit_code", "complaint"), [
        (("--format", "plover", "--dyad", "IRAQ-USA", "out"), 2, "'IRAQ-USA' is no dyad; write two different codes"),
        (("--format", "plover", "--dyad", "PER-PER", "out"), 2, "'PER-PER' is no dyad"),
        (("--format", "plover", "--dyad", "PER-QQQ", "out"), 3, "QQQ is no code of the codebook"),
        (("--format", "plover", "--from", "2025-02-01", "--to", "2025-01-01", "out"), 2, "lies behind --to"),
        (("--format", "plover", "--min-confidence", "2", "out"), 2, "less than or equal to 1"),
        (("--format", "parquet", "-"), 2, "cannot go to standard output"),
        (("--format", "csv", "out"), 2, "csv"),
        (("out",), 2, "--format"),
        (("--format", "plover", "nowhere/out"), 5, "nowhere is no folder; make it"),
        (("--format", "plover", "seeds"), 5, "seeds is a folder; give the name of a file"),
        (("--format", "parquet", "seeds"), 5, "seeds exists and is no earlier export"),
        (("--format", "parquet", "seeds/talks.txt"), 5, "exists and is no earlier export"),
    ])  # fmt: skip
    def test_in_words_and_with_its_exit_code(self, folder, arguments, exit_code, complaint):
        ended = export(folder, *arguments)
        assert ended.exit_code == exit_code
        assert complaint in " ".join(ended.err.replace("│", " ").split())
        assert "Traceback" not in ended.err
        assert sorted(path.name for path in (folder / "seeds").iterdir()) == sorted(SEEDS)
        assert not (folder / "out").exists()

    def test_nothing_published_yet(self, dyadwire: Dyadwire):
        ended = dyadwire("export", "--format", "plover", "out", "--data", "data")
        assert ended.exit_code == 5
        assert "`dyadwire ingest` makes it" in ended.err

    def test_a_damaged_file_leaves_the_earlier_export(self, folder, tmp_path: Path):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "dyadwire.duckdb").write_bytes(b"no database" * 1000)
        (tmp_path / "out").write_text("earlier")
        ended = export(tmp_path, "--format", "plover", "out")
        assert ended.exit_code == 5
        assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]
        assert (tmp_path / "out").read_text() == "earlier"


class TestDocumentation:
    @pytest.mark.parametrize("kind", list(ExportFormat))
    def test_every_column_has_a_row_in_its_order(self, folder, kind):
        section = re.search(rf"^## {kind}\b.*?(?=^## |\Z)", DOCS, re.DOTALL | re.MULTILINE)
        assert section is not None
        described = re.findall(r"^\| `([^`]+)` \|", section.group(), re.MULTILINE)
        assert described == columns(folder, kind)

    def test_its_commands_run_as_written(self, folder):
        for line in re.findall(r"^\.venv/bin/dyadwire (export .*)$", DOCS, re.MULTILINE):
            words = [word.strip("'") for word in line.split(" #")[0].split()]
            ended = run_dyadwire(*words, "--data", "data", cwd=folder)
            assert ended.exit_code == 0, (line, ended.err)


def columns(folder: Path, kind: ExportFormat) -> list[str]:
    if kind is ExportFormat.PARQUET:
        assert export(folder, "--format", kind, "columns").exit_code == 0
        shown = run_dyadwire(
            "sql", "--json", "DESCRIBE FROM read_parquet('columns/*/*.parquet')", "--data", "data", cwd=folder
        )
        return [str(row["column_name"]) for row in records(shown.out)]
    written = export(folder, "--format", kind, "-").out
    if kind is ExportFormat.PLOVER:
        return list(records(written)[0])
    if kind is ExportFormat.GDELT:
        found = re.findall(r'AS "(\w+)",?$', (ROOT / "warehouse" / "formats" / "gdelt.sql").read_text(), re.MULTILINE)
        assert len(found) == len(written.splitlines()[0].split("\t"))
        return found
    return next(csv.reader(written.splitlines()))
