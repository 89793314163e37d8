"""Sides that a sentence leaves to its neighbours: pronouns, the verb beside, what is answered, the story's pair."""

import pytest

from tests.coder.lines import lines

STORIES = [
    (
        "Kenya and Uganda cut links with Burundi, accusing it of backing rebels. Bujumbura denies the charge.",
        ["KEN+UGA>BDI SANCTION.discontinue actual", "KEN+UGA>BDI ACCUSE.allege actual", "BDI>KEN+UGA REJECT actual"],
    ),
    (
        "The Danish navy arrested 12 Swedish fishermen and seized eight trawlers.",
        ["DNK>SWE COERCE.arrest actual", "DNK>SWE COERCE.seize actual"],
    ),
    (
        "Peru lowered its flag after Chile left. Lima thanked its neighbour.",
        ["PER>CHL SUPPORT actual"],
    ),
    (
        'Bolivia expelled two Peruvians. "We condemn the expulsion by Bolivia," Chilean President Ana Rojas said.',
        ["BOL>PER COERCE.deport actual", "CHL>BOL ACCUSE.disapprove actual", "BOL>PER SANCTION.expel actual"],
    ),
    ("Iran-aligned militias hit a Kuwaiti base.", []),
    ("Lebanon fired Iranian-made missiles at Israel.", ["LBN>ISR ASSAULT.heavy-weapons actual"]),
    (  # a third one calls on both sides of the story
        "Kenya accused Uganda of theft. The United Nations urged restraint.",
        ["KEN>UGA ACCUSE.allege actual", "UNO>KEN+UGA REQUEST.change actual"],
    ),
    (  # what stands behind a semicolon is no part of the clause before it
        "Norway urged Kenya and Uganda to show restraint; Chad offered to host talks.",
        ["NOR>KEN+UGA REQUEST.change actual"],
    ),
    (  # the story's two sides are remembered behind any number of others
        "Kenya accused Uganda of theft. Peru thanked Chile. Cuba thanked Laos. Oman waits. Kampala denies the charge.",
        [
            "KEN>UGA ACCUSE.allege actual",
            "PER>CHL SUPPORT actual",
            "CUB>LAO SUPPORT actual",
            "UGA>KEN REJECT actual",
        ],
    ),
    ("Two Danes were arrested and beaten in Chad.", ["TCD>DNK COERCE.arrest actual", "TCD>DNK ASSAULT.beat actual"]),
    ("A Kenyan patrol fired on a boat from Uganda, wounding a man.", ["KEN>UGA ASSAULT.firearms actual"]),
    (
        "Chile asked Bolivia for talks. La Paz called it unacceptable.",
        ["CHL>BOL REQUEST.meet actual", "BOL>CHL ACCUSE.disapprove actual"],
    ),
]
TOLD_TO_BOTH = [  # what a third does to the two sides of the story that is on its opening
    ("The European Union invited ministers of the two countries to Brussels.", "EUR>KEN+UGA AGREE actual"),
    ("Norway offered help to both governments.", "NOR>KEN+UGA AGREE actual"),
    ("The UN sent observers to both sides of the border.", "UNO>KEN+UGA AID actual"),
    ("Norway praised both governments.", "NOR>KEN+UGA SUPPORT actual"),
]

BEFORE_A_FORUM = [  # whom one tells of a wrong is not the one who did it
    ("Peru complained to the United Nations about Chile's fence.", "PER>CHL ACCUSE.disapprove actual"),
    ("Syria sent a letter of complaint about Turkey to the UN Security Council.", "SYR>TUR ACCUSE.disapprove actual"),
    (
        "Togo lodged a protest with the Security Council after Ghanaian jets hit a camp near Lome.",
        "TGO>GHA ACCUSE.disapprove actual",
    ),
    (
        "Chilean police beat a Peruvian fisherman. Peru lodged a complaint with the OAS.",
        "PER>CHL ACCUSE.disapprove actual",
    ),
]

JUDGEMENTS = [
    ("Serbia's prime minister called the Croatian closure a brutal attack on his country.", "SRB>HRV"),
    ("Russia's foreign minister called Estonia's relocation of the statue blasphemous.", "RUS>EST"),
    ("Peru called Chile's decision unacceptable.", "PER>CHL"),
]


@pytest.mark.parametrize(("story", "expected"), STORIES)
def test_side_left_unsaid(story, expected, coder):
    assert lines(coder, story) == expected


@pytest.mark.parametrize(("sentence", "expected"), JUDGEMENTS)
def test_what_a_deed_is_called(sentence, expected, coder):
    assert f"{expected} ACCUSE.disapprove actual" in lines(coder, sentence)


@pytest.mark.parametrize(("sentence", "expected"), TOLD_TO_BOTH)
def test_both_sides_are_meant(sentence, expected, coder):
    assert expected in lines(coder, f"Kenya and Uganda agreed a ceasefire on their border. {sentence}")


@pytest.mark.parametrize(("text", "expected"), BEFORE_A_FORUM)
def test_forum_is_not_accused(text, expected, coder):
    found = lines(coder, text)
    assert expected in found
    assert not [line for line in found if ">UNO" in line or ">IGO" in line]


def test_who_is_meant_though_unsaid_is_marked(coder):
    *_, denial = coder.code("Kenya accused Burundi of backing militants. Bujumbura denies the charge.").mentions
    assert [(party.iso3, party.is_inferred) for party in denial.recipients] == [("KEN", True)]
