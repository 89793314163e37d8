"""Trade, aid, withdrawals and concessions in the words of the news: orders and stakes, credit lines, pullouts, waivers.

The buyer acts toward the seller; an importer is supplied by the exporter. The sentence yields this event alone.
"""

import pytest

from tests.coder.lines import lines

SENTENCES = [
    ("South Korea's Hyundai will invest 300 million dollars in Indonesia over five years.", "KOR>IDN AGREE future"),
    ("A power station was built in Iraq by a Chinese firm.", "CHN>IRQ COOPERATE actual"),
    ("Egypt bought 60,000 tonnes of Ukrainian wheat at a tender on Tuesday.", "EGY>UKR COOPERATE actual"),
    ("Algeria awarded a 200 million dollar pipeline contract to Italy's Saipem.", "DZA>ITA COOPERATE actual"),
    ("Germany's Siemens won an order worth 90 million euros from Kuwait.", "DEU>KWT COOPERATE actual"),
    ("Poland takes half of its natural gas from Russia.", "RUS>POL COOPERATE actual"),
    ("Norway supplies a third of Germany's gas.", "NOR>DEU COOPERATE actual"),
    ("Morocco's purchases of French wheat have doubled since January.", "MAR>FRA COOPERATE actual"),
    ("Bolivia pumps 20 million cubic metres of gas a day to Brazil.", "BOL>BRA COOPERATE actual"),
    ("Kazakhstan awarded Chevron of the United States the right to develop an oilfield.", "KAZ>USA COOPERATE actual"),
    ("France delivered two frigates to Saudi Arabia.", "FRA>SAU COOPERATE actual"),
    ("Greek and Cypriot warships exercised together off Crete.", "CYP+GRC COOPERATE actual"),
    ("The navies of India and Sri Lanka began a week of joint drills.", "IND+LKA COOPERATE actual"),
    ("Qatar's sovereign fund took a ten percent stake in Britain's Barclays.", "QAT>GBR COOPERATE actual"),
    ("Swiss food group Nestle opened a milk factory in Pakistan.", "CHE>PAK COOPERATE actual"),
    ("Spain handed two suspected hackers over to Argentina.", "ESP>ARG COOPERATE actual"),
    ("Imports of Brazilian soybeans by China hit a record in April.", "BRA>CHN COOPERATE actual"),
    ("Jordan gets most of its oil from Saudi Arabia.", "SAU>JOR COOPERATE actual"),
    ("Australian miner BHP runs a copper mine in Chile.", "AUS>CHL COOPERATE actual"),
    ("Ghana's cocoa is sold mainly to the Netherlands.", "GHA>NLD COOPERATE actual"),
    ("Taiwan tendered for 54,000 tonnes of U.S. corn.", "TWN>USA AGREE actual"),
    ("British insurer Prudential bought a rival in Malaysia.", "GBR>MYS COOPERATE actual"),
    ("Canada's Bombardier clinched a metro car contract in Thailand.", "CAN>THA COOPERATE actual"),
    ("Czech gunmaker acquires U.S. rival Colt.", "CZE>USA COOPERATE actual"),
    ("Turkmen gas reaches Iran through a new pipeline.", "TKM>IRN COOPERATE actual"),
    ("The refinery was sold by Shell of Britain to a Nigerian company.", "GBR>NGA COOPERATE actual"),
    ("Peru and Ecuador linked their power grids.", "ECU+PER COOPERATE actual"),
    ("India, the biggest customer for Iranian oil, is content.", "IND>IRN COOPERATE actual"),
    ("Swedish and Finnish fighter jets trained together over the Baltic.", "FIN+SWE COOPERATE actual"),
    ("Danish brewer Carlsberg holds half of a Russian brewery.", "DNK>RUS COOPERATE actual"),
    ("Greek shipowners ordered ten tankers in South Korea.", "GRC>KOR COOPERATE actual"),
    ("Japanese carmakers assemble trucks in Pakistan.", "JPN>PAK COOPERATE actual"),
    ("Toyota of Japan is to spend 400 million dollars on a new assembly plant in Thailand.", "JPN>THA AGREE future"),
    ("Kuwait wrote off half of Somalia's debt.", "KWT>SOM AID actual"),
    ("Norwegian medics were flown to Haiti after the earthquake.", "NOR>HTI AID actual"),
    ("Saudi Arabia opened a 500 million dollar credit line for Pakistan.", "SAU>PAK AID actual"),
    ("Sweden's donation of 5 million dollars to Ukraine arrived last week.", "SWE>UKR AID actual"),
    ("The IMF released the second tranche of a loan to Tunisia.", "IGO>TUN AID actual"),
    ("Kenyan troops serve as peacekeepers in South Sudan.", "KEN>SSD AID actual"),
    ("Ecuador was given 100,000 vaccine doses by Chile.", "CHL>ECU AID actual"),
    ("Swiss rescuers with dogs joined the search for survivors in Turkey.", "CHE>TUR AID actual"),
    ("The United States provides Egypt with 1.3 billion dollars in military aid a year.", "USA>EGY AID actual"),
    ("Spain forgave 40 million dollars owed by Honduras.", "ESP>HND AID actual"),
    ("Aid worth 20 million dollars from Qatar reached Lebanon on Friday.", "QAT>LBN AID actual"),
    ("Ireland contributed 2 million euros to rebuild homes in Nepal.", "IRL>NPL AID actual"),
    ("Saudi Arabia deposited 2 billion dollars with Pakistan's central bank.", "SAU>PAK AID actual"),
    ("Germany paid for a water plant in Gaza.", "DEU>PSE AID actual"),
    ("Turkish doctors operated on wounded Libyans in Tripoli.", "TUR>LBY AID actual"),
    ("The United Arab Emirates kept Egypt's economy afloat with cash.", "ARE>EGY AID actual"),
    ("Sweden has granted refugee status to a Chinese publisher.", "SWE>CHN AID actual"),
    ("UN inspectors were allowed into a military site in Iran.", "IRN>UNO RETREAT.access actual"),
    ("The last American soldiers flew out of Afghanistan.", "USA>AFG RETREAT.withdraw actual"),
    ("Serbia dismantled barricades near the Kosovo border.", "SRB>XKX RETREAT.withdraw actual"),
    ("Dutch troops came home from Mali.", "NLD>MLI RETREAT.withdraw actual"),
    ("Nigeria handed the Bakassi peninsula to Cameroon.", "NGA>CMR RETREAT actual"),
    ("Two French hostages were freed in Niger.", "NER>FRA RETREAT.release actual"),
    ("Exchange of prisoners between Iran and Iraq begins", "IRN+IRQ RETREAT.release actual"),
    ("China gives back seized fishing boat to Vietnam", "CHN>VNM RETREAT actual"),
    ("Mauritania set free three Senegalese fishermen.", "MRT>SEN RETREAT.release actual"),
    ("Italy gave an obelisk back to Ethiopia.", "ITA>ETH RETREAT actual"),
    ("Kazakhstan handed its nuclear warheads to Russia.", "KAZ>RUS RETREAT.disarm actual"),
    ("Yemen's truce with Saudi Arabia held for a second month.", "SAU+YEM RETREAT.ceasefire actual"),
    ("North Korea readmitted Chinese diplomats.", "PRK>CHN RETREAT.access actual"),
    ("The Netherlands said sorry to Suriname for slavery.", "NLD>SUR CONCEDE actual"),
    ("Washington took Sudan off its list of state sponsors of terrorism.", "USA>SDN CONCEDE actual"),
    ("EU to end sanctions on Burundi.", "EUR>BDI CONCEDE future"),
    ("Nigeria relaxes visa rules for Ghanaians.", "NGA>GHA CONCEDE actual"),
    ("The removal of US tariffs on Canadian steel took effect at midnight.", "USA>CAN CONCEDE actual"),
    ("Tanzania rescinded a deportation order against a Kenyan reporter.", "TZA>KEN CONCEDE actual"),
    ("Paraguay's tariff cut on Brazilian cars takes effect in June.", "PRY>BRA CONCEDE actual"),
    ("An easing of Indian curbs on Bangladeshi jute was announced.", "IND>BGD CONCEDE actual"),
]

NO_EVENT = [
    "Prices of Thai rice rose while Vietnamese rice was unchanged.",
    "Brazilian coffee was traded at 2.10 dollars in New York.",
    "Shares in Tokyo rose after gains in New York.",
    "The Mexican striker was sold by Ajax to Chelsea.",
    "Coffee from Kenya and tea from India were cheaper.",
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_event_type(sentence, expected, coder):
    assert lines(coder, sentence) == [expected]


@pytest.mark.parametrize("sentence", NO_EVENT)
def test_no_event_of_prices_and_sport(sentence, coder):
    assert lines(coder, sentence) == []
