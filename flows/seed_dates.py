"""The sidecar `dates.csv` of a folder of documents: which file was published when."""

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from transforms.errors import SettingsError
from transforms.front_matter import FrontMatterError, stated_time

SIDECAR = "dates.csv"
COLUMNS = ("file", "published_at")


def read_seed_dates(folder: Path) -> Mapping[str, datetime]:
    """Publication time (UTC) by file name, as given in `dates.csv`; empty where the folder has none.

    A row may name a file that is not there (part of a folder was copied), and a file may have no row or an empty date.

    Raises:
        SettingsError: the sidecar cannot be read, lacks a column, gives a file twice, or holds what is no date; the
            message names the line.
    """
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(f"{path} cannot be read as CSV in UTF-8: {error}") from error
    if rows and any(column not in rows[0] for column in COLUMNS):
        raise SettingsError(f"{path}, line 1: the columns must be `file,published_at`")
    dates: dict[str, datetime] = {}
    for line, row in enumerate(rows, start=2):
        name, stated = (row["file"] or "").strip(), (row["published_at"] or "").strip()
        if not name or name in dates:
            raise SettingsError(f"{path}, line {line}: {'no file is named' if not name else f'{name} is given twice'}")
        if stated:
            dates[name] = _time(stated, path, line)
    return dates


def _time(stated: str, path: Path, line: int) -> datetime:
    try:
        return stated_time(stated)
    except FrontMatterError:
        raise SettingsError(f"{path}, line {line}: `{stated[:40]}` is no date; write it as 2025-04-08") from None
