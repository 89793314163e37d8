"""`dyadwire init`: a data folder with a settings file that explains itself, and the feeds of chosen countries."""

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from flows.codebook_files import COUNTRIES, country_names
from flows.console import results
from flows.feed_choice import chosen_list
from flows.setting_notes import settings_file
from flows.setting_sources import FEEDS_FILE, SETTINGS_FILE
from flows.settings import BUNDLED_FEEDS, Settings
from transforms.errors import SettingsError, StorageError

# The bundled documents are there to try Dyadwire out; among news that is polled they would be five odd stories.
STATED: Final = {"no_seeds": "true"}


def init_and_show(settings: Settings, countries: Sequence[str], *, is_forced: bool) -> None:
    """Writes both files and prints what to do next.

    Raises:
        SettingsError: a country is unknown, or a file is there already and `is_forced` is not given.
        StorageError: the folder cannot be written.
    """
    folder = settings.data_folder
    names = country_names(settings.codebook_folder)
    codes = frozenset(_code(stated, names, settings.codebook_folder) for stated in countries)
    content, n_feeds, missing = chosen_list(BUNDLED_FEEDS.read_text(encoding="utf-8"), codes)
    _write({folder / SETTINGS_FILE: settings_file(STATED), folder / FEEDS_FILE: content}, is_forced=is_forced)
    _show(folder, n_feeds, [names[code] for code in sorted(missing)], is_choice=bool(codes - missing))


def _code(stated: str, names: dict[str, str], folder: Path) -> str:
    """The code of a country that is given by code or name, in any case; `folder` is the codebook's."""
    by_name = {name.lower(): code for code, name in names.items()} | {code.lower(): code for code in names}
    if found := by_name.get(stated.strip().lower()):
        return found
    near = difflib.get_close_matches(stated.strip().lower(), by_name, n=1, cutoff=0.7)
    hint = f"did you mean {names[by_name[near[0]]]} ({by_name[near[0]]})?" if near else f"codes: {folder / COUNTRIES}"
    raise SettingsError(f"{stated!r} is no country or body of the codebook; {hint}")


def _write(files: dict[Path, str], *, is_forced: bool) -> None:
    there = [path for path in files if path.exists()]
    if there and not is_forced:
        raise SettingsError(f"{there[0]} is there already, so nothing was written; --force replaces it")
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        except OSError as problem:
            raise StorageError(f"{path} cannot be written: {problem.strerror or problem}") from problem


def _show(folder: Path, n_feeds: int, missing: Sequence[str], *, is_choice: bool) -> None:
    console = results()
    console.print(f"{folder / SETTINGS_FILE}   settings, each explained; no documents are read beside the feeds")
    others = "the others of the bundled list stand below them, switched off" if is_choice else "all of the bundled list"
    console.print(f"{folder / FEEDS_FILE}   {n_feeds} feeds; {others}")
    for name in missing:
        console.print(
            f"no publisher of the bundled list has its seat in {name}; `dyadwire feeds add` adds one you know"
        )
    console.print("\nnext:")
    console.print(f"  dyadwire feeds check --data {folder}      do they answer?")
    console.print(f"  dyadwire ingest --data {folder}           the first run")
    console.print(f"  dyadwire serve --data {folder}            every quarter of an hour, with pages in the browser")
