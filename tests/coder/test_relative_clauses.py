"""What clauses beside a noun tell: "the ban it had imposed on maize", "Togo, with which it trades", answers."""

import pytest

from tests.coder.lines import lines

CARRIED = [
    (
        "Kenya lifted the ban it had imposed on Ugandan maize.",
        ["KEN>UGA CONCEDE actual", "KEN>UGA SANCTION.discontinue actual"],
    ),
    ("The sanctions imposed on Burundi by Canada remain in force.", ["CAN>BDI SANCTION actual"]),
    ("Growers suffer from the ban imposed by Nepal on Indian vegetables.", ["NPL>IND SANCTION.discontinue actual"]),
    ("The attack that Chad launched on Libyan positions was repelled.", ["TCD>LBY ASSAULT actual"]),
    ("Talks held by Egypt with Sudan in June led nowhere.", ["EGY+SDN CONSULT actual"]),
    ("The visit that Albania's premier paid to Rome was short.", ["ALB>ITA CONSULT.visit actual"]),
]

RELATED = [
    ("Ghana turned to Togo, with which it signed a defence pact in March.", "GHA+TGO SUPPORT actual"),
    ("Sudan has a friend in Qatar, which sold it six jets in March.", "QAT>SDN COOPERATE actual"),
    ("Laos summoned the Thai envoy in Vientiane, who had accused it of theft.", "THA>LAO ACCUSE.allege actual"),
    (
        "Ghana refused to free the fishermen of Togo, which has recalled its envoy from Accra.",
        "TGO>GHA SANCTION.withdraw actual",
    ),
    ("Mali is angry with Niger, to which it sent 200 soldiers in May.", "MLI>NER AID actual"),
    ("Kenya, whose navy sank two Somali boats in May, wants talks.", "KEN>SOM ASSAULT.destroy actual"),
    ("Argentina, whose own embassy in Caracas has sheltered six Venezuelans, was silent.", "ARG>VEN AID actual"),
]

OWNED = [
    ("Slovenia dropped its veto on Croatia's EU talks.", "SVN>HRV CONCEDE actual"),
    ("Niger and Benin joined Togo in severing ties with Chad.", "NER+BEN+TGO>TCD SANCTION.discontinue actual"),
    ("Peru's remarks prompted Chile to recall its envoy from Lima.", "CHL>PER SANCTION.withdraw actual"),
    ("Two Algerian farmers were shot dead by men in Moroccan uniforms.", "MAR>DZA ASSAULT.firearms actual"),
    ("Shells fired from the Thai side wounded four Cambodian monks.", "THA>KHM ASSAULT.heavy-weapons actual"),
    ("Bolivia expelled the Chilean consul. He was given 48 hours to leave.", "BOL>CHL SANCTION.expel actual"),
    ("Sudan's ambassador was summoned by Uganda. He denied the charge.", "SDN>UGA REJECT actual"),
    ("The Togolese army said Ghana had begun it. Colonel Kofi Ako warned Accra.", "TGO>GHA THREATEN actual"),
]

ANSWERED = [
    ("Turkey said Greece had provoked it, a charge that Athens denies.", "GRC>TUR REJECT actual"),
    ("Chad threatened to tax Libyan goods, a demand Libya dismissed as absurd.", "LBY>TCD REJECT.yield actual"),
    ("Syria accused Jordan of sheltering rebels. Amman called the claim baseless.", "JOR>SYR ACCUSE.disapprove actual"),
    ("Canada asked Norway to close its fishery, but Oslo declined.", "NOR>CAN REJECT actual"),
    ("Peru invited Chile to join the pact; Santiago accepted.", "CHL>PER AGREE actual"),
]

PLAIN = [
    ("Chinese exports to Brazil declined in May.", ["CHN>BRA COOPERATE actual"]),
    ("Shares in Tokyo declined after the Chinese figures.", []),
    ("Cards of American banks are accepted in Cuba.", []),
    ("Angola has lifted the ban on Zambian maize.", ["AGO>ZMB CONCEDE actual"]),
    (
        "China neither accepts nor recognises the claim of the Philippines.",
        ["CHN>PHL REJECT.change actual", "CHN>PHL SUPPORT negated"],
    ),
    ("Bangladesh's protest to Myanmar went unheard.", ["BGD>MMR ACCUSE.disapprove actual"]),
    ("The expulsion of two Zambian diplomats from Malawi was a mistake.", ["MWI>ZMB SANCTION.expel actual"]),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED + PLAIN)
def test_a_noun_is_carried_by_the_verb_of_its_own_clause(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize(("text", "expected"), OWNED)
def test_whose_people_and_weapons_act(coder, text, expected):
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "expected"), RELATED)
def test_relative_pronouns_stand_for_the_party_before_them(coder, text, expected):
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "expected"), ANSWERED)
def test_an_answer_goes_to_whom_it_answers(coder, text, expected):
    assert expected in lines(coder, text)
