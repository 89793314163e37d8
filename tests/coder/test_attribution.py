"""Who says so: the speaker of a reported event, null where the story asserts it."""

import pytest

from tests.coder.lines import PUBLISHED

SPEAKERS = [
    ("Kenya said Somali gunmen killed five Kenyans.", "killed", ("Kenya", "KEN")),
    ("Somali gunmen killed five Kenyans, a Kenyan judge said on Monday.", "killed", ("a Kenyan judge", "KEN")),
    ("Ethiopia bombed Eritrea, Addis Ababa's spokesman told Reuters.", "bombed", ("Addis Ababa's spokesman", "ETH")),
    ("According to Polish officials, Belarus expelled two Poles.", "expelled", ("Polish officials", "POL")),
    ("Chad closed its border with Sudan, according to the United Nations.", "closed", ("the United Nations", "UNO")),
    ("As Polish officials put it, Belarus expelled three Polish diplomats.", "expelled", ("Polish officials", "POL")),
    ("Qatar, Yemeni diplomats say, will send 300 troops to Yemen.", "send", ("Yemeni diplomats", "YEM")),
    ("It is alleged by Kenya that Somali gunmen killed five Kenyans.", "killed", ("Kenya", "KEN")),
    ("By the account of a Libyan officer, Italy supplied the boats to Libya.", "supplied", ("a Libyan officer", "LBY")),
    ("Turkey was bombing Syria, the Syrian news agency reported.", "bombing", ("the Syrian news agency", "SYR")),
    ("Peru is expelling Chilean diplomats, the foreign ministry said.", "expelling", ("the foreign ministry", "PER")),
    ("Peru arrested two Chileans, a Peruvian judge was quoted as saying.", "arrested", ("a Peruvian judge", "PER")),
    ("“Iran bombed Iraq,” said Omar Saleh, a spokesman for the Iraqi army.", "bombed", ("Omar Saleh", "IRQ")),
    ("Kenya's envoy condemned the Somali raid, her office said.", "condemned", ("her office", "KEN")),
    ("Peru expelled two Chileans, Justice Minister Ana Rojas said.", "expelled", ("Justice Minister Ana Rojas", "PER")),
]  # fmt: skip
PRONOUNS = [  # the speaker, and what is said behind a pronoun
    ("Kenyan judge Ana Rojas accused Somalia. Somali gunmen killed five Kenyans, she said.", "Kenyan judge Ana Rojas"),
    ("Kenyan officials told Somalia to act. They said Somali gunmen killed five Kenyans.", "Kenyan officials"),
    ("The Kenyan ministry told Somalia to act. Somali gunmen killed five Kenyans, it said.", "The Kenyan ministry"),
    ("The Kenyan ministry told Somalia to act. Somali gunmen killed five Kenyans, he said.", None),
]  # fmt: skip
ASSERTED = [
    ("Kenya accused Somalia of piracy.", "accused"),
    ("Kenya accused Somalia, which bombed Kenya, of piracy.", "bombed"),
    ("Kenya arrested Somali traders after Somali gunmen killed a Kenyan.", "killed"),
    ("Peru urged Chile to pull back; an answer was expected by Friday.", "urged"),
    ("Banks in Oman stopped lending to Iran, traders say, and the United States urged Oman to go on.", "urged"),
]


@pytest.fixture
def speaker_of(coder):
    def read(text, trigger):
        mentions = coder.code(text, published_on=PUBLISHED).mentions
        found = [m for m in mentions if trigger in text[m.trigger_start : m.trigger_end]]
        assert found, "no event is coded at the trigger"
        return found[-1].attributed_to

    return read


@pytest.mark.parametrize(("text", "trigger", "speaker"), SPEAKERS)
def test_speaker(text, trigger, speaker, speaker_of):
    found = speaker_of(text, trigger)
    assert (found.text, found.iso3) == speaker
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "trigger"), ASSERTED)
def test_what_the_story_asserts_has_no_speaker(text, trigger, speaker_of):
    assert speaker_of(text, trigger) is None


@pytest.mark.parametrize(("text", "name"), PRONOUNS)
def test_a_pronoun_speaks_for_who_was_named_before(text, name, speaker_of):
    found = speaker_of(text, "killed")
    assert found.text == (name or "he")
    assert text[found.start : found.end] == found.text
