"""Lines of the files that hold reference sets, each knowing where it stands, so that an unusable one can be named."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from transforms.errors import DyadwireError


class ReferenceFileError(DyadwireError):
    """A file of a reference set is absent or a line of it unusable. Exit code 3."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file as an object. Whatever is not as it should be raises ReferenceFileError."""

    path: Path
    line: int
    content: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self.error(f"`{key}` must be a text that is not empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, None where it is null or empty."""
        return self.text(key) if self._value(key) not in (None, "") else None

    def whole(self, key: str) -> int:
        """A whole number; in CSV its digits."""
        value = self._value(key)
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(f"`{key}` must be a whole number")
        return value

    def number(self, key: str) -> float:
        """A number."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"`{key}` must be a number")
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.error(f"`{key}` must be true or false")
        return value

    def day(self, key: str) -> date | None:
        """A day such as 2025-04-08, with or without a time; None where it is null or empty."""
        stated = self.optional_text(key)
        try:
            return datetime.fromisoformat(stated).date() if stated else None
        except ValueError:
            raise self.error(f"`{key}` must be null or a day such as 2025-04-08, not {stated!r}") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"`{key}` must be a list of texts")
        return tuple(value)

    def objects(self, key: str) -> "tuple[Line, ...]":
        """A list of objects."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(f"`{key}` must be a list of objects")
        return tuple(Line(self.path, self.line, item) for item in value)

    def optional_object(self, key: str) -> "Line | None":
        """An object or null."""
        value = self._value(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(f"`{key}` must be an object or null")
        return None if value is None else Line(self.path, self.line, value)

    def error(self, problem: str) -> ReferenceFileError:
        """The error that says what is wrong with this line."""
        return ReferenceFileError(f"{self.path}, line {self.line}: {problem}")

    def _value(self, key: str) -> Any:
        if key not in self.content:
            raise self.error(f"`{key}` is missing")
        return self.content[key]


def read_json_lines(path: Path) -> Iterator[Line]:
    """The objects of a JSON-lines file; ReferenceFileError where it cannot be read or a line is none."""
    for number, content in enumerate(_read(path).split("\n"), start=1):
        if not content.strip():
            continue
        try:
            found = json.loads(content)
        except (json.JSONDecodeError, RecursionError) as problem:
            raise ReferenceFileError(f"{path}, line {number}: it is not JSON ({problem})") from None
        if not isinstance(found, dict):
            raise ReferenceFileError(f"{path}, line {number}: it must be an object")
        yield Line(path, number, found)


def read_csv_lines(path: Path, *columns: str) -> Iterator[Line]:
    """The rows of a CSV file, which must have these columns and may have more."""
    reader = csv.DictReader(io.StringIO(_read(path), newline=""), strict=True)
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise ReferenceFileError(f"{path}, line 1: column `{missing[0]}` is missing; needed: {','.join(columns)}")
    try:
        for row in reader:
            yield Line(path, reader.line_num, row)
    except csv.Error as problem:
        raise ReferenceFileError(f"{path}, line {reader.line_num}: it is not CSV ({problem})") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ReferenceFileError(f"{path} is not UTF-8") from None
    except OSError as problem:
        raise ReferenceFileError(f"{path} cannot be read: {problem.strerror}") from None
