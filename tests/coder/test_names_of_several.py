"""Names and numbers that stand for several countries at once, borders that belong to two, and what they are called."""

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
    # whom a number counts
    (
        "Serbia recalled its envoys from Oslo, Paris and Rome after the three countries recognised Kosovo.",
        "NOR+FRA+ITA>XKX SUPPORT actual",
    ),
    ("Chad, Mali and Niger met in Dakar, and the three agreed to share intelligence.", "MLI+NER+TCD AGREE actual"),
    # what somebody's deed is called, also where the deed is told before
    ("Chad signed a treaty with Mali, a move that Niger called a provocation.", "NER>TCD ACCUSE.disapprove actual"),
    (
        "Chad opened an office in Mali, a step which Malian officials called a mistake.",
        "MLI>TCD ACCUSE.disapprove actual",
    ),
    ("Norway proposed a truce to Peru, a step that Peru called a breakthrough.", "PER>NOR SUPPORT actual"),
    ("Peru and Chile accused one another of cheating.", "CHL+PER ACCUSE.allege actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_an_event_of_several(sentence, expected, coder):
    assert expected in lines(coder, sentence)
