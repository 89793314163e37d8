"""A folder of documents as a whole: what lies in it, and what is odd about it."""

import os
from pathlib import Path

from flows.seed_dates import SIDECAR, read_seed_dates
from transforms.errors import SettingsError

N_NAMED = 5


def require_seed_folder(folder: Path) -> None:
    """Raises SettingsError where it is no folder."""
    if folder.is_dir():
        return
    what = "is a file; name the folder that it lies in" if folder.exists() else "does not exist; give another"
    raise SettingsError(f"the folder of documents {folder} {what} with --seeds")


def seed_paths(folder: Path) -> list[Path]:
    """All that is no folder, in every subfolder, ordered; hidden ones and `dates.csv` left out, links not followed."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent) / name for name in names if not name.startswith(".")]
    return sorted(path for path in found if path != folder / SIDECAR)


def folder_complaints(folder: Path) -> list[str]:
    """Sentences for a person: the folder holds no document, or `dates.csv` gives dates to files that are not there.

    Raises:
        SettingsError: `dates.csv` is unusable.
    """
    paths = seed_paths(folder)
    if not paths:
        return [f"the folder of documents {folder} holds no document"]
    names = {path.relative_to(folder).as_posix() for path in paths}
    missing = [name for name in read_seed_dates(folder) if name not in names and f"{name}.gz" not in names]
    if not missing:
        return []
    more = f" and {len(missing) - N_NAMED:,} more" if len(missing) > N_NAMED else ""
    return [f"{folder / SIDECAR} dates files that are not in the folder: {', '.join(missing[:N_NAMED])}{more}"]
