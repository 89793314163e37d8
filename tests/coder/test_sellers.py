"""Who sells to whom: a firm's branch is no other country's buyer, its own unit nobody it deals with."""

import pytest

from tests.coder.lines import lines

DEALS = [
    ("A Danish firm sold French telephone equipment to Chad.", ["DNK>TCD COOPERATE actual"]),
    ("The German bank sold its Peruvian branch to a Spanish rival.", ["DEU>ESP COOPERATE actual"]),
    ("Swedish owners sold their American subsidiary to a Japanese group.", ["SWE>JPN COOPERATE actual"]),
    ("The British firm's Dutch subsidiary bought a brewery in Ghent.", ["NLD>BEL COOPERATE actual"]),
    ("A South Korean group acquired a stake in a Polish refinery.", ["KOR>POL COOPERATE actual"]),
    ("Sales of Iranian oil to China rose.", ["IRN>CHN COOPERATE actual"]),
]

OWN = [
    "The Swiss bank announced the sale of its Mexican unit.",
    "The Italian group's Argentine subsidiary acquired a plant in Cordoba.",
    "The group has already acquired the French telephone business.",
    "The Swedish firm sold a total of 9,000 cars in January.",
]


@pytest.mark.parametrize(("text", "expected"), DEALS)
def test_deals(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize("text", OWN)
def test_no_deal_with_ones_own(coder, text):
    assert lines(coder, text) == []
