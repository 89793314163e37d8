"""Words of blame, request, refusal and threat: verbs, idioms and clauses; each sentence yields this event alone.

Modes are left out: the tables of types test them.
"""

import re

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Australia's prime minister called the Indonesian measure hasty.", "AUS>IDN ACCUSE actual"),
    ("The Dutch government holds Russia responsible for the crash.", "NLD>RUS ACCUSE actual"),
    ("New Zealand's leader took a swipe at France on Tuesday.", "NZL>FRA ACCUSE actual"),
    (
        "Vietnam lodged a complaint with the WTO against the United States over shrimp duties.",
        "VNM>USA ACCUSE actual",
    ),
    ("Bolivia took Chile to court over access to the sea.", "BOL>CHL ACCUSE actual"),
    ("Uganda charged that Congo was sheltering insurgents.", "UGA>COD ACCUSE actual"),
    ("Zambia's opposition leader described Zimbabwe's election as a sham.", "ZMB>ZWE ACCUSE actual"),
    (
        "Rabat recalled with bitterness the hostile remarks of Algiers and branded them shameful.",
        "MAR>DZA ACCUSE actual",
    ),
    ("Ethiopia said Egypt was behind the unrest.", "ETH>EGY ACCUSE actual"),
    ("Islamabad pointed the finger at New Delhi after the train bombing.", "PAK>IND ACCUSE actual"),
    ("Nairobi expressed dismay over Somalia's move.", "KEN>SOM ACCUSE actual"),
    (
        "Seoul voiced strong regret over a visit by Japanese ministers to the shrine.",
        "KOR>JPN ACCUSE actual",
    ),
    ("The Czech intelligence service linked Russian agents to the explosion.", "CZE>RUS ACCUSE actual"),
    ("Trinidad's energy minister had harsh words for Venezuela.", "TTO>VEN ACCUSE actual"),
    ("Thai lawmakers tore into Cambodia over the temple.", "THA>KHM ACCUSE actual"),
    (
        "Denmark drew attention to China's human rights record.",
        "DNK>CHN ACCUSE actual",
    ),
    ("Chad suspects Sudan of arming rebels on its eastern frontier.", "TCD>SDN ACCUSE actual"),
    ("Mexican senators were scathing about Guatemala's handling of migrants.", "MEX>GTM ACCUSE actual"),
    ("Canberra took Tokyo before the world court over whaling.", "AUS>JPN ACCUSE actual"),
    ("Croatia's ruling party reacted angrily to Slovenia's border law.", "HRV>SVN ACCUSE actual"),
    ("Asmara regards the Ethiopian offer as an insult.", "ERI>ETH ACCUSE actual"),
    ("Slovakia's leader said Ukraine was guilty of blackmail.", "SVK>UKR ACCUSE actual"),
    ("India took exception to remarks by Canada's prime minister.", "IND>CAN ACCUSE actual"),
    ("Lebanon will file a complaint to the U.N. Security Council against Israel.", "LBN>ISR ACCUSE future"),
    ("Hungary wants Ukraine to restore minority language rights.", "HUN>UKR REQUEST actual"),
    (
        "The British foreign secretary took up the case of the jailed aid worker with Iran.",
        "GBR>IRN REQUEST actual",
    ),
    ("Paraguay sought higher prices from Brazil for its electricity.", "PRY>BRA REQUEST actual"),
    ("Azerbaijan insists Armenia withdraw from seven villages.", "AZE>ARM REQUEST actual"),
    ("China told Japan to stop the discharge.", "CHN>JPN REQUEST actual"),
    ("Washington calls on Beijing to let the yuan rise", "USA>CHN REQUEST actual"),
    ("Belize said Guatemala should respect the border.", "BLZ>GTM REQUEST actual"),
    ("Kabul wants Islamabad to hand over Taliban commanders.", "AFG>PAK REQUEST actual"),
    ("Mali's junta told French troops to leave.", "MLI>FRA REQUEST actual"),
    ("Exiled Zimbabwean activists petitioned South Africa's parliament to act.", "ZWE>ZAF REQUEST actual"),
    ("Georgia applied to join the European Union.", "GEO>EUR REQUEST actual"),
    ("The Dominican Republic called for Haiti to halt the canal.", "DOM>HTI REQUEST actual"),
    ("Mongolia is hoping for Russian help with fuel.", "MNG>RUS REQUEST actual"),
    ("Tunis needs Rome to extend its credit line.", "TUN>ITA REQUEST actual"),
    ("Oman has exhorted Iran to hold its fire.", "OMN>IRN REQUEST actual"),
    ("Chile invited La Paz to drop the case.", "CHL>BOL REQUEST actual"),
    ("Prague would like Austria to drop its objections to the plant.", "CZE>AUT REQUEST actual"),
    ("Australia raised the case of the detained blogger with Vietnam.", "AUS>VNM REQUEST actual"),
    ("Zambia's finance minister asked China for more time to pay.", "ZMB>CHN REQUEST actual"),
    ("Russia would not let Japanese fishermen visit the islands.", "RUS>JPN REJECT actual"),
    ("North Korea walked out of talks with South Korea.", "PRK>KOR REJECT actual"),
    ("Havana said no to an American aid package.", "CUB>USA REJECT actual"),
    ("Egypt poured cold water on Ethiopia's proposal.", "EGY>ETH REJECT actual"),
    ("Kuala Lumpur shut the door on an Australian plan to swap refugees.", "MYS>AUS REJECT actual"),
    ("Bulgaria blocked the opening of accession talks with North Macedonia.", "BGR>MKD REJECT actual"),
    ("Kenya's envoy pulled out of a conference in South Sudan.", "KEN>SSD REJECT actual"),
    ("Switzerland would not extradite the Libyan banker.", "CHE>LBY REJECT actual"),
    ("Saudi Arabia dismissed Canada's complaints as meddling.", "SAU>CAN REJECT actual; CAN>SAU ACCUSE actual"),
    ("Costa Rica withheld a visa from a Nicaraguan general.", "CRI>NIC REJECT actual"),
    ("Nepal's prime minister put off a trip to India.", "NPL>IND REJECT actual"),
    ("Mauritius walked away from talks with Britain over the islands.", "MUS>GBR REJECT actual"),
    ("Nicaragua boycotted a hearing on Costa Rica's complaint.", "NIC>CRI REJECT actual"),
    ("Bangui barred a French general from entering the country.", "CAF>FRA REJECT actual"),
    ("Turkey hinted that it may close the strait to Greek ships.", "TUR>GRC THREATEN actual"),
    ("China reserved the right to respond to Australia's move.", "CHN>AUS THREATEN actual"),
    ("Ivory Coast gave Mali until Friday to free its soldiers.", "CIV>MLI THREATEN actual"),
    ("Eritrea told Djibouti it would face consequences.", "ERI>DJI THREATEN actual"),
    ("Pyongyang said it would turn U.S. bases into ashes.", "PRK>USA THREATEN future"),
    ("Colombia raised the possibility of sanctions against Venezuela.", "COL>VEN THREATEN actual"),
    ("Djibouti gave Eritrea two weeks to pull back.", "DJI>ERI THREATEN actual"),
    ("Minsk vowed to respond to Lithuania's move.", "BLR>LTU THREATEN actual"),
    ("Ankara swore to punish Cyprus for the drilling.", "TUR>CYP THREATEN actual"),
    ("Morocco hinted it could suspend cooperation with Germany.", "MAR>DEU THREATEN actual"),
    ("Benin will close its port to Niger unless the border reopens.", "BEN>NER THREATEN actual"),
    ("Ankara would not accept the Dutch envoy's credentials.", "TUR>NLD REJECT actual"),
    ("Budapest stood in the way of Ukraine's accession.", "HUN>UKR REJECT actual"),
    ("Guyana said it would not hesitate to take Venezuela to court.", "GUY>VEN THREATEN future"),
    ("Jakarta fired off an angry letter to the Netherlands.", "IDN>NLD ACCUSE actual"),
]
NO_BLAME = [
    "Peru said Chile's claim was not illegal.",
    "Peru said its own policy toward Chile was unfair.",
    "Analysts say China is responsible for the rise in US prices.",
    "The United States said Iraqi elections were not a sham.",
]
NOT_ASKED = [
    ("Chad urged the world to isolate Sudan.", "TCD>SDN REQUEST"),
    ("Kenya told reporters it had met Uganda's minister.", "KEN>UGA REQUEST"),
    ("Kenya wants to buy maize from Uganda.", "KEN>UGA REQUEST"),
    ("China insists its checks have nothing to do with Malaysia.", "CHN>MYS REQUEST"),
]
DEEDS = [
    ("Chad said Niger had violated its airspace.", "NER>TCD MOBILIZE actual"),
    ("Baghdad termed the Turkish raids a flagrant violation of its sovereignty.", "IRQ>TUR ACCUSE actual"),
]


def without_modes(coder, sentence):
    return [re.sub(r"\.[a-z-]+ ", " ", line) for line in lines(coder, sentence)]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert without_modes(coder, sentence) == expected.split("; ")


@pytest.mark.parametrize("sentence", NO_BLAME)
def test_no_fault_is_found(sentence, coder):
    assert not any(" ACCUSE" in line for line in lines(coder, sentence))


@pytest.mark.parametrize(("sentence", "unwanted"), NOT_ASKED)
def test_whom_nobody_asks(sentence, unwanted, coder):
    assert not any(line.startswith(unwanted) for line in lines(coder, sentence))


@pytest.mark.parametrize(("sentence", "expected"), DEEDS)
def test_a_deed_is_told_beside_the_blame(sentence, expected, coder):
    assert expected in without_modes(coder, sentence)
