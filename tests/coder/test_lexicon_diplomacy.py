"""Words of diplomacy: presence abroad, go-betweens, assurances, plans inside plans, quarrels ended, warm words.

Every sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Peru announced plans to send an envoy to Bolivia.", "PER>BOL AGREE future"),
    ("The Kenyan foreign minister is due in Cairo on Thursday.", "KEN>EGY AGREE future"),
    ("Ghana's president is on a three-day trip to Senegal.", "GHA>SEN CONSULT.visit actual"),
    ("Sweden's trade minister wrapped up a tour of Indonesia on Sunday.", "SWE>IDN CONSULT.visit actual"),
    ("The Nigerian oil minister paid a call on his Saudi counterpart.", "NGA>SAU CONSULT.visit actual"),
    ("Argentine negotiators sat down with Brazilian officials on Wednesday.", "ARG+BRA CONSULT actual"),
    ("The Malaysian envoy was received by the Sultan of Brunei.", "MYS>BRN CONSULT.visit actual"),
    ("Qatar has been mediating between Rwanda and Congo for months.", "QAT>RWA+COD CONSULT.third-party actual"),
    ("Moldova handed a draft treaty to Romania.", "MDA>ROU AGREE actual"),
    ("Laos and Myanmar initialled a pact on river navigation.", "LAO+MMR SUPPORT actual"),
    ("Algeria is ready to resume gas talks with Spain.", "DZA>ESP AGREE actual"),
    ("Uganda vowed to back Somalia at the summit.", "UGA>SOM AGREE actual"),
    ("Hungary's parliament ratified Finland's accession to NATO.", "HUN>FIN SUPPORT actual"),
    ("Portugal's prime minister is in Angola for a two-day visit.", "PRT>AGO CONSULT.visit actual"),
    ("Kuwait plans to open a consulate in Nairobi.", "KWT>KEN AGREE future"),
    ("Poland said it would help Ukraine rebuild its railways.", "POL>UKR AGREE future"),
    ("Mozambique's president accepted an invitation to visit Portugal.", "MOZ>PRT AGREE actual"),
    ("Tunisian officials expressed readiness to work with Italy on migration.", "TUN>ITA AGREE actual"),
    ("Talks between Armenia and Turkey are expected to resume in July.", "ARM+TUR AGREE future"),
    ("Cambodia said it looked forward to closer ties with South Korea.", "KHM>KOR AGREE actual"),
    ("Kazakhstan expressed a desire to expand cooperation with Hungary.", "KAZ>HUN AGREE actual"),
    ("Switzerland offered its good offices to Colombia and Venezuela.", "CHE>COL+VEN AGREE actual"),
    ("South African and Namibian ministers conferred on water sharing.", "NAM+ZAF CONSULT actual"),
    ("Negotiators for Guatemala and Belize returned to the table.", "BLZ+GTM CONSULT actual"),
    ("Panama acted as a go-between for Nicaragua and Costa Rica.", "PAN>NIC+CRI CONSULT.third-party actual"),
    ("Azerbaijani and Armenian border commissions convened in Gazakh.", "ARM+AZE CONSULT actual"),
    ("Latvian, Polish and Ukrainian diplomats compared notes in Riga.", "LVA+POL+UKR CONSULT actual"),
    ("The Czech president went to Kyiv on Friday.", "CZE>UKR CONSULT.visit actual"),
    ("Officials from Tokyo and Pyongyang had contacts in Mongolia.", "JPN+PRK CONSULT.third-party actual"),
    ("Bolivia sent a high-level team to Beijing to discuss lithium.", "BOL>CHN CONSULT.visit actual"),
    ("Kabul has no plans to send a delegation to Islamabad.", "AFG>PAK CONSULT.visit negated"),
    ("Paris and Rabat patched up their differences.", "FRA+MAR SUPPORT actual"),
    ("Lebanon appreciates Qatar's efforts, its premier said.", "LBN>QAT SUPPORT actual"),
    ("Norway and Russia put their signatures to a fishing accord.", "NOR+RUS SUPPORT actual"),
    ("Qatar's emir sent a cable of congratulations to the king of Thailand.", "QAT>THA SUPPORT actual"),
    ("Gabon's leader put off a trip to Equatorial Guinea.", "GAB>GNQ REJECT.meet actual"),
    ("Sudan's army chief travelled to Port Said to meet the Egyptian president.", "SDN>EGY CONSULT.visit actual"),
    ("Morocco's king played host to the Spanish prime minister.", "ESP>MAR CONSULT.visit actual"),
    ("Contacts are under way between Damascus and Ankara.", "SYR+TUR CONSULT actual"),
    ("Slovak and Czech prime ministers spoke by video link.", "CZE+SVK CONSULT.phone actual"),
    ("The Bolivian vice president begins a visit to Cuba on Saturday.", "BOL>CUB AGREE future"),
    ("The Lao government gave the go-ahead for a Thai-built dam.", "LAO>THA AGREE actual"),
    ("Seoul and Jakarta are close to a deal on fighter jets.", "IDN+KOR AGREE actual"),
    ("Georgia is ready for dialogue with Russia, its president said.", "GEO>RUS AGREE actual"),
    ("Armenia and Azerbaijan moved closer to a peace deal.", "ARM+AZE AGREE actual"),
    ("The Danish premier spoke out in defence of Lithuania.", "DNK>LTU SUPPORT actual"),
    ("Sweden became a member of NATO.", "SWE>IGO SUPPORT actual"),
    ("Serbia and China renewed their strategic partnership.", "CHN+SRB SUPPORT actual"),
    ("Chad and Sudan buried their differences.", "SDN+TCD SUPPORT actual"),
    ("High-level US officials are in Caracas.", "USA>VEN CONSULT.visit actual"),
    ("The Israeli president is expected in Baku next month.", "ISR>AZE AGREE future"),
    ("Fiji reopened its high commission in Port Moresby.", "FJI>PNG SUPPORT actual"),
    ("Cuba signalled its willingness to resume migration talks with Washington.", "CUB>USA AGREE actual"),
    ("Indonesia's defence minister dropped in on his Singaporean counterpart.", "IDN>SGP CONSULT.visit actual"),
    ("Delegates from Nepal and China sat around the same table on Monday.", "CHN+NPL CONSULT actual"),
    ("The Dutch prime minister assured Ukraine of continued help.", "NLD>UKR AGREE actual"),
    ("Denmark and Canada put an end to their dispute over Hans Island.", "CAN+DNK SUPPORT actual"),
    ("India extended birthday greetings to the Nepalese leader.", "IND>NPL SUPPORT actual"),
    ("Australia's prime minister spoke warmly of Fiji.", "AUS>FJI SUPPORT actual"),
    ("Armenia's prime minister voiced readiness to meet the Azerbaijani president.", "ARM>AZE AGREE actual"),
    ("Uruguay said it would join the agreement with Argentina.", "URY>ARG AGREE future"),
    ("The Zambian minister visited Mumbai.", "ZMB>IND CONSULT.visit actual"),
    ("Turkey will have to recognise Cyprus.", "TUR>CYP SUPPORT hypothetical"),
    ("The Abuja peace talks between Sudan and Chad resumed.", "SDN+TCD CONSULT.third-party actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]
