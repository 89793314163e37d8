"""Energy, loans, relief, fisheries and seizures: what one country gives, takes, stops or lets another have."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Iran shut the taps on gas for Armenia.", "IRN>ARM SANCTION.discontinue actual"),
    ("Chile approved the confiscation of a Swiss mine.", "CHL>CHE COERCE.seize actual"),
    ("Ghana ordered Chinese trawlers out of its waters.", "GHA>CHN SANCTION.expel actual"),
    ("Kenyan traders padlocked stalls owned by Ugandans.", "KEN>UGA COERCE.restrict actual"),
    ("Two Turkish planes landed in Beirut with tents.", "TUR>LBN AID actual"),
    ("Uganda gave Burundi 30 tonnes of beans.", "UGA>BDI AID actual"),
    ("Laos secured a $90 million loan from Vietnam.", "VNM>LAO AID actual"),
    ("Swiss lawmakers voted against a trade deal with Chile.", "CHE>CHL REJECT.change actual"),
]
NO_EVENT = [
    "A Peruvian plane landed in Chile on Monday.",
    "Ghana shut the valve of a pipeline.",
    "Kenya secured a loan.",
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_dealings_in_goods_and_money(text, expected, coder):
    assert lines(coder, text) == [expected]


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_dealing(text, coder):
    assert lines(coder, text) == []
