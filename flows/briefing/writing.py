"""Writes the briefing of a day: what the published file knows, as one HTML file that appears whole or not at all."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

from flows.briefing.page import page
from flows.codebook_files import country_names
from flows.settings import Settings
from transforms.errors import SettingsError, StorageError
from warehouse.briefing import ask_about
from warehouse.storage_errors import storage_errors

Clock = Callable[[], datetime]
STANDARD_OUTPUT: Final = Path("-")
_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Written:
    """A briefing. `file` is `-` for standard output; `nearest_day` is the last one before it, else the first one after
    it, on which anything was reported, None where nothing ever was.
    """

    file: Path
    day: date
    n_events: int
    n_changes: int
    n_bytes: int
    nearest_day: date | None


def last_whole_day(now: Clock) -> date:
    """Yesterday, UTC."""
    return (now().astimezone(UTC) - timedelta(days=1)).date()


def write_briefing(settings: Settings, day: date, target: Path | None, *, now: Clock) -> Written:
    """Writes the briefing of `day` to `target`, or where None into the folder of briefings under the name of the day.

    Raises:
        SettingsError: the codebook lacks its countries, or the day lies centuries away.
        StorageError: nothing is published yet, or the file cannot be written.
    """
    if not _FIRST <= day <= _LAST:
        raise SettingsError(f"{day} lies outside of what a briefing can be about; give a day from {_FIRST} to {_LAST}")
    file = target or settings.briefing_folder / f"{day}.html"
    _require_place(file, is_own=target is None)
    asked = ask_about(settings.published_file, day)
    html = page(
        day,
        asked,
        country_names(settings.codebook_folder),
        written_at=now().astimezone(UTC),
        version=version("dyadwire"),
    ).encode()
    _write(file, html)
    (span,) = asked["span"].rows
    return Written(
        file=file,
        day=day,
        n_events=asked["days"].rows[-1]["n_events"],
        n_changes=asked["changed_events"].n_found,
        n_bytes=len(html),
        nearest_day=span["nearest_reported_on"] or span["first_reported_on"],
    )


def _require_place(file: Path, *, is_own: bool) -> None:
    if file == STANDARD_OUTPUT:
        return
    if is_own:
        with storage_errors(file):
            file.parent.mkdir(parents=True, exist_ok=True)
    if not file.parent.is_dir():
        raise StorageError(f"{file.parent} is no folder; make it, or give another place with --output")
    if file.is_dir():
        raise StorageError(f"{file} is a folder; give the name of a file with --output")


def _write(file: Path, html: bytes) -> None:
    if file == STANDARD_OUTPUT:
        sys.stdout.buffer.write(html)
        sys.stdout.buffer.flush()
        return
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    with storage_errors(file):
        try:
            unfinished.write_bytes(html)
            unfinished.replace(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
