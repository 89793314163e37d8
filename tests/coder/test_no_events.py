"""Sentences that name two states and tell no event of theirs; and those beside them that do."""

import pytest

from tests.coder.lines import lines

NOTHING = [
    # mishaps, nature
    "Nine Chadian tourists were killed in a bus accident in southern Jordan.",
    "An earthquake in Nepal killed four Danish climbers.",
    "A Qatari airliner was hit by lightning over Greece.",
    "A Finnish trawler was lost in a storm off Iceland.",
    "A Danish ferry sank off the Swedish coast.",
    # other senses of the word
    "A Qatari airliner was late after a bird strike over Oman.",
    "The Ghanaian envoy died of a heart attack in Togo.",
    "The Peruvian ministry let Bolivian traders know that the office was closed.",
    "Strong demand for Saudi oil in Japan lifted the market.",
    "A Kenyan film was shot in Uganda.",
    "Malaysian brokers captured a share of the Thai market.",
    "Swiss analysts monitored the situation in Belarus.",
    "The coffin of the Peruvian poet arrived in Bolivia.",
    "Liberals control both houses of parliament, a Danish daily wrote of Norway.",
    "A storm threatens Cuba, forecasters in Mexico said.",
    "Laos is monitoring prices in Vietnam.",
    "The Chinese leader seeks a third term, a Danish daily wrote.",
    "Peru's teacher wanted to leave Chile with a smile.",
    "The French plane landed in Dubai.",
    # what is only compared
    "Argentina is prepared to follow the example of Brazil.",
    "Argentina threatened to follow Brazil in declaring a moratorium.",
    "Unlike Germany, France condemned the strike.",
    # what a state does to its own people
    "Sudan rejected its army's request, the radio said in Chad.",
    # a verb in a sense that asks for guns
    "Polish envoys responded to the remarks of the Czech press.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing(sentence, coder):
    assert lines(coder, sentence) == []


EVENTS = [
    ("A Qatari airliner was hit by a missile over Greece.", "GRC>QAT ASSAULT actual"),
    ("Peru let Bolivian trucks cross the border.", "PER>BOL"),
    ("Ghana repeated its demand for a Togolese apology.", "GHA>TGO REQUEST"),
    ("Swiss observers monitored the border with Belarus.", "CHE>BLR"),
    ("Chile and Peru agreed to leave it to a panel in which Bolivia sits.", "CHL+PER AGREE actual"),
    ("A boycott of Togolese goods by Ghana was ruled out.", "GHA>TGO PROTEST.boycott"),
    ('Sweden\'s premier spoke. "I would like to congratulate Finland," she said.', "SWE>FIN SUPPORT actual"),
    ("Ugandan soldiers blocked the road to a Rwandan village.", "UGA>RWA COERCE.restrict actual"),
    ("Moroccan gunships fired two rockets at a Mauritanian warehouse.", "MAR>MRT ASSAULT"),
    ("Chadian fighters drove Libyan troops out of the oasis.", "TCD>LBY ASSAULT actual"),
    ("Norway designated Malawi as a beneficiary of the fund.", "NOR>MWI SUPPORT actual"),
    ("A Dutch agency monitored the phones of Belgian ministers.", "NLD>BEL ACCUSE.investigate actual"),
    ("A Kenyan patrol came under fire from Somali gunmen.", "SOM>KEN ASSAULT actual"),
    ("Indonesian soldiers seized a Malaysian outpost.", "IDN>MYS ASSAULT actual"),
    # who is not willing refuses
    ("Malawi is unwilling to sell maize to Zambia.", "MWI>ZMB REJECT actual"),
    ("Washington does not want to offer Moscow grain.", "USA>RUS REJECT"),
    ("Peru is not willing to talk to Chile.", "PER>CHL REJECT"),
    ("Gabon does not intend to sell timber to China.", "GAB>CHN REJECT"),
    ("Japan does not permit American firms to bid.", "JPN>USA REJECT"),
    ("Kabul has no plans to send a delegation to Islamabad.", "AFG>PAK CONSULT.visit negated"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), EVENTS)
def test_event_beside(sentence, expected, coder):
    found = lines(coder, sentence)
    assert any(line.startswith(expected.split()[0]) and expected.split()[-1] in line for line in found), found
