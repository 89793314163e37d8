"""Sectors: what the noun tells, else what a state named alone does or has done to it."""

import pytest

SENTENCES = [
    # a noun of its own
    ("Bolivian farmers sold quinoa to Peru.", "AGR", None),
    ("Kenyan soldiers attacked Ethiopian rebels.", "MIL", "REB"),
    ("Chilean companies built a railway in Ecuador.", "BUS", None),
    # a state named alone acts by its government, fights by its forces
    ("Mongolia threatened Kazakhstan.", "GOV", None),
    ("Honduras attacked Nicaragua.", "MIL", None),
    ("Senegal accused Gambia of lying.", "GOV", "GOV"),
    # what is traded and given is the country's
    ("Zambia exported copper to Japan.", None, None),
    ("Norway gave 20 million dollars to Malawi.", None, None),
]


@pytest.mark.parametrize(("sentence", "actor", "recipient"), SENTENCES)
def test_sectors(sentence, actor, recipient, coder):
    (mention,) = coder.code(sentence).mentions
    assert (mention.actors[0].sector, mention.recipients[0].sector) == (actor, recipient)


def test_two_states_that_deal_with_each_other(coder):
    (mention,) = coder.code("Bhutan and Nepal signed a treaty.").mentions
    assert [party.sector for party in mention.actors] == [None, None]


def test_capital_stands_for_its_government(coder):
    (mention,) = coder.code("Windhoek signed a treaty with Lisbon.").mentions
    assert {party.sector for party in (*mention.actors, *mention.recipients)} == {"GOV"}
