"""`dyadwire briefing`: the page of a day, and where it lies."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from flows.briefing.words import long_day
from flows.briefing.writing import STANDARD_OUTPUT, Written, last_whole_day, write_briefing
from flows.console import say
from flows.plurals import count
from flows.settings import Settings
from flows.terminal_text import json_line


def write_and_report(settings: Settings, day: date | None, target: Path | None, *, is_json: bool) -> None:
    """Writes the page and says where. Raises what `write_briefing` raises."""
    now = partial(datetime.now, UTC)
    written = write_briefing(settings, day or last_whole_day(now), target, now=now)
    told = _as_json(written) if is_json else _as_text(written)
    if written.file == STANDARD_OUTPUT:
        say(told)
    else:
        print(told)
    if not written.n_events and not is_json:
        say(_hint(written))


def _as_text(written: Written) -> str:
    news = f"{count(written.n_events, 'event')} first reported, {count(written.n_changes, 'change')} in what was known"
    place = "standard output" if written.file == STANDARD_OUTPUT else str(written.file)
    return f"briefing of {long_day(written.day)}: {news}\nwritten to {place}"


def _as_json(written: Written) -> str:
    return json_line(
        {
            "day": written.day,
            "file": str(written.file),
            "n_events": written.n_events,
            "n_changes": written.n_changes,
            "n_bytes": written.n_bytes,
        }
    )


def _hint(written: Written) -> str:
    if written.nearest_day is None:
        return "the warehouse holds no event yet; `dyadwire ingest` fills it"
    return f"the nearest day with reports: dyadwire briefing --date {written.nearest_day}"
