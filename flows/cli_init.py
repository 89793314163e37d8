"""The `dyadwire init` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from typing import Annotated

import typer

from flows.cli_options import Data
from flows.setting_sources import read_settings


def init(
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="COUNTRY", help="Codes or names: IRQ, 'United States'. Default: all feeds."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    data: Data = None,
) -> None:
    """Make a data folder: settings that explain themselves, and a list of feeds.

    dyadwire.toml has each setting with its default and what it means, all of
    them switched off but no_seeds, so that the bundled documents do not mix
    with the news. feeds.toml has the feeds of the bundled list whose publisher
    has its seat in one of the countries, and those of bodies of many countries
    such as the United Nations; the others stand below as comments.

    Files that are there are left alone (exit code 3).

    Examples:
      dyadwire init --data /srv/news
      dyadwire init IRQ IRN USA --data /srv/news
      dyadwire init Turkey 'United Kingdom' --data ~/news --force
    """
    from flows.commands.init import init_and_show

    init_and_show(read_settings(os.environ, data=data), countries or [], is_forced=force)
