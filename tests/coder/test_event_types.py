"""Verbal event types: agreeing, consulting, supporting, conceding; requesting, accusing, rejecting, threatening.

Every type and every mode: in the active, in the passive, as a noun or headline; the sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Kenya agreed to buy electricity from Ethiopia.", "KEN>ETH AGREE actual"),
    ("Portugal has offered Angola a credit line.", "PRT>AGO AGREE actual"),
    ("Chile's president was invited by Uruguay.", "URY>CHL AGREE actual"),
    ("Vietnam's promises to Laos were reported on Monday.", "VNM>LAO AGREE actual"),
    ("Norway will send relief to Mozambique.", "NOR>MOZ AGREE future"),
    ("Malaysia is ready to cooperate with Brunei.", "MYS>BRN AGREE actual"),
    ("Hungary plans to sign a gas contract with Romania.", "HUN+ROU AGREE future"),
    ("Peru accepted a Bolivian invitation.", "PER>BOL AGREE actual"),
    ("Japan expressed interest in closer cooperation with Mongolia.", "JPN>MNG AGREE actual"),
    ("Ghana and Togo discussed fishing rights.", "GHA+TGO CONSULT actual"),
    ("Talks between Nepal and Bhutan resumed on Monday.", "BTN+NPL CONSULT actual"),
    ("Danish officials met with the Finnish trade minister.", "DNK+FIN CONSULT actual"),
    ("Qatar mediated between Sudan and Chad.", "QAT>SDN+TCD CONSULT actual"),
    ("Zambia's president visited Namibia on Tuesday.", "ZMB>NAM CONSULT.visit actual"),
    ("The Lebanese foreign minister arrived in Cyprus.", "LBN>CYP CONSULT.visit actual"),
    ("Tunisia hosted the Maltese prime minister.", "MLT>TUN CONSULT.visit actual"),
    ("Slovak minister ends three-day visit to Slovenia", "SVK>SVN CONSULT.visit actual"),
    ("A Thai trade mission to Bangladesh ended on Sunday.", "THA>BGD CONSULT.visit actual"),
    ("The king of Jordan telephoned the emir of Kuwait.", "JOR+KWT CONSULT.phone actual"),
    ("Ecuador's president spoke by phone with his Peruvian counterpart.", "ECU+PER CONSULT.phone actual"),
    ("A phone call between the leaders of Serbia and Croatia took place on Sunday.", "HRV+SRB CONSULT.phone actual"),
    (
        "The foreign ministers of Egypt, Sudan and Ethiopia held trilateral talks.",
        "EGY+ETH+SDN CONSULT.multilateral actual",
    ),
    ("Trilateral meeting of Japan, South Korea and China ends", "CHN+JPN+KOR CONSULT.multilateral actual"),
    ("Leaders of Estonia, Latvia and Lithuania met at a regional summit.", "EST+LTU+LVA CONSULT.multilateral actual"),
    ("Armenia and Azerbaijan held talks in Geneva.", "ARM+AZE CONSULT.third-party actual"),
    ("Indirect talks between Libya and Chad resumed.", "LBY+TCD CONSULT.third-party actual"),
    ("Proximity talks between Greece and Turkey opened in Vienna.", "GRC+TUR CONSULT.third-party actual"),
    ("Ireland signed a fishing agreement with Iceland.", "IRL+ISL SUPPORT actual"),
    ("A friendship treaty was signed by Mali and Senegal.", "MLI+SEN SUPPORT actual"),
    ("Cuba praised Venezuela for its reforms.", "CUB>VEN SUPPORT actual"),
    ("Costa Rica recognised Kosovo.", "CRI>XKX SUPPORT actual"),
    ("Paraguay backs Uruguay in river dispute", "PRY>URY SUPPORT actual"),
    ("Morocco's support for Gabon was welcomed.", "MAR>GAB SUPPORT actual"),
    ("Singapore restored diplomatic relations with Myanmar.", "MMR+SGP SUPPORT actual"),
    ("Spain apologised to Morocco.", "ESP>MAR CONCEDE actual"),
    ("Sanctions on Mali were lifted by Senegal.", "SEN>MLI CONCEDE actual"),
    ("Kuwait's apology to Iraq was published on Tuesday.", "KWT>IRQ CONCEDE actual"),
    ("Uganda announced the withdrawal of its troops from South Sudan.", "UGA>SSD CONCEDE actual"),
    ("Canada eased its ban on Brazilian beef.", "CAN>BRA CONCEDE actual"),
    ("Poland will withdraw its soldiers from Afghanistan.", "POL>AFG CONCEDE future"),
    ("Nicaragua dropped its complaint against Colombia.", "NIC>COL CONCEDE actual"),
    ("Lesotho appealed to South Africa.", "LSO>ZAF REQUEST actual"),
    ("Togo turned to Nigeria.", "TGO>NGA REQUEST.assist actual"),
    ("Madagascar's request to France was published.", "MDG>FRA REQUEST actual"),
    ("Haiti asked Canada for aid.", "HTI>CAN REQUEST.assist actual"),
    ("Malawi sought a loan from India.", "MWI>IND REQUEST.assist actual"),
    ("Sri Lanka requested military assistance from Pakistan.", "LKA>PAK REQUEST.assist actual"),
    ("Bulgarian refugees sought asylum in Austria.", "BGR>AUT REQUEST.assist actual"),
    ("Australia urged Fiji to hold elections.", "AUS>FJI REQUEST.change actual"),
    ("Hungary was pressed by Germany to change its asylum law.", "DEU>HUN REQUEST.change actual"),
    ("Norway demanded democratic reforms from Belarus.", "NOR>BLR REQUEST.change actual"),
    ("Kenya demanded the release of its fishermen from Uganda.", "KEN>UGA REQUEST.yield actual"),
    ("Egypt called on Israel to withdraw its forces.", "EGY>ISR REQUEST.yield actual"),
    ("Ukraine urged Russia to free Ukrainian prisoners.", "UKR>RUS REQUEST.yield actual"),
    ("Argentina asked Britain to resume talks on the islands.", "ARG>GBR REQUEST.meet actual"),
    ("Honduras requested a meeting with El Salvador.", "HND>SLV REQUEST.meet actual"),
    ("Cyprus called for talks with Turkey.", "CYP>TUR REQUEST.meet actual"),
    ("Sweden criticised Belarus over the election.", "SWE>BLR ACCUSE.disapprove actual"),
    ("Mongolia was condemned by China.", "CHN>MNG ACCUSE.disapprove actual"),
    ("Albanian criticism of Serbia grew on Friday.", "ALB>SRB ACCUSE.disapprove actual"),
    ("Latvia summoned the Russian ambassador.", "LVA>RUS ACCUSE.disapprove actual"),
    ("Bahrain slams Iran over remarks", "BHR>IRN ACCUSE.disapprove actual"),
    ("Bolivia lodged a protest with Chile.", "BOL>CHL ACCUSE.disapprove actual"),
    ("Estonia is critical of Hungary.", "EST>HUN ACCUSE.disapprove actual"),
    ("Burundi accused Rwanda of arming rebels.", "BDI>RWA ACCUSE.allege actual"),
    ("Gambia was blamed by Senegal for the violence.", "SEN>GMB ACCUSE.allege actual"),
    ("Eritrea's accusations against Djibouti were read out on Monday.", "ERI>DJI ACCUSE.allege actual"),
    ("Guyana sued Suriname.", "GUY>SUR ACCUSE.allege actual"),
    ("Ukraine filed a lawsuit against Poland.", "UKR>POL ACCUSE.allege actual"),
    ("Swiss prosecutors are investigating a Kazakh bank.", "CHE>KAZ ACCUSE.investigate actual"),
    ("India opened an anti-dumping investigation into Vietnamese steel.", "IND>VNM ACCUSE.investigate actual"),
    ("Canada's inquiry into Libya ended on Tuesday.", "CAN>LBY ACCUSE.investigate actual"),
    ("Ethiopia rejected an Egyptian proposal.", "ETH>EGY REJECT actual"),
    ("A Belizean offer was rejected by Guatemala.", "GTM>BLZ REJECT actual"),
    ("Laos's rejection of the Thai offer was announced on Sunday.", "LAO>THA REJECT actual"),
    ("Cambodia spurns Vietnam plan", "KHM>VNM REJECT actual"),
    ("Denmark refused aid to Rwanda.", "DNK>RWA REJECT.assist actual"),
    ("Israel denied entry to a Jordanian lawmaker.", "ISR>JOR REJECT.assist actual"),
    ("Ghana refused to sell weapons to Liberia.", "GHA>LBR REJECT.assist actual"),
    ("Myanmar rejected British calls for reform.", "MMR>GBR REJECT.change actual"),
    ("China refused to change its policy toward Vietnam.", "CHN>VNM REJECT.change actual"),
    ("Belarus opposed Polish calls for reform.", "BLR>POL REJECT.change actual"),
    ("Syria refused to withdraw its troops from Lebanon.", "SYR>LBN REJECT.yield actual"),
    ("Sudan rejected an Egyptian ultimatum.", "SDN>EGY REJECT.yield actual"),
    ("Iran refused to release the Greek sailors.", "IRN>GRC REJECT.yield actual"),
    ("Bolivia refused to negotiate with Chile.", "BOL>CHL REJECT.meet actual"),
    ("Pakistan cancelled talks with India.", "PAK>IND REJECT.meet actual"),
    ("Turkey turned down an invitation from Cyprus.", "TUR>CYP REJECT.meet actual"),
    ("Armenian minister calls off visit to Georgia", "ARM>GEO REJECT.meet actual"),
    ("Syria warned Jordan of consequences.", "SYR>JOR THREATEN actual"),
    ("Eritrea's threats against Ethiopia alarmed traders.", "ERI>ETH THREATEN actual"),
    ("Nigeria issued an ultimatum to Niger.", "NGA>NER THREATEN actual"),
    ("Lithuania called for sanctions against Belarus.", "LTU>BLR THREATEN.restrict actual"),
    ("Kenya threatened Somalia with an embargo.", "KEN>SOM THREATEN.restrict actual"),
    ("Spain issued an arrest warrant for a Guatemalan general.", "ESP>GTM THREATEN.arrest actual"),
    ("Rwanda threatened to arrest Belgian officers.", "RWA>BEL THREATEN.arrest actual"),
    ("An arrest warrant against a Chadian minister was issued by Belgium.", "BEL>TCD THREATEN.arrest actual"),
    ("Morocco threatened to cut ties with Algeria.", "MAR>DZA THREATEN.relations actual"),
    ("Sweden threatened to suspend aid to Uganda.", "SWE>UGA THREATEN.relations actual"),
    ("Bulgaria threatened to downgrade relations with Serbia.", "BGR>SRB THREATEN.relations actual"),
    ("Chad threatened to expel Sudanese diplomats.", "TCD>SDN THREATEN.expel actual"),
    ("Angola threatened to deport Congolese miners.", "AGO>COD THREATEN.expel actual"),
    ("Zimbabwe threatened the expulsion of British diplomats.", "ZWE>GBR THREATEN.expel actual"),
    ("Guatemala threatened to annex part of Belize.", "GTM>BLZ THREATEN.territory actual"),
    ("Iraq threatened to occupy Kuwait.", "IRQ>KWT THREATEN.territory actual"),
    ("Venezuela threatened Guyana with annexation.", "VEN>GUY THREATEN.territory actual"),
    ("Libya threatened to attack Tunisia.", "LBY>TUN THREATEN.violence actual"),
    ("Uganda threatened Rwanda with war.", "UGA>RWA THREATEN.violence actual"),
    ("Armenia warned Azerbaijan that it would strike back with missiles.", "ARM>AZE THREATEN.violence actual"),
]

KNOWN_MISSES = {
    "the threatened act is coded a second time": [
        ("Brazil threatened to impose tariffs on Argentine wheat.", "BRA>ARG THREATEN.restrict actual"),
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_event_type(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(*row, marks=pytest.mark.xfail(reason=reason))
        for reason, rows in KNOWN_MISSES.items()
        for row in rows
    ],
)
def test_known_miss(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]
