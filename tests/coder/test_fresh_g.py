"""Short wire: visitors told something, debts and quotas, heads of offices, harms told twice, trade of a third side."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # whom a leader tells something visits him
    (
        "Uruguayan President Luis Lacalle told visiting Danish Foreign Minister Jeppe Kofod that exports were growing.",
        "DNK>URY CONSULT.visit actual",
    ),
    (
        "A senior Omani official assured a visiting Finnish delegation that the port would open soon.",
        "FIN>OMN CONSULT.visit actual",
    ),
    ("The Malian president met visiting Spanish Defence Minister Margarita Robles.", "ESP+MLI CONSULT actual"),
    # offices that have no other name
    (
        "The Treasury Department's trade director said India should open its bond market.",
        "USA>IND REQUEST.change actual",
    ),
    ("The head of Iceland's fisheries board accused Norway of poaching.", "ISL>NOR ACCUSE.allege actual"),
    ("The chief of Malta's tourist office accused Greece of lying.", "MLT>GRC ACCUSE.allege actual"),
    ("A director of the Dutch central bank said Belgium must cut its deficit.", "NLD>BEL REQUEST.change actual"),
    ("Egyptian millers bought 40,000 tonnes of Romanian wheat.", "EGY>ROU COOPERATE actual"),
    # who owes and to whom
    ("Morocco asked its bankers to reschedule 600 mln dlrs of debt.", "MAR>MNC REQUEST.assist actual"),
    (
        "A bank advisory panel agreed to reschedule 700 mln dlrs owed by Nigeria.",
        "MNC>NGA AGREE actual",
    ),
    ("Uruguay resumed talks with the bank steering committee.", "MNC+URY CONSULT actual"),
    ("Brazil turned down a request by its bankers to resume payments.", "BRA>MNC REJECT actual"),
    # quotas, markets and output
    (
        "Honduras called for larger export quotas at a meeting of the International Coffee Organization.",
        "HND>IGO REQUEST.change actual",
    ),
    ("Brazil wants greater access to Korean markets.", "BRA>KOR REQUEST.change actual"),
    ("Canada is opposed to a rise in Japanese timber duties.", "CAN>JPN REJECT actual"),
    ("Jordan has cancelled a tender for 100,000 tonnes of Syrian barley.", "JOR>SYR SANCTION.discontinue actual"),
    (
        "Canada rejected an Australian offer to cut export subsidies.",
        "CAN>AUS REJECT actual",
    ),
    # business stops its work, an army its fire
    (
        "A Turkish construction company said it was halting operations in Libya.",
        "TUR>LBY SANCTION.discontinue actual",
    ),
    ("A British oil firm has ceased production in Gabon.", "GBR>GAB SANCTION.discontinue actual"),
    ("Kenya suspended military operations in Somalia.", "KEN>SOM RETREAT.ceasefire actual"),
    (
        "The European Commission recommended opening accession talks with Montenegro.",
        "EUR>MNE SUPPORT actual",
    ),
    (
        "Cheap EU exports are hurting farmers in Senegal, the Senegalese minister said.",
        "SEN>EUR ACCUSE.disapprove actual",
    ),
    ("Peruvian President Ana Rojas left Lima for Spain.", "PER>ESP CONSULT.visit actual"),
    ("Armenia is on the side of Greece, the minister said.", "ARM>GRC SUPPORT actual"),
]

NO_EVENT = [
    # what the victims were harmed in is not their deed
    ("Two Portuguese soldiers were killed in bombings in Chad.", "PRT>TCD ASSAULT"),
    ("Three Swedes died and four were wounded in bombings in Niger.", "SWE>NER ASSAULT"),
    # each has a trade of his own; a border; a wanted man; a war that others wage
    ("Brazilian sugar exports fell 10 pct while Thai exports rose.", "COOPERATE"),
    ("Reinforcements sent to bolster Niger's border with Libya have clashed with rebels.", "LBY>NER"),
    ("A preacher wanted in Italy was arrested by Dutch police.", "ITA"),
    ("A majority of Belgians oppose the war in Yemen.", "YEM"),
    ("British Airways will use the planes, built by Embraer of Brazil, on new routes.", "ASSAULT"),
    ("The Qatari oil minister, in Jakarta for a meeting, blamed the price fall on weak demand.", "ACCUSE"),
    ("Australian wheat exporters compete with those of Argentina.", "AGREE"),
    ("On one side is the dynasty that has ruled Togo; on the other side is a French businessman.", "SUPPORT"),
    ("Deserter John Hall left his Manila hospital for an American military base.", "CONSULT"),
    # a series of what one army did to another
    ("Angolan forces smashed two Namibian brigades, killed or wounded 90 men and destroyed 12 tanks.", "NAM>AGO"),
    # the same told again
    ("Kenya was angered by Uganda's refusal to recognise Somaliland and Somalia.", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_event_is_coded(text, wanted, coder):
    """The event stands among those that are coded."""
    assert wanted in lines(coder, text)


@pytest.mark.parametrize(("text", "unwanted"), NO_EVENT)
def test_event_is_not_coded(text, unwanted, coder):
    """No event with these words is coded."""
    assert not [found for found in lines(coder, text) if unwanted in found]


def test_agreement_and_what_it_ends_are_one_event(coder) -> None:
    """A gerund that says what the signing came to tells no second event."""
    found = lines(coder, "Ghana and Togo signed a fishing agreement, ending months of disputes.")
    assert found == ["GHA+TGO SUPPORT actual"]
