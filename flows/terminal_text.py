"""Text of others on a terminal: nothing in it can move the cursor, change colours or hide what follows."""

import json
import re
import unicodedata
from typing import Final

_ESCAPED: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MARKS: Final = re.compile(r"[^\x20-\x7e]")


def one_line(text: str) -> str:
    """The text in one line, what cannot be printed written as an escape (`\\x1b`, `\\u202e`)."""
    return _MARKS.sub(lambda found: _shown(found.group()), text)


def lines(text: str) -> str:
    """The same with its line ends and tabs as they are."""
    return _MARKS.sub(lambda found: found.group() if found.group() in "\n\t" else _shown(found.group()), text)


def safe(text: str) -> str:
    """The text as it is, but for what steers a terminal; spaces of all kinds, line ends and tabs stay."""
    return _MARKS.sub(lambda found: found.group() if _is_space(found.group()) else _shown(found.group()), text)


def json_line(value: object) -> str:
    """One line of JSON; times as ISO 8601, and what cannot be printed as JSON's own escapes."""
    return escaped_json(json.dumps(value, ensure_ascii=False, default=_plain))


def escaped_json(written: str) -> str:
    """JSON that says the same in one line, with escapes for what cannot be printed."""
    return _MARKS.sub(
        lambda found: found.group() if found.group().isprintable() else json.dumps(found.group())[1:-1], written
    )


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return _ESCAPED.get(character) or character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _is_space(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) == "Zs"


def _plain(value: object) -> object:
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)
