"""Sport yields nothing; politics that borrows its words does."""

import pytest

from tests.coder.lines import lines

SPORT = """Peru through to the final
Peru beat Bolivia 2-1 in the semi-final of the Copa America on Sunday.
The striker scored twice before half-time. Bolivia's goalkeeper saved a penalty.
Chile, the defending champions, meet Peru in the final at the national stadium.
"""


def test_sports_story_has_no_events(coder, shallow_coder):
    assert lines(coder, SPORT) == []
    assert lines(shallow_coder, SPORT) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya attacked Uganda 3-0 in the World Cup qualifier.", []),
        ("Peru condemned Bolivia for its treatment of a footballer.", ["PER>BOL ACCUSE.disapprove actual"]),
    ],
)
def test_sentence(sentence, expected, coder):
    assert lines(coder, sentence) == expected
