"""Modes: the cue nearest to the trigger tells, and what another clause is about does not."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # what stands in another clause is another event's weapon
    (
        "Eritrean soldiers killed nine Djiboutian guards as the army hunted men who fire rockets.",
        "ERI>DJI ASSAULT actual",
    ),
    ("Nigerian jets killed six Cameroonian villagers.", "NGA>CMR ASSAULT.aerial actual"),
    ("Thai troops killed two Cambodian soldiers with mortars.", "THA>KHM ASSAULT.heavy-weapons actual"),
    ("Somali gunmen opened fire on a bus, killing two Kenyans.", "SOM>KEN ASSAULT.firearms actual"),
    # a demand: its verb tells more than whom it is made to
    ("Mauritania ordered Malian troops to withdraw.", "MRT>MLI REQUEST.yield actual"),
    ("Gabon called on Cameroon to send doctors.", "GAB>CMR REQUEST.assist actual"),
    ("Uruguay urged Paraguay to repave the road.", "URY>PRY REQUEST.change actual"),
    ("Peru asked Ecuador to sit down at the table.", "PER>ECU REQUEST.meet actual"),
    ("Lesotho's request to South Africa was published.", "LSO>ZAF REQUEST actual"),
    # sanctions in general end nothing in particular
    ("Botswana imposed sanctions on Zimbabwe.", "BWA>ZWE SANCTION actual"),
    ("Botswana imposed tariffs on Zimbabwe.", "BWA>ZWE SANCTION.discontinue actual"),
    # a threat keeps the mode of its deed where it can be threatened with
    ("Israel will arrest the Turkish activists if they land.", "ISR>TUR THREATEN.arrest actual"),
    ("Peru will recall its ambassador from Chile unless Chile apologises.", "PER>CHL THREATEN.relations actual"),
    # hyphens, which the parser takes for words
    ("Chile and Peru held four-way talks.", "CHL+PER CONSULT.multilateral actual"),
    # whose ground
    ("Finnish President Sauli Niinisto met Latvian officials in Riga.", "FIN>LVA CONSULT.visit actual"),
    ("Finland and Latvia held talks in Oslo.", "FIN+LVA CONSULT.third-party actual"),
    ("The Lusaka talks between Rwanda and Burundi resumed.", "BDI+RWA CONSULT.third-party actual"),
    ("Jordan held war games near the Syrian border.", "JOR>SYR MOBILIZE.troops actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_mode(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]
