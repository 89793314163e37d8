"""Dates of news sentences. Every sentence is read against Tuesday 8 April 2025 unless the test says otherwise."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.coder.dates.finder import DateExpression, DateKind, find_dates
from transforms.coder.dates.links import counted_from, last_day
from transforms.records import Granularity

TUESDAY = date(2025, 4, 8)


def told(expression: DateExpression, sentence: str) -> str:
    """`text kind granularity first..last`, the way the rows below say it."""
    days = f"{expression.first}..{expression.last}" if expression.first != expression.last else str(expression.first)
    text = sentence[expression.start : expression.end]
    return f"{text} | {expression.kind} {expression.granularity} {days}"


def past(sentence: str, anchor: date | None = TUESDAY) -> list[str]:
    return [told(expression, sentence) for expression in find_dates(sentence, anchor=anchor)]


def future(sentence: str) -> list[str]:
    return [f"{e.first_future}..{e.last_future}" for e in find_dates(sentence, anchor=TUESDAY)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chile recalled its envoy on 3 March 1987.", ["3 March 1987 | point day 1987-03-03"]),
        ("Chile recalled its envoy on 03 December 2015.", ["03 December 2015 | point day 2015-12-03"]),
        ("The pact dates from the 3rd of May 1994.", ["from the 3rd of May 1994 | since day 1994-05-03"]),
        ("They met on September 14, 1982, in Lima.", ["September 14, 1982 | point day 1982-09-14"]),
        ("They met on Sept. 14, 1982.", ["Sept. 14, 1982 | point day 1982-09-14"]),
        ("They met on Sunday, June 6, 2004.", ["Sunday, June 6, 2004 | point day 2004-06-06"]),
        ("They met on Sun, 6 Jun 2004.", ["Sun, 6 Jun 2004 | point day 2004-06-06"]),
        ("Filed 2019-02-28 in Oslo.", ["2019-02-28 | point day 2019-02-28"]),
        ("Filed 2019-02-28T10:15 in Oslo.", ["2019-02-28 | point day 2019-02-28"]),
        ("Filed 12/31/1999.", ["12/31/1999 | point day 1999-12-31"]),
        ("Filed 31/12/1999.", ["31/12/1999 | point day 1999-12-31"]),
        ("Filed 31.12.1999.", ["31.12.1999 | point day 1999-12-31"]),
        ("Filed 24-04-2025.", ["24-04-2025 | point day 2025-04-24"]),
        ("Filed 5-Jan-2004.", ["5-Jan-2004 | point day 2004-01-05"]),
        ("It was sealed in January 2014.", ["January 2014 | point month 2014-01-01..2014-01-31"]),
        ("It was sealed in January, 1986.", ["January, 1986 | point month 1986-01-01..1986-01-31"]),
        ("It was sealed in January of 2014.", ["January of 2014 | point month 2014-01-01..2014-01-31"]),
        ("In late May 2013 he flew home.", ["late May 2013 | point month 2013-05-21..2013-05-31"]),
        ("In mid-May 2013 he flew home.", ["mid-May 2013 | point month 2013-05-11..2013-05-20"]),
        ("In early February 2013 he flew home.", ["early February 2013 | point month 2013-02-01..2013-02-10"]),
        ("By end of December 2013 he flew home.", ["By end of December 2013 | deadline month 2013-12-21..2013-12-31"]),
        ("It fell in 2009.", ["2009 | point year 2009-01-01..2009-12-31"]),
        ("It fell in early 2004.", ["early 2004 | point quarter 2004-01-01..2004-03-31"]),
        ("It fell in mid-2004.", ["mid-2004 | point year 2004-04-01..2004-09-30"]),
        ("Trade fell late in 2014.", ["late in 2014 | point quarter 2014-10-01..2014-12-31"]),
        ("Trade fell at the end of 2012.", ["the end of 2012 | point month 2012-12-01..2012-12-31"]),
        ("In the first half of 2012.", ["the first half of 2012 | point year 2012-01-01..2012-06-30"]),
        ("In the second half of 2012.", ["the second half of 2012 | point year 2012-07-01..2012-12-31"]),
        ("In the second quarter of 2020.", ["the second quarter of 2020 | point quarter 2020-04-01..2020-06-30"]),
        ("It fell in Q3 2021.", ["Q3 2021 | point quarter 2021-07-01..2021-09-30"]),
        ("In the first two months of 1987.", ["the first two months of 1987 | point year 1987-01-01..1987-02-28"]),
        ("In the last three months of 1987.", ["the last three months of 1987 | point quarter 1987-10-01..1987-12-31"]),
        ("The summer of 2006 saw a war.", ["The summer of 2006 | point quarter 2006-06-01..2006-08-31"]),
        ("The winter of 2006 saw a war.", ["The winter of 2006 | point quarter 2006-12-01..2007-02-28"]),
        ("Fall 2006 saw a war.", ["Fall 2006 | point quarter 2006-09-01..2006-11-30"]),
        ("Ties broke in the 1990s.", ["the 1990s | point decade 1990-01-01..1999-12-31"]),
        ("Ties broke in the early 1980s.", ["the early 1980s | point decade 1980-01-01..1983-12-31"]),
        ("Ties broke in the mid-1970s.", ["the mid-1970s | point decade 1974-01-01..1976-12-31"]),
        ("Ties broke in the late '60s.", ["the late '60s | point decade 1967-01-01..1969-12-31"]),
        ("In the first week of May 2004 it fell.", ["the first week of May 2004 | point week 2004-05-01..2004-05-07"]),
        ("In the last week of May 2004 it fell.", ["the last week of May 2004 | point week 2004-05-25..2004-05-31"]),
        ("Napoleon marched in 1812.", ["1812 | point year 1812-01-01..1812-12-31"]),
    ],
)  # fmt: skip
def test_absolute_dates_need_no_anchor(sentence, expected):
    assert past(sentence) == expected
    assert past(sentence, None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya signed on Monday.", ["Monday | point day 2025-04-07"]),
        ("Kenya signed on Tuesday.", ["Tuesday | point day 2025-04-08"]),
        ("Kenya signed Wednesday.", ["Wednesday | point day 2025-04-02"]),
        ("Kenya signed late Thursday.", ["late Thursday | point day 2025-04-03"]),
        ("Kenya signed early on Sunday.", ["early on Sunday | point day 2025-04-06"]),
        ("Kenya signed on Monday night.", ["Monday night | point day 2025-04-07"]),
        ("Kenya signed last Friday.", ["last Friday | point day 2025-04-04"]),
        ("Kenya signed last Tuesday.", ["last Tuesday | point day 2025-04-01"]),
        ("Kenya signs next Monday.", ["next Monday | point day 2025-04-14"]),
        ("Kenya signs this Friday.", ["this Friday | point day 2025-04-11"]),
        ("Kenya signed on Monday last week.", ["Monday last week | point day 2025-03-31"]),
        ("Kenya signed on Thursday of last week.", ["Thursday of last week | point day 2025-04-03"]),
        ("Kenya signed today.", ["today | point day 2025-04-08"]),
        ("Kenya signed yesterday.", ["yesterday | point day 2025-04-07"]),
        ("Kenya signed late yesterday evening.", ["late yesterday evening | point day 2025-04-07"]),
        ("Kenya signs tomorrow.", ["tomorrow | point day 2025-04-09"]),
        ("Kenya signed the day before yesterday.", ["the day before yesterday | point day 2025-04-06"]),
        ("Kenya signs the day after tomorrow.", ["the day after tomorrow | point day 2025-04-10"]),
        ("Kenya signed last night.", ["last night | point day 2025-04-07"]),
        ("Kenya signed this morning.", ["this morning | point day 2025-04-08"]),
        ("Kenya signed earlier today.", ["earlier today | point day 2025-04-08"]),
        ("Kenya signed over the weekend.", ["the weekend | point day 2025-04-05..2025-04-06"]),
        ("Kenya signed last weekend.", ["last weekend | point day 2025-04-05..2025-04-06"]),
        ("Kenya signs next weekend.", ["next weekend | point day 2025-04-19..2025-04-20"]),
        ("Kenya signed this week.", ["this week | point week 2025-04-07..2025-04-13"]),
        ("Kenya signed last week.", ["last week | point week 2025-03-31..2025-04-06"]),
        ("Kenya signs next week.", ["next week | point week 2025-04-14..2025-04-20"]),
        ("Kenya signed last month.", ["last month | point month 2025-03-01..2025-03-31"]),
        ("Kenya signs next month.", ["next month | point month 2025-05-01..2025-05-31"]),
        ("Kenya signed last year.", ["last year | point year 2024-01-01..2024-12-31"]),
        ("Kenya signed late last year.", ["late last year | point quarter 2024-10-01..2024-12-31"]),
        ("Kenya signs early next month.", ["early next month | point month 2025-05-01..2025-05-10"]),
        ("Kenya signs at the end of the year.", ["the end of the year | point month 2025-12-01..2025-12-31"]),
        ("Kenya signed earlier this month.", ["earlier this month | point month 2025-04-01..2025-04-08"]),
        ("Kenya signs later this year.", ["later this year | point year 2025-04-08..2025-12-31"]),
        ("Kenya signs later in the week.", ["later in the week | point week 2025-04-08..2025-04-13"]),
        ("Kenya signed two days ago.", ["two days ago | point day 2025-04-06"]),
        ("Kenya signed three weeks ago.", ["three weeks ago | point week 2025-03-17..2025-03-23"]),
        ("Kenya signed a month ago.", ["a month ago | point month 2025-03-01..2025-03-31"]),
        ("Kenya signed 20 years ago.", ["20 years ago | point year 2005-01-01..2005-12-31"]),
        ("Kenya signed five hours ago.", ["five hours ago | point day 2025-04-08"]),
        ("Kenya votes a year from now.", ["a year from now | point year 2026-01-01..2026-12-31"]),
        ("Kenya signed in March.", ["March | point month 2025-03-01..2025-03-31"]),
        ("Kenya signed in May.", ["May | point month 2024-05-01..2024-05-31"]),
        ("Kenya signed in mid-April.", ["mid-April | point month 2024-04-11..2024-04-20"]),
        ("Kenya signed on January 25.", ["January 25 | point day 2025-01-25"]),
        ("NAIROBI, JUNE 17: Kenya signed.", ["JUNE 17 | point day 2024-06-17"]),
        ("Kenya signed in mid-year.", ["mid-year | point year 2025-04-01..2025-09-30"]),
        ("Kenya signed at year-end.", ["year-end | point month 2025-12-01..2025-12-31"]),
        ("On 21 June Kenyan police came.", ["21 June | point day 2024-06-21"]),
        ("Kenya signed on 25 June.", ["25 June | point day 2024-06-25"]),
        ("Kenya signed on March 3rd.", ["March 3rd | point day 2025-03-03"]),
        ("Kenya signed on May five.", ["May five | point day 2024-05-05"]),
        ("Kenya signed last March.", ["last March | point month 2025-03-01..2025-03-31"]),
        ("Kenya signed last April.", ["last April | point month 2024-04-01..2024-04-30"]),
        ("Kenya signs next January.", ["next January | point month 2026-01-01..2026-01-31"]),
        ("Kenya signed in March last year.", ["March last year | point month 2024-03-01..2024-03-31"]),
        ("Kenya signed on March 3 of last year.", ["March 3 of last year | point day 2024-03-03"]),
        ("Kenya signed last summer.", ["last summer | point quarter 2024-06-01..2024-08-31"]),
        ("Kenya signed in the fourth quarter.", ["the fourth quarter | point quarter 2024-10-01..2024-12-31"]),
        ("Kenya signed last quarter.", ["last quarter | point quarter 2025-01-01..2025-03-31"]),
        ("Kenya celebrates Christmas Day.", ["Christmas Day | point day 2024-12-25"]),
    ],
)  # fmt: skip
def test_dates_counted_from_the_publication_date(sentence, expected):
    assert past(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mali will vote on Monday.", "2025-04-14..2025-04-14"),
        ("Mali will vote on Tuesday.", "2025-04-08..2025-04-08"),
        ("Mali will vote in March.", "2026-03-01..2026-03-31"),
        ("Mali will vote in April.", "2025-04-01..2025-04-30"),
        ("Mali will vote on January 25.", "2026-01-25..2026-01-25"),
        ("Mali will vote over the weekend.", "2025-04-12..2025-04-13"),
        ("Mali will vote in three days.", "2025-04-11..2025-04-11"),
        ("Mali will vote in 2027.", "2027-01-01..2027-12-31"),
        ("Mali will vote from March 3 to 5.", "2026-03-03..2026-03-05"),
        ("Mali will vote next week.", "2025-04-14..2025-04-20"),
    ],
)
def test_a_plan_reads_the_same_words_forward(sentence, expected):
    assert future(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The 2003-2005 embargo bit.", ["2003-2005 | range year 2003-01-01..2005-12-31"]),
        ("Exports in 1986/87 fell.", ["1986/87 | range year 1986-01-01..1987-12-31"]),
        ("It ran between 2012 and 2014.", ["between 2012 and 2014 | range year 2012-01-01..2014-12-31"]),
        ("It ran from 2012 to 2014.", ["from 2012 to 2014 | range year 2012-01-01..2014-12-31"]),
        ("It ran from March 3 to 5.", ["March 3 to 5 | range day 2025-03-03..2025-03-05"]),
        ("It ran March 3-5, 1987.", ["March 3-5, 1987 | range day 1987-03-03..1987-03-05"]),
        ("It ran 3-5 March 1987.", ["3-5 March 1987 | range day 1987-03-03..1987-03-05"]),
        ("It ran from January to March 1987.", ["from January to March 1987 | range month 1987-01-01..1987-03-31"]),
        ("It ran January-March 2004.", ["January-March 2004 | range quarter 2004-01-01..2004-03-31"]),
        ("It ran from Dec 30 to Jan 2, 2005.", ["from Dec 30 to Jan 2, 2005 | range day 2004-12-30..2005-01-02"]),
        ("It ran from Saturday to Monday.", ["from Saturday to Monday | range day 2025-04-05..2025-04-07"]),
        ("It grew in the past two years.", ["in the past two years | range year 2023-04-08..2025-04-08"]),
        ("It grows in the next three days.", ["in the next three days | range day 2025-04-08..2025-04-11"]),
        ("It grew over the last six months.", ["over the last six months | range month 2024-10-08..2025-04-08"]),
        ("It ends by September 2025.", ["by September 2025 | deadline month 2025-09-01..2025-09-30"]),
        ("It ends by 2030.", ["by 2030 | deadline year 2030-01-01..2030-12-31"]),
        ("It ends by the end of 2030.", ["by the end of 2030 | deadline month 2030-12-01..2030-12-31"]),
        ("It ends no later than June 2026.", ["no later than June 2026 | deadline month 2026-06-01..2026-06-30"]),
        ("It lasts until 2026.", ["until 2026 | deadline year 2026-01-01..2026-12-31"]),
        ("It ends within the next 12 months.", ["within the next 12 months | deadline month 2025-04-08..2026-04-08"]),
        ("It ends within 10 days.", ["within 10 days | deadline day 2025-04-08..2025-04-18"]),
        ("It holds since 2003.", ["since 2003 | since year 2003-01-01..2003-12-31"]),
        ("It holds from Monday.", ["from Monday | since day 2025-04-07"]),
        ("It holds as of Monday.", ["of Monday | since day 2025-04-07"]),
        ("It holds starting Monday.", ["starting Monday | since day 2025-04-07"]),
        ("It lasted three days.", ["three days | duration day None"]),
        ("A three-day visit ended.", ["three-day | duration day None"]),
        ("He stayed for a week.", ["for a week | duration week None"]),
        ("In recent weeks it froze.", ["In recent weeks | duration unknown None"]),
        ("They fought for months.", ["for months | duration unknown None"]),
        ("They meet every year.", ["every year | recurring unknown None"]),
        ("They meet on Fridays.", ["Fridays | recurring unknown None"]),
        ("The annual summit ended.", ["annual | recurring unknown None"]),
    ],
)  # fmt: skip
def test_stretches_and_their_ends(sentence, expected):
    assert past(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "count", "unit"),
    [
        ("The same day Oslo protested.", 0, "day"),
        ("The same month Oslo protested.", 0, "month"),
        ("The following day Oslo protested.", 1, "day"),
        ("The next day Oslo protested.", 1, "day"),
        ("The previous week Oslo protested.", -1, "week"),
        ("The day before, Oslo protested.", -1, "day"),
        ("A day earlier Oslo protested.", -1, "day"),
        ("Two weeks earlier Oslo protested.", -2, "week"),
        ("Two years later Oslo protested.", 2, "year"),
        ("Days later Oslo protested.", None, "day"),
    ],
)
def test_dates_counted_from_an_earlier_date_of_the_story(sentence, count, unit):
    (found,) = find_dates(sentence, anchor=TUESDAY)
    assert (found.kind, found.count, found.unit, found.first) == (DateKind.ANAPHORIC, count, unit, None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The same day Oslo protested.", "2020-02-03..2020-02-04"),
        ("A day later Oslo protested.", "2020-02-05..2020-02-05"),
        ("A day earlier Oslo protested.", "2020-02-02..2020-02-02"),
        ("The following week Oslo protested.", "2020-02-10..2020-02-16"),
        ("The same month Oslo protested.", "2020-02-01..2020-02-29"),
        ("Two years later Oslo protested.", "2022-01-01..2022-12-31"),
        ("Days later Oslo protested.", "None..None"),
        ("Oslo protested on Monday.", "2025-04-07..2025-04-07"),
    ],
)
def test_an_earlier_date_of_the_story_gives_them_days(sentence, expected):
    (found,) = find_dates(sentence, anchor=TUESDAY)
    dated = counted_from(found, date(2020, 2, 3), date(2020, 2, 4))
    assert f"{dated.first}..{dated.last}" == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A three-day visit began.", date(2025, 4, 9)),
        ("The visit lasted two weeks.", date(2025, 4, 20)),
        ("The visit lasted a few days.", None),
        ("The visit began on Monday.", None),
    ],
)
def test_a_duration_gives_the_last_day(sentence, expected):
    (found,) = find_dates(sentence, anchor=TUESDAY)
    assert last_day(date(2025, 4, 7), found) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru may sign.",
        "Theresa May flew to Ankara.",
        "PERU MAY SIGN",
        "They march on the palace.",
        "March on, he told them.",
        "The Sun has it.",
        "He sat down; the sun shone.",
        "It paid $2003 for 2,000 troops.",
        "Some 2000 soldiers and 1500 policemen left.",
        "It sent 2004 tonnes of rice.",
        "Resolution 1441 and UN resolution 2231 passed.",
        "Flight 1990 landed on Route 1967.",
        "The siren wailed during Friday prayers.",
        "The Sunday Times reported it.",
        "April Jones and August Wilson met.",
        "Spain beat Malta 89-81.",
        "It starts at 2000 GMT, or 20:00.",
        "The 24-year-old fled.",
        "She is 54 years old.",
        "February 30 exists nowhere.",
        "Figures fell from 12 to 10.",
        "Dial 555-2010-99.",
        "",
    ],
)
def test_what_is_no_date(sentence):
    assert past(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "is_attributive"),
    [
        ("Monday's raid killed no one.", DateKind.POINT, True),
        ("The 2003 invasion toppled him.", DateKind.POINT, True),
        ("A February 2018 conference met.", DateKind.POINT, True),
        ("The three-day visit ended.", DateKind.DURATION, True),
        ("They want the 1967 borders.", DateKind.NAME, True),
        ("They left the 2015 nuclear deal.", DateKind.NAME, True),
        ("The 9/11 plot failed.", DateKind.NAME, True),
        ("It fell on Monday.", DateKind.POINT, False),
        ("On Monday police fired.", DateKind.POINT, False),
    ],
)
def test_a_date_that_belongs_to_the_noun_behind_it(sentence, kind, is_attributive):
    (found,) = find_dates(sentence, anchor=TUESDAY)
    assert (found.kind, found.is_attributive) == (kind, is_attributive)


def test_without_an_anchor_a_weekday_is_found_but_has_no_days():
    (found,) = find_dates("It fell on Monday.", anchor=None)
    assert (found.first, found.last_future, found.granularity) == (None, None, Granularity.DAY)


WORDS = (
    "01.01.0000 on Monday March 3 - , . ' s the early mid last next this week year ago two in of between and to from "
    "since by 2003-04 Q2 first half quarter 1990s weekend summer day days every same following 12:30 $ May ٣ ９"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join) | st.text(), st.none() | st.dates())
def test_any_text_gives_ordered_spans_within_it(text, anchor):
    found = find_dates(text, anchor=anchor)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all((e.first is None) == (e.last is None) and (e.first is None or e.first <= e.last) for e in found)


@given(
    st.dates(date(1900, 1, 1), date(2059, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y"])
)
def test_a_full_date_is_itself_whatever_the_anchor(day, layout):
    written = day.strftime(layout)
    if layout == "%d/%m/%Y" and day.day <= 12:
        return  # month first, as American papers write
    assert [(e.first, e.last) for e in find_dates(written, anchor=TUESDAY)] == [(day, day)]


def test_time_grows_with_length_not_faster():
    sentence = "Gabon met Peru on Monday, March 3, 1987, two weeks after the summer of 2006, and 17 others, "

    def seconds(n: int) -> float:
        started = time.process_time()
        find_dates(sentence * n, anchor=TUESDAY)
        return time.process_time() - started

    short, long = min(seconds(60) for _ in range(5)), min(seconds(600) for _ in range(3))
    assert long < 30 * short
