"""What holds for any text: exact offsets, no exception, the same answer twice."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.coder.rows import event_rows
from transforms.coder.word_sets import words

NEWS = "Peru expelled two Bolivian diplomats on Monday. Bolivia called the move absurd and recalled its envoy to Lima."
CONTRACT = words(
    "document sentence_start sentence_end trigger_start trigger_end event_type mode status reciprocal actors "
    "recipients event_date_start event_date_end date_granularity contexts attributed_to figures rule_id confidence "
    "planned_type planned_mode location_iso3"
)
SCRAPS = [
    "Peru",
    " Bolivia",
    " attacked",
    " expelled",
    "’s",
    "\n",
    "\r\n",
    " ",
    ". ",
    "“",
    "\u200f",
    "\ud800",
    "$5",
    "<b>",
    "秘鲁",
    ", and",
    " to ",
]


def spans_are_exact(coder, text):
    for mention in coder.code(text).mentions:
        assert text[mention.trigger_start : mention.trigger_end]
        assert mention.sentence_start <= mention.trigger_start < mention.trigger_end <= mention.sentence_end
        for party in mention.actors + mention.recipients:
            assert text[party.start : party.end] == party.text or "\ud800" in text
        for figure in mention.figures:
            assert mention.sentence_start <= figure.start < figure.end <= mention.sentence_end


@pytest.mark.parametrize(
    "text", [NEWS, f"\n\n  {NEWS}", f"\u200f{NEWS}", f"\ud800 {NEWS}", NEWS.upper(), NEWS.replace(" ", "\u00a0")]
)
def test_spans_are_exact(text, coder):
    spans_are_exact(coder, text)


@settings(max_examples=30, deadline=None)
@given(text=st.lists(st.sampled_from(SCRAPS) | st.text(max_size=5), max_size=60).map("".join))
def test_any_text_is_coded(text, coder, shallow_coder):
    spans_are_exact(coder, text)
    spans_are_exact(shallow_coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Peru " * 20_000,
        "Peru attacked Bolivia and " * 4_000,
        "(" * 100_000,
        "A" * 1_000_000,
        "Peru attacked Bolivia\n" * 500,
    ],
    ids=["empty", "newline", "names", "one sentence of 100 kB", "brackets", "one word of 1 MB", "no full stop"],
)
def test_noise_is_coded(text, shallow_coder):
    spans_are_exact(shallow_coder, text)


def test_same_text_same_rows(coder):
    first, second = (list(event_rows("d", coder.code(NEWS))) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    assert first


def test_rows_follow_the_contract(coder):
    row = next(iter(event_rows("d", coder.code(NEWS))))
    assert row.keys() >= CONTRACT
    assert row["actors"][0].keys() == {"iso3", "sector", "text", "start", "end", "is_inferred"}
    assert 0 < row["confidence"] <= 1


def test_figure_without_event_has_a_row_of_its_own(coder):
    rows = list(event_rows("d", coder.code("Norway and Sweden have 16 million inhabitants together.")))
    assert [(row["event_type"], row["figures"][0]["value"]) for row in rows] == [(None, 16e6)]
