"""`dyadwire feeds import` and `export`: the list as OPML, which feed readers read and write."""

import re
import sys
from pathlib import Path

from flows.commands.feeds import source_of
from flows.console import results, say
from flows.feed_list import require_feeds
from flows.feed_list_edit import add_feeds, own_list
from flows.settings import Settings
from transforms.errors import ParseError, SettingsError
from transforms.opml import Outline, read_opml, write_opml
from transforms.run_records import FeedSource

_COUNTRY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MOST_BYTES = 20_000_000


def import_opml(settings: Settings, file: Path) -> None:
    """Adds the feeds of an OPML file that the list lacks; addresses that cannot be polled are told and left out."""
    outlines = _read(file)
    sources = [_source(outline, file) for outline in outlines if _is_pollable(outline.url)]
    for outline in outlines:
        if not _is_pollable(outline.url):
            say(f"left out, as it is no http or https address: {outline.url}")
    target = own_list(settings)
    added = add_feeds(target, sources)
    results().print(f"{len(added)} of {len(outlines)} feeds were new and are in {target} now")


def export_opml(settings: Settings, file: str) -> None:
    """Writes the list as OPML to a file, or to standard output for `-`."""
    written = write_opml(require_feeds(settings))
    if file == "-":
        sys.stdout.write(written.decode("utf-8"))
        return
    try:
        Path(file).write_bytes(written)
    except OSError as problem:
        raise SettingsError(f"{file} cannot be written: {problem.strerror or problem}") from problem


def _read(file: Path) -> tuple[Outline, ...]:
    try:
        with file.open("rb") as opened:
            body = opened.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise SettingsError(f"{file} cannot be read: {problem.strerror or problem}") from problem
    if len(body) > _MOST_BYTES:
        raise SettingsError(f"{file} is larger than {_MOST_BYTES:,} bytes")
    try:
        outlines = read_opml(body, origin=str(file))
    except ParseError as problem:
        raise SettingsError(str(problem)) from problem
    if not outlines:
        raise SettingsError(f"{file} holds no feed (no outline with xmlUrl)")
    return outlines


def _source(outline: Outline, file: Path) -> FeedSource:
    country, language = (outline.country_iso3 or "").upper(), (outline.language or "").replace("_", "-")
    return source_of(
        outline.url,
        publisher=" ".join((outline.title or "").split()) or None,
        country=country if _COUNTRY.fullmatch(country) else None,
        language=language if _LANGUAGE.fullmatch(language) else None,
        seen=f"OPML file {file.name}",
    )


def _is_pollable(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s/]\S*", url) is not None
