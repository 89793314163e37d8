"""Who did it to whom: one construction of English a row."""

import pytest

from tests.coder.lines import lines

CONSTRUCTIONS = [
    # actives, passives, by-phrases
    ("Peru expelled two Bolivian diplomats.", ["PER>BOL SANCTION.expel actual"]),
    ("Two Bolivian diplomats were expelled by Peru.", ["PER>BOL SANCTION.expel actual"]),
    ("Kenya was accused by Somalia of meddling.", ["SOM>KEN ACCUSE.allege actual"]),
    # compound parties are one event
    ("Chile and Peru accused Bolivia of piracy.", ["CHL+PER>BOL ACCUSE.allege actual"]),
    ("Ghana condemned Togo and Benin.", ["GHA>TGO+BEN ACCUSE.disapprove actual"]),
    # actor nouns, possessives, appositions
    ("Norway's foreign minister criticised Swedish officials.", ["NOR>SWE ACCUSE.disapprove actual"]),
    ("The president of Ghana praised Togo.", ["GHA>TGO SUPPORT actual"]),
    # light verbs and nominalisations
    ("Vietnamese diplomats held talks with Laos.", ["LAO+VNM CONSULT actual"]),
    ("Talks between Chad and Niger resumed.", ["NER+TCD CONSULT actual"]),
    ("Oman's visit to Qatar ended.", ["OMN>QAT CONSULT.visit actual"]),
    ("Morocco imposed sanctions on Mauritania.", ["MAR>MRT SANCTION actual"]),
    # clauses: relatives, participles, coordination, control
    ("Zambia, which condemned Malawi, is silent.", ["ZMB>MWI ACCUSE.disapprove actual"]),
    ("Ghana met Togo and condemned Benin.", ["GHA+TGO CONSULT actual", "GHA>BEN ACCUSE.disapprove actual"]),
    ("Bolivia refused to negotiate with Chile.", ["BOL>CHL REJECT.meet actual"]),
    # where it happens is no party, but force in a territory is on its state
    ("Finland met Denmark in Oslo.", ["DNK+FIN CONSULT.third-party actual"]),
    ("Finland met Denmark in Helsinki.", ["DNK>FIN CONSULT.visit actual"]),
    ("Kenya imported goods worth $15 million from Somalia.", ["SOM>KEN COOPERATE actual"]),
    # pronouns within the sentence
    ("Chad said Niger had violated its airspace.", ["NER>TCD MOBILIZE.weapons actual"]),
    ("Chad said Nigerien forces had opened fire on its positions.", ["NER>TCD ASSAULT.firearms actual"]),
    # one deed told in a verb and its purpose
    ("Ghana summoned the Togolese envoy to protest against Togo's claim.", ["GHA>TGO ACCUSE.disapprove actual"]),
    ("Peru said it had expelled a Bolivian diplomat.", ["PER>BOL SANCTION.expel actual"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CONSTRUCTIONS)
def test_construction(sentence, expected, coder):
    found = lines(coder, sentence)
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Argentina beat Brazil 3-1 in the final on Sunday.",
        "The Swedish minister resigned after a scandal in Stockholm.",
        "Norway, Sweden and Denmark lie in the north of Europe.",
        "Rain is expected over Portugal and Spain.",
    ],
)
def test_no_event(sentence, coder):
    assert lines(coder, sentence) == []


def test_speaker_is_no_actor_of_what_is_reported(coder):
    text = "Ghana said Togo had expelled two diplomats from Benin."
    (mention,) = (m for m in coder.code(text).mentions if m.event_type == "SANCTION")
    assert [p.iso3 for p in mention.actors] == ["TGO"]
    assert mention.attributed_to is not None
    assert mention.attributed_to.iso3 == "GHA"


def test_pronoun_of_the_next_sentence_is_inferred(coder):
    text = "Peru's government met on Monday. It expelled a Bolivian envoy."
    (mention,) = coder.code(text).mentions
    assert [(p.iso3, p.is_inferred) for p in mention.actors] == [("PER", True)]
    assert text[mention.actors[0].start : mention.actors[0].end] == "It"
