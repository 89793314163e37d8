"""Reads rows of reference files: events of documents, and sentences with a dyad."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from flows.evaluation.lines import Line
from flows.evaluation.reference_sets import ReferenceText
from transforms.evaluation.events import Party, Quantity, ReferenceEvent, Speaker
from transforms.evaluation.sentences import YIELD, ReferenceSentence, WantedDyad
from transforms.records import Status

_STATUSES = frozenset(status.value for status in Status)


def read_events(
    lines: Iterable[Line], texts: Mapping[str, ReferenceText], event_types: Collection[str]
) -> dict[str, tuple[ReferenceEvent, ...]]:
    """The events of each text, by its id; texts without events have an empty tuple.

    Raises:
        ReferenceFileError: a row is malformed, names a text or type that is not known, or a span outside its text.
    """
    found: dict[str, list[ReferenceEvent]] = {text_id: [] for text_id in texts}
    for line in lines:
        event = _event(line, event_types)
        if event.document not in texts:
            raise line.error(f"document {event.document!r} is no text of this set")
        text = texts[event.document].text
        _check_spans(line, event, len(text))
        who = event.speaker
        found[event.document].append(replace(event, speaker=who.named(text[who.start : who.end])) if who else event)
    return {text_id: tuple(events) for text_id, events in found.items()}


def read_sentence(line: Line, event_types: Collection[str]) -> ReferenceSentence:
    """A sentence with its known dyads."""
    known = (*event_types, YIELD)
    wanted = tuple(
        WantedDyad((dyad.text("source"), dyad.text("target")), _type(dyad, "code", known))
        for dyad in line.objects("events")
    )
    accepted = line.texts("accept_types") if line.content.get("accept_types") else ()
    return ReferenceSentence(line.text("id"), wanted, frozenset(accepted), bool(line.content.get("symmetric")))


def _event(line: Line, event_types: Collection[str]) -> ReferenceEvent:
    speaker = line.optional_object("attributed_to") if "attributed_to" in line.content else None
    return ReferenceEvent(
        id=line.text("id"),
        document=line.text("document"),
        sentence_start=line.whole("sentence_start"),
        sentence_end=line.whole("sentence_end"),
        trigger_start=line.whole("trigger_start"),
        trigger_end=line.whole("trigger_end"),
        actors=tuple(map(_party, line.objects("actors"))),
        recipients=tuple(map(_party, line.objects("recipients"))),
        is_reciprocal=line.flag("reciprocal"),
        has_no_direction=line.flag("direction_free"),
        event_type=_type(line, "event_type", event_types),
        accept_types=frozenset(line.texts("accept_types")),
        mode=line.optional_text("mode"),
        status=_status(line),
        accept_status=frozenset(line.texts("accept_status")),
        date_start=line.day("event_date_start"),
        contexts=frozenset(line.texts("contexts")),
        figures=tuple(_figure(figure) for figure in line.objects("figures") if figure.content.get("start") is not None),
        is_core=line.flag("core"),
        planned_type=line.optional_text("planned_type") if "planned_type" in line.content else None,
        speaker=Speaker(speaker.whole("start"), speaker.whole("end"), speaker.optional_text("iso3"))
        if speaker
        else None,
        states_speaker="attributed_to" in line.content,
        states_plan="planned_type" in line.content,
    )


def _party(line: Line) -> Party:
    return Party(line.text("iso3"), line.optional_text("sector"))


def _figure(line: Line) -> Quantity:
    return Quantity(line.number("value"), line.whole("start"), line.whole("end"))


def _type(line: Line, key: str, known: Collection[str]) -> str:
    stated = line.text(key)
    if stated not in known:
        raise line.error(f"`{key}` is {stated!r}, which is no event type")
    return stated


def _status(line: Line) -> str:
    stated = line.text("status")
    if stated not in _STATUSES:
        raise line.error(f"`status` is {stated!r}; it is one of {', '.join(sorted(_STATUSES))}")
    return stated


def _check_spans(line: Line, event: ReferenceEvent, n_characters: int) -> None:
    sentence = (event.sentence_start, event.sentence_end)
    for name, start, end in (("sentence", *sentence), ("trigger", event.trigger_start, event.trigger_end)):
        if not 0 <= start < end <= n_characters:
            raise line.error(
                f"the {name} at {start}:{end} does not lie in the text, which has {n_characters} characters"
            )
    if not sentence[0] <= event.trigger_start < event.trigger_end <= sentence[1]:
        raise line.error(f"the trigger at {event.trigger_start}:{event.trigger_end} is not in its sentence")
