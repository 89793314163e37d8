"""What each setting is for, in the words of the settings file that `dyadwire init` writes and of the documentation."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Final

from flows.setting_sources import SETTINGS
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Note:
    """One setting: `words` say what it is; `example` is a TOML value where no default would suit every machine."""

    words: str
    example: str | None = None


# Group -> setting -> note. Every setting has one; `data` alone cannot stand in the file, which lies in that folder.
NOTES: Final[Mapping[str, Mapping[str, Note]]] = {
    "What is read": {
        "seeds": Note("Folder of documents (txt, md, html, xml, also gz).", '"documents"'),
        "no_seeds": Note("true reads no folder of documents."),
        "feeds": Note("List of feeds. Default: feeds.toml in this folder, else the bundled list.", '"feeds.toml"'),
        "no_feeds": Note("true polls no feed, so that nothing asks the network."),
        "published": Note("Publication day of documents that state none.", "2025-04-08"),
    },
    "How it is coded": {
        "coder": Note("full parses sentences with the language model; shallow is faster and finds less."),
        "codebook": Note("Folder of the codebook's tables. Default: the bundled one.", '"codebook"'),
        "wire_days": Note("Copies of one wire story lie at most so many days apart; 0 to 365."),
    },
    "How much of the machine it takes": {
        "workers": Note("Worker processes; 0 does all in one process. Default: one a processor.", "2"),
        "batch_size": Note("Documents that are coded and loaded together."),
        "worker_bytes": Note("Memory that a worker process may take, in bytes; 500,000,000 at least."),
        "store_bytes": Note("Memory of the warehouse in bytes, 300,000,000 at least; the rest goes to disk."),
        "feed_seconds": Note("A feed that takes a worker longer is given up."),
        "document_seconds": Note("A document that takes a worker longer is given up."),
    },
    "How polite it is": {
        "user_agent": Note("What servers are told; add an address where their owners reach you."),
        "shortest_poll": Note("Seconds between two polls of a feed, at least."),
        "longest_poll": Note("Seconds between two polls of a feed that works, at most."),
        "page_pause": Note("Seconds between two pages of one host."),
        "patience": Note("A page whose turn would come later than in so many seconds is left to the next run."),
        "robots": Note("false fetches pages that robots.txt asks to leave alone; it is heeded for a reason."),
        "concurrency": Note("Requests at the same time."),
        "per_host": Note("Requests to one host at the same time."),
    },
    "Network": {
        "lookup_timeout": Note("Seconds to look up the name of a host."),
        "connect_timeout": Note("Seconds to reach a host."),
        "read_timeout": Note("Seconds without a byte."),
        "total_timeout": Note("Seconds for a whole answer."),
        "max_bytes": Note("Bytes of an answer after unpacking; the rest is refused."),
        "proxy": Note("Address of an HTTP proxy.", '"http://proxy.example:3128"'),
        "allow_loopback": Note("true lets feeds and pages lie on this very machine, which is else refused; for tests."),
    },
    "Server of `dyadwire serve`": {
        "serve_host": Note("Address at which the server listens."),
        "serve_port": Note("Port of the server."),
        "serve_database": Note(
            "SQLAlchemy address of the server's own database; without it a SQLite file.",
            '"postgresql+asyncpg://prefect@localhost/prefect"',
        ),
        "notify_url": Note("Address that gets a POST for each alert.", '"https://chat.example/hook"'),
        "briefing_url": Note("Address at which a web server of yours shows briefings/.", '"https://news.example/b"'),
    },
    "Many machines: `dyadwire cluster`": {
        "dask_address": Note("Address of Dask's scheduler.", '"tcp://10.0.0.5:8786"'),
        "lake_catalog": Note(
            "PostgreSQL database of the lake's catalog, as libpq takes it.",
            '"host=db.example dbname=dyadwire user=dyadwire"',
        ),
        "lake_storage": Note(
            "Folder that all machines see, under the same path, or s3://BUCKET/FOLDER.", '"/mnt/news"'
        ),
    },
    "When a run counts as failed": {
        "failed_share": Note("A larger share of failed inputs ends a run with exit code 4; 0 to 1."),
    },
}
HEAD: Final = """\
# Settings of Dyadwire for the data folder that this file lies in.
#
# A setting takes effect when the # before its name is gone; what it shows is the default, or else an example.
# An option of the command line goes before DYADWIRE_<NAME> in the environment, and that before this file.
"""


def settings_file(stated: Mapping[str, str]) -> str:
    """The text of a `dyadwire.toml` that explains each setting and sets those of `stated` (name -> TOML value)."""
    return HEAD + "".join(
        f"\n\n# --- {group} ---\n{''.join(_lines(name, note, stated) for name, note in notes.items())}"
        for group, notes in NOTES.items()
    )


def described_settings() -> Iterator[tuple[str, str, str, str]]:
    """Group, name, default as TOML (empty where it depends on the machine) and words of each setting."""
    for group, notes in NOTES.items():
        for name, note in notes.items():
            yield group, name, "" if note.example else default_of(name), note.words


def default_of(name: str) -> str:
    """The default as TOML.

    Raises:
        KeyError: there is no such setting, or it has no default that suits every machine.
    """
    return "false" if name == "no_feeds" else _as_toml(_DEFAULTS[SETTINGS[name][0]])


_DEFAULTS: Final = {field.name: field.default for field in fields(Settings) if field.default is not MISSING}


def _lines(name: str, note: Note, stated: Mapping[str, str]) -> str:
    setting = f"{name} = {stated[name]}" if name in stated else f"#{name} = {note.example or default_of(name)}"
    return f"\n# {note.words}\n{setting}\n"


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:_}" if isinstance(value, int) else repr(value)
    if isinstance(value, StrEnum | str):
        return f'"{value}"'
    raise KeyError(f"{value!r} has no form that suits every machine")
