"""What events are about: the cues around the trigger, and the event itself."""

import pytest

SENTENCES = [
    ("Kenya imported maize worth $40 million from Uganda.", {"economic"}),
    ("Eritrean artillery shelled an Ethiopian village.", {"military"}),
    ("The foreign minister of Chile met his Bolivian counterpart in La Paz.", {"diplomatic"}),
    ("Laos exported hydropower and natural gas to Thailand.", {"natural_resource"}),
    ("Moldova deported 60 migrants to Georgia.", {"migration"}),
    ("Japan demanded that North Korea halt its uranium enrichment.", {"cbrn"}),
    # the type tells where no word does
    ("Honduras attacked El Salvador.", {"military"}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_contexts(sentence, expected, coder):
    (mention,) = coder.code(sentence).mentions
    assert expected <= set(mention.contexts)


def test_contexts_are_few(coder):
    text = "Peru and Chile signed a treaty on trade, oil, borders, migrants, courts, weapons, schools and elections."
    (mention,) = coder.code(text).mentions
    assert 1 <= len(mention.contexts) <= 3


def test_another_clause_is_about_something_else(coder):
    text = "Chad bought 200 tractors from Brazil, said the minister, whose brother was killed in the war of 1990."
    assert coder.code(text).mentions[0].contexts[0] == "economic"


def test_story_tells_what_it_is_about(coder):
    text = (
        "Ghana and Togo argue about the border in the lagoon. Both claim sovereignty over the islands.\n\n"
        "Ghana criticised Togo."
    )
    assert "territory" in coder.code(text).mentions[-1].contexts
