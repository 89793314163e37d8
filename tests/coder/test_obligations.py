"""What a state says that another must, should or might do is a request to it."""

import pytest

from tests.coder.lines import lines

REQUESTS = [
    "Chad insists that Togo free the sailors.",
    "It is up to Togo to free the sailors, Chad said.",
    "Chad said it was vital for Togo to free the sailors.",
    "Chad hoped that Togo would free the sailors.",
    "Chad would like to see Togo free the sailors.",
    "Togo's forces must leave, Chad said.",
    "Togolese curbs on imports should be eased, an official of Chad said.",
]
NONE = [
    "Analysts said Chad should help itself, a Togolese daily wrote.",
    "Chad and Togo both support the plan, its president said.",
    "Togo said it should leave the club, as did Chad.",
]


@pytest.mark.parametrize("sentence", REQUESTS)
def test_what_another_is_to_do_is_requested(sentence, coder):
    assert [line for line in lines(coder, sentence) if line.startswith("TCD>TGO REQUEST")]


@pytest.mark.parametrize("sentence", NONE)
def test_what_nobody_else_is_to_do_is_no_request(sentence, coder):
    assert not [line for line in lines(coder, sentence) if "REQUEST" in line]
