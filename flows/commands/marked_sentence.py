"""A sentence with the spans of its event marked below it, letter under letter, in lines that fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.text import Text

from flows.terminal_text import one_line

Row = Mapping[str, Any]  # the keys of the rows of `dyadwire code`

_STYLES: Final = {"a": "green", "r": "yellow", "t": "bold cyan", "s": "magenta", "f": "blue", " ": ""}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text and the letter that marks them."""

    start: int
    end: int
    mark: str


def event_spans(row: Row) -> tuple[Span, ...]:
    """What an event has: f figure, s speaker, t trigger, a actor, r recipient; the last of overlapping ones shows."""
    speaker = [row["attributed_to"]] if row["attributed_to"] else []
    trigger = Span(row["trigger_start"], row["trigger_end"], "t")
    said = [
        Span(part["start"], part["end"], mark) for mark, of in (("f", row["figures"]), ("s", speaker)) for part in of
    ]
    parties = [
        Span(party["start"], party["end"], mark)
        for mark, side in (("a", "actors"), ("r", "recipients"))
        for party in row[side]
    ]
    return (*said, trigger, *parties)


def marked_lines(text: str, start: int, end: int, spans: Sequence[Span], width: int) -> Iterator[Text]:
    """`text[start:end]` in lines of at most `width` characters, each followed by its marks where it has any."""
    for line in _wrapped(_marked(text, start, end, spans), max(width, 20)):
        yield Text.assemble(*((shown, _STYLES[mark]) for shown, mark in line))
        marks = "".join(mark * len(shown) for shown, mark in line).rstrip()
        if marks:
            yield Text(marks, style="dim")


def _marked(text: str, start: int, end: int, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Each character as it is shown, with its mark; a run of white space is one blank, as a sentence may span lines."""
    shown: list[tuple[str, str]] = []
    for place in range(start, end):
        mark = next((span.mark for span in reversed(spans) if span.start <= place < span.end), " ")
        if not text[place].isspace():
            shown.append((one_line(text[place]), mark))
        elif shown and shown[-1][0] != " ":
            shown.append((" ", mark))
    return shown


def _wrapped(characters: Sequence[tuple[str, str]], width: int) -> Iterator[Sequence[tuple[str, str]]]:
    begin = 0
    while len(characters) - begin > width:
        blanks = [place for place in range(begin + 1, begin + width + 1) if characters[place][0] == " "]
        cut = blanks[-1] if blanks else begin + width
        yield characters[begin:cut]
        begin = cut + 1 if blanks else cut
    yield characters[begin:]
