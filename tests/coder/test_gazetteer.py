"""Names of parties in sentences: who is found, and who only looks like a country."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coder.lines import lines
from transforms.coder.names.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer(codebook) -> Gazetteer:
    return codebook.gazetteer


def told(gazetteer: Gazetteer, sentence: str, on: date | None = None) -> list[str]:
    """`text=ISO3`, with the affix behind it where there is one."""
    return [
        f"{match.text}={match.iso3}" + (f" {match.affix}" if match.affix else "")
        for match in gazetteer.find(sentence, on=on)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Peru and Chile signed.", ["Peru=PER", "Chile=CHL"]),
        ("The U.S. told the UAE.", ["U.S.=USA", "UAE=ARE"]),
        ("America’s envoy left Burma.", ["America=USA", "Burma=MMR"]),
        ("Britons and Swedes met a Dutchman.", ["Britons=GBR", "Swedes=SWE", "Dutchman=NLD"]),
        ("Ivory Coast, or Côte d’Ivoire, paid.", ["Ivory Coast=CIV", "Côte d’Ivoire=CIV"]),
        ("The United\nStates paid.", ["United\nStates=USA"]),
        ("GERMANY WARNS IRAQIS", ["GERMANY=DEU", "IRAQIS=IRQ"]),
        ("North Korean troops fired at South Korea.", ["North Korean=PRK", "South Korea=KOR"]),
        ("Papua New Guinea and Equatorial Guinea", ["Papua New Guinea=PNG", "Equatorial Guinea=GNQ"]),
        ("Guinea-Bissau's army", ["Guinea-Bissau=GNB"]),
        ("Nigeriens fled to Nigeria.", ["Nigeriens=NER", "Nigeria=NGA"]),
        ("Tokyo and the Kremlin disagree.", ["Tokyo=JPN", "Kremlin=RUS"]),
        ("Whitehall wrote to Foggy Bottom.", ["Whitehall=GBR", "Foggy Bottom=USA"]),
        ("Brussels fined Poland.", ["Brussels=EUR", "Poland=POL"]),
        ("The IAEA and the state department", ["IAEA=UNO", "state department=USA"]),
        ("Fighters of al Qaeda and Al-Shabaab", ["al Qaeda=IMG", "Al-Shabaab=IMG"]),
        ("Gazprom stopped, Naftogaz said.", ["Gazprom=RUS", "Naftogaz=UKR"]),
        ("A raid on Khan Younis", ["Khan Younis=PSE"]),
        ("Zaire under Mobutu", ["Zaire=COD", "Mobutu=COD"]),
    ],
)
def test_parties_are_found(gazetteer, sentence, expected):
    assert told(gazetteer, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("US-led and Iran-backed forces", ["US=USA led", "Iran=IRN backed"]),
        ("A pro-Iranian, anti-American crowd", ["Iranian=IRN pro", "American=USA anti"]),
        ("Anti-French riots", ["French=FRA anti"]),
        ("the Iran–Iraq war", ["Iran=IRN", "Iraq=IRQ"]),
        ("US-IRAN TALKS", ["US=USA", "IRAN=IRN"]),
        ("an Iranian-American dentist", ["Iranian=IRN hyphenated", "American=USA hyphenated"]),
        ("Iranian-American relations", ["Iranian=IRN", "American=USA"]),
        ("the Israeli-Palestinian peace talks", ["Israeli=ISR", "Palestinian=PSE"]),
        ("the Sino-Indian border", ["Sino=CHN", "Indian=IND"]),
        ("a German-born singer", ["German=DEU born"]),
        ("the Bush-era rules", ["Bush=USA era"]),
        ("Mrs Smith-Jordan", []),
    ],
)
def test_hyphens_tell_how_a_name_is_meant(gazetteer, sentence, expected):
    assert told(gazetteer, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Michael Jordan scored.",
        "He studied at Georgia Tech.",
        "A fire in Atlanta, Georgia, is out.",
        "Chad Hurley sold it.",
        "They ate turkey and Brazil nuts with French fries.",
        "He carved the Turkey breast.",
        "A storm in the Gulf of Mexico and the Indian Ocean",
        "George Washington and Denzel Washington",
        "A bar in Moscow, Idaho",
        "A farm near Lebanon, Pennsylvania",
        "Paris Hilton and Cuba Gooding",
        "The Paris Agreement and the Geneva Conventions",
        "She speaks English.",
        "It was written in Russian.",
        "The New England Patriots won the US Open.",
        "Mohammed came.",
        "Prices are in U.S. dollars.",
        "Latin American singers in West Africa",
        "An Indiana court",
        "WHO WILL WIN?",
        "us and them",
        "write to info@Iran.example",
        "Shares of Best Buy <BP.L> and <GM> rose.",
        "the Iran-Contra affair",
    ],
)
def test_names_that_are_no_party(gazetteer, sentence):
    assert [m for m in gazetteer.find(sentence, on=None) if m.kind != "place"] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Georgia and Abkhazia agreed.", ["Georgia=GEO", "Abkhazia=GEO"]),
        ("Chad's army crossed into Sudan.", ["Chad=TCD", "Sudan=SDN"]),
        ("Congo's leader flew home to Brazzaville.", ["Congo=COG", "Brazzaville=COG"]),
        ("Congo sent troops to Goma.", ["Congo=COD", "Goma=COD"]),
        ("Jordan told Michael Jordan.", ["Jordan=JOR"]),
        ("Dominican soldiers guard the border with Haiti.", ["Dominican=DOM", "Haiti=HTI"]),
        ("French troops spoke French.", ["French=FRA"]),
        ("Sinai belongs to Egypt, Mount Sinai Hospital to New York.", ["Sinai=EGY", "Egypt=EGY", "New York=USA"]),
        ("The Islamic Jihad fired rockets from Gaza.", ["Islamic Jihad=PSE", "Gaza=PSE"]),
        ("The SDF and Turkey fought in Syria.", ["SDF=SYR", "Turkey=TUR", "Syria=SYR"]),
    ],
)
def test_company_decides(gazetteer, sentence, expected):
    assert told(gazetteer, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "on", "expected"),
    [
        ("Assad spoke.", date(2013, 8, 21), ["Assad=SYR"]),
        ("Assad spoke.", date(2025, 6, 1), ["Assad=SYR"]),
        ("Assad spoke.", date(2026, 6, 1), []),
        ("Thatcher spoke.", date(1982, 5, 1), ["Thatcher=GBR"]),
        ("Thatcher spoke.", date(2004, 5, 1), []),
        ("Stoltenberg spoke.", date(2009, 1, 1), ["Stoltenberg=NOR"]),
        ("Stoltenberg spoke.", date(2020, 1, 1), ["Stoltenberg=IGO"]),
        ("Trump won.", date(2024, 11, 6), ["Trump=USA"]),
        ("Congo borrowed.", date(1985, 3, 1), ["Congo=COG"]),
        ("The Soviet Union invaded in 1979.", date(2015, 1, 1), ["Soviet Union=RUS"]),
        ("The Taliban ruled.", date(2022, 1, 1), ["Taliban=AFG"]),
        ("Lagos replied.", date(1987, 3, 1), ["Lagos=NGA"]),
    ],
)
def test_the_day_of_the_text_decides(gazetteer, sentence, on, expected):
    assert told(gazetteer, sentence, on) == expected


def test_a_capital_that_moved_is_a_place_afterwards(gazetteer):
    kinds = [gazetteer.find("Lagos", on=date(year, 1, 1))[0].kind for year in (1985, 2005)]
    assert kinds == ["seat", "place"]


def test_a_match_carries_its_sector_and_the_row_that_found_it(gazetteer):
    match = gazetteer.find("The Pentagon's chief", on=None)[0]
    assert (match.start, match.end, match.sector, match.row_id) == (4, 12, "MIL", "aliases:Pentagon")


@given(st.text(alphabet=st.sampled_from(list("US.Iran-' \n<>éIraqis–(“”a\ud800")), max_size=60))
def test_matches_are_in_order_and_point_into_the_text(gazetteer, text):
    matches = gazetteer.find(text, on=None)
    assert all(text[m.start : m.end] == m.text for m in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


def test_bodies_are_known_in_british_and_american_spelling(coder):
    for name in ("World Health Organization", "World Health Organisation", "Collective Security Treaty Organisation"):
        assert lines(coder, f"The {name} condemned Kenya.")[0].endswith(">KEN ACCUSE.disapprove actual")
