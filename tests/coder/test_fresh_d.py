"""What is taken for granted and what lies ahead, who speaks for which clauses, and what agencies count."""

from pathlib import Path

import pytest

from tests.coder.lines import PUBLISHED
from transforms.coder.figures.finder import find_figures, read_units

UNITS = read_units((Path(__file__).parents[2] / "seeds" / "codebook" / "units.csv").read_bytes())

# sentence, trigger, status
STATUSES = [
    ("Oman wrote to the United Nations to object to the Iranian drilling.", "object", "actual"),
    ("Thousands of Poles marched through Gdansk to demand that German firms leave.", "demand", "actual"),
    ("Norway sent ships to patrol Swedish waters.", "patrol", "actual"),
    ("Norway will send ships to patrol Swedish waters.", "patrol", "future"),
    ("Italy wants to check reports that Libyan gunners had shelled a Maltese ship.", "shelled", "actual"),
    ("Niger denied reports that Nigerien jets had bombed Malian villages.", "bombed", "negated"),
    ("Prosecutors want to put a general on trial for the Serbian shelling of a Croatian town.", "shelling", "actual"),
    ("Latvia has yet to ratify the border treaty with Estonia.", "ratify", "negated"),
    ("Togo still plans to expel a Ghanaian diplomat.", "expel", "future"),
    ("The Dutch minister will meet Turkish officials before flying to Cyprus.", "flying", "future"),
    ("A visit to Oslo by Finland's foreign minister is under consideration.", "visit", "hypothetical"),
    ("Paraguay had promised Bolivia nothing.", "promised", "negated"),
    ("Yemeni gunners shelled a Saudi town; the rebels denied that they were to blame.", "shelled", "actual"),
    ("Uganda's president became the first in ten years to visit Rwanda.", "visit", "actual"),
    ("Peru is expected to be the first country to recognise Kosovo.", "recognise", "future"),
]  # fmt: skip

# sentence, trigger, speaker or None
SPEAKERS = [
    ("Qatari police have freed five Nepalis, and Doha is to pay their wages, diplomats said.", "freed", "diplomats"),
    ("Sweden will recognise Palestine, Premier Ivo Lund told parliament.", "recognise", "Premier Ivo Lund"),
    ("Two Omani boats were stopped by Iran and their crews held, according to sailors.", "stopped", "sailors"),
    ("The navy spokesman, Ivo Prokop, said Yemen had fired on Saudi ships.", "fired", "The navy spokesman, Ivo Prokop"),
    ("Suriname said it would not negotiate with Guyana.", "negotiate", None),
    ("Suriname said it was ready to hold talks with Guyana.", "ready", None),
]  # fmt: skip

FIGURES = [
    ("Laos ordered two Airbus A320s and four 737-800 aircraft.", [2.0, 4.0]),
    ("The fleet took 9,500 tonnes to Chad, 4,200 to Niger and 1,100 tonnes to Mali.", [9500.0, 4200.0, 1100.0]),
    ("Sales came to 6,000 tonnes (5,500) in Togo.", [6000.0]),
    ("The joint force, 2,000 strong, lost a patrol boat and its crew of 14 drowned at sea.", [2000.0, 14.0]),
    ("Oman shut six of the nine crossings.", [6.0]),
    ("Benin sold 40 cows to Togo and 12 to Ghana.", [40.0, 12.0]),
    ("Togo levies duties on 230 Ghanaian products.", [230.0]),
    ("The tanker sank with all 21 on board, killing all 21.", [21.0]),
]


@pytest.mark.parametrize(("text", "trigger", "status"), STATUSES)
def test_status(text, trigger, status, coder):
    found = [
        m.status.value
        for m in coder.code(text, published_on=PUBLISHED).mentions
        if trigger in text[m.trigger_start : m.trigger_end]
    ]
    assert found == [status]


@pytest.mark.parametrize(("text", "trigger", "speaker"), SPEAKERS)
def test_speaker(text, trigger, speaker, coder):
    coded = coder.code(text, published_on=PUBLISHED).mentions
    found = [m.attributed_to for m in coded if trigger in text[m.trigger_start : m.trigger_end]]
    assert [None if s is None else s.text for s in found] == [speaker]


@pytest.mark.parametrize(("text", "values"), FIGURES)
def test_figures(text, values):
    assert [f.value for f in find_figures(text, UNITS)] == values
