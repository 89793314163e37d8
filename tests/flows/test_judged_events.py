"""Events that readers judged one by one: read with their texts, found again by trigger, type and parties."""

import json

import pytest

from flows.evaluation.judged_events import key_of, read_judged
from flows.evaluation.lines import ReferenceFileError

HEAD = "text,trigger_start,event_type,actors,recipients,is_right\n"
TEXT = "Peru expelled the Chilean ambassador. Peru met Chile."


@pytest.fixture
def folders(tmp_path):
    own, wire = tmp_path / "own", tmp_path / "material" / "real" / "wire"
    own.mkdir()
    wire.mkdir(parents=True)
    (wire / "a.jsonl").write_text(json.dumps({"id": "a1", "title": "", "text": TEXT}) + "\n")
    return own, tmp_path / "material"


def test_judged_event_is_found_among_those_coded(folders, coder):
    own, material = folders
    (own / "judged_events.csv").write_text(HEAD + "a1,5,SANCTION,PER,CHL,yes\na1,43,CONSULT,PER|CHL,,no\n")
    ((text, answers),) = read_judged(own, material)
    assert (text.id, text.text, text.title) == ("a1", TEXT, None)
    assert {key_of(mention): answers.get(key_of(mention)) for mention in coder.code(text.text).mentions} == {
        (5, "SANCTION", "PER", "CHL"): True,
        (43, "CONSULT", "PER|CHL", ""): False,
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a2,5,SANCTION,PER,CHL,yes", "no file in .* has a text with the id 'a2'"),
        ("a1,5,SANCTION,PER,CHL,x", "yes or no"),
    ],
)
def test_unusable_line_is_named(row, problem, folders):
    own, material = folders
    (own / "judged_events.csv").write_text(HEAD + row + "\n")
    with pytest.raises(ReferenceFileError, match=problem):
        list(read_judged(own, material))


def test_without_the_wire_there_is_nothing_to_read(folders, tmp_path):
    own, _ = folders
    (own / "judged_events.csv").write_text(HEAD)
    assert not list(read_judged(own, tmp_path / "nowhere"))
