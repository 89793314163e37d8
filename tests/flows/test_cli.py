"""The command line from outside: help, usage, exit codes, a bare environment."""

import pytest

from tests.command import Dyadwire


def test_help_teaches_first_steps_settings_and_exit_codes(dyadwire: Dyadwire):
    shown = dyadwire("--help")
    assert shown.exit_code == 0
    for word in ("ingest", "code", "explain", "sql", "feeds", "First steps", "Exit codes", "DYADWIRE_WORKERS"):
        assert word in shown.out


@pytest.mark.parametrize("command", ["ingest", "code", "explain", "sql"])
def test_each_command_shows_examples_that_fit_a_terminal(dyadwire: Dyadwire, command):
    shown = dyadwire(command, "--help")
    assert "Examples:" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert f"  dyadwire {command}" in shown.out


def test_version(dyadwire: Dyadwire):
    shown = dyadwire("--version")
    assert (shown.exit_code, shown.out.split()[0]) == (0, "dyadwire")


@pytest.mark.parametrize("arguments", [
    ("ingets",),
    ("code",),
    ("code", "only-one"),
    ("ingest", "--workers", "-1"),
    ("ingest", "--workers", "two"),
    ("ingest", "--published", "8 April"),
    ("ingest", "--coder", "deep"),
    ("explain",),
    ("explain", "abcdef", "--text", "Both at once."),
    ("sql", "--csv", "--json", "SELECT 1"),
    ("sql", ""),
    ("sql", " \n"),
])  # fmt: skip
def test_wrong_usage_is_exit_code_2(dyadwire: Dyadwire, arguments):
    ended = dyadwire(*arguments)
    assert ended.exit_code == 2
    assert "Usage" in ended.err or "Error" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(("arguments", "complaint"), [
    (("ingest", "--published", "08/04/2025"), "'08/04/2025' is no date; write it as 2025-04-08"),
    (("explain", "--text", "x", "--published", "2025-02-30"), "'2025-02-30' is no date; write it as 2025-04-08"),
    (("explain",), "one is needed: the id of an event mention, or --text with a sentence"),
    (("explain", "abcdef", "--text", "Both."), "not both"),
    (("explain", "--text", " "), "--text is empty; give it a sentence"),
    (("explain", "abc"), "'abc' is no id of an event mention; give at least the first 4 of its 32 characters"),
    (("sql", ""), "the statement is empty; give one"),
])  # fmt: skip
def test_wrong_usage_is_told_in_words(dyadwire: Dyadwire, arguments, complaint):
    ended = dyadwire(*arguments)
    assert ended.exit_code == 2
    assert complaint in " ".join(ended.err.replace("│", " ").split())


@pytest.mark.parametrize("arguments", [("ingest",), ("explain", "--text", "x"), ("sql", "SELECT 1"), ("feeds", "list")])
def test_a_bad_setting_is_one_message_and_exit_code_3(dyadwire: Dyadwire, arguments):
    ended = dyadwire(*arguments, environment={"DYADWIRE_WORKERS": "lots"})
    assert ended.exit_code == 3
    assert ended.err == "dyadwire: DYADWIRE_WORKERS = 'lots' (environment): must be a whole number\n"
