"""Did it happen? One way of saying so a row."""

from datetime import date

import pytest

from tests.coder.lines import lines

ASSERTIONS = [
    ("Peru denied it had expelled any Bolivian.", ["PER>BOL COERCE.deport negated"]),
    ("Peru has not expelled any Bolivian diplomat.", ["PER>BOL SANCTION.expel negated"]),
    ("Peru may expel a Bolivian diplomat.", ["PER>BOL SANCTION.expel hypothetical"]),
    ("Peru will expel a Bolivian diplomat.", ["PER>BOL SANCTION.expel future"]),
    ("Peru plans to expel a Bolivian diplomat.", ["PER>BOL SANCTION.expel future"]),
    ("Chile's president will visit Bolivia.", ["CHL>BOL AGREE future"]),
    ("Chile is due to withdraw its troops from Bolivia.", ["CHL>BOL CONCEDE future"]),
    ("Chile withdrew its troops from Bolivia.", ["CHL>BOL RETREAT.withdraw actual"]),
    (
        "Kenya is in mourning after Somali gunmen killed five Kenyans.",
        ["SOM>KEN ASSAULT.firearms actual"],
    ),
    ("Kenya will not receive the Somali president.", ["KEN>SOM REJECT.meet actual"]),
    (
        "Chad could sue in response to the seizure of its ship by Niger.",
        ["TCD>NER ACCUSE.allege hypothetical", "NER>TCD COERCE.seize actual"],
    ),
    (
        "The curfew was meant to prevent riots over the killing of 12 Kenyan workers by Somali troops.",
        ["SOM>KEN ASSAULT actual"],
    ),
    ("Officials tried to help Togolese sailors arrested by Ghana.", ["GHA>TGO COERCE.arrest actual"]),
    ("The talks ended without a pact between Peru and Chile.", ["CHL+PER CONSULT actual", "CHL+PER SUPPORT negated"]),
    (
        "Peru accused Chile without mentioning the Chilean attack on Bolivia.",
        ["PER>CHL ACCUSE.allege actual", "CHL>BOL ASSAULT actual"],
    ),
    ("Germany decided against sending tanks to Ukraine.", ["DEU>UKR REJECT.assist actual"]),
    ("Peru ruled out talks with Chile.", ["PER>CHL REJECT.meet actual"]),
    (
        "A Kuwaiti court ruled that Chad had attacked Niger.",
        ["KWT>TCD ACCUSE.disapprove actual", "TCD>NER ASSAULT actual"],
    ),
    (
        "Peru voiced concern about Chilean strikes on Bolivia.",
        ["PER>CHL ACCUSE.disapprove actual", "CHL>BOL ASSAULT actual"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ASSERTIONS)
def test_assertion(sentence, expected, coder):
    assert lines(coder, sentence) == expected


def test_plan_says_what_is_planned(coder):
    (mention,) = coder.code("Chile's president will visit Bolivia.").mentions
    assert (mention.planned_type, mention.planned_mode) == ("CONSULT", "visit")


@pytest.mark.parametrize(
    ("published_on", "fetched_on", "status"),
    [
        (date(2021, 6, 16), None, "historical"),
        (date(1991, 2, 1), None, "actual"),
        (None, date(2026, 1, 1), "historical"),
        (None, None, "actual"),
    ],
)
def test_background_is_historical(published_on, fetched_on, status, coder):
    text = "Bolivia attacked Peru in March 1990."
    (mention,) = coder.code(text, published_on=published_on, fetched_on=fetched_on).mentions
    assert mention.status == status


def test_day_counted_from_the_story_s_last(coder):
    text = "Bolivia attacked Peru on March 3. Two days later, Peru bombed Bolivia."
    first, second = coder.code(text, published_on=date(2021, 6, 16)).mentions
    assert (first.event_date.start, second.event_date.start) == (date(2021, 3, 3), date(2021, 3, 5))


def test_date_of_the_reporting_verb_is_not_the_event_s(coder):
    text = "Bolivia attacked Peru in May, an official said on Tuesday."
    (mention,) = coder.code(text, published_on=date(2021, 6, 16)).mentions
    assert (mention.event_date.start, mention.event_date.end) == (date(2021, 5, 1), date(2021, 5, 31))
