"""What somebody asks, offers or charges, and what another answers: two events of one sentence."""

import pytest

from tests.coder.lines import lines

ANSWERED = [
    ("Kenya turned down a Ugandan request for more time.", ["KEN>UGA REJECT actual", "UGA>KEN REQUEST actual"]),
    ("Jordan agreed to a Syrian demand that it open the border.", ["JOR>SYR AGREE actual", "SYR>JOR REQUEST actual"]),
    ("Peru accepted an invitation from Chile to visit Santiago.", ["PER>CHL AGREE actual", "CHL>PER AGREE actual"]),
    ("Sudan ignored an Egyptian appeal to free the fishermen.", ["SDN>EGY REJECT actual", "EGY>SDN REQUEST actual"]),
    ("Nepal welcomed an Indian proposal to reopen the road.", ["NPL>IND SUPPORT actual", "IND>NPL AGREE actual"]),
    (
        "Togo denied Ghanaian accusations that it shelters rebels.",
        ["TGO>GHA REJECT actual", "GHA>TGO ACCUSE.allege actual"],
    ),
    ("A Kenyan request to Uganda for more time was turned down.", ["KEN>UGA REQUEST actual", "UGA>KEN REJECT actual"]),
    ("Rwanda laughed off Burundi's charge.", ["RWA>BDI REJECT actual", "BDI>RWA ACCUSE.allege actual"]),
    ("Chile rejected the request.", []),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERED)
def test_what_is_answered_is_an_event_beside_the_answer(coder, text, expected):
    found = [line.replace(".assist", "").replace(".yield", "").replace(".change", "") for line in lines(coder, text)]
    assert found == expected
