"""The `dyadwire export` command: what it takes and explains."""

# ruff: noqa: PLC0415 a command imports what it needs when it is called, so that --help answers at once
import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import Data, day
from flows.setting_sources import read_settings
from warehouse.export_records import ExportFormat, Wanted

_DYAD = re.compile(r"([A-Z]{3})([->])([A-Z]{3})")


def export(
    target: Annotated[
        str, typer.Argument(metavar="OUT", help="File to write, - for standard output; with parquet a folder.")
    ],
    export_format: Annotated[ExportFormat, typer.Option("--format", help="How the events are written.")],
    first: Annotated[
        date | None, typer.Option("--from", metavar="DATE", parser=day, help="Events that began on this day or later.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="DATE", parser=day, help="Events that began on this day or before.")
    ] = None,
    dyads: Annotated[
        list[str] | None,
        typer.Option(
            "--dyad", metavar="DYAD", help="IRQ-USA: both ways; 'IRQ>USA': only what IRQ does. May be given again."
        ),
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", min=0, max=1, help="Only events of this confidence or more.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the counts as JSON.")] = False,
    data: Data = None,
) -> None:
    """Write the published events in a format that other tools read.

    plover   JSON lines with the field names of the PLOVER manual: all events
    polecat  CSV with the 40 columns of POLECAT
    icews    CSV with the 20 columns of ICEWS
    gdelt    the 61 columns of GDELT 2.0, tabs between them, no header
    parquet  one folder a month with all columns of mart.event_list

    polecat, icews and gdelt know no plans, denials and vague dates: they get
    what happened on a known day, and the rest is counted with the reason.
    docs/exports.md describes each column. What appears is whole: a file that
    is there is replaced at the end. OUT that ends in .gz is compressed.

    Examples:
      dyadwire export --format plover events.jsonl
      dyadwire export --format parquet months --from 2025-01-01
      dyadwire export --format icews --dyad IRQ-USA iraq_usa.csv
      dyadwire export --format plover --min-confidence 0.8 - | jq .event
    """
    from flows.commands.export import export_and_report

    if first is not None and last is not None and first > last:
        raise typer.BadParameter(f"--from {first} lies behind --to {last}")
    if target == "-" and export_format is ExportFormat.PARQUET:
        raise typer.BadParameter("parquet is a folder of files and cannot go to standard output; give a folder")
    asked = frozenset(directed for stated in dyads or () for directed in _directed(stated))
    settings = read_settings(os.environ, data=data)
    wanted = Wanted(first, last, asked, min_confidence)
    export_and_report(settings, None if target == "-" else Path(target), export_format, wanted, is_json=as_json)


def _directed(stated: str) -> set[tuple[str, str]]:
    """The directed dyads that are meant: of `IRQ-USA` both, of `IRQ>USA` one."""
    found = _DYAD.fullmatch(stated.strip().upper())
    if found is None or found[1] == found[3]:
        raise typer.BadParameter(f"{stated!r} is no dyad; write two different codes as IRQ-USA or 'IRQ>USA'")
    forth = (found[1], found[3])
    return {forth} if found[2] == ">" else {forth, forth[::-1]}
