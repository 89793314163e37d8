"""The `dyadwire backup`, `restore`, `verify` and `doctor` commands: what each takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.cli_options import AsJson, Backups, Data, KeptBackups, Wait
from flows.setting_sources import read_settings

RUN = "Keep it running"  # heading of the list of commands
upkeep = typer.Typer(rich_markup_mode="rich")


@upkeep.command(rich_help_panel=RUN)
def backup(
    to: Backups = None,
    keep: KeptBackups = None,
    wait: Wait = 0.0,
    list_only: Annotated[bool, typer.Option("--list", help="List the backups that there are, and take none.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Take a backup of the warehouse.

    A folder named after the time (UTC), with a copy of the store and a
    manifest: versions, rows of each table, SHA-256. The copy is read to its
    last value before it counts. Upgrades take one by themselves before they
    change the schema. archive/, feeds.toml and dyadwire.toml of the data
    folder are plain files: copy them too.

    Examples:
      dyadwire backup
      dyadwire backup --to /mnt/backups --keep 7 --wait 600
      dyadwire backup --list
    """
    from flows.commands.upkeep import back_up, list_backups

    settings = read_settings(os.environ, data=data)
    if list_only:
        if keep is not None:
            raise typer.BadParameter("--list takes no backup and removes none; leave --keep out")
        list_backups(settings, to=to, is_json=as_json)
    else:
        back_up(settings, to=to, keep=keep, patience=wait, is_json=as_json)


@upkeep.command(rich_help_panel=RUN)
def restore(
    name: Annotated[
        str, typer.Argument(metavar="BACKUP", help="Name of `backup --list`, `latest`, or the folder of a backup.")
    ],
    to: Backups = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Put a backup in place of the warehouse, and publish it.

    The backup is read to its last value first; a damaged one changes nothing.
    The store that was there is kept in store/replaced-TIME. What was read
    after the backup is brought back from the archive by `dyadwire replay`.

    Examples:
      dyadwire restore latest
      dyadwire restore 20250408T120000Z
      dyadwire restore latest --to /mnt/backups
      dyadwire restore /mnt/backups/20250408T120000Z --data /srv/news
    """
    from flows.commands.upkeep import restore_and_show

    restore_and_show(read_settings(os.environ, data=data), name, to=to, is_json=as_json)


@upkeep.command(rich_help_panel=RUN)
def verify(
    name: Annotated[
        str | None, typer.Argument(metavar="BACKUP", help="As for restore. Default: the warehouse itself.")
    ] = None,
    to: Backups = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Read the warehouse or a backup to its last value.

    A backup must have the bytes and the rows that its manifest states. Of the
    warehouse the store and the published file are read. Nothing is changed.
    Exit code 5 says that something cannot be trusted.

    Examples:
      dyadwire verify
      dyadwire verify latest --to /mnt/backups
      dyadwire verify /mnt/backups/20250408T120000Z --json
    """
    from flows.commands.upkeep import verify as verify_and_print

    if to is not None and name is None:
        raise typer.BadParameter("--to says where backups lie; name one of them too, such as latest")
    verify_and_print(read_settings(os.environ, data=data), name, to=to, is_json=as_json)


@upkeep.command(rich_help_panel=RUN)
def doctor(
    deep: Annotated[
        bool, typer.Option("--deep", help="Read every value of store and published file, as verify does.")
    ] = False,
    to: Backups = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Say how the installation is, and what to do.

    Versions, disk, store, published file, last run, feeds, batches that wait,
    archive, backups: each is fine, a remark or a problem. Nothing is changed.
    Exit code 5 says that there is a problem.

    Examples:
      dyadwire doctor
      dyadwire doctor --deep --to /mnt/backups --data /srv/news
      dyadwire doctor --json | jq 'select(.state != "fine")'
    """
    from flows.commands.upkeep import examine_and_show

    settings = read_settings(os.environ, data=data)
    raise typer.Exit(examine_and_show(settings, to=to, now=datetime.now(UTC), is_deep=deep, is_json=as_json))
