"""News of fighting: losses, ultimatums, prisoners let go or held, fire opened and beaten off, what each side says."""

import pytest

from tests.coder.lines import lines
from transforms.coder.coder import Coder

LOSSES = [
    ("Mali and Niger are at war. Mali put its losses at 40 dead.", "NER>MLI ASSAULT actual"),
    ("Togo admitted the loss of three soldiers in clashes with Benin.", "BEN>TGO ASSAULT actual"),
    ("Laos reported the death of two pilots in a skirmish with Vietnam.", "VNM>LAO ASSAULT actual"),
]
ULTIMATUMS = [
    ("Bolivia's consul has 24 hours to leave Chile.", "CHL>BOL SANCTION.expel actual"),
    ("Iraqi diplomats had until Tuesday to quit Kuwait.", "KWT>IRQ SANCTION.expel actual"),
    ("Kuwait told Iraq's envoys that they had until Tuesday to leave.", "KWT>IRQ SANCTION.expel actual"),
    ("Malian traders have ten days to leave Ghana.", "GHA>MLI COERCE.deport actual"),
    ("Uruguayan troops have two weeks to leave Haiti.", "HTI>URY REQUEST.yield actual"),
    ("Niger told Turkey that its soldiers must be gone by July.", "NER>TUR REQUEST.change actual"),
    ("Peru told Chile that it must pay.", "PER>CHL REQUEST.change actual"),
]
FIRE = [
    ("Moroccan police let fly at Algerian students with tear gas.", "MAR>DZA ASSAULT.crowd-control actual"),
    ("Chad's army threw back Libyan tanks near the border.", "TCD>LBY ASSAULT.heavy-weapons actual"),
    ("Georgia and Armenia fought for a third week.", "ARM+GEO ASSAULT actual"),
    ("Sudanese saboteurs had mined its roads, Eritrea said.", "SDN>ERI ASSAULT.explosives actual"),
    ("Eritrea said it was responding to provocations by Sudan.", "ERI>SDN ACCUSE.allege actual"),
    ("Guyana announced the dispatch of two battalions to the Surinamese border.", "GUY>SUR MOBILIZE.troops actual"),
]
CAPTIVES = [
    ("Oman let go four Yemeni sailors.", "OMN>YEM RETREAT.release actual"),
    ("Oman has yet to let go four Yemeni sailors.", "OMN>YEM RETREAT.release negated"),
    ("Oman would not let Yemeni reporters see the ship.", "OMN>YEM REJECT.yield actual"),
    (
        "Some 200 Ghanaians were rounded up in Gabon, driven to the border and told to go.",
        "GAB>GHA COERCE.deport actual",
    ),
]
SIDES = [
    ("Benin and Togo clashed on Friday. Both armies moved tanks up to the border.", "BEN+TGO MOBILIZE.weapons actual"),
    ("Benin and Togo clashed on Friday. Both sides massed tanks on the border.", "BEN+TGO MOBILIZE.troops actual"),
    ("Benin and Togo clashed on Friday. The two countries recalled their envoys.", "BEN+TGO SANCTION.withdraw actual"),
    ("Benin and Togo clashed on Friday. Each side said the other had fired first.", "BEN+TGO ACCUSE.disapprove actual"),
    ("Benin and Togo clashed on Friday. Each blamed the other.", "BEN+TGO ACCUSE.allege actual"),
    ("Benin and Togo clashed on Friday. Both sides closed the crossing.", "BEN+TGO COERCE.restrict actual"),
]
ON_FOREIGNERS = [
    (
        "Benin expelled 400 Togolese. The deportees had been dragged from their homes at night.",
        "BEN>TGO COERCE.arrest actual",
    ),
    ("Benin expelled 400 Togolese. The deportees were held for weeks in a stadium.", "BEN>TGO COERCE.arrest actual"),
    ("Kuwait ordered all Jordanians to leave.", "KWT>JOR COERCE.deport actual"),
    ("Gabon told 300 Malian traders to go.", "GAB>MLI COERCE.deport actual"),
    ("The bridge between Benin and Togo was closed.", "BEN+TGO COERCE.restrict actual"),
    ("Vietnam sent marines to an islet claimed by Malaysia.", "VNM>MYS MOBILIZE.troops actual"),
    ("Bolivian guards hurled rocks at Chilean soldiers.", "BOL>CHL ASSAULT.primitive actual"),
    ("Laos denied sheltering Thai insurgents.", "LAO>THA AID negated"),
    ("Chad gave Libya a week to pull out its troops.", "TCD>LBY THREATEN actual"),
]
TOLD_OFF = [
    ("Peru's minister said Chile owed Bolivia an apology.", "PER>CHL REQUEST.yield actual"),
    ("Mali has had 20 million euros in military aid from France since 2015.", "FRA>MLI AID actual"),
    ("Two Togolese soldiers were marched off by troops from Benin.", "BEN>TGO COERCE.arrest actual"),
    ("Greek frigates were steaming for the Gulf of Sidra off Libya.", "GRC>LBY MOBILIZE.weapons actual"),
    ("Students in Dhaka set alight portraits of Myanmar's president.", "BGD>MMR PROTEST.vandalize actual"),
    ("Somalia closed its trade with Kenya.", "SOM>KEN SANCTION.discontinue actual"),
    ("Togo urged its citizens to avoid Benin.", "TGO>BEN SANCTION actual"),
    ("Benin said its soldiers would fight to the last against Togo.", "BEN>TGO THREATEN.violence actual"),
    ("Mali and Niger fell out on Monday. Mali summoned the ambassador.", "MLI>NER ACCUSE.disapprove actual"),
    (
        "Mali and Niger fell out on Monday. In Niamey the envoy was handed a protest.",
        "NER>MLI ACCUSE.disapprove actual",
    ),
    (
        "On Friday hundreds of people in Lima, many of them armed, marched to the Chilean embassy.",
        "PER>CHL PROTEST.demo actual",
    ),
]
OF_BOTH = [
    ("Mali and Niger clashed on Monday. Algeria urged both to hold back.", "DZA>MLI+NER REQUEST.yield actual"),
    (
        "Mali and Niger clashed on Monday. The European Union exhorted them to stop.",
        "EUR>MLI+NER REQUEST.yield actual",
    ),
    (
        "Mali and Niger clashed on Monday. Mali accused Chad of lying. Chad voiced outrage.",
        "TCD>MLI ACCUSE.disapprove actual",
    ),
    ("Chad and Niger have no quarrel. Each country summoned the other's envoy.", "NER+TCD ACCUSE.disapprove actual"),
    ("Togo attacked Benin on Monday and angered Mali. Togo regretted the attack.", "TGO>BEN CONCEDE actual"),
    (
        "Mali and Chad clashed on Monday. Mali lost ten men. In N'Djamena the ministry accused Niger.",
        "TCD>NER ACCUSE.allege actual",
    ),
    ("Huts near the border with Benin were put to the torch by Togolese soldiers.", "TGO>BEN ASSAULT.primitive actual"),
    ("Chadian helicopters fired rockets at Libyan lorries.", "TCD>LBY ASSAULT.heavy-weapons actual"),
    ("Togo will hand over nine Beninese soldiers.", "TGO>BEN CONCEDE future"),
    ("Malawi said it would not dignify Zambia's charge with a reply.", "MWI>ZMB REJECT.yield actual"),
    ("Ugandan soldiers chased Congolese fishermen off the island.", "UGA>COD COERCE actual"),
]
NOT_SO = [
    ("Omani tanks fired shells in an exercise near Yemen.", "ASSAULT"),
    ("A Dutch driver ran a Belgian farmer off the road.", "COERCE"),
    ("India said that Pakistan had retaliated.", "THREATEN"),
    ("Japan told its nationals to leave Libya at once.", "COERCE"),
    ("Oman evacuated villages near the Yemeni border.", "RETREAT"),
    ("Togo and Benin met on Monday. Two soldiers were killed.", "ASSAULT"),
    ("Thousands marched in Yerevan, some of them demanding that Armenia quit its pact with Russia.", "REQUEST"),
    ("Chad gave Libya until Friday to release its pilots.", "RETREAT.release actual"),
    ("Peru and Chile signed a pact. Both countries suspended exports of wheat.", "SANCTION"),
    ("Peru and Chile signed a pact. The two countries banned plastic bags.", "COERCE"),
    ("Peru and Chile signed a pact. Both armies attacked the rebels in the hills.", "PER>CHL"),
    ("Ghana put its losses from the Nigerian embargo at 40 million dollars.", "ASSAULT"),
    ("Ghana has until May to pay its debt to Japan.", "REQUEST"),
    ("Danish tourists have two hours to visit Rome.", "SANCTION"),
    ("Mali has until Friday to pull its soldiers out of Niger.", "RETREAT.withdraw actual"),
    ("Italian ministers have a week to go to Chad.", "REQUEST"),
    ("Spain and Portugal fought for a second day.", "COOPERATE"),
]


@pytest.mark.parametrize(
    ("text", "expected"), LOSSES + ULTIMATUMS + FIRE + CAPTIVES + SIDES + ON_FOREIGNERS + TOLD_OFF + OF_BOTH
)
def test_event(coder: Coder, text: str, expected: str) -> None:
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "event_type"), NOT_SO)
def test_none_of_the_kind(coder: Coder, text: str, event_type: str) -> None:
    assert all(event_type not in line for line in lines(coder, text))
