"""The `dyadwire recode` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from typing import Annotated

import typer

from flows.cli_options import AllStories, Coder, Data, Workers
from flows.setting_sources import read_settings


def recode(
    is_all: AllStories = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write what changed as one JSON object.")] = False,
    data: Data = None,
    coder: Coder = None,
    workers: Workers = None,
) -> None:
    """Code stored stories again with the present coder and codebook.

    Takes the stories that another version has read, codes them beside the
    warehouse while other runs go on, and puts the new events in place of the
    old ones all at once: readers see all of the change or nothing of it. An
    event mention that says the same keeps its id.

    At its end stands what changed by event type and by dyad; the same in SQL:
    ops.recodes, ops.recode_types, ops.recode_dyads.

    Killed or interrupted, it goes on where it stood when it is started again
    with the same coder and codebook. A story that breaks the coder keeps what
    it had; where too large a share does, nothing is changed (exit code 4).

    Examples:
      dyadwire recode                      after an update, or a new row in the codebook
      dyadwire recode --all --workers 2    every story, with two processes
      dyadwire recode --json | jq '.event_types[] | select(.n_added > 0)'
    """
    from flows.commands.recode import recode_and_show

    settings = read_settings(os.environ, data=data, coder=coder, workers=workers)
    raise typer.Exit(recode_and_show(settings, is_all=is_all, is_json=as_json))
