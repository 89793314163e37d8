"""The `dyadwire explain` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from typing import Annotated

import typer

from flows.cli_options import Coder, Data, Published
from flows.setting_sources import read_settings


def explain(
    asked_id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Event or event mention; the first 4 characters or more are enough."),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="A sentence or a story to code.")] = None,
    published: Published = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write all of it as JSON.")] = False,
    data: Data = None,
    coder: Coder = None,
) -> None:
    """Show what led to an event: sentence, spans, and the rule that fired.

    ID is a mention_id of mart.event_list or an event_id of core.events, or its
    beginning. Below the sentence stand the letters of its parts: a actor,
    r recipient, t trigger, s speaker, f figure. Then come the rows of the
    codebook, the story, its record in the archive, what else reports the
    event, and how to dispute it.

    Of a text it also shows what led to no event, and why.

    Examples:
      dyadwire explain --text "Iran's president visited Baghdad on Monday."
      dyadwire explain 4f1c9a
      dyadwire explain 4f1c9a.IRQ.USA
      dyadwire explain 4f1c9a --json | jq .archive
    """
    from flows.commands.explain import explain_and_print

    if text is None and asked_id is None:
        raise typer.BadParameter("one is needed: the id of an event mention, or --text with a sentence")
    if text is not None and asked_id is not None:
        raise typer.BadParameter("give either the id of an event mention or --text, not both")
    if text is not None and not text.strip():
        raise typer.BadParameter("--text is empty; give it a sentence")
    settings = read_settings(os.environ, data=data, coder=coder)
    explain_and_print(settings, asked_id=asked_id, text=text, published_on=published, is_json=as_json)
