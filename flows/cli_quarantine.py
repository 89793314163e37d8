"""The `dyadwire quarantine` commands: what each takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_options import AsJson, Data, day
from flows.setting_sources import read_settings
from transforms.records import Reason, Stage

if TYPE_CHECKING:
    from warehouse.quarantine import Wanted

quarantine = typer.Typer(
    help="What was rejected or failed, and reading it again.", no_args_is_help=True, rich_markup_mode="rich"
)
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Ids of `quarantine list`.")]
OfReason = Annotated[
    Reason | None, typer.Option("--reason", metavar="REASON", help="Only of this reason, as not_english.")
]
OfStage = Annotated[Stage | None, typer.Option("--stage", help="Only of this stage.")]
Since = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=day, help="Only what ended so on this day (UTC) or later."),
]
OfFeed = Annotated[str | None, typer.Option("--feed", metavar="URL", help="Only this feed and what it brought.")]


@quarantine.command("list")
def quarantine_list(
    reason: OfReason = None,
    stage: OfStage = None,
    since: Since = None,
    feed: OfFeed = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """List what was rejected or failed, the latest first, each with the reason.

    An input stays here until it is kept. The same rows in SQL: mart.quarantine.

    Examples:
      dyadwire quarantine list --stage document --since 2025-04-08
      dyadwire quarantine list --reason parser_failed --json
    """
    from flows.commands.quarantine import list_items
    from warehouse.quarantine import Wanted

    list_items(read_settings(os.environ, data=data), Wanted(reason, stage, since, feed), is_json=as_json)


@quarantine.command("show")
def quarantine_show(
    item: Annotated[str, typer.Argument(metavar="ID", help="Its id; the first 4 characters or more are enough.")],
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Show all that is known of one: each time it ended, and how its body begins.

    What a terminal would take for a command is written as an escape.

    Examples:
      dyadwire quarantine show 4f1c9a02
    """
    from flows.commands.quarantine import show_item

    show_item(read_settings(os.environ, data=data), item, is_json=as_json)


@quarantine.command("requeue")
def quarantine_requeue(
    ids: Ids = None,
    reason: OfReason = None,
    stage: OfStage = None,
    since: Since = None,
    feed: OfFeed = None,
    data: Data = None,
) -> None:
    """Let the next `ingest` read them again.

    A document is read from its archived body, or its page is fetched where the
    archive has none; an entry's page is fetched; a feed is polled. What fails
    again is back here, with the number of its tries.

    Examples:
      dyadwire quarantine requeue 4f1c9a02
      dyadwire quarantine requeue --reason parser_failed --since 2025-04-08
    """
    from flows.commands.quarantine import own_warehouse, requeue

    wanted = which(ids, reason, stage, since, feed)
    own = own_warehouse(read_settings(os.environ, data=data))
    raise typer.Exit(requeue(own, ids or [], wanted, at=datetime.now(UTC)))


def which(
    ids: list[str] | None, reason: Reason | None, stage: Stage | None, since: date | None, feed: str | None
) -> "Wanted":
    """The filters of `requeue`. Raises BadParameter where there are ids beside them, or neither."""
    from warehouse.quarantine import Wanted

    wanted = Wanted(reason, stage, since, feed)
    if bool(ids) == (wanted != Wanted()):
        raise typer.BadParameter("give either ids, or which ones by --reason, --stage, --since or --feed")
    return wanted
