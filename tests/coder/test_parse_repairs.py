"""Sentences that the parser attaches wrongly, read as they are meant."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Russia appealed to Chad and Niger to show restraint and offered to mediate.", "RUS>TCD+NER AGREE actual"),
    ("Georgia called in the Russian ambassador to hand him a note.", "GEO>RUS ACCUSE.disapprove actual"),
    ("Iran called in the Swiss envoy to protest at the raid.", "IRN>CHE ACCUSE.disapprove actual"),
    ("Togo has moved 20,000 troops up to the Ghanaian frontier, according to Mali.", "TGO>GHA MOBILIZE.troops actual"),
    (
        "Peru's Alan Garcia, in a phone call with Chile's leader, told him to rescind it.",
        "PER>CHL REQUEST.change actual",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_sentence(coder, sentence, expected):
    assert expected in lines(coder, sentence)


def test_a_speech_is_not_called_in(coder):
    assert not any("ACCUSE" in line for line in lines(coder, "Iran called in a speech for Swiss envoys to leave."))
