"""The `dyadwire ingest` and `dyadwire replay` commands: what they take and explain."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import Coder, Data, Feeds, JsonReport, NoFeeds, NoSeeds, Published, Workers, day
from flows.setting_sources import read_settings


def ingest(  # noqa: PLR0913, PLR0917 one parameter an option
    data: Data = None,
    seeds: Annotated[
        Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of documents: txt, md, html, xml, also gz.")
    ] = None,
    no_seeds: NoSeeds = False,
    feeds: Feeds = None,
    no_feeds: NoFeeds = False,
    published: Published = None,
    coder: Coder = None,
    workers: Workers = None,
    as_json: JsonReport = False,
) -> None:
    """Read feeds and documents, code their events, publish them.

    At its end stand the newest of the events that it added, and its counts. A
    run that finds nothing new ends within seconds. A run that was killed
    loses nothing: the next one goes on where it stood.

    Examples:
      dyadwire ingest                      poll the feeds, read bundled documents
      dyadwire ingest --no-seeds           poll the feeds only
      dyadwire ingest --no-feeds --seeds ~/reports        your folder, no network
      dyadwire ingest --no-feeds --seeds ~/reports --published 2025-04-08
      dyadwire ingest --no-seeds --json | jq .n_mentions

    From cron, every quarter of an hour, with an absolute path:
      */15 * * * *  /opt/venv/bin/dyadwire ingest --no-seeds --data /srv/news
    """
    from flows.commands.ingest import ingest_and_show

    given = {"data": data, "seeds": seeds, "no_seeds": no_seeds or None, "feeds": feeds, "no_feeds": no_feeds or None}
    settings = read_settings(os.environ, **given, published=published, coder=coder, workers=workers)
    raise typer.Exit(ingest_and_show(settings, is_json=as_json))


def replay(
    first: Annotated[
        date | None, typer.Option("--from", metavar="DATE", parser=day, help="First day of fetching, UTC.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="DATE", parser=day, help="Last day of fetching, UTC, included.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="Data folder for the rows. Default: the archive's own.")
    ] = None,
    data: Data = None,
    coder: Coder = None,
    workers: Workers = None,
    as_json: JsonReport = False,
) -> None:
    """Rebuild stories and events from the archive, offline.

    Everything that runs read lies in archive/ of the data folder, with what
    came beside it. This reads it again, in the order of then, and gives the
    same rows. What the warehouse has read already is left alone, so that it
    also fills in what is missing after a loss.

    Examples:
      dyadwire replay                                      after a lost store
      dyadwire replay --from 2025-04-01 --to 2025-04-30 --into ~/april
    """
    from flows.commands.replay import replay_and_show

    if first is not None and last is not None and first > last:
        raise typer.BadParameter(f"--from {first} lies behind --to {last}")
    settings = read_settings(os.environ, data=data, coder=coder, workers=workers)
    raise typer.Exit(replay_and_show(settings, first=first, last=last, into=into, is_json=as_json))
