"""Wordings of regional news in Africa, Europe and the Middle East, and whom a pronoun means beside a named party."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # offers taken back, words kept or broken
    ("Libya withdrew its offer of a loan to Malta.", "LBY>MLT REJECT.assist actual"),
    ("Qatar took back its pledge to Somalia.", "QAT>SOM REJECT.assist actual"),
    ("Croatia dismissed the charge made by Slovenia.", "HRV>SVN REJECT actual; SVN>HRV ACCUSE.allege actual"),
    # attacks with words
    (
        "Zambian newspapers attacked Malawi for closing the bridge.",
        "ZMB>MWI ACCUSE.disapprove actual",
    ),
    ("The Greek minister attacked Albania over the eviction of farmers.", "GRC>ALB ACCUSE.disapprove actual"),
    ("Zambian troops attacked Malawi.", "ZMB>MWI ASSAULT actual"),
    ("Latvia told the Belarusian envoy that it was a hostile act.", "LVA>BLR ACCUSE.disapprove actual"),
    ("Uganda handed a note to the Congolese ambassador.", "UGA>COD ACCUSE.disapprove actual"),
    # warm words
    ("Serbia described its ties with Cyprus as excellent.", "SRB>CYP SUPPORT actual"),
    ("Tunis said relations with Algiers were brotherly.", "TUN>DZA SUPPORT actual"),
    ("Ghana sent its diplomats back to Liberia.", "GHA>LBR SUPPORT actual"),
    # told to go, told to act
    ("A Sudanese attache was given 48 hours to leave Kenya.", "KEN>SDN SANCTION.expel actual"),
    ("Romania asked Russia to recall its consul.", "ROU>RUS SANCTION.expel actual"),
    ("Tehran expects Kabul to respect the water treaty.", "IRN>AFG REQUEST.change actual"),
    ("The Danes escorted the Syrian minister to the border.", "DNK>SYR COERCE.deport actual"),
    # money, men and names
    ("Doha paid Asmara 12 million dollars.", "QAT>ERI AID actual"),
    ("Niger handed over three wanted men to Chad.", "NER>TCD COOPERATE actual"),
    ("Lebanon passed the names of the suspects to Cyprus.", "LBN>CYP COOPERATE actual"),
    ("Gazprom doubled the price of gas for Moldova.", "RUS>MDA SANCTION actual"),
    # refuge
    ("Thousands of Ivorians have found shelter in Liberia.", "LBR>CIV AID actual"),
    ("Chadian rebels fight on the side of the Sudanese government.", "TCD>SDN AID actual"),
    # answers in kind
    ("Albania promised to answer Serbia in kind.", "ALB>SRB THREATEN actual"),
    ("Austria hinted that it could deport Chechen preachers to Russia.", "AUT>RUS THREATEN.expel actual"),
    ("Norway refused landing rights to the Libyan airline.", "NOR>LBY REJECT.assist actual"),
    # courts, duties, sharp replies
    ("The Council of Europe reminded Azerbaijan of its duties.", "IGO>AZE REQUEST.change actual"),
    ("Albania hit back that Serbia was behind the unrest.", "ALB>SRB ACCUSE.disapprove actual"),
    ("Zambia and Malawi jointly guard the park.", "MWI+ZMB COOPERATE actual"),
    ("Greek members of the European Parliament visited Tirana.", "GRC>ALB CONSULT.visit actual"),
    ("Tunisia is considering countermeasures against Qatar.", "TUN>QAT THREATEN.restrict actual"),
    # a place behind the object is no particle
    ("The Spanish firm has dug copper in Botswana.", None),
]

STORIES = [
    # the pronoun cannot mean whom it acts on
    (
        "Mali denied it had armed Mauritanian rebels. It also arrested two Malian soldiers.",
        "MRT>MLI COERCE.arrest actual",
    ),
    (
        "Peru will break off relations with Chile unless it apologises for killing two Peruvian sailors.",
        "CHL>PER ASSAULT actual",
    ),
    ("Togo and Benin reopened their talks. Both promised to respect the border.", "BEN+TGO AGREE actual"),
    # a title behind a full stop belongs to nobody named before it
    (
        "They quarrelled over Libya and Ivory Coast. President Cyril Ramaphosa left for Nigeria.",
        "ZAF>NGA CONSULT.visit actual",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == ([] if expected is None else expected.split("; "))


@pytest.mark.parametrize(("story", "expected"), STORIES)
def test_pronouns(story, expected, coder):
    assert expected in lines(coder, story)
