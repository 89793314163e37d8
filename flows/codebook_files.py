"""Reads the codebook's tables: as bytes for `transforms.coder.codebook.read_codebook`, and the names of countries."""

from pathlib import Path

from transforms.coder.tables import read_rows
from transforms.errors import SettingsError

COUNTRIES = "countries.csv"


def read_codebook_files(folder: Path) -> dict[str, bytes]:
    """File name -> content of every CSV table in `folder`, sorted by name.

    Raises:
        SettingsError: the folder or one of its tables cannot be read, or there is no table.
    """
    try:
        files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
    except OSError as problem:
        raise SettingsError(f"{folder}: the codebook cannot be read: {problem.strerror}") from problem
    if not files:
        raise SettingsError(f"{folder} holds no codebook (*.csv); give its folder with DYADWIRE_CODEBOOK")
    return files


def country_names(folder: Path) -> dict[str, str]:
    """Code -> English name of every country and body of the codebook in `folder`.

    Raises:
        SettingsError: the folder holds no codebook, or one without countries.
        CodebookError: a row of the countries is unusable.
    """
    files = read_codebook_files(folder)
    if COUNTRIES not in files:
        raise SettingsError(f"{folder} has no {COUNTRIES}; give the whole codebook")
    return {row["iso3"]: row["name"] for row in read_rows(files, COUNTRIES)}
