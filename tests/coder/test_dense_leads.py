"""Dense sentences of agencies: several events of several sides in one, told by clauses that hang together."""

import pytest

from tests.coder.lines import lines

LEADS = [
    (
        "Canada was worried about the arrests, prompting Riyadh to expel the Canadian envoy.",
        ["SAU>CAN SANCTION.expel actual"],
    ),
    (
        "Australia refused to apologise for spying on Indonesia's president, who recalled his envoy from Canberra.",
        ["AUS>IDN REJECT.yield actual", "IDN>AUS SANCTION.withdraw actual"],
    ),
    (
        "The Bolivian vice-president said on a visit to Caracas that Peru had seized two Bolivian lorries.",
        ["BOL>VEN CONSULT.visit actual", "PER>BOL COERCE.seize actual"],
    ),
    (
        "The boarding of two Bahraini trawlers by the Qatari coastguard was unlawful.",
        ["QAT>BHR COERCE.seize actual"],
    ),
    (
        "In Geneva, envoys from Armenia and Azerbaijan signed a statement.",
        ["ARM+AZE SUPPORT actual"],
    ),
    ("Spain forgave part of Bolivia's debt.", ["ESP>BOL AID actual"]),
    ("Norway was deterred from recognising Taiwan.", ["NOR>TWN SUPPORT negated"]),
    ("Kenya banned Somali traders from leaving the camp.", ["KEN>SOM COERCE.restrict actual"]),
    ("Thai farmers dumped sacks of rice outside the Chinese embassy.", ["THA>CHN PROTEST.obstruct actual"]),
    ("Kazakhstan stripped two Uzbek firms of their licences.", ["KAZ>UZB COERCE.restrict actual"]),
    ("Chile's navy took aboard 12 of the crew of an Argentine boat.", ["CHL>ARG AID actual"]),
    ("Panama struck two Iranian tankers off its register.", ["PAN>IRN SANCTION actual"]),
    ("Denmark flew 34 failed asylum seekers to Baghdad.", ["DNK>IRQ COERCE.deport actual"]),
    ("Russian miners marched past the Polish consulate in Minsk.", ["RUS>POL PROTEST.demo actual"]),
]

NOBODY_ELSE = [
    "Tunisia has been seeking help from abroad since the killing of 38 tourists, as a Briton said.",
    "Under an accord reached in Oslo, the Philippine government will release 200 rebels.",
    "A car bomb exploded in Jakarta, killing nine Indonesians.",
    "Malta is looking for investment from abroad, Libyan radio said.",
]


@pytest.mark.parametrize(("text", "expected"), LEADS)
def test_leads(coder, text, expected):
    found = lines(coder, text)
    assert [event for event in expected if event not in found] == []


@pytest.mark.parametrize("text", NOBODY_ELSE)
def test_who_is_only_named_takes_no_part(coder, text):
    assert lines(coder, text) == []
