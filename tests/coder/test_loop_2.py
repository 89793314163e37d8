"""Words of plain regional news from Asia, the Pacific and the Americas; each text yields these events alone."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Peru said talks had failed and accused Chile of bad faith.", "PER>CHL ACCUSE"),
    ("Laos said Thailand had agreed to help, and thanked Bangkok.", "THA>LAO AGREE; LAO>THA SUPPORT"),
    ("Oman called home its own envoy from Manila.", "OMN>PHL SANCTION"),
    ("Peru called its ambassador, Ana Rojas, back from Quito.", "PER>ECU SANCTION"),
    ("Oman gave the Philippine ambassador a week to leave.", "OMN>PHL SANCTION"),
    ("Laos handed the Thai ambassador two notes of protest.", "LAO>THA ACCUSE"),
    ("Nepal banned the deployment of its workers to Oman.", "NPL>OMN SANCTION"),
    ("China imposed new charges on goods coming in from Laos.", "CHN>LAO SANCTION"),
    ("Peruvian soldiers planted a flag on an Ecuadorean island.", "PER>ECU COERCE"),
    ("Ecuador moved 70 police officers to its border with Peru.", "ECU>PER MOBILIZE"),
    ("Chile paid for a school in Haiti.", "CHL>HTI AID"),
    ("Laos closed the Friendship Bridge to Thailand.", "LAO>THA COERCE"),
    ("Paraguay went to the world court over Argentine dams.", "PRY>ARG ACCUSE"),
    ("Ecuadorean students trampled on a Peruvian flag.", "ECU>PER PROTEST"),
    ("Malaysian firms have put $2 billion into Laos.", "MYS>LAO COOPERATE"),
    ("Chile gave the Bolivian idea a cool reception.", "CHL>BOL REJECT"),
    ("Cuba sent technicians to help the Nicaraguans run the mills.", "CUB>NIC AID"),
    ("China put an oil rig in waters claimed by Malaysia.", "CHN>MYS COERCE"),
    ("Brazil has postponed a rail line to Paraguay.", "BRA>PRY SANCTION"),
    ("A Canadian court threw out a lawsuit by Chilean villagers.", "CAN>CHL REJECT"),
    ("Two Indonesians languish in jail in Malaysia.", "MYS>IDN COERCE"),
    ("Singapore said it could not agree to the Indonesian terms.", "SGP>IDN REJECT"),
    ("Canada told reporters that Bolivia had every right to its riches.", "CAN>BOL SUPPORT"),
    ("Thailand plans to send them home to Cambodia.", "THA>KHM COERCE"),
    ("China is sending a vice-premier to Vientiane next week.", "CHN>LAO AGREE"),
    ("Peru said it respected the judges and would talk to Brazil.", "BRA+PER AGREE"),
    ("Peru turned down the idea again after talks with Chilean officials.", "PER>CHL REJECT; CHL+PER CONSULT"),
    ("The Chinese ambassador was summoned in Canberra.", "AUS>CHN ACCUSE"),
    ("Fiji said its patrol had come under fire from Tongan smugglers.", "TON>FJI ASSAULT"),
    ("Argentina withheld gas from Chile.", "ARG>CHL SANCTION"),
    ("Haiti banned Dominican eggs. Santo Domingo called the ban a trick.", "HTI>DOM SANCTION; DOM>HTI ACCUSE"),
    ("Haiti and Cuba held talks. The sides agreed to set up a team.", "CUB+HTI CONSULT; CUB+HTI AGREE"),
    ("Ecuador and Peru are at odds. Canada called on the two to talk.", "ECU+PER ACCUSE; CAN>ECU+PER REQUEST"),
]
NO_EVENT = [
    "Chile's minister called the match in Lima a disgrace.",
    "Paraguay shares a long border with Bolivia.",
    "Peru said it had the right to fish near Chile.",
]


def _plain(line: str) -> str:
    parties, kind, _status = line.split(" ")
    return f"{parties} {kind.partition('.')[0]}"


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_wording(text, expected, coder):
    """Modes and status are left out: tables of their own test them."""
    assert sorted(map(_plain, lines(coder, text))) == sorted(expected.split("; "))


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_event(text, coder):
    assert lines(coder, text) == []
