"""Threats, blame, denials and reprisals by turns of phrase, as news agencies write them of two states."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Peru said Chile was playing with fire.", "PER>CHL ACCUSE.disapprove actual"),
    ("Ghana complained that Togo had not honoured its commitments.", "GHA>TGO ACCUSE.disapprove actual"),
    ("Norway said Iceland had crossed a red line.", "NOR>ISL ACCUSE.disapprove actual"),
    ("Zambia said it was clear that Malawi was behind the raids.", "ZMB>MWI ACCUSE.disapprove actual"),
    ("Oman said Yemen had lied to its people and was behaving recklessly.", "OMN>YEM ACCUSE.disapprove actual"),
    ("Finland is following Latvian moves with unease.", "FIN>LVA ACCUSE.disapprove actual"),
    ("Bolivian prosecutors charged two Paraguayan pilots.", "BOL>PRY ACCUSE.allege actual"),
    ("Kenya took Uganda to the International Court of Justice over the lake.", "KEN>UGA ACCUSE.allege actual"),
    ("Chad vowed that Niger would pay a heavy price.", "TCD>NER THREATEN actual"),
    ("Eritrea warned that no Sudanese attack would go unanswered.", "ERI>SDN THREATEN"),
    ("Ghana reserves the right to retaliate against Cambodia.", "GHA>KHM THREATEN"),
    ("Guyana vowed to send home Surinamese diplomats.", "GUY>SUR THREATEN"),
    ("Mali brandished the threat of a ban on Senegalese fish.", "MLI>SEN THREATEN"),
    ("Portugal has no intention of freeing the Angolan sailors.", "PRT>AGO REJECT.yield actual"),
    ("Benin said it had nothing to do with the coup in Togo.", "BEN>TGO REJECT actual"),
    ("Hungary blocked Serbia's path to the customs union.", "HUN>SRB REJECT actual"),
    ("Nepalese students poured into the streets to denounce Bhutan.", "NPL>BTN PROTEST.demo actual"),
    ("Several hundred Tunisians massed in front of the Maltese embassy.", "TUN>MLT PROTEST.demo actual"),
    ("Jordan ordered the Syrian ambassador out of the country after Syria refused to talk.", "JOR>SYR SANCTION.expel"),
    ("Cyprus gave the Lebanese envoy his marching orders.", "CYP>LBN SANCTION.expel actual"),
    ("Gabon has stopped giving visas to Congolese travellers.", "GAB>COD SANCTION.discontinue actual"),
    ("Burundi rolled a dozen tanks up to the Rwandan frontier.", "BDI>RWA MOBILIZE"),
    ("A Greek frigate set sail for the Turkish coast.", "GRC>TUR MOBILIZE"),
    ("A Kenyan patrol boat raked a Somali trawler with machine-gun fire.", "KEN>SOM ASSAULT.firearms actual"),
    ("Belgium called off the patrols at the request of France.", "FRA>BEL REQUEST actual"),
    ("The Danish premier said he would answer the Swedish letter.", "THREATEN"),
    ("Peru said it regretted that Chile was not invited.", "THREATEN"),
    ("Brazil pressed ahead with the dam that Bolivia designed.", "REQUEST"),
    ("Peru reserved two stands for Chilean fans.", "THREATEN"),
]
NONE_OF = {"THREATEN", "REQUEST"}  # types that the sentence does not tell


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_turns_of_phrase(coder, sentence, expected):
    found = lines(coder, sentence)
    if expected in NONE_OF:
        assert not any(expected in line for line in found)
    else:
        assert any(line.startswith(expected) for line in found), found
