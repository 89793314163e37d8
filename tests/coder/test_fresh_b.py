"""Talks, backing, yielding, help and trade in the idioms and light verbs of agency news."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("Finnish and Estonian ministers put their heads together in Riga over the ferry route.", "EST+FIN CONSULT"),
    ("Peru and Ecuador are locked in talks on the river.", "ECU+PER CONSULT actual"),
    ("Ghanaian and Togolese envoys came face to face in Lagos.", "GHA+TGO CONSULT"),
    ("Latvia's premier wound up a three-day trip to Armenia on Friday.", "LVA>ARM CONSULT.visit actual"),
    ("The Danish foreign minister called in at Accra.", "DNK>GHA CONSULT.visit actual"),
    ("Chilean President Sebastian Pinera and Uruguayan President Luis Lacalle Pou met in Lima.", "CHL+URY CONSULT"),
    ("Indian and Bangladeshi naval chiefs met in Dubai.", "BGD+IND CONSULT"),
    ("Malta heaped praise on Tunisia for its handling of the rescue.", "MLT>TUN SUPPORT actual"),
    ("Oman gave its blessing to the Jordanian plan.", "OMN>JOR SUPPORT actual"),
    ("Slovenia's president sent a congratulatory message to Croatia.", "SVN>HRV SUPPORT actual"),
    ("Senegal and Mali put the finishing touches to a rail agreement.", "MLI+SEN SUPPORT actual"),
    ("Norway went to bat for Iceland in Brussels.", "NOR>ISL SUPPORT actual"),
    ("Kuwait and Iraq laid their quarrel to rest.", "IRQ+KWT SUPPORT actual"),
    ("Laos and Cambodia put their seals to a border treaty.", "KHM+LAO SUPPORT actual"),
    ("The Ghanaian and Ivorian armies work hand in glove against smugglers.", "CIV+GHA COOPERATE actual"),
    ("A Swedish bank snapped up a Latvian lender.", "SWE>LVA COOPERATE actual"),
    ("Uganda and Rwanda linked up their power grids.", "RWA+UGA COOPERATE actual"),
    ("Zambia threw open its border with Malawi.", "ZMB>MWI COOPERATE actual"),
    ("Austrian police passed on the file to Slovak detectives.", "AUT>SVK COOPERATE actual"),
    ("Cameroon lets French warplanes use its airfields.", "CMR>FRA COOPERATE actual"),
    ("Norway sent a team of sniffer dogs to Nepal.", "NOR>NPL AID actual"),
    ("Belgium dispatched a medical team to Burundi.", "BEL>BDI AID actual"),
    ("Oman handed Yemen a grant of $20 million.", "OMN>YEM AID actual"),
    ("Ireland footed the bill for Malawi's census.", "IRL>MWI AID actual"),
    ("Kenya is home to 300,000 Somali refugees.", "KEN>SOM AID actual"),
    ("Algeria parked $150 million with Tunisia's central bank.", "DZA>TUN AID actual"),
    ("Bolivia begged forgiveness from Paraguay.", "BOL>PRY CONCEDE actual"),
    ("Denmark wrote a letter of apology to Ghana.", "DNK>GHA CONCEDE actual"),
    ("Nepal bowed to Indian demands over the road.", "NPL>IND CONCEDE actual"),
    ("Poland dropped its objection to the Lithuanian plan.", "POL>LTU CONCEDE actual"),
    ("Ghana sent home four Nigerian captives.", "GHA>NGA RETREAT.release actual"),
    ("Chad let the Sudanese pilot go.", "TCD>SDN RETREAT.release actual"),
    ("Thai troops moved back from the Laotian frontier.", "THA>LAO RETREAT.withdraw actual"),
    ("Gabon vowed to turn over a new leaf with Cameroon.", "GAB>CMR AGREE actual"),
    ("Kazakhstan and Mongolia settled on a date for the summit.", "KAZ+MNG AGREE"),
    ("Qatar held out help to Lebanon.", "QAT>LBN AGREE actual"),
    ("Iceland has lined up a 50 million euro credit for Malta.", "ISL>MLT AGREE actual"),
    ("India held out the prospect of sanctions against Nepal.", "IND>NPL THREATEN.restrict actual"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_idiom(coder, sentence, expected):
    assert any(found.startswith(expected) for found in lines(coder, sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "A critic heaped praise on the Danish goalkeeper after the Polish side lost.",
        "The Polish team pulled out of the race in Italy after a crash.",
        "A French tourist had lunch at an Italian restaurant.",
        "Spain's Carla Ruiz meets Romania's Ana Pop in the final.",
        "Lebanese officials let slip that the harvest was poor.",
        "Austria's chancellor made peace with her coalition partner.",
    ],
)
def test_no_event(coder, sentence):
    assert not lines(coder, sentence)
