"""Where a sentence begins and ends, and where its dateline does."""

import pytest

from transforms.coder.sentences import LONGEST, split_sentences


def pieces(text):
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Ali met Gen. Abbas of the U.S. army. He left.", ["Mr. Ali met Gen. Abbas of the U.S. army.", "He left."]),
        ("A headline\nA first sentence. A second.", ["A headline", "A first sentence.", "A second."]),
        ("- a bullet\n- another bullet", ["- a bullet", "- another bullet"]),
        ("A line of wrapped text that goes on behind the break and\nis one sentence.", None),
        ("", []),
        ("\n \n", []),
    ],
)
def test_split(text, expected):
    assert pieces(text) == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("LIMA: ", "Peru met Bolivia."),
        ("LIMA, June 4 (Agency) - ", "Peru met Bolivia."),
        ("SUCRE, Bolivia — ", "Peru met Bolivia."),
        ("LIMA (Agency) -- ", "Peru met Bolivia."),
        ("", "Peru - a neighbour - met Bolivia."),
        ("", "Bolivia: Peru's oldest rival."),
        ("LIMA (Agency): ", "Peru met Bolivia."),
        ("Agency - ", "Peru met Bolivia."),
        ("", "UN Chief: Peru must meet Bolivia."),
        ("", "US President Ana Gomez – who was in Lima – met Bolivia."),
        ("", "EU - China summit opens."),
        ("", "U.S. - China summit opens."),
        ("", "Bolivia - a neighbour that has tried for years to keep its ties with Peru - met Chile."),
    ],
)
def test_dateline_is_set_apart(dateline, rest):
    (sentence,) = split_sentences(dateline + rest)
    assert (dateline + rest)[sentence.core_start : sentence.end] == rest


def test_headline_is_known_as_such():
    first, second = split_sentences("Peru meets Bolivia\nThe two met in Lima.")
    assert (first.is_headline, second.is_headline) == (True, False)
    (titled, *_) = split_sentences("Will Peru meet Bolivia? It will.", title="Will Peru meet Bolivia?")
    assert titled.is_headline


def test_endless_sentence_is_cut_at_spaces():
    text = "word " * 2_000
    found = split_sentences(text)
    assert all(s.end - s.start <= LONGEST for s in found)
    assert sum(len(text[s.start : s.end].split()) for s in found) == 2_000
