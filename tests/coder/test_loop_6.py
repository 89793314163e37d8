"""Captives told of in passing, deeds of gunmen, crowds and bombs that nobody sent, and whose deed angers whom."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Two Nepali drivers held hostage in Iraq returned home on Sunday.", "IRQ>NPL ASSAULT.abduct actual"),
    ("Iran took hostage 52 American diplomats.", "IRN>USA ASSAULT.abduct actual"),
    ("Militants in Mali held a Dane hostage for a month.", "MLI>DNK ASSAULT.abduct actual"),
    ("Kidnapped Frenchman Luc Morel wrote to his captors in Mali.", "MLI>FRA ASSAULT.abduct actual"),
    ("The abducted Italian nurse was shown in a video in Somalia.", "SOM>ITA ASSAULT.abduct actual"),
    ("Twelve Nepalese hostages were slain by their captors in Yemen.", "YEM>NPL ASSAULT.abduct actual"),
    ("A Danish family held by Somali pirates for six months has been released.", "SOM>DNK RETREAT.release actual"),
    ("A Filipino accountant held for eight months in Libya was set free.", "LBY>PHL RETREAT.release actual"),
    ("Four American soldiers charged with abusing Iraqi prisoners will be tried.", "USA>IRQ ASSAULT.beat actual"),
    ("Two American soldiers were sentenced in South Korea for theft.", "KOR>USA SANCTION.convict actual"),
    ("A car bomb killed two Danish engineers north of Kabul.", "AFG>DNK ASSAULT.explosives actual"),
    ("Militiamen crossed into Chad from Sudan and burned huts.", "SDN>TCD ASSAULT actual"),
    ("Rioters torched the Thai embassy in Phnom Penh.", "KHM>THA PROTEST.riot actual"),
    ("Students hurled rocks at the US embassy in Lima.", "PER>USA PROTEST.riot actual"),
    ("Mobs looted French homes and shops in Abidjan.", "CIV>FRA PROTEST.riot actual"),
    ("France began evacuating its citizens from Haiti.", "FRA>HTI RETREAT.withdraw actual"),
    ("Chile pulled its ambassador out of Israel.", "CHL>ISR SANCTION.withdraw actual"),
    ("A Chinese submarine intruded into Japanese waters.", "CHN>JPN MOBILIZE.weapons actual"),
    ("Vietnam said a Chinese ship sank one of its boats.", "CHN>VNM ASSAULT.destroy actual"),
    ("Russia said it was ready to strike bases in Georgia.", "RUS>GEO THREATEN.violence actual"),
    ("Ethiopia and Eritrea traded air raids.", "ERI+ETH ASSAULT.aerial actual"),
    ("The announcement by Israel of new housing infuriated the Palestinians.", "PSE>ISR ACCUSE.disapprove actual"),
    ("Kenya's new wall has angered Uganda.", "UGA>KEN ACCUSE.disapprove actual"),
    ("Serbia denounced the bombing of Belgrade by NATO.", "IGO>SRB ASSAULT.aerial actual"),
]

DATELINES = [
    ("BAGHDAD (Reuters) - Militants said they had beheaded a Korean translator.", "IRQ>KOR ASSAULT.targeted actual"),
    ("BAGHDAD (Reuters) - A militant group said it had captured a Turk.", "IRQ>TUR ASSAULT.abduct actual"),
]

NONE = [
    ("A British soldier was charged with the murder of a civilian in Iraq.", "ACCUSE"),
    ("Three Chadian peacekeepers were killed by a roadside bomb in Mali.", "TCD>MLI"),
    ("The FBI accused North Korea of the hacking of Sony Pictures.", "JPN>"),
    ("China evacuated 300 workers from Libya.", "AID"),
    ("The Iraq war has divided Australians.", "ASSAULT"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_one_sentence(coder, sentence, expected):
    assert expected in lines(coder, sentence)


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_gunmen_of_no_country_act_for_the_place_of_the_dateline(coder, text, expected):
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("sentence", "wrong"), NONE)
def test_what_is_not_coded(coder, sentence, wrong):
    assert not [line for line in lines(coder, sentence) if wrong in line]
