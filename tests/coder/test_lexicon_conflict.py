"""Words of conflict: driving back and out, losses, borders closed, envoys called home, threats under a condition.

Every sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Four Iraqi brigades were smashed by Iranian Revolutionary Guards near Basra.", "IRN>IRQ ASSAULT actual"),
    ("Ethiopian gunships attacked Eritrean positions around Zalambessa.", "ETH>ERI ASSAULT actual"),
    ("The Ukrainian military said it had wiped out a Russian column.", "UKR>RUS ASSAULT actual"),
    ("Iraqi forces drove Iranian troops out of the Faw peninsula.", "IRQ>IRN ASSAULT actual"),
    ("Nigerian troops inflicted heavy losses on Cameroonian forces in Bakassi.", "NGA>CMR ASSAULT actual"),
    (
        "The killing of three Kenyan soldiers by Somali militants sparked anger in Nairobi.",
        "SOM>KEN ASSAULT actual; KEN>SOM ACCUSE.disapprove actual",
    ),
    ("Iraqi forces pushed back Iranian troops.", "IRQ>IRN ASSAULT actual"),
    ("Iraqi forces decimated two Iranian divisions.", "IRQ>IRN ASSAULT actual"),
    ("Iraqi artillery hammered Iranian trenches.", "IRQ>IRN ASSAULT.heavy-weapons actual"),
    ("Iraqi forces dislodged Iranian troops from the heights.", "IRQ>IRN ASSAULT actual"),
    ("Iraqi troops broke through Iranian lines.", "IRQ>IRN ASSAULT actual"),
    ("Iraqi troops advanced on the Iranian city of Ahvaz.", "IRQ>IRN ASSAULT actual"),
    ("Iraqi troops poured into Kuwait.", "IRQ>KWT ASSAULT actual"),
    ("Iraqi planes set an Iranian tanker on fire.", "IRQ>IRN ASSAULT.primitive actual"),
    ("Israel tore down Palestinian houses in Rafah.", "ISR>PSE ASSAULT.destroy actual"),
    ("Israel took out a Syrian air defence battery.", "ISR>SYR ASSAULT.destroy actual"),
    ("Israel pressed ahead with its offensive in Gaza.", "ISR>PSE ASSAULT actual"),
    ("An Israeli shell landed in the Syrian village of Hader.", "ISR>SYR ASSAULT.heavy-weapons actual"),
    ("Four Israelis died in a Palestinian bomb attack.", "PSE>ISR ASSAULT.explosives actual"),
    ("Ukraine lost 40 soldiers in a Russian missile strike.", "RUS>UKR ASSAULT.heavy-weapons actual"),
    ("US cruise missiles slammed into Baghdad.", "USA>IRQ ASSAULT.heavy-weapons actual"),
    ("US troops rolled back into the Iraqi city of Samarra.", "USA>IRQ ASSAULT actual"),
    ("Fierce fighting broke out between Armenian and Azeri forces.", "ARM+AZE ASSAULT actual"),
    ("Heavy clashes erupted between Sudanese and Ethiopian troops.", "ETH+SDN ASSAULT actual"),
    ("Kenyan forces pursued al Shabaab fighters into Somalia.", "KEN>SOM ASSAULT actual"),
    ("Iraq seized two Iranian hills.", "IRQ>IRN COERCE.seize actual"),
    ("Greece turned back a boat carrying Afghan migrants.", "GRC>AFG COERCE.deport actual"),
    ("Italy flew 200 migrants back to Libya.", "ITA>LBY COERCE.deport actual"),
    ("Ethiopia withheld Eritrean property.", "ETH>ERI COERCE.withhold actual"),
    ("Morocco tightened its grip on Western Sahara.", "MAR>ESH COERCE.seize actual"),
    ("France dissolved a Turkish ultranationalist group.", "FRA>TUR COERCE.censor actual"),
    ("Ghanaian police broke up a meeting of Togolese exiles.", "GHA>TGO COERCE.restrict actual"),
    ("Kenya detained a Greek tanker at Mombasa.", "KEN>GRC COERCE.seize actual"),
    ("China blocked access to the websites of Australian broadcasters.", "CHN>AUS COERCE.censor actual"),
    ("Venezuela sent ten battalions to the Colombian border.", "VEN>COL MOBILIZE.troops actual"),
    ("Chile fortified its positions on the Argentine frontier.", "CHL>ARG MOBILIZE actual"),
    ("North Korea fired a salvo of rockets into the sea off Japan.", "PRK>JPN MOBILIZE.weapons actual"),
    ("Turkey has 30,000 troops in northern Cyprus.", "TUR>CYP MOBILIZE.troops actual"),
    ("Egyptian tanks took up positions near the Gaza border.", "EGY>PSE MOBILIZE.troops actual"),
    ("Iranian speedboats swarmed around a British warship.", "IRN>GBR MOBILIZE.weapons actual"),
    ("Azerbaijan began manoeuvres on the Armenian border.", "AZE>ARM MOBILIZE.troops actual"),
    ("Sudanese troops have dug in along the Ethiopian frontier.", "SDN>ETH MOBILIZE.troops actual"),
    ("Two Chinese bombers circled Taiwan on Friday.", "CHN>TWN MOBILIZE.weapons actual"),
    ("Protesters hurled stones at the Saudi embassy in Tehran.", "IRN>SAU PROTEST.riot actual"),
    ("Greek farmers blocked a border crossing with Bulgaria.", "GRC>BGR PROTEST.obstruct actual"),
    ("French lorry drivers staged a blockade of Spanish trucks.", "FRA>ESP PROTEST.obstruct actual"),
    ("Anti-Japanese riots broke out in Chinese cities.", "CHN>JPN PROTEST.riot actual"),
    ("Afghans chanted anti-American slogans in Kabul.", "AFG>USA PROTEST.demo actual"),
    ("Thousands joined an anti-US demonstration in Seoul.", "KOR>USA PROTEST.demo actual"),
    ("Gambia ordered Senegalese diplomats to leave the country.", "GMB>SEN SANCTION.expel actual"),
    ("Paraguay pulled its envoy from Caracas.", "PRY>VEN SANCTION.withdraw actual"),
    ("The EU threw Russia out of the programme.", "EUR>RUS SANCTION.expel actual"),
    ("Cuba's expulsion from the OAS was announced on Tuesday.", "IGO>CUB SANCTION.expel actual"),
    ("India stopped issuing visas to Canadians.", "IND>CAN SANCTION.discontinue actual"),
    ("The World Bank halted lending to Afghanistan.", "IGO>AFG SANCTION.discontinue actual"),
    ("New Zealand suspended high-level contacts with Myanmar.", "NZL>MMR SANCTION.discontinue actual"),
    ("Russia turned off the gas tap to Bulgaria.", "RUS>BGR SANCTION.discontinue actual"),
    ("Washington yanked its envoy from Rangoon.", "USA>MMR SANCTION.withdraw actual"),
    ("Two Swedes were found guilty of spying by an Ethiopian court.", "ETH>SWE SANCTION.convict actual"),
    ("Turkey gave Syria 48 hours to pull back.", "TUR>SYR THREATEN actual"),
    ("Rwanda said it would soon attack rebels in Congo unless they were disarmed.", "RWA>COD THREATEN.violence actual"),
    ("Kenya will expel Sudanese diplomats unless Khartoum apologises.", "KEN>SDN THREATEN.expel actual"),
    (
        "Argentina could suspend payments to Spanish banks if they reject its request.",
        "ARG>ESP THREATEN.restrict actual",
    ),
    ("Uganda hinted at military action against Rwanda.", "UGA>RWA THREATEN.violence actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_wording(sentence, expected, coder):
    assert lines(coder, sentence) == expected.split("; ")
