"""Words of blame, request, refusal and threat: verbs, idioms and clauses; each sentence yields this event alone."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Australia's prime minister called the Indonesian measure hasty.", "AUS>IDN ACCUSE.disapprove actual"),
    ("The Dutch government holds Russia responsible for the crash.", "NLD>RUS ACCUSE.allege actual"),
    ("New Zealand's leader took a swipe at France on Tuesday.", "NZL>FRA ACCUSE.disapprove actual"),
    (
        "Vietnam lodged a complaint with the WTO against the United States over shrimp duties.",
        "VNM>USA ACCUSE.disapprove actual",
    ),
    ("Bolivia took Chile to court over access to the sea.", "BOL>CHL ACCUSE.allege actual"),
    ("Uganda charged that Congo was sheltering insurgents.", "UGA>COD ACCUSE.allege actual"),
    ("Zambia's opposition leader described Zimbabwe's election as a sham.", "ZMB>ZWE ACCUSE.disapprove actual"),
    (
        "Rabat recalled with bitterness the hostile remarks of Algiers and branded them shameful.",
        "MAR>DZA ACCUSE.disapprove actual",
    ),
    ("Ethiopia said Egypt was behind the unrest.", "ETH>EGY ACCUSE.disapprove actual"),
    ("Islamabad pointed the finger at New Delhi after the train bombing.", "PAK>IND ACCUSE.allege actual"),
    ("Nairobi expressed dismay over Somalia's move.", "KEN>SOM ACCUSE.disapprove actual"),
    (
        "Seoul voiced strong regret over a visit by Japanese ministers to the shrine.",
        "KOR>JPN ACCUSE.disapprove actual",
    ),
    ("The Czech intelligence service linked Russian agents to the explosion.", "CZE>RUS ACCUSE.allege actual"),
    ("Trinidad's energy minister had harsh words for Venezuela.", "TTO>VEN ACCUSE.disapprove actual"),
    ("Thai lawmakers tore into Cambodia over the temple.", "THA>KHM ACCUSE.disapprove actual"),
    (
        "Denmark drew attention to China's human rights record and called it appalling.",
        "DNK>CHN ACCUSE.disapprove actual",
    ),
    ("Chad suspects Sudan of arming rebels on its eastern frontier.", "TCD>SDN ACCUSE.allege actual"),
    ("Mexican senators were scathing about Guatemala's handling of migrants.", "MEX>GTM ACCUSE.disapprove actual"),
    ("Canberra took Tokyo before the world court over whaling.", "AUS>JPN ACCUSE.allege actual"),
    ("Croatia's ruling party reacted angrily to Slovenia's border law.", "HRV>SVN ACCUSE.disapprove actual"),
    ("Asmara regards the Ethiopian troop build-up as reckless.", "ERI>ETH ACCUSE.disapprove actual"),
    ("Slovakia's leader said Ukraine was guilty of blackmail.", "SVK>UKR ACCUSE.disapprove actual"),
    ("India took exception to remarks by Canada's prime minister.", "IND>CAN ACCUSE.disapprove actual"),
    ("Lebanon will file a complaint to the U.N. Security Council against Israel.", "LBN>ISR ACCUSE.disapprove future"),
    ("Hungary wants Ukraine to restore minority language rights.", "HUN>UKR REQUEST actual"),
    (
        "The British foreign secretary took up the case of the jailed aid worker with Iran.",
        "GBR>IRN REQUEST.change actual",
    ),
    ("Paraguay sought higher prices from Brazil for its electricity.", "PRY>BRA REQUEST actual"),
    ("Azerbaijan insists Armenia withdraw from seven villages.", "AZE>ARM REQUEST.change actual"),
    ("China told Japan to stop the discharge.", "CHN>JPN REQUEST.yield actual"),
    ("Washington calls on Beijing to let the yuan rise", "USA>CHN REQUEST actual"),
    ("Belize said Guatemala should respect the border.", "BLZ>GTM REQUEST.change actual"),
    ("Kabul wants Islamabad to hand over Taliban commanders.", "AFG>PAK REQUEST.yield actual"),
    ("Mali's junta told French troops to leave.", "MLI>FRA REQUEST.yield actual"),
    ("Exiled Zimbabwean activists petitioned South Africa's parliament to act.", "ZWE>ZAF REQUEST.change actual"),
    ("Georgia applied to join the European Union.", "GEO>EUR REQUEST.assist actual"),
    ("The Dominican Republic called for Haiti to halt the canal.", "DOM>HTI REQUEST.yield actual"),
    ("Mongolia is hoping for Russian help with fuel.", "MNG>RUS REQUEST.assist actual"),
    ("Tunis needs Rome to extend its credit line.", "TUN>ITA REQUEST.assist actual"),
    ("Oman has exhorted Iran to hold its fire.", "OMN>IRN REQUEST actual"),
    ("Chile invited La Paz to drop the case and asked it for patience.", "CHL>BOL REQUEST.change actual"),
    ("Prague would like Austria to drop its objections to the plant.", "CZE>AUT REQUEST.yield actual"),
    ("Australia raised the case of the detained blogger with Vietnam.", "AUS>VNM REQUEST.change actual"),
    ("Zambia's finance minister asked China for more time to pay.", "ZMB>CHN REQUEST actual"),
    ("Russia would not let Japanese fishermen visit the islands.", "RUS>JPN REJECT.yield actual"),
    ("North Korea walked out of talks with South Korea.", "PRK>KOR REJECT.meet actual"),
    ("Havana said no to an American aid package.", "CUB>USA REJECT.assist actual"),
    ("Egypt poured cold water on Ethiopia's proposal.", "EGY>ETH REJECT actual"),
    ("Kuala Lumpur shut the door on an Australian plan to swap refugees.", "MYS>AUS REJECT.assist actual"),
    ("Bulgaria blocked the opening of accession talks with North Macedonia.", "BGR>MKD REJECT.meet actual"),
    ("Kenya's envoy pulled out of a conference in South Sudan.", "KEN>SSD REJECT.meet actual"),
    ("Switzerland would not extradite the Libyan banker.", "CHE>LBY REJECT.assist actual"),
    ("Saudi Arabia dismissed Canada's complaints as meddling.", "SAU>CAN REJECT actual"),
    ("Costa Rica withheld a visa from a Nicaraguan general.", "CRI>NIC REJECT.assist actual"),
    ("Nepal's prime minister put off a trip to India.", "NPL>IND REJECT.meet actual"),
    ("Mauritius walked away from talks with Britain over the islands.", "MUS>GBR REJECT.meet actual"),
    ("Nicaragua boycotted a hearing on Costa Rica's complaint.", "NIC>CRI REJECT.meet actual"),
    ("Bangui barred a French general from entering the country.", "CAF>FRA REJECT.assist actual"),
    ("Turkey hinted that it may close the strait to Greek ships.", "TUR>GRC THREATEN.restrict actual"),
    ("China reserved the right to respond to Australia's ban.", "CHN>AUS THREATEN.restrict actual"),
    ("Ivory Coast gave Mali until Friday to free its soldiers.", "CIV>MLI THREATEN actual"),
    ("Eritrea told Djibouti it would face consequences.", "ERI>DJI THREATEN actual"),
    ("Pyongyang said it would turn U.S. bases into ashes.", "PRK>USA THREATEN.violence future"),
    ("Colombia raised the possibility of sanctions against Venezuela.", "COL>VEN THREATEN.restrict actual"),
    ("Djibouti gave Eritrea two weeks to pull back.", "DJI>ERI THREATEN actual"),
    ("Minsk vowed to respond to Lithuania's sanctions.", "BLR>LTU THREATEN.restrict actual"),
    ("Ankara swore to punish Cyprus for the drilling.", "TUR>CYP THREATEN.violence actual"),
    ("Morocco hinted it could suspend cooperation with Germany.", "MAR>DEU THREATEN.relations actual"),
    ("Benin will close its port to Niger unless the border reopens.", "BEN>NER THREATEN.restrict actual"),
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
    ("Chad said Niger had violated its airspace.", "NER>TCD MOBILIZE.weapons actual"),
    ("Baghdad termed the Turkish raids a flagrant violation of its sovereignty.", "IRQ>TUR ACCUSE.disapprove actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]


@pytest.mark.parametrize("sentence", NO_BLAME)
def test_no_fault_is_found(sentence, coder):
    assert not any(" ACCUSE" in line for line in lines(coder, sentence))


@pytest.mark.parametrize(("sentence", "unwanted"), NOT_ASKED)
def test_whom_nobody_asks(sentence, unwanted, coder):
    assert not any(line.startswith(unwanted) for line in lines(coder, sentence))


@pytest.mark.parametrize(("sentence", "expected"), DEEDS)
def test_a_deed_is_told_beside_the_blame(sentence, expected, coder):
    assert expected in lines(coder, sentence)
