"""Verbs and nouns of force and talk that tell no event in certain company, and the same words where they tell one."""

import pytest

from tests.coder.lines import lines

NO_EVENT = [
    ("Kenya's president, fighting to save his job after the Ethiopia scandal, went on television.", "ASSAULT"),
    ("The Danish premier is fighting to regain trust in the wake of the Polish loans affair.", "ASSAULT"),
    ("Japan will raise spending to meet pressure from Korean importers.", "CONSULT"),
    ("Japan will raise spending to meet pressure from Korean importers.", "AGREE"),
    ("Poland would meet its obligations to Sweden in full, the bank said.", "AGREE"),
    ("A Dutch deserter surrendered at a Belgian base.", "RETREAT"),
    ("A Dutch deserter surrendered to Belgian police.", "CONCEDE"),
    ("The airline operates four Brazilian jets in France.", "MOBILIZE"),
    ("U.S. oil production dropped half a million barrels in Britain.", "ASSAULT"),
    ("Argentina announced a wage freeze on Monday as Brazil looked on.", "SANCTION"),
]

EVENTS = [
    ("Kenyan troops fought Ethiopian forces near the border.", "KEN>ETH ASSAULT"),
    ("Norwegian police shot back at Danish smugglers.", "NOR>DNK ASSAULT.firearms"),
    ("The Peruvian president met his Bolivian colleague in Lima.", "BOL+PER CONSULT"),
    ("Serbian forces surrendered to Croatian troops.", "SRB>HRV CONCEDE"),
    ("Turkey operates radar bases in Syria.", "TUR>SYR MOBILIZE.weapons"),
    ("Peru assigned two warships to waters off Chile.", "PER>CHL MOBILIZE.weapons"),
    ("Syrian helicopters dropped barrel bombs on Turkish soldiers.", "SYR>TUR ASSAULT.aerial"),
    ("Chile answered a letter from Peru.", "CHL>PER CONSULT"),
    ("Peru announced a freeze on aid to Bolivia.", "PER>BOL SANCTION.discontinue"),
]


@pytest.mark.parametrize(("text", "unwanted"), NO_EVENT)
def test_tells_no_such_event(coder, text, unwanted):
    assert not [line for line in lines(coder, text) if line.split()[1].startswith(unwanted)]


@pytest.mark.parametrize(("text", "wanted"), EVENTS)
def test_still_tells_its_event(coder, text, wanted):
    assert f"{wanted} actual" in lines(coder, text)
