"""The signs by which an event is weighed say how it was found."""

import pytest

SIGNS = [
    ("Peru accused Chile of piracy.", {"rule accuse-v", "ACCUSE in ROOT", "toward a state", "parties 2", "form VBD"}),
    ("Norway criticised the United Nations.", {"toward UNO", "one way named named", "depth 0"}),
    ("Ghana and Togo held talks.", {"mutual named nobody", "rule talk-n", "noun under VERB"}),
    ("Talks between Chad and Niger resumed.", {"noun between none", "parties 2"}),
    ("The Kremlin condemned a Polish plan.", {"actor seat as subj", "ACCUSE by GOV"}),
]


@pytest.mark.parametrize(("sentence", "expected"), SIGNS)
def test_signs(sentence, expected, coder):
    (mention,) = coder.code(sentence).mentions
    assert expected <= set(mention.signs)


def test_each_sign_stands_once(coder):
    (mention,) = coder.code("Kenya and Uganda condemned Sudan and Chad.").mentions
    assert len(mention.signs) == len(set(mention.signs))
