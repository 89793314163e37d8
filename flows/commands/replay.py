"""`dyadwire replay`: runs repeated from the archive, and the summary of that."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from flows.commands.ingest import show
from flows.console import progress
from flows.replay import Period, replay
from flows.settings import Settings


def replay_and_show(
    settings: Settings, *, first: date | None, last: date | None, into: Path | None, is_json: bool
) -> int:
    """The exit code of the replay; None leaves a side of the period open. Raises what `replay` raises."""
    period = Period(first or date.min, last or date.max)
    folder = into.expanduser().resolve() if into else settings.data_folder
    now = partial(datetime.now, UTC)
    with progress() as display:
        report = replay(settings, period, into=folder, now=now, report=display, progress=display.bar)
    return show(report, replace(settings, data_folder=folder), is_json=is_json)
