"""Reads the codebook's tables as bytes, for `transforms.coder.codebook.read_codebook`."""

from pathlib import Path

from transforms.errors import SettingsError


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
