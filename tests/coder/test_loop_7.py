"""Trade, debt, firms and visits as the news agencies write them: banks of many states, places of datelines."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Uruguay signed a rescheduling agreement with its creditor banks.", "MNC+URY SUPPORT actual"),
    ("Zambia held talks with foreign bondholders and its creditor banks.", "MNC+ZMB CONSULT actual"),
    ("Bolivia has suspended interest payments to commercial banks.", "BOL>MNC SANCTION.discontinue actual"),
    ("Ecuador stopped paying interest to foreign banks.", "ECU>MNC SANCTION.discontinue actual"),
    ("Poland's western creditors met Hungarian officials on Monday.", "HUN+MNC CONSULT actual"),
    ("Iraq's neighbours agreed to help Kuwait.", None),
    ("Sudan's main donor, Norway, urged Chad to stop the fighting.", "NOR>TCD REQUEST.yield actual"),
    ("OPEC ministers agreed to raise output despite Iranian objections.", None),
    ("Lithuania was admitted to the Council of Europe.", "IGO>LTU SUPPORT actual"),
    ("Ghana was elected to a seat on the UN Security Council.", "UNO>GHA SUPPORT actual"),
    ("The Bulgarian government chose Westinghouse to build the reactor.", "BGR>USA COOPERATE actual"),
    ("Kenya Airways ordered four Boeing 787s.", "KEN>USA COOPERATE actual"),
    ("Boeing delivered the first of six jets to Royal Air Maroc.", "USA>MAR COOPERATE actual"),
    ("Vodafone is offering its service in Albania.", "GBR>ALB COOPERATE actual"),
    ("Nokia is considering a handset factory in Romania.", "FIN>ROU AGREE actual"),
    ("A trade mission from Chile is looking for purchases from Danish companies.", "CHL>DNK AGREE actual"),
    ("The European Commission proposed lifting the ban on British lamb.", "EUR>GBR CONCEDE actual"),
    ("Toyota will leave Australia next year.", "JPN>AUS SANCTION.withdraw future"),
    ("Carrefour pulled out of Japan after five years.", "FRA>JPN SANCTION.withdraw actual"),
    ("The biggest buyers of Thai rice were Iran and Nigeria.", "IRN+NGA>THA COOPERATE actual"),
    ("Swedish group Volvo and France's Renault swapped shares.", "FRA+SWE COOPERATE actual"),
    ("Fiat agreed to sell its Polish plant to a Chinese firm.", "ITA>CHN AGREE actual"),
    ("Ecuador re-established ties with Cuba.", "CUB+ECU SUPPORT actual"),
    ("Libya is interested in buying Italian helicopters.", "LBY>ITA AGREE actual"),
    ("Canada, the biggest buyer of Jamaican bauxite, wants lower prices.", "CAN>JAM COOPERATE actual"),
    ("Malaysian tin miners were hit by the collapse of the International Tin Council.", None),
    ("The UAE and Qatar have cut production to stay within their OPEC quotas.", None),
    ("BEIJING - Nepal's foreign minister arrived here on Sunday.", "NPL>CHN CONSULT.visit actual"),
    ("BELGRADE - The Zambian president, on a visit here, praised the movement.", "ZMB>SRB CONSULT.visit actual"),
    ("COLOMBO - India's foreign secretary is expected here on Sunday.", "IND>LKA AGREE future"),
    ("PEKING - Canada's farm minister, on a visit to China, spoke of wheat.", "CAN>CHN CONSULT.visit actual"),
    (
        "Australia's trade minister, in Washington for talks with officials, said wool must sell.",
        "AUS+USA CONSULT actual",
    ),
    ("Libya agreed to sell French missiles to Iraq.", "LBY>IRQ AGREE actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_economy_and_visits(coder, sentence, expected):
    found = lines(coder, sentence)
    assert (expected in found) if expected else not found
