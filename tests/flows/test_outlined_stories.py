"""Stories annotated in outline: read with their events; those of the checkout point at the words they mean."""

import json
from pathlib import Path

import pytest

from flows.evaluation.lines import ReferenceFileError
from flows.evaluation.outlined_stories import read_outlined
from transforms.evaluation.documents import compare_document
from transforms.evaluation.events import Party, of_mention
from transforms.evaluation.levels import Level

OWN = Path(__file__).parents[1] / "coder" / "reference"
TEXT = "Peru expelled the Chilean ambassador."
EVENT = {
    "actors": ["PER"],
    "recipients": ["CHL"],
    "types": ["SANCTION", "COERCE"],
    "mode": None,
    "status": "actual",
    "core": True,
    "trigger_start": 5,
    "trigger_end": 13,
    "sentence_start": 0,
    "sentence_end": 37,
}


def _write(folder, **changed):
    story = {"id": "o1", "title": None, "published_on": "2012-02-10", "text": TEXT, "events": [EVENT | changed]}
    (folder / "outlined_stories.jsonl").write_text(json.dumps(story) + "\n")


def test_events_are_read_and_compared(tmp_path, coder):
    _write(tmp_path)
    ((text, events),) = read_outlined(tmp_path)
    coded = [of_mention(text.id, mention) for mention in coder.code(text.text).mentions]
    assert (text.text, str(text.published_on), events[0].recipients) == (TEXT, "2012-02-10", (Party("CHL", None),))
    assert list(compare_document(text.id, events, coded, {"SANCTION": 4, "COERCE": 4}).at[Level.TYPE].right) == [1.0]


def test_event_without_recipients_is_mutual(tmp_path):
    _write(tmp_path, actors=["PER", "CHL"], recipients=[])
    ((_, (event,)),) = read_outlined(tmp_path)
    assert event.is_reciprocal


def test_unusable_event_is_named(tmp_path):
    _write(tmp_path, types=[])
    with pytest.raises(ReferenceFileError, match=r"line 1: event 0 of o1 must have `types` and `actors`"):
        list(read_outlined(tmp_path))


def test_without_the_file_there_is_nothing_to_read(tmp_path):
    assert not list(read_outlined(tmp_path))


def test_every_event_of_the_checkout_points_into_its_text():
    for text, events in read_outlined(OWN):
        for event in events:
            assert 0 <= event.sentence_start <= event.trigger_start < event.trigger_end <= len(text.text), event.id
            assert text.text[event.trigger_start : event.trigger_end].strip(), event.id
