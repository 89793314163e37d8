"""The `dyadwire cluster` commands: what they take and explain."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import Coder, Data, Feeds, JsonReport, NoFeeds, NoSeeds, Published
from flows.setting_sources import read_settings

cluster = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=r"""Read the news with several machines at once, over one warehouse.

Coding goes to the workers of a Dask cluster. Rows go to DuckLake: a catalog
in PostgreSQL, Parquet on storage that all machines see. Needs the extra:
pip install 'dyadwire\[cluster]'

[bold]Settings[/bold] (dyadwire.toml, or DYADWIRE_<NAME> in the environment)
  dask_address = "tcp://10.0.0.5:8786"             Dask's scheduler
  lake_catalog = "host=db.example dbname=dyadwire user=dyadwire"
  lake_storage = "/mnt/news"                       archive, spool, Parquet

  On S3: lake_storage = "s3://BUCKET/FOLDER". Its keys are no settings: they
  are where AWS's tools look for them (AWS_ACCESS_KEY_ID, AWS_PROFILE, ...),
  and so is the address of another server than AWS (AWS_ENDPOINT_URL).

[bold]On each machine that codes[/bold]
  dask worker --no-nanny tcp://10.0.0.5:8786

[bold]On each machine that reads[/bold], two at least if one may fail
  dyadwire cluster ingest --data /var/lib/dyadwire

[bold]On the machine of the analysts[/bold]
  dyadwire cluster publish --data /srv/news
""",
)
Publishes = Annotated[bool, typer.Option("--publish", help="Give readers a new file at the end.")]


@cluster.command()
def ingest(  # noqa: PLR0913, PLR0917 one parameter an option
    data: Data = None,
    seeds: Annotated[
        Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of documents, the same on all machines.")
    ] = None,
    no_seeds: NoSeeds = False,
    feeds: Feeds = None,
    no_feeds: NoFeeds = False,
    published: Published = None,
    coder: Coder = None,
    publishes: Publishes = False,
    as_json: JsonReport = False,
) -> None:
    """Read feeds and documents beside other runs, and code them on Dask.

    Any number of runs may go on at once, one on each machine. They divide the
    sites and files among them as they go: none is asked by two at a time, and
    nothing is loaded twice. A run that is killed loses nothing: the others
    and the next one go on where it stood.

    The data folder is this machine's own, and none of `dyadwire ingest`: it
    holds settings, scratch and the published file.

    Examples:
      dyadwire cluster ingest --no-seeds --data /var/lib/dyadwire
      dyadwire cluster ingest --no-feeds --seeds /mnt/news/reports --publish
    """
    from flows.commands.cluster import ingest_and_show

    given = {"data": data, "seeds": seeds, "no_seeds": no_seeds or None, "feeds": feeds, "no_feeds": no_feeds or None}
    settings = read_settings(os.environ, **given, published=published, coder=coder)
    raise typer.Exit(ingest_and_show(settings, publishes=publishes, is_json=as_json))


@cluster.command()
def publish(
    archive: Annotated[bool, typer.Option("--archive", help="Copy new files of the archive here too.")] = False,
    data: Data = None,
) -> None:
    """Write dyadwire.duckdb, with all that the lake holds now.

    The file is the one that a run on one machine publishes: the same tables,
    marts and comments. All other commands that read it work on it. Runs go on
    meanwhile; the file shows one moment, and is put in place by one rename.

    With --archive the files of the archive that the data folder has not got
    are copied there too: `explain` and `replay` read them.

    Examples:
      dyadwire cluster publish --data /srv/news
      dyadwire cluster publish --data /srv/news --archive
      dyadwire sql "FROM mart.dyad_month" --data /srv/news
    """
    from flows.commands.cluster import publish_and_say

    publish_and_say(read_settings(os.environ, data=data), with_archive=archive)
