"""Who meets whom: not the press, not a body's own members, not the town where they meet."""

import pytest

from tests.coder.lines import lines

MEETINGS = [
    ("Polish and Czech officials held talks in Vienna on Tuesday.", ["CZE+POL CONSULT.third-party actual"]),
    ("Vietnam's UN diplomats met Swiss officials in New York.", ["CHE+VNM CONSULT.third-party actual"]),
    ("Saudi Arabia and Turkey discussed the crisis in Syria.", ["SAU+TUR CONSULT actual"]),
    ("The EU ministers met with their Moroccan colleagues in Rabat.", ["EUR+MAR CONSULT actual"]),
    ("The Kenyan parliament discussed the dam with Ugandan lawmakers.", ["KEN+UGA CONSULT actual"]),
    ("Turkey began membership negotiations with the European Union.", ["EUR+TUR CONSULT actual"]),
]

NO_OTHER = [
    "The Japanese minister met reporters in Paris.",
    "The Danish premier met the press in Ankara on Friday.",
    "Ghana's foreign minister spoke to journalists and met with editors in Nairobi.",
    "A French car maker will resume talks with its workers in Belgium, union officials said.",
    "OPEC will meet in Vienna before June, a US analyst said.",
    "The Gulf Cooperation Council meets in Bahrain today.",
    "Kuwait's cabinet discussed the attack in Iraq.",
    "The Peruvian congress debated the raid in Bolivia.",
]


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_meetings(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize("text", NO_OTHER)
def test_nobody_else_is_met(coder, text):
    assert lines(coder, text) == []
