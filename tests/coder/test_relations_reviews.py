"""What is promised, forsworn, refused or opposed, who strikes and who travels, and how relations stand."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # willing, bound and reluctant
    ("Austria is committed to helping Kosovo.", "AUT>XKX AGREE future"),
    ("Fiji said it was committed to improving relations with Tonga.", "FJI+TON AGREE future"),
    ("Rwanda is determined to punish Burundi.", "RWA>BDI SANCTION future"),
    ("Cyprus is reluctant to hold talks with Turkey.", "CYP>TUR REJECT.meet actual"),
    ("Mali is hesitant to let French troops stay.", "MLI>FRA REJECT.assist actual"),
    ("Denmark is reluctant to criticise Egypt.", "DNK>EGY ACCUSE.disapprove negated"),
    # what is forsworn
    ("Uganda assured Kenya it would not close its doors.", "UGA>KEN AGREE actual"),
    ("Japan assured China that it would not attack.", "JPN>CHN AGREE actual"),
    ("Ghana pledged never to expel Togolese traders.", "GHA>TGO AGREE actual"),
    ("Peru agreed to expel Chilean diplomats.", "PER>CHL SANCTION.expel future"),
    ("Peru said it would not attack Chile.", "PER>CHL ASSAULT negated"),
    # one side alone refuses
    ("Turkey will not negotiate with Armenia.", "TUR>ARM REJECT.meet actual"),
    ("India will not talk to Pakistan.", "IND>PAK REJECT.meet actual"),
    ("Chad will not hold talks with Libya.", "TCD>LBY REJECT.meet actual"),
    ("Peru would not sign a treaty with Chile, its president said.", "PER>CHL REJECT.change actual"),
    ("Chad and Libya will not meet on Monday.", "LBY+TCD REJECT.meet actual"),
    ("There will be no talks between Chad and Libya.", "LBY+TCD CONSULT negated"),
    ("Ghana will not host the Togolese president.", "GHA>TGO REJECT.meet actual"),
    # rulers and who turns on them
    ("American soldiers stormed the presidential palace in Baghdad.", "USA>IRQ ASSAULT actual"),
    ("Ethiopian troops toppled the Islamist regime in Somalia.", "ETH>SOM COERCE actual"),
    ("Protesters in Dhaka stormed the Indian embassy.", "BGD>IND PROTEST.riot actual"),
    ("Demonstrators in Berlin denounced the Iranian regime.", "DEU>IRN ACCUSE.disapprove actual"),
    ("France sold arms to Mali, an ally of Russia.", "FRA>MLI COOPERATE actual"),
    ("Chad expelled the envoy, a citizen of Niger.", "TCD>NER SANCTION.expel actual"),
    # whose side is taken against a harm
    ("Kenya opposes sanctions on Uganda.", "KEN>UGA SUPPORT actual"),
    ("Laos opposes US sanctions on Myanmar.", "LAO>MMR SUPPORT actual"),
    ("South Africa lobbied against sanctions on Zimbabwe.", "ZAF>ZWE SUPPORT actual"),
    ("Russia blocked a motion against Syria.", "RUS>SYR SUPPORT actual"),
    ("Iran opposes the US embargo.", "IRN>USA ACCUSE.disapprove actual"),
    # strikes of labour and of arms
    ("A strike by Lufthansa pilots hit flights to Spain.", "DEU>ESP PROTEST.strike actual"),
    ("A strike by German airport workers stranded British tourists.", "DEU>GBR PROTEST.strike actual"),
    ("A strike by Israeli jets killed two Syrians.", "ISR>SYR ASSAULT.aerial actual"),
    ("Israel's strike hit a Syrian base.", "ISR>SYR ASSAULT actual"),
    ("An Israeli strike hit a train in Syria.", "ISR>SYR ASSAULT actual"),
    # relations, nurses, objections
    ("Relations between Sudan and Egypt cooled.", "EGY+SDN ACCUSE.disapprove actual"),
    ("Ties between India and Nepal have soured.", "IND+NPL ACCUSE.disapprove actual"),
    ("Relations between Cuba and Spain thawed.", "CUB+ESP SUPPORT actual"),
    ("The row strained relations between Greece and Turkey.", "GRC+TUR ACCUSE.disapprove actual"),
    ("Relations between Peru and Chile may be strained by the trial.", "CHL+PER ACCUSE.disapprove hypothetical"),
    ("Spain objected that the treaty favoured Morocco.", "ESP>MAR ACCUSE.disapprove actual"),
    ("Italy granted visa-free entry to Serbs.", "ITA>SRB CONCEDE actual"),
    ("Spain forgave half of Bolivia's debt.", "ESP>BOL AID actual"),
    ("Germany accepts Filipino nurses.", "DEU>PHL COOPERATE actual"),
    ("A delegation of Korean businessmen visited Vietnam.", "KOR>VNM CONSULT.visit actual"),
]

NO_EVENT = [
    "Greek seamen's strike stranded Italian passengers.",
    "Chinese workers' strike hit a Japanese factory.",
    "Soldiers in Guinea ousted Alpha Conde, a friend of Turkey.",
    "Army officers ousted President Ali Bongo of Gabon.",
    "Chad jailed Pedro Alba, an ally of Niger.",
    "The US urged calm. Soldiers seized the presidential palace in Bamako.",
    "France is dismayed. Army officers ousted the president in Bangui.",
    "Chinese tourists visited Japan.",
    "Thousands of Iranian pilgrims visited Iraq.",
    "Tanzanians need no visas to enter Kenya.",
    "Rebels ousted President Idriss Deby, an ally of France.",
    "A determined Chile beat Peru.",
    "A bus bound for Peru left Chile.",
    "The Kenyan shilling sank against the US dollar.",
]


@pytest.mark.parametrize(("text", "event"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_what_is_said_and_done(coder, text, event):
    assert event in lines(coder, text)


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_event(coder, text):
    assert not lines(coder, text)
