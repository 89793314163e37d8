"""The command line as pages of the documentation, from the commands themselves."""

import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from typer.main import get_command

from flows.cli import HELP, app
from flows.markdown_table import markdown_table

PROGRAM: Final = "dyadwire"
_EXIT_CODE: Final = re.compile(r"^  (\d+) +(.*(?:\n {7}.*)*)", re.MULTILINE)


def commands_page(note: str) -> str:
    """Each command with what it says of itself, its arguments and its options."""
    head = f"""# Command line

{note}
`dyadwire COMMAND --help` says the same on a terminal. [Exit codes](exit-codes.md) hold for all commands.
`dyadwire --install-completion` lets the Tab key complete commands and options in bash, zsh, fish and PowerShell.
"""
    return "\n".join([head, *(_command(words, command) for words, command in commands())])


def exit_codes_page(note: str) -> str:
    """The exit codes, as the help of the program has them."""
    rows = [(f"`{code}`", words) for code, words in _EXIT_CODE.findall(HELP.partition("Exit codes")[2])]
    return f"""# Exit codes

{note}
{markdown_table(("code", "means"), rows)}

Codes 2 to 5 come with a message on standard error that names the file, setting or row, and what to do. After 1 there
is a traceback: it is a fault of the program. Whatever the code, what a run had spooled is loaded by the next one.

A command whose reader goes away (`dyadwire sql ... | head`) ends with 141, as programs do that SIGPIPE ends.
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Each command that does something, by its words (`feeds list`), in order."""
    yield from sorted(_within(get_command(app), ""), key=lambda found: found[0])


def _within(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _within(command, f"{prefix}{word} ")
        else:
            yield prefix + word, command


def _command(words: str, command: Any) -> str:
    first, _, rest = inspect.cleandoc(command.help or "").partition("\n\n")
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    usage = " ".join([PROGRAM, words, "[OPTIONS]", *(_metavar(argument) for argument in arguments)])
    parts = [f"## {words}\n\n{' '.join(first.split())}\n", f"```text\n{usage}\n\n{rest}\n```\n"]
    rows = [(f"`{_metavar(argument)}`", argument.help or "") for argument in arguments]
    rows += [(f"`{_option(option)}`", option.help or "") for option in options if not getattr(option, "hidden", False)]
    return "\n".join([*parts, markdown_table(("option", "what it is"), rows) + "\n"])


def _metavar(argument: Any) -> str:
    name = (argument.metavar or argument.name.upper()).strip("[]{}.")
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if getattr(option, "is_flag", False) else f"{names} {option.metavar or _values(option)}"


def _values(option: Any) -> str:
    """What may be given: the choices, or N for a number."""
    kind = option.type_descriptor.annotation
    is_choice = isinstance(kind, type) and issubclass(kind, StrEnum)
    return "|".join(kind) if is_choice else "N" if kind in {int, float} else "TEXT"
