"""What is said about an event: plans that came to nothing, what was never so, what set off what."""

import pytest

from tests.coder.lines import PUBLISHED, lines
from transforms.coder.coder import Coder

STATUSES = [
    ("Oman was to have signed a treaty with Fiji in March.", "FJI+OMN SUPPORT negated"),
    ("Russian troops were supposed to have left Moldova.", "RUS>MDA RETREAT.withdraw negated"),
    ("Ghana denied that it planned to expel the Togolese ambassador.", "GHA>TGO SANCTION.expel negated"),
    ("A plan to send Kenyan wheat to Somalia has been shelved.", "KEN>SOM AID negated"),
    ("Plans for Nepal to send rice to Haiti were put on ice.", "NPL>HTI AID negated"),
    (
        "Had Iran expelled the Danish ambassador, Denmark would have closed its embassy.",
        "IRN>DNK SANCTION.expel hypothetical",
    ),
    ("Kenya would have expelled the Sudanese ambassador, an official said.", "KEN>SDN SANCTION.expel hypothetical"),
    ("The visit by Chile's president to Peru will not take place.", "CHL>PER CONSULT.visit negated"),
    ("Talks between Laos and Japan, set for July, will go ahead.", "JPN+LAO AGREE future"),
]
AS_BEFORE = [
    ("Gabon's plan to withdraw its troops from Chad was rejected.", "GAB>TCD CONCEDE future"),
    ("Peru is believed to have arrested two Chilean spies.", "PER>CHL COERCE.arrest actual"),
    ("Peru was said to have arrested two Chilean spies.", "PER>CHL COERCE.arrest actual"),
    ("Peru had expelled the Chilean ambassador.", "PER>CHL SANCTION.expel actual"),
    ("Peru plans to expel the Chilean ambassador.", "PER>CHL SANCTION.expel future"),
    ("Peru said it would expel the Chilean ambassador.", "PER>CHL SANCTION.expel future"),
    ("Peru is to expel the Chilean ambassador.", "PER>CHL SANCTION.expel future"),
]
DATES = [
    ("Zambia closed its border on Monday after Malawi arrested two Zambian drivers.", "MWI>ZMB", "2021-06-14"),
    ("Fiji recalled its envoy from Tonga, a step that Samoa condemned.", "WSM>", "2021-06-16"),
    ("Gabon fired on two boats from Benin on Sunday after they crossed into its waters.", "GAB>BEN", "2021-06-13"),
    ("Laos freed two Thai sailors on June 4. Thailand's court later jailed them.", "LAO>THA", "2021-06-04"),
]


@pytest.mark.parametrize(("text", "expected"), STATUSES + AS_BEFORE)
def test_what_came_of_it(coder: Coder, text: str, expected: str) -> None:
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "parties", "expected"), DATES)
def test_when_it_was(coder: Coder, text: str, parties: str, expected: str | None) -> None:
    mentions = coder.code(text, published_on=PUBLISHED).mentions
    actors, _, recipients = parties.partition(">")
    found = [
        m.event_date.start
        for m in mentions
        if actors in {p.iso3 for p in m.actors} and (not recipients or recipients in {p.iso3 for p in m.recipients})
    ]
    assert [str(day) if day else None for day in found] == [expected]
