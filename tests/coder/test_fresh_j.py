"""Border wars told in figures of speech, and threats that were made good."""

import pytest

from tests.coder.lines import lines
from transforms.coder.coder import Coder

EVENTS = [
    ("Guinean troops pushed four kilometres into Liberian territory.", "GIN>LBR ASSAULT actual"),
    ("Danish frigates pushed into Russian waters.", "DNK>RUS MOBILIZE.weapons actual"),
    ("Ethiopian jets hit back at Eritrea.", "ETH>ERI ASSAULT.aerial actual"),
    ("Latvia hit back at Belarus.", "LVA>BLR ACCUSE.disapprove actual"),
    ("A Thai pilot was taken alive by Laotian soldiers.", "LAO>THA COERCE.arrest actual"),
    ("Rwandan soldiers took three Congolese pilots captive.", "RWA>COD COERCE.arrest actual"),
    ("Panama is sitting on six million dollars of Cuba's money.", "PAN>CUB COERCE.withhold actual"),
    ("Ghana preached restraint to Togo.", "GHA>TGO REQUEST.change actual"),
    ("Palau begged the United Nations for an urgent session.", "PLW>UNO REQUEST.meet actual"),
    ("Kuwait shipped ammunition for the Lebanese army.", "KWT>LBN AID actual"),
    ("Bolivia branded Chile's president a liar.", "BOL>CHL ACCUSE.disapprove actual"),
]
MADE_GOOD = [
    ("Kenya carried out its threat to expel Sudanese diplomats.", "KEN>SDN SANCTION.expel actual"),
    ("Kenya has not carried out its threat to expel Sudanese diplomats.", "KEN>SDN SANCTION.expel negated"),
    ("Kenya will carry out its threat to expel Sudanese diplomats.", "KEN>SDN SANCTION.expel future"),
    ("Kenya repeated its threat to expel Sudanese diplomats.", "KEN>SDN SANCTION.expel hypothetical"),
    ("Chile kept its promise to release 40 Bolivian prisoners.", "CHL>BOL RETREAT.release actual"),
    ("Spain followed through on its pledge to free the Peruvian sailors.", "ESP>PER RETREAT.release actual"),
    ("Oman pressed ahead with its plan to recall its ambassador from Niger.", "OMN>NER SANCTION.withdraw actual"),
    ("Oman announced a plan to recall its ambassador from Niger.", "OMN>NER SANCTION.withdraw future"),
]
NOT_SO = [
    ("Kenya carried out its threat to expel Sudanese diplomats.", "ASSAULT"),
    ("Macron called Modi on Friday.", "ACCUSE"),
    ("Canada took a Chinese businessman seriously.", "COERCE"),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS + MADE_GOOD)
def test_event(coder: Coder, text: str, expected: str) -> None:
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "event_type"), NOT_SO)
def test_no_such_event(coder: Coder, text: str, event_type: str) -> None:
    assert all(event_type not in line for line in lines(coder, text))


GUESTS = [
    (
        "Ghana and Togo signed a pact in 2019. Vice President Kwame Mensima travelled to Accra in March 2021.",
        "TGO>GHA CONSULT.visit actual",
    ),
    (
        "Fiji deported two Tongans in May. The foreign minister travelled to Suva on Monday.",
        "TON>FJI CONSULT.visit actual",
    ),
]


@pytest.mark.parametrize(("text", "expected"), GUESTS)
def test_who_comes_to_a_capital_is_of_the_other_side(coder: Coder, text: str, expected: str) -> None:
    assert expected in lines(coder, text)
