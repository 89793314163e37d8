"""Who is meant where nobody is named: told people, hosts, those arrested before, clauses that stand for a thing."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Peru told the Chileans it would not move an inch.", "PER>CHL REJECT actual"),
    ("Norway told Sweden that its government would not change the law.", "NOR>SWE REJECT.change actual"),
    ("Peru said what Chile did was a provocation.", "PER>CHL ACCUSE.disapprove actual"),
    ("Turkey protested at what it described as a Greek violation of its airspace.", "TUR>GRC ACCUSE.disapprove actual"),
    ("The Gulf Cooperation Council condemned what it called Iranian meddling.", "IGO>IRN ACCUSE.disapprove actual"),
    ("Nepal complained to the United Nations that India was slow.", "NPL>IND ACCUSE.disapprove actual"),
    ("Ottawa sees no reason to apologise to Denmark.", "CAN>DNK REJECT.yield actual"),
    ("Kenya has no intention of apologising to Somalia.", "KEN>SOM REJECT.yield actual"),
    ("Gazprom signed a contract in Vienna to buy Azeri gas.", "AZE+RUS SUPPORT actual"),
    ("Italy's Eni signed a deal to build a refinery in Egypt.", "EGY+ITA SUPPORT actual"),
    ("Brazil held a large exercise on the border with Paraguay.", "BRA>PRY MOBILIZE.troops actual"),
    ("A Canadian frigate is on its way to Danish waters.", "CAN>DNK MOBILIZE.weapons actual"),
    ("The Iranian ambassador to Britain was summoned to the ministry.", "GBR>IRN ACCUSE.disapprove actual"),
]


TWO = [
    (
        "Oman regretted that Yemen had shut the crossing.",
        ["OMN>YEM ACCUSE.disapprove actual", "YEM>OMN COERCE.restrict actual"],
    ),
    (
        "Sudan complained to the United Nations that Chadian jets had bombed its villages.",
        ["SDN>TCD ACCUSE.disapprove actual", "TCD>SDN ASSAULT.aerial actual"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_one_sentence(coder, sentence, expected):
    assert expected in lines(coder, sentence)


@pytest.mark.parametrize(("text", "expected"), TWO)
def test_two_events(coder, text, expected):
    assert lines(coder, text) == expected


def test_who_did_what_is_condemned(coder):
    text = "Gunmen from Yemen raided a Saudi post on Tuesday, killing a guard. Bahrain and Kuwait condemned the raid."
    assert "BHR+KWT>YEM ACCUSE.disapprove actual" in lines(coder, text)


def test_the_government_is_no_body_of_states(coder):
    before = "NAIROBI - Kenya fell out with Chad. The United Nations sent an envoy. "
    text = before + "The government recalled its attache from Chad."
    assert "KEN>TCD SANCTION.withdraw actual" in lines(coder, text)
