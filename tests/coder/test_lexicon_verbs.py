"""Senses of common verbs: what a state abandons, answers with, breaks, calls, cuts, enters, forces, gives or keeps.

Every sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Belgium abandoned its embassy in Kabul.", "BEL>AFG SANCTION.withdraw actual"),
    ("Malaysia accorded a warm welcome to the Turkish president.", "MYS>TUR SUPPORT actual"),
    ("Austria added its voice to criticism of Hungary.", "AUT>HUN ACCUSE.disapprove actual"),
    ("Egypt allowed aid through to Gaza.", "EGY>PSE RETREAT.access actual"),
    ("A British teacher appeared in court in Sudan on Tuesday.", "SDN>GBR ACCUSE.investigate actual"),
    ("Two Frenchmen are under arrest in Chad.", "TCD>FRA COERCE.arrest actual"),
    ("Kenyan soldiers are on Somali soil.", "KEN>SOM MOBILIZE.troops actual"),
    ("Washington blocked Huawei from buying American chips.", "USA>CHN SANCTION.discontinue actual"),
    ("The Austrian chancellor broke bread with the Slovak premier.", "AUT+SVK CONSULT actual"),
    ("Sweden called time on its mission in Mali.", "SWE>MLI SANCTION.discontinue actual"),
    ("Greece called Turkish intentions into question.", "GRC>TUR ACCUSE.disapprove actual"),
    ("Saudi Arabia carried out the execution of an Indonesian maid.", "SAU>IDN SANCTION.convict actual"),
    ("China claims Taiwan as its own.", "CHN>TWN THREATEN.territory actual"),
    ("Criticism of Rwanda came from Belgium.", "BEL>RWA ACCUSE.disapprove actual"),
    ("Zambia came in for criticism from Zimbabwe.", "ZWE>ZMB ACCUSE.disapprove actual"),
    ("Norway covered the cost of a clinic in Malawi.", "NOR>MWI AID actual"),
    ("Ottawa decided against a visit to Riyadh.", "CAN>SAU REJECT.meet actual"),
    ("A Thai court denied bail to a Norwegian tourist.", "THA>NOR COERCE.arrest actual"),
    ("Hungary dropped its veto on aid to Ukraine.", "HUN>UKR CONCEDE actual"),
    ("Oman dropped out of the talks with Iran.", "OMN>IRN REJECT.meet actual"),
    ("Uganda entered the war on the side of Congo.", "UGA>COD SUPPORT actual"),
    ("Paraguay established an embassy in Jerusalem.", "PRY>ISR SUPPORT actual"),
    ("Manila and Beijing exchanged protests over the shoal.", "CHN+PHL ACCUSE.disapprove actual"),
    ("The burning of a Swedish flag by Iraqi students angered Stockholm.", "IRQ>SWE PROTEST.vandalize actual"),
    ("Canada pulled the plug on a training project in Burma.", "CAN>MMR SANCTION.discontinue actual"),
    ("Syria put the Lebanese port under siege.", "SYR>LBN COERCE.restrict actual"),
    ("India put its trade pact with Canada on ice.", "IND>CAN SANCTION.discontinue actual"),
    ("Armenia and Georgia put their quarrel behind them.", "ARM+GEO SUPPORT actual"),
    ("Algeria raised a stink over French visa cuts.", "DZA>FRA ACCUSE.disapprove actual"),
    ("Uganda responded coolly to what Rwanda said.", "UGA>RWA REJECT actual"),
    ("The Turkish president referred to Israel as a terrorist state.", "TUR>ISR ACCUSE.disapprove actual"),
    ("Israel resumed shelling Lebanese villages.", "ISR>LBN ASSAULT.heavy-weapons actual"),
    ("Turkey ruled out military action against Greece.", "TUR>GRC CONCEDE actual"),
    ("Russia sent jets into Finnish airspace.", "RUS>FIN MOBILIZE.weapons actual"),
    ("The Danish foreign ministry sent for the Saudi ambassador.", "DNK>SAU ACCUSE.disapprove actual"),
    ("A Dutch doctor stood trial in Rwanda.", "RWA>NLD ACCUSE.allege actual"),
    ("Latvia stood up to Russian pressure.", "LVA>RUS REJECT actual"),
    ("Iran stepped up deportations of Afghans.", "IRN>AFG COERCE.deport actual"),
    ("Iraqi positions took fire from Iranian gunners.", "IRN>IRQ ASSAULT actual"),
    ("The Czech president took back his remarks about Austria.", "CZE>AUT CONCEDE actual"),
    ("Jordan threw in its lot with Iraq.", "JOR>IRQ SUPPORT actual"),
    ("Forty Malawians were turned back at the South African border.", "ZAF>MWI REJECT.assist actual"),
    ("Beijing turned up its nose at the Australian offer.", "CHN>AUS REJECT actual"),
    ("Japan is waiting for an answer from North Korea.", "JPN>PRK REQUEST actual"),
    ("The Bulgarian is wanted in Italy for murder.", "ITA>BGR ACCUSE.investigate actual"),
    ("Sudan and Ethiopia are working on an agreement.", "ETH+SDN CONSULT actual"),
    ("Two Britons face jail in Dubai.", "ARE>GBR SANCTION.convict actual"),
    ("Greek warships faced off with Turkish frigates.", "GRC+TUR MOBILIZE.troops actual"),
    ("The Eritrean town of Barentu fell to Ethiopian troops.", "ETH>ERI COERCE.seize actual"),
    ("Kenya's pleas fell on deaf ears in Kampala.", "UGA>KEN REJECT actual"),
    ("Peru forced down a Colombian plane.", "PER>COL COERCE.seize actual"),
    ("Saudi Arabia forced Yemen to the negotiating table.", "SAU>YEM COERCE actual"),
    ("The Greek foreign ministry got in touch with Libya.", "GRC>LBY CONSULT actual"),
    ("An Australian smuggler got 20 years in an Indonesian jail.", "IDN>AUS SANCTION.convict actual"),
    ("The Irish premier gave Hungary an earful.", "IRL>HUN ACCUSE.disapprove actual"),
    ("Portugal went along with a Spanish plan.", "PRT>ESP AGREE actual"),
    ("Poland has grown weary of Hungary.", "POL>HUN ACCUSE.disapprove actual"),
    ("Mali had a French journalist deported.", "MLI>FRA COERCE.deport actual"),
    ("The Netherlands held Russia to account.", "NLD>RUS ACCUSE.allege actual"),
    ("Spain held firm against Britain.", "ESP>GBR REJECT actual"),
    ("Thailand joined Indian naval drills.", "IND+THA COOPERATE actual"),
    ("Peru kept Chile waiting for an answer.", "PER>CHL REJECT actual"),
    ("Sudanese soldiers made off with cattle from Chad.", "SDN>TCD COERCE.seize actual"),
    ("Caracas is picking a fight with Guyana.", "VEN>GUY ACCUSE.disapprove actual"),
    ("Spain placed two frigates at the disposal of Djibouti.", "ESP>DJI AID actual"),
    ("Sudan presented Egypt with a list of conditions.", "SDN>EGY REQUEST actual"),
    ("Ghana's vote prompted praise from Canada.", "CAN>GHA SUPPORT actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == expected.split("; ")
