"""The `dyadwire briefing` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import Data, JsonReport, day
from flows.setting_sources import read_settings


def briefing(
    on: Annotated[
        date | None, typer.Option("--date", metavar="DATE", parser=day, help="Day, UTC. Default: yesterday.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="- is standard output. Default: briefings/DATE.html of the data."
        ),
    ] = None,
    as_json: JsonReport = False,
    data: Data = None,
) -> None:
    """Write the page of a day: what is new, what changed, who moved.

    One HTML file that needs no network: new events by pair of countries, what
    was confirmed, denied or fulfilled, pairs that depart from their own past,
    weeks of cooperation and conflict, the network of the week, figures, plans,
    and what rests on one source. Each statement has its sentence and leads to
    its publisher; each section has the query that gave it.

    A day is that of the reports, not of the events: their publication, where
    that is unknown the day on which they were read.

    Examples:
      dyadwire briefing                     yesterday, into briefings/ of the data
      dyadwire briefing --date 2025-04-08 --output april-8.html
      dyadwire briefing --json | jq -r .file

    From cron, every morning, with an absolute path:
      0 6 * * *  /opt/venv/bin/dyadwire briefing --data /srv/news
    """
    from flows.commands.briefing import write_and_report

    write_and_report(read_settings(os.environ, data=data), on, output, is_json=as_json)
