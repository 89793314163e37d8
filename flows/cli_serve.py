"""The `dyadwire serve` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from typing import Annotated

import typer

from flows.cli_options import Data
from flows.setting_sources import read_settings
from flows.setting_values import web_address


def serve(
    data: Data = None,
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on. Default: 127.0.0.1, this machine alone.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65_534, help="Port of Prefect's pages; briefings are on the next. [4200]"),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database", metavar="URL", help="postgresql+asyncpg://... for Prefect's own rows. Default: SQLite."
        ),
    ] = None,
    notify: Annotated[
        str | None,
        typer.Option(
            "--notify", metavar="URL", help='Gets a POST with {"text": ...} for each alert, as Slack takes it.'
        ),
    ] = None,
    api: Annotated[
        str | None,
        typer.Option(
            "--api", metavar="URL", help="Work for this Prefect server, and start none. It may have no other worker."
        ),
    ] = None,
) -> None:
    """Run everything by schedule, with pages to watch it: server, schedules, worker.

    Starts a Prefect server, sets up what prefect.yaml says (ingest every
    quarter of an hour, briefing at 06:00 UTC, upkeep on Sundays, recode by
    hand) and a worker that does it. In its pages each run has its report,
    newest events, feed health and progress. Works without internet.

    Everything lies below the data folder: Prefect's rows and the logs in
    prefect/, the pages of the briefing in briefings/. Ctrl-C or SIGTERM
    stops all of it; a run that is going on is ended and loses nothing.

    The pages ask for no password: on another address than 127.0.0.1 whoever
    reaches the port can start runs. A server has one worker: another with
    --api is refused.

    Examples:
      dyadwire serve
      dyadwire serve --data /srv/news --port 4300
      dyadwire serve --notify https://hooks.example.org/T0/B0/x
      dyadwire serve --database postgresql+asyncpg://prefect@db.example.org/prefect
      dyadwire serve --api http://10.0.0.5:4200/api      only a worker, here
    """
    from flows.commands.serve import serve_and_say

    if api is not None:
        try:
            api = web_address(api)
        except ValueError as problem:
            raise typer.BadParameter(f"--api {api}: {problem}") from None
    given = {"serve_host": host, "serve_port": port, "serve_database": database, "notify_url": notify}
    serve_and_say(read_settings(os.environ, data=data, **given), api=api)
