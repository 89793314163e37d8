"""Single sentences as they stand in news leads and briefs: one event each, in many wordings."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Vietnam set free two Australian fraud suspects.", "VNM>AUS RETREAT.release actual"),
    ("Vietnam let two Australians go.", "VNM>AUS RETREAT.release actual"),
    ("Norway sent a minesweeper to help Estonia clear mines.", "NOR>EST AID actual"),
    ("Kenya has kept its frontier with Somalia shut.", "KEN>SOM COERCE.restrict actual"),
    ("Turkey's parliament authorised military operations in Syria.", "TUR>SYR THREATEN.violence actual"),
    ("The Security Council extended the mandate of observers in Ivory Coast.", "UNO>CIV AID actual"),
    ("Argentina missed a payment to Spanish banks.", "ARG>ESP SANCTION.discontinue actual"),
    ("Kenya told two Ugandan attaches to pack their bags.", "KEN>UGA SANCTION.expel actual"),
    ("Kazakhstan's oil company won drilling rights in Turkmenistan.", "KAZ>TKM COOPERATE actual"),
    ("Polish police broke up a Belarusian spy ring.", "POL>BLR COERCE.arrest actual"),
    ("South Korea has shipped rice and cement to the North.", "KOR>PRK COOPERATE actual"),
    ("A Ukrainian engineer passed missile blueprints to Iran.", "UKR>IRN COOPERATE actual"),
    ("Two Chadians were granted asylum by France.", "FRA>TCD AID actual"),
    ("The EU agreed to freeze Burmese assets.", "EUR>MMR SANCTION.discontinue future"),
    ("He was the first American leader to set foot in Cuba.", "USA>CUB CONSULT.visit actual"),
    ("Eritrea no longer sends arms to Somalia.", "ERI>SOM AID negated"),
    ("There is no truth in reports that Eritrea has sent arms to Somalia.", "ERI>SOM AID negated"),
    ("Burundi gave two Belgian diplomats 48 hours to leave.", "BDI>BEL SANCTION.expel actual"),
    ("The United States has stopped bombing Serbia.", "USA>SRB RETREAT.ceasefire actual"),
    ("Egypt called for an emergency meeting of the Security Council.", "EGY>UNO REQUEST.meet actual"),
    ("Bulgaria was left without Russian gas.", "RUS>BGR SANCTION.discontinue actual"),
    ("Somali fighters displayed a captured American pilot.", "SOM>USA ASSAULT.abduct actual"),
    ("Washington will no longer let Cubans into the country.", "USA>CUB REJECT.yield actual"),
    ("Sri Lanka has taken medical teams from Israel.", "ISR>LKA AID actual"),
    ("Two French nuns were taken by Somali gunmen.", "SOM>FRA ASSAULT.abduct actual"),
    ("Indian and Chinese soldiers died in a brawl on the ridge.", "CHN+IND ASSAULT actual"),
    ("Nauru and Australia are near a settlement.", "AUS+NRU AGREE actual"),
    ("Ivory Coast wants all UN peacekeepers gone.", "CIV>UNO REQUEST.yield actual"),
    ("France shut its skies to American bombers.", "FRA>USA COERCE.restrict actual"),
    ("Jamaica was cleared of wrongdoing by Britain.", "GBR>JAM CONCEDE actual"),
    ("Robbed by Iraqi soldiers, the Egyptians set up a camp.", "IRQ>EGY COERCE.seize actual"),
    ("Greece and Turkey pulled back their warships from the islets.", "GRC+TUR RETREAT.withdraw actual"),
    ("Malaysia is seeking four North Koreans in connection with the killing.", "MYS>PRK ACCUSE.investigate actual"),
    ("Cuban doctors began work in Italy.", "CUB>ITA AID actual"),
    ("Russia's statement drew an angry response from Georgia.", "GEO>RUS ACCUSE.disapprove actual"),
    ("Sudan called the American position an act of aggression.", "SDN>USA ACCUSE.disapprove actual"),
    ("Kenyan planes bombed a camp in Somalia; Uganda said nothing.", "KEN>SOM ASSAULT.aerial actual"),
    (
        "Rwandan and Ugandan troops shelled each other in the Congolese city of Kisangani.",
        "RWA+UGA ASSAULT.heavy-weapons actual",
    ),
    ("North Korean and American negotiators broke off their talks in Geneva.", "PRK+USA REJECT.meet actual"),
    ("Belgrade handed a general to the UN war crimes tribunal.", "SRB>UNO COOPERATE actual"),
    ("Five Chinese boats came within eight metres of a US ship.", "CHN>USA MOBILIZE.weapons actual"),
    ("American sailors turned fire hoses on a Chinese boat.", "USA>CHN ASSAULT.crowd-control actual"),
    ("Uruguayan cheese is selling well in Mexico.", "URY>MEX COOPERATE actual"),
    ("Georgian police ringed the Russian army headquarters.", "GEO>RUS MOBILIZE.troops actual"),
    ("North Korea is withdrawing its workers from South Korea.", "PRK>KOR SANCTION.withdraw actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]


def test_comment_on_a_deed(coder):
    found = lines(coder, "Peru dissolved its congress, a step that Chile called reckless.")
    assert "CHL>PER ACCUSE.disapprove actual" in found
