"""Reads one value of a setting, from text (environment, command line) or from TOML. A bad one raises ValueError."""

import re
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


def whole_number(value: object, *, least: int = 1, most: int | None = None) -> int:
    """A whole number of at least `least` and, where that is given, at most `most`."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("must be a whole number")  # noqa: TRY004 one kind of error for every bad value
    try:
        number = int(value)
    except ValueError:
        raise ValueError("must be a whole number") from None
    if number < least:
        raise ValueError(f"must be at least {least}")
    if most is not None and number > most:
        raise ValueError(f"must be at most {most}")
    return number


def seconds(value: object) -> float:
    """A positive number of seconds, at most a day."""
    number = _number(value)
    if not 0 < number <= 86_400:
        raise ValueError("must be a number of seconds above 0, at most 86400")
    return number


def pause(value: object) -> float:
    """A number of seconds from 0, at most a day."""
    number = _number(value)
    if not 0 <= number <= 86_400:
        raise ValueError("must be a number of seconds from 0 to 86400")
    return number


def share(value: object) -> float:
    """A share from 0 to 1."""
    number = _number(value)
    if not 0 <= number <= 1:
        raise ValueError("must be a share from 0 to 1")
    return number


def switch(value: object) -> bool:
    """True or False; in text also yes/no, on/off, 1/0."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in {"true", "yes", "on", "1"}:
        return True
    if text in {"false", "no", "off", "0"}:
        return False
    raise ValueError("must be true or false")


def day(value: object) -> date:
    """A calendar day, written as 2025-04-08."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("must be a day such as 2025-04-08") from None


def one_of(choices: type[StrEnum], value: object) -> StrEnum:
    """A member of `choices`, by its value."""
    try:
        return choices(str(value))
    except ValueError:
        raise ValueError(f"must be one of: {', '.join(choices)}") from None


def text(value: object) -> str:
    """One line of text that is not empty: it may travel in an HTTP header."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text")
    if not value.isprintable():
        raise ValueError("must be one line of printable text")
    return value.strip()


def storage(value: object) -> str:
    """An absolute path, which is the same on every machine, or a bucket of S3 with a folder in it or none."""
    stated = text(value)
    if not Path(stated).is_absolute() and not re.fullmatch("s3://[^/]+(/[^/]+)*/?", stated):
        raise ValueError("must be an absolute path, the same on all machines, or s3://BUCKET/FOLDER")
    return stated


def web_address(value: object) -> str:
    """An address of http or https."""
    address = text(value)
    try:
        parts = urlsplit(address)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or a number in brackets that is none; its words would repeat the address
        is_usable = False
    if not is_usable:
        raise ValueError("must be an address that begins with http:// or https://")
    return address


def path(value: object, *, base: Path) -> Path:
    """An absolute path; a relative one counts from `base`."""
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError("must be a path")
    if "\0" in str(value):
        raise ValueError("must be a path, without a null character")
    try:
        return (base / Path(value).expanduser()).resolve()
    except RuntimeError:
        raise ValueError("begins with ~, but the home folder is not known; write it in full") from None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("must be a number")  # noqa: TRY004
    try:
        return float(value)
    except ValueError:
        raise ValueError("must be a number") from None
