"""Any bytes as what an operator writes: settings, variables, a feed list, OPML. One kind of error, and round trips."""

import os
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flows.feed_list import read_feed_list
from flows.feed_list_edit import add_feeds
from flows.setting_sources import PREFIX, SETTINGS, read_settings
from fuzz.options import Options
from transforms.errors import ParseError, SettingsError
from transforms.opml import read_opml, write_opml
from transforms.run_records import FeedSource

NAMES = sorted(SETTINGS)


def check(data: bytes) -> None:
    """One octet chooses what the rest is: a settings file, one variable, a feed list or OPML."""
    options = Options(data)
    options.one_of((check_file, check_variable, check_list, check_opml))(options)


def check_file(options: Options) -> None:
    """A settings file is read twice alike, or refused."""
    file = _folder() / "dyadwire.toml"
    file.write_bytes(options.rest)
    try:
        assert read_settings({}, data=_folder()) == read_settings({}, data=_folder())
    except SettingsError as problem:
        assert str(problem)


def check_variable(options: Options) -> None:
    """A variable of the environment is taken or refused; it holds what an environment can hold."""
    (_folder() / "dyadwire.toml").unlink(missing_ok=True)
    name = PREFIX + options.one_of(NAMES).upper()
    value = os.fsdecode(options.rest.replace(b"\0", b""))
    try:
        read_settings({f"{PREFIX}DATA": str(_folder()), name: value})
    except SettingsError as problem:
        assert name in str(problem) or "cannot be read" in str(problem)  # a data folder of an impossible name


def check_list(options: Options) -> None:
    """A feed list that can be read comes back from a copy that was written, and from OPML."""
    file = _folder() / "feeds.toml"
    file.write_bytes(options.rest)
    try:
        sources = read_feed_list(file)
    except SettingsError as problem:
        assert str(problem)
        return
    copy = _folder() / "copy.toml"
    copy.unlink(missing_ok=True)
    assert add_feeds(copy, sources) == sources
    assert read_feed_list(copy) == sources
    check_outlines(sources)
    file.unlink()


def check_outlines(sources: tuple[FeedSource, ...]) -> None:
    """What OPML can hold of the sources comes back from it."""
    written = write_opml(sources)
    assert written == write_opml(sources)
    read = {outline.url: outline for outline in read_opml(written, origin="ours")}
    for source in {source.url: source for source in reversed(sources)}.values():
        outline = read[source.url]
        assert (outline.language, outline.country_iso3) == (source.language, source.country_iso3)


def check_opml(options: Options) -> None:
    """OPML of others is read or refused; what was read can be written and read again."""
    try:
        outlines = read_opml(options.rest, origin="theirs")
    except ParseError:
        return
    assert len({outline.url for outline in outlines}) == len(outlines)
    plain = FeedSource("https://news.example/rss", "News", None, "en", "a test", None)
    sources = [replace(plain, url=outline.url, publisher=outline.title or "?") for outline in outlines]
    again = read_opml(write_opml(sources), origin="ours")
    assert [outline.url for outline in again] == [outline.url for outline in outlines]


@lru_cache(maxsize=1)
def _folder() -> Path:
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-settings-", dir=memory if memory.is_dir() else None))
