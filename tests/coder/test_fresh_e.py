"""Reported and quoted speech, nouns with a clause, deeds told again, and who is no side of what is told."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # who stands behind the verb of a quotation says it
    ('"Oman must pay for this or face the consequences," warned the Yemeni general.', "YEM>OMN THREATEN actual"),
    ('"Why does Togo not withdraw?" asked the Ghanaian minister.', "GHA>TGO REQUEST.yield actual"),
    ('"Laos must open the dam at once," thundered the Thai deputy.', "THA>LAO REQUEST.change actual"),
    ('"Mali should hand them over," snapped the Algerian envoy.', "DZA>MLI REQUEST.change actual"),
    ("Nepal must lift the ban, insisted the Indian consul.", "IND>NPL REQUEST.change actual"),
    # who brokers talks is no side of them
    ("Angola walked out of the UN-brokered talks with Zambia.", "AGO>ZMB REJECT.meet actual"),
    ("Sudan ruled out a resumption of the US-mediated dialogue with Chad.", "SDN>TCD REJECT.meet actual"),
    # whom one tells is no side of what others did
    ("Kuwait told Japan that Iraq had shelled its border posts.", "IRQ>KWT ASSAULT.heavy-weapons actual"),
    # who does likewise
    ("France condemned the Syrian raid, as did Austria.", "FRA+AUT>SYR ACCUSE.disapprove actual"),
    ("Norway recognised Kosovo on Friday, as did Finland.", "NOR+FIN>XKX SUPPORT actual"),
    # it was they who did it
    ("Eritrea insisted that it was Ethiopia which had broken the truce.", "ERI>ETH ACCUSE.disapprove actual"),
    ('"It is Malawi that started this war," the Zambian leader said.', "ZMB>MWI ACCUSE.disapprove actual"),
    # at whose wish
    ("Gabon dropped the clause at the insistence of Nigeria.", "NGA>GAB REQUEST actual"),
    ("Spain freed two Cubans at Portugal's urging.", "PRT>ESP REQUEST actual"),
    ("At the request of Mali, France sent 200 soldiers.", "FRA>MLI AID actual"),
    ("At Somalia's invitation, Kenya dispatched a hundred soldiers.", "KEN>SOM AID actual"),
    # the deed that is judged is that of who did it
    (
        "Turkish planes bombed a Cypriot town on Sunday. The Maltese president said the attack was a crime.",
        "MLT>TUR ACCUSE.disapprove actual",
    ),
    ("Iran seized a Kuwaiti boat. Jordan called the seizure a provocation.", "JOR>IRN ACCUSE.disapprove actual"),
    # recognition and support that end or may end
    ("Ghana revoked its recognition of Kosovo.", "GHA>XKX SANCTION.discontinue actual"),
    ("Togo has taken back its recognition of Taiwan.", "TGO>TWN SANCTION.discontinue actual"),
    ("Norway is rethinking its support for Eritrea.", "NOR>ERI THREATEN.relations actual"),
    # what reactions a deed meets with
    ("Uganda's raid provoked a storm of protest in Kenya.", "KEN>UGA ACCUSE.disapprove actual"),
    ("The Libyan decree unleashed a chorus of indignation in Malta.", "MLT>LBY ACCUSE.disapprove actual"),
    ("Belarus's decree met with condemnation from Poland.", "POL>BLR ACCUSE.disapprove actual"),
    # what one is blamed for
    ("Burundi said that Rwanda was looking for a scapegoat.", "BDI>RWA ACCUSE.disapprove actual"),
    ("Ecuador's minister called the Peruvian remark crass.", "ECU>PER ACCUSE.disapprove actual"),
    ("Fiji's leader described the Australian statement as thuggery.", "FJI>AUS ACCUSE.disapprove actual"),
    # demands told by a noun
    ("Cuba demanded the expulsion of the Panamanian consul.", "CUB>PAN REQUEST.yield actual"),
    ("Chad sought the dismissal of two Libyan ministers.", "TCD>LBY REQUEST.yield actual"),
    ("Slovenia made recognition of Serbia conditional on an apology.", "SVN>SRB REQUEST.yield actual"),
    ("Latvia's minister talked of Belarusian blackmail.", "LVA>BLR ACCUSE.allege actual"),
    ("Turkish police raided two Iraqi restaurants.", "TUR>IRQ COERCE.seize actual"),
    ("Nepal sent a search party to Bhutan.", "NPL>BTN AID actual"),
    ("Lithuania halted the transit of Russian coal.", "LTU>RUS COERCE.restrict actual"),
]

NO_EVENT = [
    "Uganda was accused by experts of arming rebels in Burundi.",  # experts of no country
    "Gambian port officials charge Senegalese fishermen a fee of $20.",
    "Togo's minister was criticised by campaigners for a visit to Benin's coast.",
]

NOT_SO = [
    ("Turkish police raided two Iraqi restaurants.", "TUR>IRQ ASSAULT actual"),
    ("Nepal sent a search party to Bhutan.", "NPL>BTN CONSULT.visit actual"),
    ("Cuba demanded the expulsion of the Panamanian consul.", "CUB>PAN SANCTION.expel actual"),
    ("Kuwait told Japan that Iraq had shelled its border posts.", "IRQ>JPN ASSAULT.heavy-weapons actual"),
    ('"Oman must pay for this or face the consequences," warned the Yemeni general.', "OMN>YEM THREATEN actual"),
    ("Sudan ruled out a resumption of the US-mediated dialogue with Chad.", "SDN>USA REJECT.meet actual"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text, expected, coder):
    assert expected in lines(coder, text)


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_accusation(text, coder):
    assert not [line for line in lines(coder, text) if "ACCUSE" in line]


@pytest.mark.parametrize(("text", "unwanted"), NOT_SO)
def test_not_so(text, unwanted, coder):
    assert unwanted not in lines(coder, text)
