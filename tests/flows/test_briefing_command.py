"""`dyadwire briefing`: where the page goes, what is told of it, and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import app
from tests.command import run_dyadwire


@pytest.fixture
def published(made_warehouse) -> Path:
    return made_warehouse


class TestCommand:
    def test_it_writes_the_page_and_says_where(self, published, tmp_path):
        arguments = ["--date", "2025-04-08", "--output", "day.html", "--data", published.parent]
        ended = run_dyadwire("briefing", *arguments, cwd=tmp_path)
        assert ended.exit_code == 0, ended.err
        assert ended.out.startswith("briefing of Tuesday 8 April 2025: 12 events first reported, 2 changes in what was")
        assert ended.out.endswith("\nwritten to day.html\n")
        assert "<h1>Tuesday 8 April 2025</h1>" in (tmp_path / "day.html").read_text("utf-8")
        assert [path.name for path in tmp_path.iterdir()] == ["day.html"]

    def test_standard_output_holds_the_page_alone(self, published, tmp_path):
        ended = run_dyadwire("briefing", "--output", "-", "--data", published.parent, cwd=tmp_path)
        assert ended.out.startswith("<!DOCTYPE html>")
        assert ended.out.endswith("</html>")
        assert "the nearest day with reports: dyadwire briefing --date 2025-04-08" in ended.err

    def test_without_a_name_it_lies_with_the_data_under_its_day(self, published):
        told = json.loads(asked(published.parent, "--date", "2025-04-07", "--json").stdout)
        assert told["file"] == str(published.parent / "briefings" / "2025-04-07.html")
        assert Path(told["file"]).stat().st_size == told["n_bytes"]

    @pytest.mark.parametrize(("arguments", "exit_code", "complaint"), [
        (("--date", "8.4.2025"), 2, "write it as 2025-04-08"),
        (("--date", "0001-01-01"), 3, "give a day from 1900-01-01 to 2999-12-31"),
        (("--output", "no/such/day.html"), 5, "is no folder; make it, or give another place with --output"),
        (("--output", "."), 5, "is a folder; give the name of a file with --output"),
    ])  # fmt: skip
    def test_what_is_refused(self, published, tmp_path, monkeypatch, arguments, exit_code, complaint):
        monkeypatch.chdir(tmp_path)
        ended = asked(published.parent, *arguments)
        assert ended.exit_code == exit_code
        assert complaint in " ".join(ended.stderr.replace("│", " ").split())
        assert list(tmp_path.iterdir()) == []

    def test_nothing_published_yet(self, tmp_path):
        ended = asked(tmp_path)
        assert ended.exit_code == 5
        assert "`dyadwire ingest` makes it" in ended.stderr


def asked(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["briefing", "--data", str(data), *arguments])
