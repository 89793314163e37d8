"""Wire leads of one sentence each: force without a named doer, whose plan it is, names behind initials."""

import pytest

from tests.coder.lines import lines
from transforms.coder.sentences import split_sentences

SENTENCES = [
    ("A roadside bomb exploded near a Turkish convoy in western Baghdad.", "IRQ>TUR ASSAULT.explosives actual"),
    ("Two car bombs went off outside the Danish embassy in Kabul.", "AFG>DNK ASSAULT.explosives actual"),
    ("Gunmen shot dead two Polish soldiers in Mosul.", "IRQ>POL ASSAULT.firearms actual"),
    ("Militants ambushed a French patrol in Kandahar.", "AFG>FRA ASSAULT.firearms actual"),
    ("One Hamas leader was killed in an Israeli airstrike in Gaza.", "ISR>PSE ASSAULT.aerial actual"),
    ("Six Polish troops were reported killed in clashes in southern Iraq.", "IRQ>POL ASSAULT actual"),
    ("A Norwegian nurse was feared kidnapped by gunmen in Somalia.", "SOM>NOR ASSAULT.abduct actual"),
    ("Two Belgian priests kidnapped a week ago in Haiti are still missing.", "HTI>BEL ASSAULT.abduct actual"),
    ("Danish and Iraqi troops stormed a rebel stronghold in Basra.", "DNK>IRQ ASSAULT actual"),
    ("Dutch troops battled militants loyal to the Taliban.", "NLD>AFG ASSAULT actual"),
    ("Japan is sending up to 300 nurses to flooded towns of the Philippines.", "JPN>PHL AID actual"),
    ("Cuba hurled abuse at Panama for a second day.", "CUB>PAN ACCUSE.disapprove actual"),
    ("Syria's president launched a tirade against Turkey.", "SYR>TUR ACCUSE.disapprove actual"),
    ("Iran said the boarding of the ship by Dutch marines was illegal.", "IRN>NLD ACCUSE.disapprove actual"),
    ("The U.S. And Japan have signed a fishing pact.", "JPN+USA SUPPORT actual"),
    ("The U.K. Has asked Norway for gas.", "GBR>NOR REQUEST actual"),
    ("Kenya's plan to withdraw its troops from Somalia was rejected.", "KEN>SOM CONCEDE future"),
    ("North Korea said it would not resume talks until Japan apologised.", "JPN+PRK REJECT.meet actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]


def test_fault_is_found_with_what_was_refused(coder):
    found = lines(coder, "Sudan rejected a Canadian proposal, saying the measure was unfair.")
    assert "SDN>CAN ACCUSE.disapprove actual" in found


def test_the_country_is_not_the_one_that_enters_it(coder):
    found = lines(coder, "Iraq complained to Jordan and its army invaded the country.")
    assert "IRQ>JOR ASSAULT actual" in found


def test_armed_group_by_its_adjective(coder):
    found = lines(coder, "Israeli jets hit two Hamas camps just after the Islamic group fired rockets at Israelis.")
    assert "PSE>ISR ASSAULT.heavy-weapons actual" in found


def test_sentence_goes_on_behind_initials():
    text = "Output fell in the U.S. And Canada. The U.S. In turn cut aid. It went to the U.N. The council met."
    sentences = [text[s.start : s.end] for s in split_sentences(text)]
    assert sentences == [
        "Output fell in the U.S. And Canada.",
        "The U.S. In turn cut aid.",
        "It went to the U.N.",
        "The council met.",
    ]
