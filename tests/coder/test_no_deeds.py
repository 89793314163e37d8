"""Words of deeds where no deed is told: a class of people, a lesser trade, a text turned down, a pact that runs out."""

import pytest

from tests.coder.lines import lines

DEEDS = [
    ("Denmark will deport rejected Iraqi asylum seekers.", ["DNK>IRQ COERCE.deport future"]),
    ("Niger rejected a loan from Libya.", ["NER>LBY REJECT.assist actual"]),
    ("Norway refused two Chadian refugees.", ["NOR>TCD REJECT.assist actual"]),
    ("Japan bought a million barrels of Kuwaiti crude.", ["JPN>KWT COOPERATE actual"]),
    ("Kenya's tea auction sold less to Pakistan than a year ago.", ["KEN>PAK COOPERATE actual"]),
    ("Chile voted for a resolution condemning Myanmar.", ["CHL>MMR ACCUSE.disapprove actual"]),
    ("The Jordanian senate adopted a motion condemning Israel.", ["JOR>ISR ACCUSE.disapprove actual"]),
    ("Ghana and Mali backed a statement denouncing Togo.", ["GHA+MLI>TGO ACCUSE.disapprove actual"]),
    ("Sudan declared the accord with Egypt null and void.", ["SDN>EGY REJECT actual"]),
    ("Croatia declared the treaty with Serbia invalid.", ["HRV>SRB REJECT actual"]),
    ("Poland let its defence pact with Belarus run out.", ["POL>BLR SANCTION.discontinue actual"]),
    ("Georgia allowed the visa accord with Iran to lapse.", ["GEO>IRN SANCTION.discontinue actual"]),
    ("Morocco let the fishing agreement with Spain expire.", ["MAR>ESP SANCTION.discontinue actual"]),
    ("Chad complained that Sudan had violated its sovereignty.", ["TCD>SDN ACCUSE.disapprove actual"]),
    ("Mexico protested that Guatemala had broken the border treaty.", ["MEX>GTM ACCUSE.disapprove actual"]),
]

NO_DEEDS = [
    "Rejected Afghan asylum seekers left Norway by plane.",
    "Brazil will buy fewer Argentine tractors this year.",
    "Ghana bought less rice from Thailand last year.",
    "Japan will import less Malaysian timber.",
    "Norway voted against a resolution condemning Turkey.",
    "Brazil abstained from a vote condemning Iran.",
    "Kuwait and Oman did not reveal the price at which they agreed.",
]


@pytest.mark.parametrize(("text", "expected"), DEEDS)
def test_deeds(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize("text", NO_DEEDS)
def test_no_deeds(coder, text):
    assert lines(coder, text) == []
