"""Countries that a sentence names aside: whose colony it was, who monitored it, where something else took place."""

import pytest

from tests.coder.lines import lines

SAID = [
    ("Denmark refused to pledge money for Mali at a conference in Rome.", ["DNK>MLI REJECT actual"]),
    ("A suit against Chile was filed on behalf of Peruvian miners.", ["PER>CHL ACCUSE.allege actual"]),
    ("Lawyers filed a complaint against Turkey on behalf of two Danes.", ["DNK>TUR ACCUSE.disapprove actual"]),
    ("Iran's UN envoy met his Iraqi colleague in Geneva.", ["IRN+IRQ CONSULT.third-party actual"]),
    ("The U.N. envoy accused Israel of shelling a school.", ["UNO>ISR ACCUSE.allege actual"]),
    ("Egypt was warned by Israel.", ["ISR>EGY THREATEN actual"]),
    ("Clashes between Chadian and Sudanese troops killed 20 people.", ["SDN+TCD ASSAULT actual"]),
    ("Kuwait voted against an Omani motion on fishing.", ["KWT>OMN REJECT actual"]),
    ("Kuwait asked Iranian companies to leave the island.", ["KWT>IRN REQUEST.yield actual"]),
    ("Peru is considering an accord with Chile.", ["PER>CHL AGREE actual"]),
    ("Norway is pleased with Sweden's offer.", ["NOR>SWE SUPPORT actual"]),
    ("Dutch grants to Bangladesh rose.", ["NLD>BGD AID actual"]),
    ("Russian troops assembled near the Estonian border.", ["RUS>EST MOBILIZE.troops actual"]),
    ("Fiji expects Tonga to respect the border.", ["FJI>TON REQUEST.change actual"]),
    ("Tunisia's president arrived in Muscat today for a two-day visit.", ["TUN>OMN CONSULT.visit actual"]),
    ("A Chadian court sentenced two Dutch soldiers to jail.", ["TCD>NLD SANCTION.convict actual"]),
    ("Two Dutch teachers in Mali were convicted of theft.", ["MLI>NLD SANCTION.convict actual"]),
    ("Paraguay moved its embassy in Israel to Jerusalem.", ["PRY>ISR SUPPORT actual"]),
    ("Japan gave Laos a loan.", ["JPN>LAO AID actual"]),
    ("Kenya received a loan from China.", ["CHN>KEN AID actual"]),
    ("Argentina was seeking a credit from Spanish banks.", ["ARG>ESP REQUEST.assist actual"]),
    ("The premier of Oman attacked Qatar's policy.", ["OMN>QAT ACCUSE.disapprove actual"]),
    ("Finnish attacks on Russia's tight monetary policy grew louder.", ["FIN>RUS ACCUSE.disapprove actual"]),
    ("Turkey launched an offensive against rebels in Iraq.", ["TUR>IRQ ASSAULT actual"]),
]

ASIDE = [
    "The United Nations has been warned that equipment is vanishing from Iraq.",
    "Poland repeated a pledge made at last month's conference in Paris.",
    "Airlines have been urged to avoid Iranian airspace.",
    "Kenya called on all airlines to avoid Somalia.",
    "Niger has threatened to follow Mali in leaving the bloc.",
    "Fiji said it postponed a press conference on its dispute with Tonga.",
    "Profits from the Iran arms sale were sent to a bank in Panama.",
    "Ecuador demanded that African governments act in Chad.",
    "We do not want the Peruvians to feel alone, a Chilean official said.",
    "Fiji said it expected the Tongan minister to return next week.",
    "Japan has allowed European banks to open offices.",
    "Mutinous soldiers killed the army commander in Bissau, capital of the former Portuguese colony.",
    "The army took power in the former French colony of Niger.",
    "Tehran radio, monitored by the BBC in London, said Iranian troops had seized a hill.",
    "Two Dutch soldiers in Mali were convicted of theft.",
    "The Austrian embassy in Tripoli is to be moved into a safer building.",
    "Nonsense, a Danish minister shot back when asked about Swedish doubts.",
    "Brazil's debts to governments, as opposed to commercial banks in Spain, were rescheduled.",
    "Food aid for Chad is running out, the minister said in Paris.",
    "Chile still owes Swiss banks two billion dollars in loans.",
    "The Danish bank wants to be rid of its Mexican loans.",
    "The Swiss watchmaker's price offensive in Japan failed.",
    "Korean firms launched a sales offensive in Poland.",
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_takes_part(coder, text, expected):
    assert lines(coder, text) == expected


@pytest.mark.parametrize("text", ASIDE)
def test_who_is_named_aside(coder, text):
    assert lines(coder, text) == []
