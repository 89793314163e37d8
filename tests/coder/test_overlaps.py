"""Spans over a span are found among many, and many names take no more than their share of time."""

import time

import pytest

from transforms.coder.names.gazetteer import Match
from transforms.coder.names.introductions import find_introductions, known_persons, with_persons
from transforms.coder.names.overlaps import Overlaps
from transforms.coder.names.rows import Kind
from transforms.coder.sentences import split_sentences


def spans(*ends):
    return [Match(start, end, "", "PER", None, Kind.NAME, "") for start, end in ends]


@pytest.mark.parametrize(
    ("asked", "found"),
    [((0, 3), []), ((3, 5), [(4, 8)]), ((7, 12), [(4, 8), (10, 30), (11, 12)]), ((20, 21), [(10, 30)]), ((30, 40), [])],
)
def test_spans_over_a_span(asked, found):
    over = Overlaps(spans((10, 30), (4, 8), (11, 12))).over(*asked)
    assert [(span.start, span.end) for span in over] == found


def seconds(text, codebook):
    titles = codebook.person_titles
    matches = codebook.gazetteer.find(text, on=None)
    began = time.process_time()
    persons = known_persons(text, find_introductions(text, matches, titles), matches, titles)
    with_persons(matches, persons)
    split_sentences(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "sentence",
    [
        "Peruvian Foreign Minister Ana Quispe met Chilean President Luis Rojas. Quispe and Rojas spoke. ",
        "The U.S. Has asked the U.S. And the U.S. Will ask the U.S. Which asked the U.S. And ",
    ],
)
def test_four_times_the_names_take_about_four_times_the_time(sentence, codebook):
    few, many = (min(seconds(sentence * n, codebook) for _ in range(2)) for n in (150, 600))
    assert many < 9 * few + 0.1
