"""Force and its traces: whom a condemned attack harms, what befell a boat, warnings to travellers, shut-off ties."""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    # what is condemned is not whom it harms
    ("Norway condemned Kenya's bombing of Somalia.", "NOR>KEN ACCUSE.disapprove actual"),
    ("Peru protested against the shelling of Chilean villages by Bolivia.", "PER>BOL ACCUSE.disapprove actual"),
    ("Georgia condemned the shelling of its villages from Russia.", "GEO>RUS ACCUSE.disapprove actual"),
    ("Sweden denounced the Syrian raids on Lebanon.", "SWE>SYR ACCUSE.disapprove actual"),
    ("Kenya slammed the Ugandan attacks in Somalia.", "KEN>UGA ACCUSE.disapprove actual"),
    ("Fiji attacked Tonga's patrol boat. Tonga condemned the attack on its boat.", "TON>FJI ACCUSE.disapprove actual"),
    # who is behind it
    ("Libya was behind the attack on the Maltese embassy.", "LBY>MLT ASSAULT actual"),
    (
        "Three Iranian agents are believed to be behind the bombing of the Israeli embassy in Delhi.",
        "IRN>ISR ASSAULT.aerial actual",
    ),
    # what something else is done in place of, and what is called untrue
    ("Instead of withdrawing its troops from Chad, Libya sent tanks.", "LBY>TCD RETREAT.withdraw negated"),
    ("Cuba deported the Spanish reporters rather than jailing them.", "CUB>ESP COERCE.deport actual"),
    ("Oman dismissed reports that its gunboats had seized an Indian trawler.", "OMN>IND COERCE.seize negated"),
    # to whom it happens
    ("A Maltese trawler sank after being rammed by a Libyan gunboat.", "LBY>MLT ASSAULT.destroy actual"),
    ("A Danish freighter was abandoned after being hit by a Yemeni patrol boat.", "YEM>DNK ASSAULT actual"),
    ("The two Danes were freed after being held by Chad for a month.", "TCD>DNK COERCE.arrest actual"),
    ("Greece scrambled jets after a Turkish plane entered its airspace.", "GRC>TUR MOBILIZE.weapons actual"),
    # one's own state is asked
    ("Kenyan lawmakers urged their government to cut ties with Uganda.", "KEN>UGA SANCTION.discontinue hypothetical"),
    # warnings to travellers
    ("Ghana has advised its citizens against travelling to Togo.", "GHA>TGO SANCTION.discontinue actual"),
    ("Norway warned its nationals against trips to Mali.", "NOR>MLI SANCTION.discontinue actual"),
    ("Canada warned its nationals not to travel to Haiti.", "CAN>HTI SANCTION.discontinue actual"),
    # ties and staff
    ("Diplomatic ties between Iran and Morocco were cut off in May.", "IRN+MAR SANCTION.discontinue actual"),
    ("Trade between Kenya and Somalia was suspended last week.", "KEN+SOM SANCTION.discontinue actual"),
    ("Estonia halved its embassy staff in Minsk.", "EST>BLR SANCTION.withdraw actual"),
    # what is wanted of others
    ("Poland wants two Belarusian judges arrested.", "POL>BLR REQUEST.change actual"),
    ("Turkey wants the rebel camps in Iraq closed.", "TUR>IRQ REQUEST.change actual"),
    ("Serbia handed Croatia a list of 12 war-crimes suspects.", "SRB>HRV REQUEST.yield actual"),
    ("It was Sweden that got Peru and Chile to talk.", "SWE>PER+CHL CONSULT.third-party actual"),
    # crowds
    ("A Peruvian bus was stopped by Bolivian protesters near the lake.", "BOL>PER PROTEST.obstruct actual"),
    ("Iraqi protesters set the Iranian consulate in Najaf on fire.", "IRQ>IRN PROTEST.riot actual"),
    ("The Iranian consulate in Najaf was set ablaze by protesters.", "IRQ>IRN PROTEST.riot actual"),
    # troops for one's own post, help from the air
    ("Algeria sent paratroopers to Mali to protect its embassy.", "DZA>MLI MOBILIZE.troops actual"),
    ("Spain dispatched 150 marines to guard its base in Gabon.", "ESP>GAB MOBILIZE.troops actual"),
    ("Fijian soldiers flew to Tonga.", "FJI>TON MOBILIZE.troops actual"),
    ("Brazil and Chile have flown in relief to Peru.", "BRA+CHL>PER AID actual"),
    ("Oman flew fifty wounded Yemeni fighters to Muscat for treatment.", "OMN>YEM AID actual"),
    ("Turkish hospitals are treating wounded Syrian rebels.", "TUR>SYR AID actual"),
    ("Qatar's $500 million deposit with Tunisia's central bank calmed the markets.", "QAT>TUN AID actual"),
    ("Eritrea smuggled rocket parts to Yemeni rebels.", "ERI>YEM AID actual"),
    # ships, tanks, shells
    ("Two Indian frigates joined Sri Lankan ships for a drill off Galle.", "IND+LKA COOPERATE actual"),
    ("Egyptian tanks rolled up to the Libyan border.", "EGY>LBY MOBILIZE.weapons actual"),
    ("Thai and Cambodian soldiers lobbed shells at each other.", "KHM+THA ASSAULT.heavy-weapons actual"),
    # hackers, courts, customs
    ("Turkish hackers defaced the website of the Greek parliament.", "TUR>GRC COERCE.cyber actual"),
    ("Emails of the Polish minister were leaked by Russian hackers.", "RUS>POL COERCE.cyber actual"),
    ("An Indian court upheld the life sentence on a Pakistani gunman.", "IND>PAK SANCTION.convict actual"),
    ("Ugandan customs held up Kenyan tankers at the border.", "UGA>KEN COERCE.restrict actual"),
    ("Kenya is cooperating with Ugandan investigators.", "KEN+UGA COOPERATE actual"),
    ("Iraq is cooperating with UN inspectors.", "IRQ>UNO RETREAT.access actual"),
    (
        "Cuban Foreign Minister Bruno Rodriguez protested at a step by Washington that he called hasty.",
        "CUB>USA ACCUSE.disapprove actual",
    ),
    ("Bolivia's president tweeted his solidarity with Cuba.", "BOL>CUB SUPPORT actual"),
    # who shuts out whom, where a passive names no doer
    ("Huawei was shut out of Australia's telephone network.", "AUS>CHN SANCTION.discontinue actual"),
    ("ZTE was excluded from the British network.", "GBR>CHN COERCE.restrict actual"),
    ("Two Kenyan reporters were expelled from Uganda.", "UGA>KEN COERCE.censor actual"),
    ("Peruvian lorries were turned back from Bolivia.", "BOL>PER COERCE.restrict actual"),
    ("An Iranian cleric was denied entry to Bahrain.", "BHR>IRN REJECT.assist actual"),
    ("Kenyan students were thrown out of Uganda.", "UGA>KEN COERCE.deport actual"),
    ("The Danish consuls were withdrawn from Somalia.", "DNK>SOM SANCTION.withdraw actual"),
    ("Kenyan aid to Somalia was suspended.", "KEN>SOM SANCTION.discontinue actual"),
    # what each does to the other
    ("Kenya and Uganda have each accused the other of spying.", "KEN+UGA ACCUSE.allege actual"),
    ("Oman and Yemen attacked each other's ships.", "OMN+YEM ASSAULT actual"),
    ("Chad and Niger expelled each other's ambassadors.", "NER+TCD SANCTION.expel actual"),
    # rehearsals, lists, threats that are dropped
    ("Chinese troops rehearsed an invasion of Taiwan.", "CHN>TWN MOBILIZE.weapons actual"),
    ("Dutch and Estonian marines practised storming an island.", "EST+NLD COOPERATE actual"),
    ("Japan struck South Korea off its white list.", "JPN>KOR SANCTION actual"),
    ("The US removed Sudan from its blacklist.", "USA>SDN CONCEDE actual"),
    ("Brazil suspended its threat to slap tariffs on Argentine wine.", "BRA>ARG CONCEDE actual"),
    ("Kenya withdrew visa-free entry for Somalis.", "KEN>SOM SANCTION.discontinue actual"),
    # mines, water, banners, a council, refugees, relief
    ("Burmese soldiers have sown mines along the border with Laos.", "MMR>LAO ASSAULT.explosives actual"),
    ("Syrian agents tampered with the water supply of Israel.", "SYR>ISR COERCE actual"),
    ("Peruvian demonstrators unfurled banners outside the Chilean embassy.", "PER>CHL PROTEST.demo actual"),
    ("Russia shielded Myanmar in the Security Council.", "RUS>MMR SUPPORT actual"),
    ("Manila sought clarity from Washington about the treaty.", "PHL>USA REQUEST actual"),
    ("Poland shipped 7,000 tonnes of supplies to Ukraine.", "POL>UKR AID actual"),
    ("Two Iranian frigates sailed for the Yemeni coast.", "IRN>YEM MOBILIZE.weapons actual"),
    ("Malaysian police cordoned off the Swiss embassy.", "MYS>CHE COERCE.restrict actual"),
]

WITHOUT = [
    ("Two Danes were killed when rebels ambushed a Norwegian patrol in Mali.", "NOR>DNK"),
    ("Three Kenyans were killed when a suicide bomber attacked a U.S. convoy in Nairobi.", "USA>KEN"),
    # whom a harm befalls is not who is blamed for it, and who condemns it has not done it
    ("Norway condemned the attack on the Kenyan embassy.", "NOR>KEN"),
    ("Norway condemned the bombing of the Kenyan embassy.", "NOR>KEN"),
    ("Sweden criticised sanctions against Sudan.", "SWE>SDN"),
    ("Canada slammed the terror attacks in Somalia.", "CAN>SOM"),
    ("Norway condemned the invasion of Kuwait.", "NOR>KWT"),
    # participles before a noun say nothing of who treats or frees it
    ("Turkish hospitals are treating wounded Syrian rebels.", "TUR>SYR ASSAULT"),
    ("Pakistani commandos freed two kidnapped Swiss hostages.", "PAK>CHE ASSAULT"),
    # a boat that sinks sinks nobody
    ("A Vietnamese boat sank after a collision with a Chinese tanker.", "VNM>CHN ASSAULT"),
    # one's own state is asked, the other is not
    ("Demonstrators in Nairobi called on President Kenyatta to tear up the treaty with Uganda.", "KEN>UGA REQUEST"),
    ("Kenyan students urged their government to expel Uganda's ambassador.", "KEN>UGA REQUEST"),
    # who is not named is not the other one
    ("Kenya's president, after talks with Uganda, blamed unnamed forces.", "KEN>UGA ACCUSE"),
    # a candidate who is withdrawn is no troops
    ("Kenya withdrew its candidate in favour of Uganda's.", "KEN>UGA RETREAT"),
    # what is threatened no longer
    ("Brazil suspended its threat to slap tariffs on Argentine wine.", "BRA>ARG SANCTION"),
    # what is only rehearsed
    ("Chinese troops rehearsed an invasion of Taiwan.", "CHN>TWN ASSAULT actual"),
    # who is shut out shuts out nobody
    ("Huawei was barred from Australia's network.", "CHN>AUS"),
    # to speak of something is not to warn of it
    ("Chad's leader told reporters in Mali that the road was open.", "TCD>MLI SANCTION"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[f"{n}-{line}" for n, (_, line) in enumerate(SENTENCES)])
def test_sentence(text, expected, coder):
    assert expected in lines(coder, text)


@pytest.mark.parametrize(("text", "unwanted"), WITHOUT)
def test_without(text, unwanted, coder):
    assert not any(line.startswith(unwanted) for line in lines(coder, text))
