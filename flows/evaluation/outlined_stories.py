"""Stories whose events are annotated in outline: who did what to whom, in which words; no dates, no contexts."""

from collections.abc import Iterator
from pathlib import Path

from flows.evaluation.choices import Split
from flows.evaluation.lines import Line, read_json_lines
from flows.evaluation.reference_sets import ReferenceText
from transforms.evaluation.events import Party, ReferenceEvent


def read_outlined(own: Path) -> Iterator[tuple[ReferenceText, tuple[ReferenceEvent, ...]]]:
    """Each story of `outlined_stories.jsonl` with its events; nothing where the file is absent.

    Raises:
        ReferenceFileError: a line is unusable.
    """
    path = own / "outlined_stories.jsonl"
    for line in read_json_lines(path) if path.exists() else ():
        story = line.text("id")
        text = ReferenceText(
            story, line.text("text"), line.optional_text("title"), line.day("published_on"), Split.STUDY
        )
        events = (_event(story, number, stated) for number, stated in enumerate(line.objects("events")))
        yield text, tuple(events)


def _event(story: str, number: int, line: Line) -> ReferenceEvent:
    types, actors = line.texts("types"), line.texts("actors")
    if not types or not actors:
        raise line.error(f"event {number} of {story} must have `types` and `actors`")
    recipients = line.texts("recipients")
    return ReferenceEvent(
        document=story,
        id=f"{story}-{number}",
        event_type=types[0],
        accept_types=frozenset(types[1:]),
        mode=line.optional_text("mode"),
        status=line.text("status"),
        accept_status=frozenset(),
        actors=tuple(Party(code, None) for code in actors),
        recipients=tuple(Party(code, None) for code in recipients),
        is_reciprocal=not recipients,
        has_no_direction=False,
        trigger_start=line.whole("trigger_start"),
        trigger_end=line.whole("trigger_end"),
        sentence_start=line.whole("sentence_start"),
        sentence_end=line.whole("sentence_end"),
        date_start=None,
        planned_type=None,
        contexts=frozenset(),
        figures=(),
        speaker=None,
        is_core=line.flag("core"),
        states_speaker=False,
        states_plan=False,
    )
