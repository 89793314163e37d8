"""The front matter of a text document: YAML between two lines of dashes at its very top."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from frontmatter.default_handlers import YAMLHandler
from yaml import YAMLError

from transforms.errors import ParseError
from transforms.feed_entries import clean

KEYS = ("title", "publisher", "published_at", "date", "url", "language", "restates")
LONGEST = 20_000  # characters; longer blocks are no front matter
BLOCK = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>.*?)\n-{3}[ \t]*(?:\n|\Z)", re.DOTALL)
# A tag such as `!!timestamp` or `!!int` on a value that is none makes PyYAML raise what its own parts raise.
_UNREADABLE = (YAMLError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)
PLAIN_LINE = re.compile(r"^(?P<key>[A-Za-z_]+):[ \t]+(?P<value>\S.*)$")


class FrontMatterError(ParseError):
    """The front matter names known keys, but is no YAML; `problem` says where."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"front matter: {problem}; put values with a colon in quotes, dates as 2025-04-08")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an author states above the text. None where nothing is stated."""

    title: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str | None = None
    restates_sha256: str | None = None


def split_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """The front matter, None where there is none, and the text below it.

    A block between dashes that names none of our keys is part of the text. `title: Peru: a new law` is no YAML, yet
    plain to everyone: where YAML fails, lines of the form `key: value` are taken literally.

    Raises:
        FrontMatterError: a known key is there and the block cannot be read, or a value is no date or no SHA-256.
    """
    block = BLOCK.match(text[:LONGEST])
    if block is None:
        return None, text
    stated = _mapping(block["yaml"])
    if stated is None or not any(key in stated for key in KEYS):
        return None, text
    try:
        return _front_matter(stated), text[block.end() :].lstrip("\n")
    except ValueError as error:  # YAML reads hexadecimal numbers that Python will not write
        raise FrontMatterError("a number in it has too many digits") from error


def _mapping(yaml: str) -> dict[object, object] | None:
    try:
        loaded = YAMLHandler().load(yaml)
    except _UNREADABLE as error:
        lines = [PLAIN_LINE.match(line) for line in yaml.splitlines() if line.strip()]
        if lines and all(lines):
            return {line["key"]: line["value"].strip() for line in lines if line}
        if re.search(rf"^(?:{'|'.join(KEYS)}):", yaml, re.MULTILINE):
            raise FrontMatterError("it is not valid YAML") from error
        return None
    return loaded if isinstance(loaded, dict) else None


def _front_matter(stated: dict[object, object]) -> FrontMatter:
    published = stated.get("published_at", stated.get("date"))
    return FrontMatter(
        title=_words(stated, "title"),
        publisher=_words(stated, "publisher"),
        published_at=None if published is None else stated_time(published),
        url=_words(stated, "url"),
        language=_words(stated, "language"),
        restates_sha256=_restated(stated.get("restates")),
    )


def stated_time(value: object) -> datetime:
    """A date or time as UTC; a day without time is its midnight, a time without zone is taken as UTC.

    Raises:
        FrontMatterError: the value is neither a date nor an ISO 8601 string.
    """
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise FrontMatterError("the publication date is not of the form 2025-04-08") from None
    if not isinstance(value, date):
        raise FrontMatterError("the publication date is not of the form 2025-04-08")
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        raise FrontMatterError("the publication date is out of range") from None


def _words(stated: dict[object, object], key: str) -> str | None:
    value = stated.get(key)
    if isinstance(value, dict | list | set):
        raise FrontMatterError(f"`{key}` must be one line of text")
    return " ".join(clean(str(value)).split()) or None if value is not None else None


def _restated(value: object) -> str | None:
    if value is None:
        return None
    sha256 = str(value.get("sha256", "")).lower() if isinstance(value, dict) else ""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise FrontMatterError("`restates` must hold the `sha256` of the original, 64 hexadecimal characters")
    return sha256
