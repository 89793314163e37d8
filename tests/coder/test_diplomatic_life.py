"""Envoys, regrets and reviews: who blames whom for what befell a third, who halts what he says will be halted."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # what is regretted of others, and of oneself
    ("Sweden regretted Turkey's stance on refugees.", "SWE>TUR ACCUSE.disapprove actual"),
    ("Ireland regretted the Hungarian veto.", "IRL>HUN ACCUSE.disapprove actual"),
    ("Canada regretted the withdrawal of Burundi from the treaty.", "CAN>BDI ACCUSE.disapprove actual"),
    ("Finland regretted the arrest of three Estonians by Belarus.", "FIN>BLR ACCUSE.disapprove actual"),
    ("Ghana regretted the death of a Togolese soldier.", "GHA>TGO CONCEDE actual"),
    (
        "Eritrea expelled the Italian ambassador. Spain regretted the expulsion of the Italian envoy.",
        "ESP>ERI ACCUSE.disapprove actual",
    ),
    # harms judged: by whom they are done, not whom they befall
    ("Austria condemned the execution of a Swede in Iran.", "AUT>IRN ACCUSE.disapprove actual"),
    ("Jordan denounced the arrest of two Syrians in Lebanon.", "JOR>LBN ACCUSE.disapprove actual"),
    ("Qatar condemned the massacre of Palestinians by Israel.", "QAT>ISR ACCUSE.disapprove actual"),
    ("Laos protested against the detention of its traders by Thailand.", "LAO>THA ACCUSE.disapprove actual"),
    ("Chad condemned Sudan's killing of two Chadians.", "TCD>SDN ACCUSE.disapprove actual"),
    (
        "Angola arrested four Zambians. Malawi denounced the arrest of the Zambians.",
        "MWI>AGO ACCUSE.disapprove actual",
    ),
    # harms that somebody will not do
    ("Brazil declined to criticise Venezuela.", "BRA>VEN ACCUSE.disapprove negated"),
    ("South Africa refused to condemn Zimbabwe.", "ZAF>ZWE ACCUSE.disapprove negated"),
    ("Slovakia refused to expel the Russian ambassador.", "SVK>RUS SANCTION.expel negated"),
    ("Mexico refused to extradite the American.", "MEX>USA REJECT.yield actual"),
    ("Nepal declined to send troops to Iraq.", "NPL>IRQ REJECT.assist actual"),
    # what is called and held to be
    ("Estonia called the Russian move a provocation.", "EST>RUS ACCUSE.disapprove actual"),
    ("Tunisia called Libya's claim an insult.", "TUN>LBY ACCUSE.disapprove actual"),
    ("Namibia labelled the Angolan raid an outrage.", "NAM>AGO ACCUSE.disapprove actual"),
    ("Gabon said Cameroon's decision amounted to an act of aggression.", "GAB>CMR ACCUSE.disapprove actual"),
    ("Oman said the Yemeni attack constituted aggression.", "OMN>YEM ACCUSE.disapprove actual"),
    ("Belgium said Poland was in breach of the treaty.", "BEL>POL ACCUSE.disapprove actual"),
    ("Niger said Benin was in clear violation of the accord.", "NER>BEN ACCUSE.disapprove actual"),
    # who has it done who announces it
    ("Nepal announced that imports of rice from India would be halted.", "NPL>IND SANCTION.discontinue future"),
    ("Libya announced that Tunisian workers would be deported.", "LBY>TUN COERCE.deport future"),
    ("Sudan announced that five Kenyan pilots would be released.", "SDN>KEN CONCEDE future"),
    ("Mali announced that its ambassador would be recalled from France.", "MLI>FRA SANCTION.withdraw future"),
    ("NATO announced that Ukrainian troops would be withdrawn from Kosovo.", "UKR>XKX CONCEDE future"),
    # its own
    ("Togo expelled Benin's consul and called back its own.", "TGO>BEN SANCTION.withdraw actual"),
    ("Qatar recalled its envoy from Cairo after Egypt withdrew its own.", "EGY>QAT SANCTION.withdraw actual"),
    # of whom two mediators speak
    (
        "Eritrea and Djibouti traded fire. Kenya and Uganda called on both sides to show restraint.",
        "KEN+UGA>ERI+DJI REQUEST.change actual",
    ),
    (
        "India and Nepal closed their border. Japan and Norway asked the two countries to talk.",
        "JPN+NOR>IND+NPL REQUEST.meet actual",
    ),
    (
        "Sudan and Chad quarrelled. The EU has been mediating between the old foes.",
        "EUR>SDN+TCD CONSULT.third-party actual",
    ),
    (
        "Qatar denied it. Egypt, Kuwait and Bahrain cut ties with the tiny Gulf emirate.",
        "EGY+KWT+BHR>QAT SANCTION.discontinue actual",
    ),
    # checks at borders, and on what crosses them
    ("Taiwan tightened controls on exports of machine tools to Russia.", "TWN>RUS SANCTION.discontinue actual"),
    ("Thailand tightened controls on the Burmese border.", "THA>MMR MOBILIZE.police actual"),
    ("Georgia waived visa fees for Armenians.", "GEO>ARM CONCEDE actual"),
    # whose guard, whose source, whose relations
    ("The Ukrainian National Guard shelled Russian troops.", "UKR>RUS ASSAULT.heavy-weapons actual"),
    ("Denmark trained the Iraqi National Guard.", "DNK>IRQ AID actual"),
    ('"We agreed with Serbia on a date," said a Croatian diplomatic source.', "HRV+SRB AGREE actual"),
    ("Zambia said it would review its relations with Malawi.", "ZMB>MWI THREATEN.relations future"),
    ("Zambia and Malawi reviewed their relations.", "MWI+ZMB CONSULT actual"),
]

NOT_SAID = [
    ("Austria condemned the killing of two Swedes.", "SWE"),
    ("Croatia condemned the shooting of a Serb.", "SRB"),
    ("Turkey denounced the massacre of Somalis.", "SOM"),
    ('"Chile lied," said a Peruvian envoy, who asked not to be named.', "REQUEST"),
    ('"Chile lied," said a Peruvian envoy, who asked for anonymity.', "REQUEST"),
    ('"Chile lied," a Peruvian officer said, insisting on anonymity.', "REQUEST"),
    ("Brazil declined to criticise Venezuela.", "REJECT"),
    ("Peru announced that two Peruvians would be tried in Chile.", "PER>CHL"),
    ("Niger said Benin was in danger.", "ACCUSE"),
    ("Ecuador announced that a loan from China would be used to build roads.", "ECU"),
    ("The Iraqi National Guard fired at Iranian soldiers.", "USA"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_an_event_of_diplomacy(sentence, expected, coder):
    assert expected in lines(coder, sentence)


@pytest.mark.parametrize(("sentence", "absent"), NOT_SAID)
def test_what_no_event_tells(sentence, absent, coder):
    assert all(absent not in line for line in lines(coder, sentence))
