"""Options that several commands take."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import CoderWay

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Data folder. Default: $DYADWIRE_DATA, else data/ in a checkout, else ~/.local/share/dyadwire.",
    ),
]
NoSeeds = Annotated[bool, typer.Option("--no-seeds", help="Read no folder of documents.")]
NoFeeds = Annotated[bool, typer.Option("--no-feeds", help="Poll no feed.")]
Feeds = Annotated[
    Path | None,
    typer.Option(
        "--feeds", metavar="FILE", help="List of feeds. Default: feeds.toml in the data folder, else the bundled one."
    ),
]
Coder = Annotated[
    CoderWay | None,
    typer.Option("--coder", help="full parses sentences with the language model; shallow is faster and finds less."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=0, help="Worker processes; 0 works in this one. Default: one a processor."),
]
Wait = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="Wait so long for a run that is going on.")
]
Backups = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", help="Folder of backups. Default: backups/ in the data folder.")
]
KeptBackups = Annotated[
    int | None, typer.Option("--keep", min=1, metavar="N", help="Then remove all but the latest N in that folder.")
]
AllStories = Annotated[
    bool, typer.Option("--all", help="All stories, also those that this coder and codebook have read.")
]
OlderThan = Annotated[
    int, typer.Option("--older-than", min=30, metavar="DAYS", help="What is younger stays.", show_default=True)
]
WithStories = Annotated[
    bool, typer.Option("--stories", help="Also stories in which no event was found, with their texts.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Count, and change nothing.")]
FeedUrl = Annotated[str, typer.Argument(metavar="URL", help="Address of the feed, as the list has it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a row.")]
JsonReport = Annotated[bool, typer.Option("--json", help="Write what it did as one JSON object.")]


def day(stated: str) -> date:
    """A day of the command line.

    Raises:
        typer.BadParameter: it is written in another way than 2025-04-08.
    """
    try:
        return datetime.strptime(stated.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        raise typer.BadParameter(f"{stated!r} is no date; write it as 2025-04-08") from None


Published = Annotated[
    date | None,
    typer.Option("--published", metavar="DATE", parser=day, help="Publication date, where the text states none."),
]
PausedUntil = Annotated[
    date | None, typer.Option("--until", metavar="DATE", parser=day, help="Polled again from this day on (UTC).")
]
PauseReason = Annotated[str | None, typer.Option("--reason", help="Why; stands in ops.feeds.")]
