"""Coded events that readers judged one by one, of wire texts that nobody annotated in full."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flows.evaluation.choices import Split
from flows.evaluation.lines import Line, read_csv_lines, read_json_lines
from flows.evaluation.reference_sets import ReferenceText

if TYPE_CHECKING:
    from transforms.records import EventMention

_COLUMNS = ("text", "trigger_start", "event_type", "actors", "recipients", "is_right")
_ANSWERS = {"yes": True, "no": False}

Key = tuple[int, str, str, str]  # of an event in its text: trigger, type, actors, recipients


def read_judged(own: Path, material: Path) -> Iterator[tuple[ReferenceText, dict[Key, bool]]]:
    """Each wire text of `judged_events.csv` with what readers said of its events; nothing where a file is absent.

    Raises:
        ReferenceFileError: a line is unusable, or no wire text has its id.
    """
    table, wire = own / "judged_events.csv", material / "real" / "wire"
    if not (table.exists() and wire.exists()):
        return
    texts = {line.text("id"): line for path in sorted(wire.glob("*.jsonl")) for line in read_json_lines(path)}
    said: dict[str, dict[Key, bool]] = defaultdict(dict)
    for line in read_csv_lines(table, *_COLUMNS):
        if line.text("text") not in texts:
            raise line.error(f"no file in {wire} has a text with the id {line.text('text')!r}")
        said[line.text("text")][_stated_key(line)] = _answer(line)
    for text_id, answers in said.items():
        found = texts[text_id]
        yield ReferenceText(text_id, found.text("text"), found.optional_text("title"), None, Split.STUDY), answers


def key_of(mention: "EventMention") -> Key:
    """By which an event is found among those that were judged."""
    actors, recipients = ("|".join(party.iso3 for party in side) for side in (mention.actors, mention.recipients))
    return mention.trigger_start, mention.event_type, actors, recipients


def _stated_key(line: Line) -> Key:
    recipients = line.optional_text("recipients") or ""
    return line.whole("trigger_start"), line.text("event_type"), line.text("actors"), recipients


def _answer(line: Line) -> bool:
    stated = line.text("is_right")
    if stated not in _ANSWERS:
        raise line.error(f"`is_right` is {stated!r}; it is yes or no")
    return _ANSWERS[stated]
