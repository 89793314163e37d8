"""Names that stand for several countries at once, and borders that belong to two."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("The two Koreas signed a pact on Friday.", "KOR+PRK SUPPORT actual"),
    ("The two Koreas exchanged fire across their border.", "KOR+PRK ASSAULT.firearms actual"),
    ("China urged the two Koreas to show restraint.", "CHN>KOR+PRK REQUEST.change actual"),
    ("The Baltic states expelled twelve Russian diplomats.", "EST+LVA+LTU>RUS SANCTION.expel actual"),
    ("Russia halted gas deliveries to the Baltic states.", "RUS>EST+LVA+LTU SANCTION.discontinue actual"),
    ("Inter-Korean talks opened on Friday.", "KOR+PRK CONSULT actual"),
    # of a border that is one's own, the other side
    ("Ghana deployed soldiers along its border with Togo.", "GHA>TGO MOBILIZE.troops actual"),
    ("Peru massed tanks near its frontier with Chile.", "PER>CHL MOBILIZE.troops actual"),
    ("Peru and Chile accused one another of cheating.", "CHL+PER ACCUSE.allege actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_an_event_of_several(sentence, expected, coder):
    assert expected in lines(coder, sentence)
