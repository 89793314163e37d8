"""Single sentences of which one event is annotated."""

import pytest

from tests.transforms.evaluation.made import coded
from transforms.evaluation.sentences import ReferenceSentence, SentenceLevel, WantedDyad, compare_sentence
from transforms.evaluation.types import confuse_sentences, tally_sentence_types

QUAD = {"ACCUSE": 3, "CONCEDE": 1, "RETREAT": 2, "SANCTION": 4, "COERCE": 4, "CONSULT": 1, "REQUEST": 3}


def sentence(event_type="ACCUSE", **more):
    return ReferenceSentence("s", (WantedDyad(("PER", "CHL"), event_type),), **more)


@pytest.mark.parametrize(
    ("reference", "got", "found"),
    [
        (sentence(), coded("PER > CHL", "ACCUSE"), (1, 1, 1, 1)),
        (sentence(), coded("CHL > PER", "ACCUSE"), (0, 0, 0, 0)),
        (sentence(is_symmetric=True), coded("CHL > PER", "ACCUSE"), (1, 1, 1, 1)),
        (sentence(), coded("PER > CHL", "REQUEST"), (1, 1, 0, 0)),
        (sentence("YIELD"), coded("PER > CHL", "RETREAT"), (1, 0, 1, 1)),
        (sentence("YIELD"), coded("PER > CHL", "CONCEDE"), (1, 1, 1, 1)),
        (sentence("SANCTION"), coded("PER > CHL", "COERCE"), (1, 1, 0, 1)),
        (sentence("CONSULT"), coded("CHL PER", "CONSULT"), (1, 1, 1, 1)),
        (sentence(accept_types=frozenset({"REQUEST"})), coded("PER > CHL", "REQUEST"), (1, 1, 1, 1)),
    ],
)
def test_levels(reference, got, found):
    outcome = compare_sentence(reference, [got], QUAD)
    assert tuple(outcome.tallies[level].found for level in SentenceLevel) == found


def test_an_accepted_type_is_found_as_the_dyad_s_own():
    outcome = compare_sentence(sentence(accept_types=frozenset({"REQUEST"})), [coded("PER > CHL", "REQUEST")], QUAD)
    assert confuse_sentences([outcome]) == {("ACCUSE", "ACCUSE"): 1}
    tallies = tally_sentence_types([outcome])
    assert (tallies["ACCUSE"].found, tallies["ACCUSE"].wanted) == (1, 1)
    assert (tallies["REQUEST"].right, tallies["REQUEST"].coded, tallies["REQUEST"].wanted) == (1, 1, 0)


def test_a_reciprocal_event_is_coded_in_both_directions():
    tally = compare_sentence(sentence("CONSULT"), [coded("CHL PER", "CONSULT")], QUAD).tallies[SentenceLevel.TYPE]
    assert (tally.coded, tally.precision) == (2, 0.5)


def test_the_same_dyad_and_type_counts_once():
    got = [coded("PER > CHL", "ACCUSE"), coded("PER > CHL", "ACCUSE", 40)]
    assert compare_sentence(sentence(), got, QUAD).tallies[SentenceLevel.TYPE].coded == 1
