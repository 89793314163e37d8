"""When an event happened, as the story around its sentence tells it. Published on Wednesday, 16 June 2021."""

from datetime import date

import pytest

from tests.coder.lines import PUBLISHED

STORIES = [
    # the day goes on in what goes on telling
    (
        "Zambia's president accused Malawi of smuggling on Monday. He also urged Malawi to close the border.",
        "urged", "2021-06-14",
    ),
    (
        "On Sunday Tanzania's president met his Rwandan counterpart.\n\nThey also signed a treaty with Rwanda.",
        "signed", "2021-06-13",
    ),
    ("Chad accused Sudan of an attack on Sunday.\n\nSudan rejected the claim of Chad.", "rejected", "2021-06-16"),
    # background keeps its time
    ("In March 2012 Niger arrested six Malian rebels. Mali accused Niger of torture.", "accused", "2012-03-01"),
    # a meeting has one date
    (
        "Ministers from Laos and Thailand held talks on Monday.\n\nDuring the talks, Laos accused Thailand of spying.",
        "accused", "2021-06-14",
    ),
    # a lead without a day has that of the news behind it
    (
        "Malawi has expelled a Tanzanian diplomat.\n\nThe foreign minister of Malawi said so on Monday.",
        "expelled", "2021-06-14",
    ),
    # since then
    ("In April Chad arrested five Sudanese. Sudan has since closed its border with Chad.", "closed", "2021-04-01"),
    ("Peru attacked Chile on May 3. Two days later, Chile bombed Peru.", "bombed", "2021-05-05"),
    (
        "Peru expels Chilean diplomat\n\nPeru expelled a Chilean diplomat on Tuesday, an official said.",
        "expels", "2021-06-15",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "start"), STORIES)
def test_date_from_the_story(text, trigger, start, coder):
    mentions = coder.code(text, published_on=PUBLISHED).mentions
    found = [m for m in mentions if trigger in text[m.trigger_start : m.trigger_end]]
    assert found
    assert found[0].event_date.start == date.fromisoformat(start)


def test_span_of_a_visit_holds_for_each_mention(coder):
    text = (
        "Kenyan minister visits Uganda\n\nKenya's trade minister was visiting Uganda, an official said on Tuesday.\n\n"
        "The three-day visit, which began on Monday, comes after a quarrel over Kenyan milk."
    )
    visits = [m for m in coder.code(text, published_on=PUBLISHED).mentions if m.event_type == "CONSULT"]
    assert len(visits) >= 2
    spans = {(m.event_date.start, m.event_date.end) for m in visits}
    assert spans == {(date(2021, 6, 14), date(2021, 6, 16))}


def test_second_piece_under_a_repeated_dateline_has_no_known_day(coder):
    text = (
        "ACCRA: Ghana expelled a Togolese diplomat.\nThe reasons are unknown.\n"
        "ACCRA: Ghanaian farmers sell cocoa to Togo."
    )
    first, *_, last = coder.code(text, published_on=PUBLISHED).mentions
    assert first.event_date.start == PUBLISHED
    assert last.event_date.start is None
