"""The `dyadwire feeds` commands: what each takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import AsJson, Data, Feeds, FeedUrl, PausedUntil, PauseReason
from flows.setting_sources import read_settings
from transforms.run_records import FeedState

feeds = typer.Typer(help="The feeds that `ingest` polls.", no_args_is_help=True, rich_markup_mode="rich")


@feeds.command("list")
def feeds_list(
    state: Annotated[FeedState | None, typer.Option("--state", help="Only feeds in this state.")] = None,
    alerts: Annotated[bool, typer.Option("--alerts", help="Only feeds that need a look.")] = False,
    as_json: AsJson = False,
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """List the feeds: the state of each, when it is polled next, and why.

    States: active; backing_off (polls fail); moved (asked at its new address);
    gone (HTTP 410); paused (by hand); new (not polled yet).

    Alerts: gone; moved; failing (for a day or longer); silent (it answers, but
    nothing new comes for longer than its own rhythm allows); no_stories (new
    entries come, but none gives a story). All that is known: mart.feed_health.

    Examples:
      dyadwire feeds list
      dyadwire feeds list --alerts
      dyadwire feeds list --state gone --json | jq -r .url
    """
    from flows.commands.feeds import list_feeds

    list_feeds(read_settings(os.environ, feeds=feeds, data=data), state=state, has_alert=alerts, is_json=as_json)


@feeds.command("add")
def feeds_add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the feed.")],
    publisher: Annotated[str | None, typer.Option("--publisher", help="The outlet; default: the host.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CODE", help="Its seat, as PER.")] = None,
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the feed.")] = "en",
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Add a feed to the list.

    The bundled list is never changed: the first change copies it to feeds.toml
    in the data folder, which is the list from then on.

    Examples:
      dyadwire feeds add https://www.example.org/world/rss.xml
      dyadwire feeds add https://www.example.org/rss --publisher "Lima Post"
    """
    from flows.commands.feeds import add_feed, source_of

    source = source_of(url, publisher=publisher, country=country, language=language, seen="dyadwire feeds add")
    add_feed(read_settings(os.environ, feeds=feeds, data=data), source)


@feeds.command("remove")
def feeds_remove(url: FeedUrl, feeds: Feeds = None, data: Data = None) -> None:
    """Take a feed out of the list.

    Its stories and events stay, and so does what is known of its polls.

    Examples:
      dyadwire feeds remove https://www.example.org/world/rss.xml
    """
    from flows.commands.feeds import remove

    remove(read_settings(os.environ, feeds=feeds, data=data), url)


@feeds.command("pause")
def feeds_pause(
    url: FeedUrl,
    until: PausedUntil = None,
    reason: PauseReason = None,
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Stop polling a feed, until a day or until it is resumed.

    The change and its reason are rows of ops.feeds and ops.feed_changes.

    Examples:
      dyadwire feeds pause https://www.example.org/rss --until 2027-01-15
    """
    from flows.commands.feeds import pause

    pause(read_settings(os.environ, feeds=feeds, data=data), url, until=until, reason=reason, now=datetime.now(UTC))


@feeds.command("resume")
def feeds_resume(url: FeedUrl, feeds: Feeds = None, data: Data = None) -> None:
    """Poll a feed again at once that is paused, gone or backing off.

    The next run polls it, and then by its rhythm.

    Examples:
      dyadwire feeds resume https://www.example.org/world/rss.xml
    """
    from flows.commands.feeds import resume

    resume(read_settings(os.environ, feeds=feeds, data=data), url, now=datetime.now(UTC))


@feeds.command("import")
def feeds_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML, as feed readers export it.")],
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Add the feeds of an OPML file that the list lacks.

    Feeds that the list has stay as they are there.

    Examples:
      dyadwire feeds import subscriptions.opml
    """
    from flows.commands.feeds_exchange import import_opml

    import_opml(read_settings(os.environ, feeds=feeds, data=data), file)


@feeds.command("export")
def feeds_export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File to write; - is standard output.")] = "-",
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Write the list as OPML, for feed readers.

    The seat of a publisher stands in the attribute `country`.

    Examples:
      dyadwire feeds export feeds.opml
      dyadwire feeds export | xmllint --format -
    """
    from flows.commands.feeds_exchange import export_opml

    export_opml(read_settings(os.environ, feeds=feeds, data=data), file)


@feeds.command("check")
def feeds_check(
    url: Annotated[str | None, typer.Argument(metavar="URL", help="One feed instead of the whole list.")] = None,
    as_json: AsJson = False,
    feeds: Feeds = None,
    data: Data = None,
) -> None:
    """Poll each feed once and show what it gives; stores nothing.

    Shown are status, number of entries and the newest of their dates. The exit
    code is 4 if a feed does not work.

    Examples:
      dyadwire feeds check
      dyadwire feeds check https://www.example.org/world/rss.xml
      dyadwire feeds check --json | jq 'select(.problem != null)'
    """
    from flows.commands.feeds_check import check_feeds

    raise typer.Exit(check_feeds(read_settings(os.environ, feeds=feeds, data=data), url=url, is_json=as_json))
