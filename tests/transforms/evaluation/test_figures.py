"""What is computed from matched events: attributes, types, reliability, intervals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.evaluation.made import coded, wanted
from transforms.evaluation.alignment import Alignment
from transforms.evaluation.attributes import measure_attributes
from transforms.evaluation.bipartite import largest_matching
from transforms.evaluation.documents import compare_document
from transforms.evaluation.events import Quantity, Speaker
from transforms.evaluation.intervals import bootstrap, wilson
from transforms.evaluation.reliability import calibration_error, reliability
from transforms.evaluation.tally import Share, Tally, total
from transforms.evaluation.types import MISSED, confuse, tally_types

QUAD = {"ACCUSE": 3, "REJECT": 3, "AID": 2, "AGREE": 1}


def outcome(reference, got):
    return compare_document("text", [reference], [got], QUAD)


def share(name, reference, got):
    return measure_attributes([outcome(reference, got)]).shares[name]


def test_status_date_and_plan_count_among_the_found():
    reference = wanted("PER > CHL", "AGREE", planned_type="AID", accept_status=frozenset({"future"}))
    right = coded("PER > CHL", "AGREE", planned_type="AID", status="future")
    assert [share(name, reference, right).value for name in ("status", "date", "planned type")] == [1, 1, 1]
    wrong = coded("PER > CHL", "AGREE", status="negated", date_start=date(2024, 5, 14))
    assert [share(name, reference, wrong).value for name in ("status", "date", "planned type")] == [0, 0, 0]
    assert share("status", reference, coded("PER > BOL", "AGREE")).n == 0


def test_no_date_is_an_answer_too():
    undated = wanted("PER > CHL", "AID", date_start=None)
    assert share("date", undated, coded("PER > CHL", "AID", date_start=None)).value == 1
    assert share("date", undated, coded("PER > CHL", "AID")).value == 0


def test_mode_counts_where_the_type_is_the_very_same():
    accepted = wanted("PER > CHL", "AID", accept_types=frozenset({"AGREE"}))
    assert share("mode", accepted, coded("PER > CHL", "AGREE")).n == 0


def test_a_speaker_is_right_by_his_place_or_name_and_his_country_counts_apart():
    reference = wanted("PER > CHL", "ACCUSE", speaker=Speaker(20, 30, "PER"))
    got = coded("PER > CHL", "ACCUSE", speaker=Speaker(25, 35, "CHL"))
    attributes = measure_attributes([outcome(reference, got)])
    assert attributes.tallies["attribution"] == Tally(1, 1, 1, 1)
    assert attributes.shares["speaker's country"] == Share(0, 1)
    elsewhere = coded("PER > CHL", "ACCUSE", speaker=Speaker(90, 95, "PER").named("Minister Ana Rojas"))
    named = wanted("PER > CHL", "ACCUSE", speaker=Speaker(20, 30, "PER").named("Rojas"))
    assert measure_attributes([outcome(named, elsewhere)]).tallies["attribution"] == Tally(1, 1, 1, 1)
    assert measure_attributes([outcome(reference, elsewhere)]).tallies["attribution"] == Tally(0, 1, 0, 1)
    silent = wanted("PER > CHL", "ACCUSE", states_speaker=False)
    assert measure_attributes([outcome(silent, got)]).tallies["attribution"] == Tally(0, 0, 0, 0)


def test_figures_count_by_value_and_place():
    reference = wanted("PER > CHL", "AID", figures=(Quantity(5e6, 40, 50), Quantity(3, 60, 61)))
    got = coded("PER > BOL", "AID", figures=(Quantity(5e6, 45, 55), Quantity(4, 60, 61)))
    assert measure_attributes([outcome(reference, got)]).tallies["figures"] == Tally(1, 2, 1, 2)


def test_types_by_what_was_wanted_and_what_was_coded():
    found = outcome(wanted("PER > CHL", "ACCUSE"), coded("PER > CHL", "REJECT"))
    assert tally_types([found]) == {"ACCUSE": Tally(0, 0, 0, 1), "REJECT": Tally(0, 1, 0, 0)}
    assert confuse([found]) == {("ACCUSE", "REJECT"): 1}
    assert confuse([outcome(wanted("PER > CHL", "ACCUSE"), coded("PER > BOL", "ACCUSE"))]) == {("ACCUSE", MISSED): 1}


def test_reliability_compares_what_is_stated_with_what_is_right():
    right = outcome(wanted("PER > CHL", "AID"), coded("PER > CHL", "AID", confidence=0.75))
    wrong = outcome(wanted("PER > CHL", "AID"), coded("PER > BOL", "AID", confidence=0.75))
    (found,) = reliability([right, wrong])
    assert (found.low, found.high, found.mean_confidence, found.right) == (0.7, 0.8, 0.75, Share(1, 2))
    assert calibration_error([found]) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"), [(0, 0, 0.0, 1.0), (8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)]
)
def test_wilson(right, n, low, high):
    found = wilson(Share(right, n))
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_bootstrap_spans_what_other_draws_of_the_texts_give():
    tallies = [Tally(1, 1, 1, 1), Tally(0, 1, 0, 1)]
    found = bootstrap(tallies, [(0, 0), (0, 1), (1, 1)])
    assert (found.f1.low, found.f1.high) == (0, 1)
    assert bootstrap(tallies, [(0, 1)] * 5).precision.low == total(tallies).precision


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), unique=True), max_size=6))
def test_no_partner_is_matched_twice_and_none_is_left_that_could_be(candidates):
    matching = largest_matching(candidates)
    assert len(set(matching.values())) == len(matching)
    assert all(right in candidates[left] for left, right in matching.items())
    free = {left: set(rights) - set(matching.values()) for left, rights in candidates.items() if left not in matching}
    assert not any(free.values())


def test_spans_of_a_cleaned_text_are_found_in_the_text_before():
    before = "BANNER\n  Peru  accused\nChile of   theft.\nShare this"
    after = "A title\n\nPeru accused Chile of theft."
    alignment = Alignment(after, before)
    start, end = alignment.span(after.index("accused"), after.index("Chile") + 5)
    assert before[start:end] == "accused\nChile"
    assert alignment.span(0, 7) is None
