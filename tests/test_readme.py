"""The README's commands run as written, and their tables have the columns that it shows."""

import re
from pathlib import Path

import pytest

from tests.command import run_dyadwire

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
SESSIONS = re.findall(r"```sh\n\.venv/bin/dyadwire (sql|explain) (.*?)```\n\n```text\n(.*?)\n", README, re.DOTALL)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A data folder with the bundled documents in it."""
    folder = tmp_path_factory.mktemp("data")
    assert run_dyadwire("ingest", "--no-feeds", "--data", folder, cwd=folder).exit_code == 0
    return folder


def test_there_are_sessions():
    assert [verb for verb, *_ in SESSIONS] == ["sql", "sql", "sql", "explain"]


@pytest.mark.parametrize(("verb", "words", "first_line"), SESSIONS)
def test_session(verb, words, first_line, published):
    if verb == "sql":
        arguments = [words.strip().strip('"'), "--data", published]
    else:
        arguments = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', words)]
    ended = run_dyadwire(verb, *arguments, cwd=published)
    assert ended.exit_code == 0
    assert ended.out.splitlines()[0].split() == first_line.split()
