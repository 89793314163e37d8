"""Which coded event counts as which reference event."""

import pytest

from tests.transforms.evaluation.made import coded, wanted
from transforms.evaluation.documents import compare_document
from transforms.evaluation.levels import Level

QUAD = {"ACCUSE": 3, "REJECT": 3, "CONSULT": 1, "AID": 2, "SANCTION": 4}


def figures(references, got, level=Level.TYPE):
    """(precision, recall) at the level."""
    tally = compare_document("text", references, got, QUAD).tally(level)
    return round(tally.precision, 3), round(tally.recall, 3)


@pytest.mark.parametrize(
    ("reference", "got", "expected"),
    [
        (wanted("PER > CHL", "ACCUSE"), coded("PER > CHL", "ACCUSE"), (1, 1)),
        (wanted("PER > CHL", "ACCUSE"), coded("CHL > PER", "ACCUSE"), (0, 0)),
        (wanted("PER > CHL", "ACCUSE", has_no_direction=True), coded("CHL > PER", "ACCUSE"), (1, 1)),
        (wanted("PER > CHL", "ACCUSE"), coded("PER > CHL", "AID"), (0, 0)),
        (wanted("PER > CHL", "ACCUSE", accept_types=frozenset({"AID"})), coded("PER > CHL", "AID"), (1, 1)),
        (wanted("PER CHL", "CONSULT"), coded("CHL PER", "CONSULT"), (1, 1)),
        (wanted("PER > CHL", "CONSULT"), coded("PER CHL", "CONSULT"), (0.5, 1)),
        (wanted("PER > CHL", "ACCUSE"), coded("PER > CHL BOL", "ACCUSE"), (0.5, 1)),
        (wanted("PER > CHL BOL", "ACCUSE"), coded("PER > CHL", "ACCUSE"), (1, 0.5)),
        (wanted("PER > CHL", "ACCUSE"), coded("PER > CHL", "ACCUSE", trigger=120), (1, 1)),
        (wanted("PER > CHL", "ACCUSE"), coded("PER > CHL", "ACCUSE", trigger=140), (0, 0)),
    ],
    ids=[
        *("same", "turned round", "no direction", "other type", "accepted type", "reciprocal", "direction not seen"),
        *("a party too many", "a party too few", "just behind the sentence", "far behind the sentence"),
    ],
)
def test_one_event(reference, got, expected):
    assert figures([reference], [got]) == expected


def test_levels_ask_for_more_and_more():
    reference, got = [wanted("PER > CHL", "ACCUSE")], [coded("PER > CHL", "REJECT")]
    assert [figures(reference, got, level) for level in Level] == [(1, 1), (1, 1), (0, 0)]


def test_one_coded_event_finds_one_reference_event():
    twice = [wanted("PER > CHL", "ACCUSE", 10), wanted("PER > CHL", "ACCUSE", 50)]
    assert figures(twice, [coded("PER > CHL", "ACCUSE", 50)]) == (1, 0.5)
    assert figures([twice[0]], [coded("PER > CHL", "ACCUSE"), coded("PER > CHL", "ACCUSE", 50)]) == (0.5, 1)


def test_two_rows_for_what_is_one_event_cost_nothing():
    one = [wanted("PER > CHL BOL", "ACCUSE")]
    assert figures(one, [coded("PER > CHL", "ACCUSE"), coded("PER > BOL", "ACCUSE", 20)]) == (1, 1)


def test_the_matching_is_the_largest():
    # the first reference event alone would take the only coded event that the second can have
    events = [wanted("PER > CHL", "ACCUSE", accept_types=frozenset({"AID"})), wanted("PER > CHL", "ACCUSE", 30)]
    got = [coded("PER > CHL", "ACCUSE", 10), coded("PER > CHL", "AID", 80)]
    assert figures(events, got) == (1, 1)


def test_minor_events_may_be_coded_or_not():
    minor = wanted("PER > CHL", "ACCUSE", is_core=False)
    assert figures([minor], [coded("PER > CHL", "ACCUSE")]) == (1, 0)
    outcome = compare_document("text", [minor], [], QUAD)
    assert outcome.tally(Level.TYPE).wanted == 0


def test_what_matches_nothing_is_named():
    outcome = compare_document("text", [wanted("PER > CHL", "ACCUSE")], [coded("PER > BOL", "ACCUSE")], QUAD)
    matched = outcome.at[Level.TYPE]
    assert [unit.pair for unit in (*matched.missed, *matched.extra)] == [("PER", "CHL"), ("PER", "BOL")]
