"""The commands of `dyadwire cluster` that change what the lake holds: what they take and explain."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from typing import Annotated

import typer

from flows.cli_cluster import Publishes, cluster
from flows.cli_options import (
    AllStories,
    AsJson,
    Backups,
    Coder,
    Data,
    DryRun,
    Feeds,
    FeedUrl,
    KeptBackups,
    OlderThan,
    PausedUntil,
    PauseReason,
    WithStories,
)
from flows.cli_quarantine import Ids, OfFeed, OfReason, OfStage, Since, which
from flows.setting_sources import read_settings

__all__ = ["cluster"]  # with these commands


@cluster.command()
def recode(
    is_all: AllStories = False,
    publishes: Publishes = False,
    as_json: AsJson = False,
    data: Data = None,
    coder: Coder = None,
) -> None:
    """Code the stories of the lake again on Dask.

    As `dyadwire recode`, beside runs: they wait only while the new events are
    put in place of the old ones, all at once. One recode goes on at a time.
    Killed, it goes on where it stood when it is started again with the same
    data folder.

    Examples:
      dyadwire cluster recode --data /var/lib/dyadwire
      dyadwire cluster recode --all --publish
    """
    from flows.commands.cluster import recode_and_show

    settings = read_settings(os.environ, data=data, coder=coder)
    raise typer.Exit(recode_and_show(settings, is_all=is_all, publishes=publishes, is_json=as_json))


@cluster.command()
def prune(
    older_than: OlderThan = 365,
    stories: WithStories = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Drop old rows of the lake on which no event rests.

    The same rows as `dyadwire prune`. Runs wait meanwhile. DuckLake keeps the
    files of earlier moments until it is told to remove them.

    Examples:
      dyadwire cluster prune --dry-run
      dyadwire cluster prune --older-than 90 --data /var/lib/dyadwire
    """
    from flows.commands.cluster import prune_and_show

    settings = read_settings(os.environ, data=data)
    prune_and_show(settings, days=older_than, with_stories=stories, is_dry=dry_run, is_json=as_json)


@cluster.command()
def backup(
    to: Backups = None,
    keep: KeptBackups = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Take a backup of the lake, while runs go on.

    One snapshot, as a DuckDB file with a manifest: the form of `dyadwire
    backup`, so that `backup --list`, `verify` and `restore` take it too. It
    needs neither PostgreSQL nor the storage to be read. The archive is not in
    it.

    Examples:
      dyadwire cluster backup --to /mnt/backups --keep 7
      dyadwire verify latest --to /mnt/backups
    """
    from flows.commands.cluster import back_up

    back_up(read_settings(os.environ, data=data), to=to, keep=keep, is_json=as_json)


@cluster.command()
def restore(
    name: Annotated[
        str, typer.Argument(metavar="BACKUP", help="Name of `backup --list`, `latest`, or the folder of a backup.")
    ],
    to: Backups = None,
    data: Data = None,
) -> None:
    """Put a backup into a lake that holds nothing yet.

    Of a lake, or of one machine: so what one machine has read comes along to
    several. The backup is read to its last value first. A lake that holds runs
    is left alone: give lake_catalog a new database.

    Examples:
      dyadwire cluster restore latest --to /mnt/backups
      dyadwire cluster restore /mnt/backups/20250408T120000Z
    """
    from flows.commands.cluster import restore_and_say

    restore_and_say(read_settings(os.environ, data=data), name, to=to)


@cluster.command()
def pause(
    url: FeedUrl,
    until: PausedUntil = None,
    reason: PauseReason = None,
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Let no run poll a feed, until a day or until it is resumed.

    As `dyadwire feeds pause`. A run that polls it already ends doing so.

    Examples:
      dyadwire cluster pause https://www.example.org/rss --until 2027-01-15
    """
    from flows.commands.cluster import pause

    pause(read_settings(os.environ, feeds=feeds, data=data), url, until=until, reason=reason)


@cluster.command()
def resume(url: FeedUrl, feeds: Feeds = None, data: Data = None) -> None:
    """Let the next run poll a feed that is paused, gone or backing off.

    As `dyadwire feeds resume`.

    Examples:
      dyadwire cluster resume https://www.example.org/world/rss.xml
    """
    from flows.commands.cluster import resume

    resume(read_settings(os.environ, feeds=feeds, data=data), url)


@cluster.command()
def requeue(
    ids: Ids = None,
    reason: OfReason = None,
    stage: OfStage = None,
    since: Since = None,
    feed: OfFeed = None,
    data: Data = None,
) -> None:
    """Let the next `cluster ingest` read again what was turned away.

    As `dyadwire quarantine requeue`, with ids of `quarantine list` on a
    published file. Bodies are read from the archive on the shared storage.
    Runs may go on meanwhile.

    Examples:
      dyadwire cluster requeue 4f1c9a02
      dyadwire cluster requeue --reason parser_failed --since 2025-04-08
    """
    from flows.commands.cluster import requeue

    wanted = which(ids, reason, stage, since, feed)
    raise typer.Exit(requeue(read_settings(os.environ, data=data), ids or [], wanted))
