"""Who is meant: countries by what they are, persons behind "he", bodies behind their presidencies, envoys by title."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Bahrain expelled Iran's ambassador. Tehran accused the kingdom of lying.", "IRN>BHR ACCUSE.allege actual"),
    ("Oman freed two Indian sailors. New Delhi thanked the sultanate.", "IND>OMN SUPPORT actual"),
    (
        "Kuwait expelled the Nepalese envoy. The oil-rich Gulf state also recalled its diplomats from Kathmandu.",
        "KWT>NPL SANCTION.withdraw actual",
    ),
    (
        "Austria apologised to Iraq. Baghdad stopped oil deliveries to the Alpine country.",
        "IRQ>AUT SANCTION.discontinue actual",
    ),
    (
        "Fiji expelled Australia's ambassador. Canberra imposed sanctions on the Pacific island nation.",
        "AUS>FJI SANCTION actual",
    ),
    (
        "Georgia accused Russia of aggression. Washington urged the former Soviet republic to talk.",
        "USA>GEO REQUEST.meet actual",
    ),
    (
        "The EU met Serbian envoys. The 27-nation bloc urged Belgrade to free two Greeks.",
        "EUR>SRB REQUEST.yield actual",
    ),
    ("NATO met Russian envoys. The ruling alliance in Kenya criticised Uganda.", "KEN>UGA ACCUSE.disapprove actual"),
    ("The UN sent monitors to Nepal. India accused the world body of bias.", "IND>UNO ACCUSE.allege actual"),
    ("Malta pressed its EU partners to impose sanctions on Libya.", "MLT>EUR REQUEST.change actual"),
    ("The Danish presidency of the EU criticised Zimbabwe.", "EUR>ZWE ACCUSE.disapprove actual"),
    ("The Ghanaian chairmanship of the African Union urged Chad to talk.", "IGO>TCD REQUEST.meet actual"),
    (
        "The Peruvian envoy was summoned in Ottawa. Ambassador Jorge Bolanos criticised Canada.",
        "PER>CAN ACCUSE.disapprove actual",
    ),
    ("A source in Vladimir Putin's entourage accused Moldova of lying.", "RUS>MDA ACCUSE.allege actual"),
    (
        "Newspapers in Lima attacked Chilean President Sebastian Pinera after he met the Brazilian leader on Monday.",
        "BRA+CHL CONSULT actual",
    ),
    ("Spain will not sit idle if Morocco sends boats, its foreign minister said.", "ESP>MAR THREATEN actual"),
    (
        "Kenya closed its mission in Sudan after a crowd stormed the Norwegian embassy there.",
        "SDN>NOR PROTEST.riot actual",
    ),
    ("European lawmakers condemned Myanmar.", "EUR>MMR ACCUSE.disapprove actual"),
    ("Carabineros arrested two Bolivians.", "CHL>BOL COERCE.arrest actual"),
    ("Belgium recalled its envoy. Burundi accused Brussels of harbouring plotters.", "BDI>BEL ACCUSE.allege actual"),
    ("Malta thanked the EU. Brussels accused Moscow of lying.", "EUR>RUS ACCUSE.allege actual"),
    (
        "North Korea fired a missile. South Korea protested. The two Koreas agreed to hold talks.",
        "KOR+PRK AGREE actual",
    ),
    (
        'Peru protested to Chile. "They refuse to obey UN resolutions," Peruvian Foreign Minister Ana Rojas said.',
        "CHL>UNO REJECT actual",
    ),
    ("Angela Merkel also backed Warsaw in its row with Moscow over meat.", "POL+RUS ACCUSE.disapprove actual"),
    ("A Kuala Lumpur-based oil firm signed a contract with Sudan.", "MYS+SDN SUPPORT actual"),
    ("London-based Amnesty International criticised Iran.", "NGO>IRN ACCUSE.disapprove actual"),
    (
        "NAIROBI - Kenya asked for help. The World Food Programme is feeding a million people in the country.",
        "UNO>KEN AID actual",
    ),
    ("Manila undertook not to flaunt its victory before a court in The Hague.", None),
    (
        "Angola and Zambia quarrelled. Foreign ministers Pedro Salas and Joseph Banda signed a pact on Monday.",
        "AGO+ZMB SUPPORT actual",
    ),
    (
        "Uruguay asked the International Court of Justice for help. In July the same court rebuffed Argentina.",
        "UNO>ARG REJECT actual",
    ),
    ("Pan-American athletes praised Chile.", None),
    ("The island is disputed by Chile.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_parties(coder, sentence, expected):
    found = lines(coder, sentence)
    assert (expected in found) if expected else not found
