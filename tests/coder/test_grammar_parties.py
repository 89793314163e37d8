"""Parties that stand away from their word, or are named by their town."""

import re

import pytest

from tests.coder.lines import lines

NAMED_BY_TOWN = [
    ("Police in Lahore arrested two Nepalese climbers on Friday.", "PAK>NPL COERCE actual"),
    ("Harbour inspectors in Gdansk held up a Lithuanian freighter.", "POL>LTU COERCE actual"),
    ("A Danish engineer was kidnapped by gunmen in Port Harcourt.", "NGA>DNK ASSAULT actual"),
    ("The Armenian side declined to meet Turkish officials.", "ARM>TUR REJECT actual"),
]
EUROPEANS = [
    ("Chad asked European governments for money.", "TCD>EUR REQUEST actual"),
    ("The Ghanaian president began a tour of European capitals.", "GHA>EUR CONSULT actual"),
]
AWAY_FROM_THEIR_WORD = [
    # what is asked or threatened, and of whom, stands in the clause of the noun
    ("Peru's request for Chile to return the books was delivered on Monday.", "PER>CHL REQUEST actual"),
    # a by-phrase hung on the verb above its noun
    ("The storm cut short a visit to Chad by the Gabonese defence minister.", "GAB>TCD CONSULT actual"),
    # an order does what it says in the name of who signed it
    ("Peru's president signed an order imposing tariffs on Chilean grapes.", "PER>CHL SANCTION actual"),
    # two adjectives with a hyphen are both sides
    (
        "The joint Thai-Burmese exercises began after a collision between a Lao and a Thai boat.",
        "MMR+THA COOPERATE actual",
    ),
    # a phrase below an adverb
    ("Eritrea could strike anywhere in Ethiopia with its rockets.", "ERI>ETH ASSAULT hypothetical"),
    # an auxiliary shared by two participles
    ("Two Kenyan boats were stopped and seized by Ugandan police on Monday.", "UGA>KEN COERCE actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMED_BY_TOWN + EUROPEANS + AWAY_FROM_THEIR_WORD)
def test_parties_found(sentence, expected, coder):
    assert expected in [re.sub(r"\.[a-z-]+ ", " ", line) for line in lines(coder, sentence)]
