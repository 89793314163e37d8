"""Word order alone: headlines, and machines without the language model."""

import pytest

from tests.coder.lines import lines
from transforms.coder.word_forms import WordForms

HEADLINES = [
    ("Peru expels Bolivian envoy", ["PER>BOL SANCTION.expel actual"]),
    ("Bolivian envoy expelled by Peru", ["PER>BOL SANCTION.expel actual"]),
    ("Ghana, Togo condemn Benin", ["GHA+TGO>BEN ACCUSE.disapprove actual"]),
    ("Talks between Chad and Niger resume", ["NER+TCD CONSULT actual"]),
    ("Chile to visit Bolivia", ["CHL>BOL AGREE future"]),
    ("Peru and Chile to hold talks", ["CHL+PER AGREE future"]),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "expected"), HEADLINES)
def test_headline_without_model(headline, expected, shallow_coder):
    assert lines(shallow_coder, headline) == expected


@pytest.mark.parametrize(("headline", "expected"), HEADLINES)
def test_headline_with_model(headline, expected, coder):
    assert lines(coder, headline) == expected


def test_a_to_of_another_word_makes_no_plan(shallow_coder):
    (found,) = lines(shallow_coder, "Peru, close to war, condemns Bolivia")
    assert found == "PER>BOL ACCUSE.disapprove actual"


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru is far away; Bolivia attacked.",
        "Officials in Peru, who had waited for a very long time that day, attacked a critic of Bolivia.",
    ],
)
def test_no_link_across_a_border_or_from_afar(sentence, shallow_coder):
    assert lines(shallow_coder, sentence) == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("expelled", "expel"),
        ("accuses", "accuse"),
        ("condemning", "condemn"),
        ("met", "meet"),
        ("denied", "deny"),
        ("struck", "strike"),
    ],
)
def test_verb_forms(form, lemma, codebook):
    assert ("verb", lemma) in WordForms(codebook).lemmas(form)
