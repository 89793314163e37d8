"""Senses of common verbs: what a state abandons, answers with, breaks, calls, cuts, drops or enters.

Every sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Belgium abandoned its embassy in Kabul.", "BEL>AFG SANCTION.withdraw actual"),
    ("Malaysia accorded a warm welcome to the Turkish president.", "MYS>TUR SUPPORT actual"),
    ("Austria added its voice to criticism of Hungary.", "AUT>HUN ACCUSE.disapprove actual"),
    ("Egypt allowed aid through to Gaza.", "EGY>PSE RETREAT.access actual"),
    ("A British teacher appeared in court in Sudan on Tuesday.", "SDN>GBR ACCUSE.investigate actual"),
    ("Two Frenchmen are under arrest in Chad.", "TCD>FRA COERCE.arrest actual"),
    ("Kenyan soldiers are on Somali soil.", "KEN>SOM MOBILIZE.troops actual"),
    ("Washington blocked Huawei from buying American chips.", "USA>CHN SANCTION.discontinue actual"),
    ("The Austrian chancellor broke bread with the Slovak premier.", "AUT+SVK CONSULT actual"),
    ("Sweden called time on its mission in Mali.", "SWE>MLI SANCTION.discontinue actual"),
    ("Greece called Turkish intentions into question.", "GRC>TUR ACCUSE.disapprove actual"),
    ("Saudi Arabia carried out the execution of an Indonesian maid.", "SAU>IDN SANCTION.convict actual"),
    ("China claims Taiwan as its own.", "CHN>TWN THREATEN.territory actual"),
    ("Criticism of Rwanda came from Belgium.", "BEL>RWA ACCUSE.disapprove actual"),
    ("Zambia came in for criticism from Zimbabwe.", "ZWE>ZMB ACCUSE.disapprove actual"),
    ("Norway covered the cost of a clinic in Malawi.", "NOR>MWI AID actual"),
    ("Ottawa decided against a visit to Riyadh.", "CAN>SAU REJECT.meet actual"),
    ("A Thai court denied bail to a Norwegian tourist.", "THA>NOR COERCE.arrest actual"),
    ("Hungary dropped its veto on aid to Ukraine.", "HUN>UKR CONCEDE actual"),
    ("Oman dropped out of the talks with Iran.", "OMN>IRN REJECT.meet actual"),
    ("Uganda entered the war on the side of Congo.", "UGA>COD SUPPORT actual"),
    ("Paraguay established an embassy in Jerusalem.", "PRY>ISR SUPPORT actual"),
    ("Manila and Beijing exchanged protests over the shoal.", "CHN+PHL ACCUSE.disapprove actual"),
    ("The burning of a Swedish flag by Iraqi students angered Stockholm.", "IRQ>SWE PROTEST.vandalize actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]
