"""The help of every command: examples that fit a terminal, and JSON where a machine may read."""

import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from flows.cli import app

WIDTH = 80
ACTS_ONLY = {  # what they tell is one sentence, or a file that they write
    *("briefing", "code", "feeds add", "feeds remove", "feeds pause", "feeds resume", "feeds import", "feeds export"),
    *("cluster pause", "cluster publish", "cluster requeue", "cluster restore", "cluster resume"),
    *("init", "quarantine requeue", "serve"),
}


def commands_of(group, name: str = "") -> dict[str, object]:
    """Each command that does something, by its words: `feeds list`."""
    found = {}
    for word, command in group.commands.items():
        words = f"{name} {word}".strip()
        found |= commands_of(command, words) if hasattr(command, "commands") else {words: command}
    return found


COMMANDS = commands_of(get_command(app))


def help_of(words: str) -> str:
    shown = CliRunner().invoke(app, [*words.split(), "--help"], env={"TERMINAL_WIDTH": str(WIDTH)})
    assert shown.exit_code == 0
    return shown.output


@pytest.mark.parametrize("words", COMMANDS)
def test_each_command_has_examples_of_its_own_that_fit(words):
    lines = help_of(words).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert any(line.strip() == "Examples:" for line in lines)
    examples = [line.strip() for line in lines if re.match(rf" {{3}}.*dyadwire {words}\b", line)]
    assert examples, "an example needs three blanks before it; two paragraphs must stand before the examples"


@pytest.mark.parametrize("words", sorted(COMMANDS.keys() - ACTS_ONLY))
def test_a_command_that_tells_something_tells_it_as_json_too(words):
    assert "--json" in help_of(words)


@pytest.mark.parametrize("words", COMMANDS)
def test_each_option_and_argument_says_what_it_is(words):
    silent = [parameter.name for parameter in COMMANDS[words].params if not getattr(parameter, "help", None)]
    assert silent == []
