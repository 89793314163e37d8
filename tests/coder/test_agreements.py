"""What is agreed binds those who agree; what they hold for true, and whom they deal with together, does not."""

import pytest

from tests.coder.lines import lines

AGREED = [
    ("Kenya and Uganda agreed that trade across their border would resume in May.", ["KEN+UGA AGREE actual"]),
    ("The ministers of Mali and Niger agreed that the border be reopened.", ["MLI+NER AGREE actual"]),
    ("Ghana agreed that Togo should get the loan.", ["GHA>TGO AGREE actual"]),
    ("Mongolia agreed that Polish inspectors could visit the mine.", ["MNG>POL AGREE actual"]),
    ("Ghana and Togo agreed that more needed to be done.", ["GHA+TGO AGREE actual"]),
    ("Chile and Peru agreed to share intelligence on Hezbollah.", ["CHL+PER AGREE actual"]),
    ("Kenya and Uganda agreed to fight the Islamic State.", ["KEN+UGA AGREE actual"]),
    ("Jordan and Egypt agreed to cooperate in the fight against the Islamic State.", ["EGY+JOR AGREE actual"]),
    ("Denmark agreed to sell missiles to Chad.", ["DNK>TCD AGREE actual"]),
]

HELD_FOR_TRUE = [
    "Danish ministers agreed that Ukraine is a hard case.",
    "Kenyan officials agreed that the real obstacle to trade with Tanzania is the lack of roads.",
    "Economists in Peru agreed that Chilean growth was slowing.",
    "Analysts and Turkish traders agreed that a decision on the Bulgarian loan would likely be delayed.",
    "The new Mercosur tariff regime agreed last night is too complicated, Argentine farmers said.",
    "Belgium and Spain agreed that the currencies were within proper ranges.",
]


@pytest.mark.parametrize(("text", "expected"), AGREED)
def test_what_is_agreed(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize("text", HELD_FOR_TRUE)
def test_who_holds_the_same_for_true_agrees_to_nothing(coder, text):
    assert lines(coder, text) == []
