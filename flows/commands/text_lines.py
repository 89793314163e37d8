"""The input of `dyadwire code`: one JSON object a line, `{"id", "text", "title", "published_at"}`."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from transforms.errors import DyadwireError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
KNOWN_KEYS = ("id", "text", "title", "published_at")
MOST_TOLD = 20  # keys that differ from line to line must not flood the terminal


class InputError(DyadwireError):
    """A line of the input is not what it should be, or the input cannot be read. Exit code 3."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the input. `text` is exactly what was given; `ignored_keys` are those that mean nothing here."""

    number: int
    id: str
    text: str
    title: str | None
    published_on: date | None
    ignored_keys: tuple[str, ...] = ()


class TextLines:
    """The texts up to the first bad line, whose error is then in `problem`: so the lines before it are coded first.

    `report` gets a line for a person when a key that is ignored comes for the first time.
    """

    def __init__(self, lines: Iterable[bytes], name: str, *, report: Callable[[str], None]) -> None:
        self._lines, self._name, self._report = lines, name, report
        self._told: set[str] = set()
        self.problem: InputError | None = None

    def __iter__(self) -> Iterator[TextLine]:
        for number, line in enumerate(self._lines, start=1):
            content = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
            if not content.strip():
                continue
            try:
                text = read_line(number, content)
            except ValueError as problem:
                self.problem = InputError(f"{self._name}, line {number}: {problem}; only the lines before it are coded")
                return
            self._tell_ignored(text)
            yield text

    def _tell_ignored(self, text: TextLine) -> None:
        new = [key for key in text.ignored_keys if key not in self._told][: MOST_TOLD - len(self._told)]
        self._told.update(new)
        if new:
            shown = ", ".join(json.dumps(key[:40]) for key in new)
            known = ", ".join(KNOWN_KEYS)
            self._report(f"{self._name}, line {text.number}: ignored, here and below: {shown}; the keys are {known}")


def read_line(number: int, line: bytes) -> TextLine:
    """The text of one line. Raises ValueError with a clause that says what is wrong."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as problem:
        raise ValueError(f"it is not JSON ({problem})") from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise ValueError('it must be an object with an "id" that is a text')  # noqa: TRY004 one kind for any bad line
    if not isinstance(record.get("text"), str):
        raise ValueError('its "text" must be a text')  # noqa: TRY004
    ignored = tuple(key for key in record if key not in KNOWN_KEYS)
    return TextLine(number, record["id"], record["text"], _text_or_none(record, "title"), _day(record), ignored)


def _text_or_none(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'its "{key}" must be a text or null')
    return value


def _day(record: dict[str, Any]) -> date | None:
    value = _text_or_none(record, "published_at")
    try:
        return datetime.fromisoformat(value).date() if value is not None else None
    except ValueError:
        raise ValueError(f'its "published_at" must be null or a day such as 2025-04-08, not {value!r}') from None
