"""Where settings come from: command line, `DYADWIRE_*`, `dyadwire.toml`; each value checked, each name known."""

import difflib
import os
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from flows import setting_values as values
from flows.settings import SECRET, CoderWay, Settings, default_data_folder
from transforms.errors import SettingsError

SETTINGS_FILE = "dyadwire.toml"
FEEDS_FILE = "feeds.toml"  # of the data folder; it goes before the bundled list
PREFIX = "DYADWIRE_"

# Name of the setting -> field of Settings, and how its value is read.
SETTINGS: Mapping[str, tuple[str, Callable[..., object]]] = {
    "data": ("data_folder", values.path),
    "seeds": ("seeds_folder", values.path),
    "no_seeds": ("no_seeds", values.switch),
    "feeds": ("feeds_file", values.path),
    "no_feeds": ("no_feeds", values.switch),
    "codebook": ("codebook_folder", values.path),
    "published": ("published_on", values.day),
    "coder": ("coder", partial(values.one_of, CoderWay)),
    "workers": ("workers", partial(values.whole_number, least=0)),
    "batch_size": ("batch_size", values.whole_number),
    "failed_share": ("failed_share", values.share),
    "user_agent": ("user_agent", values.text),
    "lookup_timeout": ("lookup_timeout", values.seconds),
    "connect_timeout": ("connect_timeout", values.seconds),
    "read_timeout": ("read_timeout", values.seconds),
    "total_timeout": ("total_timeout", values.seconds),
    "max_bytes": ("max_bytes", values.whole_number),
    "feed_seconds": ("feed_seconds", values.seconds),
    "document_seconds": ("document_seconds", values.seconds),
    "worker_bytes": ("worker_bytes", partial(values.whole_number, least=500_000_000)),
    "store_bytes": ("store_bytes", partial(values.whole_number, least=300_000_000)),
    "wire_days": ("wire_days", partial(values.whole_number, least=0, most=365)),
    "concurrency": ("concurrency", values.whole_number),
    "per_host": ("per_host", values.whole_number),
    "shortest_poll": ("shortest_poll", values.seconds),
    "longest_poll": ("longest_poll", values.seconds),
    "page_pause": ("page_pause", values.pause),
    "patience": ("patience", values.seconds),
    "robots": ("robots", values.switch),
    "proxy": ("proxy", values.web_address),
    "serve_host": ("serve_host", values.text),
    "serve_port": ("serve_port", partial(values.whole_number, most=65_534)),
    "serve_database": ("serve_database", values.text),
    "notify_url": ("notify_url", values.web_address),
    "briefing_url": ("briefing_url", values.web_address),
    "dask_address": ("dask_address", values.text),
    "lake_catalog": ("lake_catalog", values.text),
    "lake_storage": ("lake_storage", values.storage),
    "allow_loopback": ("allow_loopback", values.switch),
}


def read_settings(environment: Mapping[str, str], **given: object) -> Settings:
    """The settings of this run: `given` (command line) over `environment` over `dyadwire.toml` in the data folder.

    `given` goes by the names of the settings (`data`, `no_feeds`, ...); None means not given. A relative path counts
    from the working directory, in the file from the file's folder.

    Raises:
        SettingsError: a name is unknown or a value unusable; the message names the setting and where it stands.
    """
    fields = _read(_from_environment(environment), "environment", Path.cwd(), shown_as=_variable)
    fields |= _read({name: value for name, value in given.items() if value is not None}, "command line", Path.cwd())
    data_folder = Path(str(fields.setdefault("data_folder", default_data_folder(environment))))
    fields = _read_file(data_folder / SETTINGS_FILE) | fields
    if (data_folder / FEEDS_FILE).is_file():
        fields.setdefault("feeds_file", data_folder / FEEDS_FILE)
    fields.setdefault("workers", len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
    if fields.pop("no_feeds", False):
        fields["feeds_file"] = None
    return Settings(**fields)  # type: ignore[arg-type]  # each value went through its own reader


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """The settings among the variables; an empty variable counts as unset."""
    ours = {name: value for name, value in environment.items() if name.startswith(PREFIX) and value}
    return {name.removeprefix(PREFIX).lower(): value for name, value in ours.items()}


def _read_file(file: Path) -> dict[str, object]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # the store says what is wrong with the folder itself
        return {}
    except (OSError, ValueError, RecursionError) as problem:  # no TOML, no UTF-8, a number too long, brackets too deep
        raise SettingsError(f"{file} cannot be read: {problem}") from problem
    if "data" in content:
        raise SettingsError(f"data ({file}): the file lies in the data folder; move the folder with DYADWIRE_DATA")
    return _read(content, str(file), file.parent)


def _read(
    content: Mapping[str, object], origin: str, base: Path, *, shown_as: Callable[[str], str] = str
) -> dict[str, object]:
    # Naming a list of feeds or a folder asks for it, whatever a weaker source says.
    content = {f"no_{name}": False for name in ("seeds", "feeds") if name in content} | dict(content)
    return dict(_read_one(name, value, origin, base, shown_as(name)) for name, value in content.items())


def _read_one(name: str, value: object, origin: str, base: Path, shown: str) -> tuple[str, object]:
    if name not in SETTINGS:
        near = difflib.get_close_matches(name, SETTINGS, n=1) or sorted(SETTINGS)
        raise SettingsError(f"{shown} ({origin}): there is no such setting; known: {', '.join(near)}")
    field, reader = SETTINGS[name]
    try:
        return field, reader(value, base=base) if reader is values.path else reader(value)
    except ValueError as problem:
        told = shown if field in SECRET else f"{shown} = {str(value)!r}"
        raise SettingsError(f"{told} ({origin}): {problem}") from None


def _variable(name: str) -> str:
    return PREFIX + name.upper()
