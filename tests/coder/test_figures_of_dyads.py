"""Which figures of a story come out, and on what."""

import pytest

from tests.coder.lines import PUBLISHED

OF_EVENTS = [
    ("Peru expelled 12 Chilean diplomats.", [12.0]),
    ("Chile's exports to Peru reached $3 billion in 2019.", [3e9]),
    ("China seized a Vietnamese boat with a crew of 12.", [12.0]),
    ("Kenya arrested 23 Somalis and deported 14 of them to Somalia.", [23.0, 14.0]),
    ("Ghana sent a force of some 300 to Mali.", [300.0]),
    ("The two countries, Ghana and Togo, signed a treaty.", []),
]
LOOSE = [
    # both countries are named
    ("Some 40,000 Nepalis are in Qatar.", [40_000.0]),
    # one is, and the sentence is of what they exchange
    ("Chile and Peru signed a treaty. Chilean exports came to $3 billion, a mining lobby thinks.", [3e9]),
    # a number of one country
    ("Chile and Peru signed a treaty. Lima has 10 million people.", []),
]


@pytest.mark.parametrize(("text", "values"), OF_EVENTS)
def test_figures_of_a_sentence_with_an_event(text, values, coder):
    coded = coder.code(text, published_on=PUBLISHED)
    assert sorted(f.value for m in coded.mentions for f in m.figures) == sorted(values)


@pytest.mark.parametrize(("text", "values"), LOOSE)
def test_figures_without_an_event(text, values, coder):
    coded = coder.code(text, published_on=PUBLISHED)
    found = [*coded.loose_figures, *(f for m in coded.mentions for f in m.figures)]
    assert [f.value for f in found] == values
