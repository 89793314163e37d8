"""Figures of news sentences: money, percents and counts, with the rows of the real `units.csv`."""

import json
import time
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from transforms.coder.figures.finder import find_figures, read_units
from transforms.errors import CodebookError

TABLE = Path(__file__).parents[2] / "seeds" / "codebook" / "units.csv"
UNITS = read_units(TABLE.read_bytes())
PUBLISHED = date(2025, 4, 8)


def amounts(sentence: str) -> list[str]:
    """`text = value unit` of each figure."""
    found = find_figures(sentence, UNITS)
    return [f"{sentence[figure.start : figure.end]} = {figure.value:.15g} {figure.unit}" for figure in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ghana paid $9.1 billion.", ["$9.1 billion = 9100000000 USD"]),
        ("Ghana paid US$20bn.", ["US$20bn = 20000000000 USD"]),
        ("Ghana paid US$ 3.5m.", ["US$ 3.5m = 3500000 USD"]),
        ("Ghana paid $2,800.", ["$2,800 = 2800 USD"]),
        ("Ghana paid 9.1 bln dlrs.", ["9.1 bln dlrs = 9100000000 USD"]),
        ("Ghana got a 500 mln dlr loan.", ["500 mln dlr = 500000000 USD"]),
        ("Ghana got a $200-million loan.", ["$200-million = 200000000 USD"]),
        ("Ghana got a two-billion-dollar loan.", ["two-billion-dollar = 2000000000 USD"]),
        ("Ghana paid half a million dollars.", ["half a million dollars = 500000 USD"]),
        ("Ghana paid a hundred million dollars.", ["a hundred million dollars = 100000000 USD"]),
        ("Ghana paid one and a half billion dollars.", ["one and a half billion dollars = 1500000000 USD"]),
        ("Ghana paid twenty-five million dollars.", ["twenty-five million dollars = 25000000 USD"]),
        ("Ghana paid USD 5 million.", ["USD 5 million = 5000000 USD"]),
        ("Ghana paid 5 million USD.", ["5 million USD = 5000000 USD"]),
        ("Ghana paid 40 million U.S. dollars.", ["40 million U.S. dollars = 40000000 USD"]),
        ("Ghana paid €300 million.", ["€300 million = 300000000 EUR"]),
        ("Ghana paid 300 million euros.", ["300 million euros = 300000000 EUR"]),
        ("Ghana paid £1.2bn.", ["£1.2bn = 1200000000 GBP"]),
        ("Ghana paid 12 million pounds.", ["12 million pounds = 12000000 GBP"]),
        ("Ghana paid 10 billion yen.", ["10 billion yen = 10000000000 JPY"]),
        ("Ghana paid Rs 500 crore.", ["Rs 500 crore = 5000000000 INR"]),
        ("Ghana paid Rs. 2 lakh.", ["Rs. 2 lakh = 200000 INR"]),
        ("Ghana paid A$40 million.", ["A$40 million = 40000000 AUD"]),
        ("Ghana paid 75 mln Canadian dlrs.", ["75 mln Canadian dlrs = 75000000 CAD"]),
        ("Ghana paid 60 million Swiss francs.", ["60 million Swiss francs = 60000000 CHF"]),
        ("Ghana paid 4 trillion Iraqi dinars.", ["4 trillion Iraqi dinars = 4000000000000 IQD"]),
        ("Ghana paid 24 billion rubles.", ["24 billion rubles = 24000000000 RUB"]),
        ("It has between 10 and 12 bln dlrs.", ["10 = 10000000000 USD", "12 bln dlrs = 12000000000 USD"]),
        ("Ghana pays $10-12 billion.", ["$10 = 10000000000 USD", "12 billion = 12000000000 USD"]),
        ("Ghana pays between $10 and $12 billion.", ["$10 = 10000000000 USD", "$12 billion = 12000000000 USD"]),
        ("Ghana pays 16 to 17 dlrs a barrel.", ["16 = 16 USD", "17 dlrs = 17 USD"]),
        ("Aid fell to $5 billion from 6.7 billion.", ["$5 billion = 5000000000 USD", "6.7 billion = 6700000000 USD"]),
    ],
)  # fmt: skip
def test_money(sentence, expected):
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Duties of 39 percent apply.", ["39 percent = 39 percent"]),
        ("Duties of 39 per cent apply.", ["39 per cent = 39 percent"]),
        ("Duties of 7.4 pct apply.", ["7.4 pct = 7.4 percent"]),
        ("Duties of 46.8% apply.", ["46.8% = 46.8 percent"]),
        ("Duties of 8-1/2 pct apply.", ["8-1/2 pct = 8.5 percent"]),
        ("A ten-percent duty applies.", ["ten-percent = 10 percent"]),
        ("Duties of 5 to 10 percent apply.", ["5 = 5 percent", "10 percent = 10 percent"]),
        ("Duties of 5-10% apply.", ["5 = 5 percent", "10% = 10 percent"]),
        ("Duties rose two percentage points.", ["two percentage points = 2 percent"]),
        ("Growth of 32.5 and 32.6 pct ended.", ["32.5 = 32.5 percent", "32.6 pct = 32.6 percent"]),
        ("It cut rates to 5.5 pct from 6.2.", ["5.5 pct = 5.5 percent", "6.2 = 6.2 percent"]),
        ("It will cut its forces by almost one third.", ["one third = 33.3 percent"]),
        ("Niger buys about a third of its power abroad.", ["a third = 33.3 percent"]),
        ("Niger buys two-thirds of its power abroad.", ["two-thirds = 66.7 percent"]),
        ("Niger buys three quarters of its power abroad.", ["three quarters = 75 percent"]),
        ("Niger buys half its power abroad.", ["half = 50 percent"]),
    ],
)
def test_percents(sentence, expected):
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Quito hosts 1,200 Iraqi students.", ["1,200 Iraqi students = 1200 persons"]),
        ("Quito sent some 2,000 regular Syrian troops.", ["2,000 regular Syrian troops = 2000 troops"]),
        ("Quito sent 60 firms.", ["60 firms = 60 companies"]),
        ("Quito sent 60 large oil companies.", ["60 large oil companies = 60 companies"]),
        ("Quito sent four men.", ["four men = 4 persons"]),
        ("Quito sent 101 members.", ["101 members = 101 persons"]),
        ("Quito sent a 12-member team.", ["12-member = 12 persons"]),
        ("Quito sent a 2,000-strong force.", ["2,000-strong = 2000 persons"]),
        ("Quito expelled 35 Russian diplomats.", ["35 Russian diplomats = 35 diplomats"]),
        ("Quito took in 8 million refugees.", ["8 million refugees = 8000000 refugees"]),
        ("Quito took in 300 asylum seekers.", ["300 asylum seekers = 300 refugees"]),
        ("Quito freed two dozen prisoners.", ["two dozen prisoners = 24 prisoners"]),
        ("Quito freed 90 prisoners of war.", ["90 prisoners of war = 90 prisoners"]),
        ("Quito freed seven of the hostages.", ["seven of the hostages = 7 prisoners"]),
        ("Quito pumps 15.8 mln barrels a day.", ["15.8 mln barrels a day = 15800000 barrels per day"]),
        ("Quito pumps 1.5 mln bpd.", ["1.5 mln bpd = 1500000 barrels per day"]),
        ("Quito sold 29 bcm of gas.", ["29 bcm = 29000000000 cubic metres"]),
        ("Quito sold 20 to 29.5 bcm.", ["20 = 20000000000 cubic metres", "29.5 bcm = 29500000000 cubic metres"]),
        ("Quito sold 30 mcm a day.", ["30 mcm = 30000000 cubic metres"]),
        ("Quito sold 2 billion cubic feet.", ["2 billion cubic feet = 2000000000 cubic feet"]),
        ("Quito sold 5 billion cubic metres (bcm).", ["5 billion cubic metres = 5000000000 cubic metres"]),
        ("Quito sold 100,000 tonnes of wheat.", ["100,000 tonnes = 100000 tonnes"]),
        ("Quito bought 24 fighter jets.", ["24 fighter jets = 24 aircraft"]),
        ("Quito bought 30 tanks and 12 missiles.", ["30 tanks = 30 tanks", "12 missiles = 12 missiles"]),
        ("Quito sent two warships.", ["two warships = 2 ships"]),
        ("Quito sent 10 to 12 soldiers.", ["10 = 10 troops", "12 soldiers = 12 troops"]),
        ("Quito sent 10-12 soldiers.", ["10 = 10 troops", "12 soldiers = 12 troops"]),
        ("Quito sent ten or more soldiers.", ["ten or more soldiers = 10 troops"]),
        ("Quito deported 40 Colombians and six Israelis.", ["40 Colombians = 40 persons", "six Israelis = 6 persons"]),
        ("Quito sent police officers and 15 police officers.", ["15 police officers = 15 persons"]),
        ("The blast killed 33 and wounded at least 50.", ["33 = 33 persons", "50 = 50 persons"]),
        ("The blast left 76 injured.", ["76 injured = 76 persons"]),
        ("The raid began and 12 were killed.", ["12 were killed = 12 persons"]),
        ("It cut its personnel abroad from 900 in 2012 to a planned 400.", ["900 = 900 persons", "400 = 400 persons"]),
        ("Quito cut its staff from 900 to 400.", ["900 = 900 persons", "400 = 400 persons"]),
        ("Six soldiers died.", ["Six soldiers = 6 troops"]),
        ("Quito flew in six more aircraft.", ["six more aircraft = 6 aircraft"]),
        ("Quito sent 3,000 extra African Union (AU) troops.", ["3,000 extra African Union (AU) troops = 3000 troops"]),
        ("Quito sent two Dutch F-16 jets.", ["two Dutch F-16 jets = 2 aircraft"]),
        ("Quito fed 30,000 Sudanese, it said.", ["30,000 Sudanese = 30000 persons"]),
        ("Quito freed three U.N. workers.", ["three U.N. workers = 3 persons"]),
        ("It said that three people died.", ["three people = 3 persons"]),
        ("The fire killed four and hurt five others.", ["four = 4 persons", "five others = 5 persons"]),
        ("Two hundred and fifty soldiers died.", ["Two hundred and fifty soldiers = 250 troops"]),
    ],
)  # fmt: skip
def test_counts(sentence, expected):
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Dozens of soldiers and hundreds of migrants left.",
        "The 24-year-old, Jabbar, 54, fled.",
        "In 2003 troops marched; since 1999 people have waited.",
        "The 1980s soldiers remember.",
        "Spain beat Malta 89-81.",
        "It starts at 10:30 in Room 12.",
        "Section 301 and Resolution 1441 bind them.",
        "Dial 555-1234.",
        "The 3rd Army and the 21st century.",
        "F-16 jets and COVID-19 patients arrived.",
        "The Group of Seven nations and the Big Three companies met.",
        "The two countries met, as did both sides.",
        "One in three people moved 40 km in 12 days.",
        "It cost 73 cents.",
        "The second half of its term began.",
        "A 767-300 jet landed.",
        "He won 6-3, 6-4 on 100 meters.",
        "On March 3, 1987, they met.",
        "",
        "9",
    ],
)
def test_what_is_no_figure(sentence):
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Trade reached $20 billion.", "level"),
        ("Trade rose to $20 billion.", "level"),
        ("Trade makes up 65% of output.", "level"),
        ("It needs up to $20 billion.", "level"),
        ("Oman aims to lift trade to $20 billion.", "goal"),
        ("The goal is $20 billion.", "goal"),
        ("Oman plans to invest $20 billion.", "goal"),
        ("Oman pledged $20 billion.", "goal"),
        ("Oman set a target of $20 billion.", "goal"),
        ("Oman will have a planned 400 soldiers.", "goal"),
        ("Trade rose 5 percent.", "change"),
        ("Trade was up 5 percent.", "change"),
        ("Trade was cut by 5 percent.", "change"),
        ("It raised duties by 5 percent.", "change"),
        ("It is raising $5 million.", "level"),
        ("They shot down two airliners.", "level"),
        ("Trade fell by nearly $3 billion.", "change"),
        ("It was an increase of 5 percent.", "change"),
        ("It was a 46.8% increase.", "change"),
        ("It was a 61 percent staffing reduction.", "change"),
    ],
)
def test_kind(sentence, kind):
    assert [figure.kind for figure in find_figures(sentence, UNITS)] == [kind]


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Duty-free coffee trade with the island kingdom hit $9.1 billion.", "Duty-free coffee trade"),
        ("Cuban exports fell 5 percent.", "Cuban exports"),
        ("Cuba's exports of sugar were worth $3 billion.", "Cuba's exports"),
        ("Oil makes up 65% of Gabon's total imports.", "Gabon's total imports"),
        ("It set 39 percent duties on cars.", "duties"),
        ("Duties of 39 percent hit cars.", "Duties"),
        ("It sent $815 million in economic aid.", "economic aid"),
        ("It sent 1,200 Iraqi students.", "Iraqi students"),
        ("It sent a 12-member delegation.", "delegation"),
        ("It saw a 5 percent rise in exports.", "exports"),
        ("It helped the poor with a gift of $3 million.", "gift"),
        ("It reduced military aid to Chad by $3 million.", "military aid"),
        ("It agreed to lend up to $3 million.", None),
        ("It paid $3 billion in 2024.", None),
    ],
)
def test_measure(sentence, measure):
    assert [figure.measure for figure in find_figures(sentence, UNITS)] == [measure]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Trade was $9 billion in 2024, with exports at $2 billion.", ["2024", "2024"]),
        ("In the first half of 2012 it sold $3 million.", ["2012-H1"]),
        ("It sold $3 million in 2012 and $4 million in 2013.", ["2012", "2013"]),
        ("It sold $3 million in the second quarter of 2020.", ["2020-Q2"]),
        ("It sold $3 million in January 2014.", ["2014-01"]),
        ("It sold $3 million last year.", ["2024"]),
        ("It sold $3 million between 2012 and 2014.", ["2012/2014"]),
        ("It sold $3 million on Monday.", [None]),
        ("It sold $3 million.", [None]),
    ],
)
def test_period(sentence, periods):
    assert [figure.period for figure in find_figures(sentence, UNITS, anchor=PUBLISHED)] == periods


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("troops,soldiery,troops,,own knowledge,", "unknown kind"),
        ("troops,count,,,own knowledge,", "needs a unit"),
        ("rose,change,troops,,own knowledge,", "takes no unit"),
        ("zoty,currency,zoty,,own knowledge,", "ISO 4217"),
        ("umpteen,scale,,many,own knowledge,", "not a number"),
        ("umpteen,scale,,,own knowledge,", "factor"),
        ("umpteen,scale,,-1,own knowledge,", "above zero"),
        (",count,troops,,own knowledge,", "empty"),
        ("million,scale,,1000000,own knowledge,", "already"),
    ],
)
def test_an_unusable_row_is_named_by_its_line(row, problem):
    table = f"word,kind,unit,factor,source,note\nmillion,scale,,1000000,own knowledge,\n{row}\n"
    with pytest.raises(CodebookError, match=f"units.csv, line 3: .*{problem}"):
        read_units(table.encode())


WORDS = (
    "$ US$ 9.1 billion 1,200 half a million two hundred and troops soldiers percent % - / – ' to between 10 12 from or "
    "killed third of its 2003 rose by 2012 Rs crore : . , 8-1/2 pct Iraqi F-16 aims"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join) | st.text())
def test_any_text_gives_ordered_spans_within_it(text):
    found = find_figures(text, UNITS, anchor=PUBLISHED)
    assert all(0 <= f.start < f.end <= len(text) and f.unit and f.value > 0 for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(1, 10**9), st.sampled_from(["million", "billion"]))
def test_digits_with_or_without_commas_are_the_same_number(number, scale):
    plain, grouped = (find_figures(f"It paid ${n} {scale}.", UNITS) for n in (str(number), f"{number:,}"))
    assert [f.value for f in plain] == [f.value for f in grouped] == [number * (10**6 if scale == "million" else 10**9)]


def test_time_grows_with_length_not_faster():
    sentence = "Gabon paid $3 billion for 24 jets, 5 percent more than in 2003, and 17 others were hurt, "

    def seconds(n: int) -> float:
        started = time.process_time()
        find_figures(sentence * n, UNITS, anchor=PUBLISHED)
        return time.process_time() - started

    short, long = min(seconds(60) for _ in range(5)), min(seconds(600) for _ in range(3))
    assert long < 30 * short


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "reference").is_dir(), reason="the reference set lies next to the checkout only")
def test_figures_of_the_reference_set_are_found():
    events = [json.loads(line) for line in (SHARED / "reference" / "seed_events.jsonl").read_text("utf-8").splitlines()]
    wanted = {(e["document"], f["start"], f["end"], round(f["value"], 1)) for e in events for f in e["figures"]}
    missed = {want for want in wanted if not any(_agrees(want, found) for found in _figures_of(want[0]))}
    assert len(missed) <= 0.05 * len(wanted), sorted(missed)


@lru_cache
def _figures_of(document: str) -> list[tuple[int, int, float]]:
    """Start, end and value of each figure of a document."""
    text, found, at = (SHARED / "seeds" / document).read_bytes().decode(), [], 0
    for line in text.split("\n"):
        opening = at
        for sentence in sentencex.segment("en", line):
            opening = text.index(sentence, opening)
            figures = find_figures(sentence, UNITS)
            found += [(opening + figure.start, opening + figure.end, round(figure.value, 1)) for figure in figures]
        at += len(line) + 1
    return found


def _agrees(want: tuple[str, int, int, float], found: tuple[int, int, float]) -> bool:
    return want[3] == found[2] and want[1] < found[1] and found[0] < want[2]
