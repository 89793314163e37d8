"""When an event happened, as its own sentence tells it. Published on Wednesday, 16 June 2021."""

from datetime import date

import pytest

from tests.coder.lines import PUBLISHED

STATED = [
    ("Kenya expelled a Somali diplomat on Monday.", "expelled", "2021-06-14"),
    ("On Sunday Poland expelled a Belarusian diplomat.", "expelled", "2021-06-13"),
    ("Chad closed its border with Sudan last week.", "closed", "2021-06-07"),
    ("Chad closed its border with Sudan earlier this month.", "closed", "2021-06-01"),
    ("Chad closed its border with Sudan two weeks ago.", "closed", "2021-05-31"),
    ("In late April Ghana signed an agreement with Togo.", "signed", "2021-04-21"),
    ("Ghana signed an agreement with Togo on May 5.", "signed", "2021-05-05"),
    ("Morocco closed its border with Algeria in 1994.", "closed", "1994-01-01"),
    ("Armenian troops shelled Azerbaijan overnight.", "shelled", "2021-06-16"),
    ("Ethiopia's foreign minister visited Kenya at the weekend.", "visited", "2021-06-12"),
    ("Tanzania arrested five Malawians in the past fortnight.", "arrested", "2021-06-02"),
    ("Ugandans blocked the road to Rwanda for a second day on Tuesday.", "blocked", "2021-06-14"),
    ("Oman's minister ended a four-day visit to Iran on Friday.", "ended", "2021-06-08"),
    ("The May 3 visit of Peru's president to Chile lasted a day.", "visit", "2021-05-03"),
    ("Talks between Serbia and Kosovo were held on Tuesday in Brussels.", "Talks", "2021-06-15"),
    ("Serbia and Kosovo, whose leaders met on Tuesday in Brussels, disagree.", "met", "2021-06-15"),
    ("Turkey has occupied the north of Cyprus since 1974.", "occupied", "1974-01-01"),
    ("Peru may attack Chile on Friday.", "attack", "2021-06-18"),
    ("Peru could meet Chile in May.", "meet", "2022-05-01"),
]
TOLD_AS_RECENT = [
    ("Peru expelled two Bolivian diplomats.", "expelled"),
    ("Peru has expelled two Bolivian diplomats.", "expelled"),
    ("Brazil exports soy to China.", "exports"),
    ("Peru's president visits Chile", "visits"),
    ("Peru accuses Bolivia of spying", "accuses"),
    ("Peru urged Bolivia to withdraw its troops by July 1.", "urged"),
    ("Peru will not attend the summit with Chile in May.", "attend"),
    ("Peru and Chile agreed to meet in May.", "agreed"),
]
UNTOLD = [
    ("Peru will expel two Bolivian diplomats.", "expel"),
    ("Peru may expel two Bolivian diplomats.", "expel"),
    ("Peru has not expelled any Bolivian diplomat.", "expelled"),
    ("Peru has often expelled Bolivian diplomats.", "expelled"),
    ("Uganda has in recent weeks accused Rwanda of spying.", "accused"),
    ("Uganda has for months been accusing Rwanda of spying.", "accusing"),
    ("Iran has turned down repeated proposals from Oman.", "turned down"),
    ("Kenya released six Ugandans who were arrested by Kenyan police.", "arrested"),
    ("Uganda had accused Rwanda of spying.", "accused"),
]


@pytest.fixture
def start_of(coder):
    def read(text, trigger, published_on=PUBLISHED):
        found = [
            m for m in coder.code(text, published_on=published_on).mentions
            if trigger in text[m.trigger_start : m.trigger_end]
        ]  # fmt: skip
        assert found, "no event is coded at the trigger"
        start = found[-1].event_date.start
        return start and start.isoformat()

    return read


@pytest.mark.parametrize(("text", "trigger", "start"), STATED)
def test_date_that_the_clause_states(text, trigger, start, start_of):
    assert start_of(text, trigger) == start


@pytest.mark.parametrize(("text", "trigger"), TOLD_AS_RECENT)
def test_what_is_told_as_recent_is_of_the_day_of_publication(text, trigger, start_of):
    assert start_of(text, trigger) == "2021-06-16"
    assert start_of(text, trigger, published_on=None) is None


@pytest.mark.parametrize(("text", "trigger"), UNTOLD)
def test_what_is_told_as_no_single_day_has_no_date(text, trigger, start_of):
    assert start_of(text, trigger) is None


PLANS = [
    ("Peru's president will visit Chile on Friday.", "visit", "2021-06-18"),
    ("Peru's president will visit Chile next month.", "visit", "2021-07-01"),
    ("Peru's president is due to visit Chile in September.", "visit", "2021-09-01"),
    ("Peru agreed on Monday to send troops to Haiti.", "agreed", "2021-06-14"),
    ("Peru said on Monday that it would expel two Chilean diplomats.", "expel", None),
    ("Peru will withdraw its troops from Haiti by the end of August.", "withdraw", None),
]


@pytest.mark.parametrize(("text", "trigger", "start"), PLANS)
def test_plan_has_the_date_of_what_is_planned(text, trigger, start, start_of):
    assert start_of(text, trigger) == start


OF_ANOTHER_CLAUSE = [
    ("Ghana backs the Togolese rebels, who were founded in 2003.", "backs", "2021-06-16"),
    ("Iran took the island from Oman in 1971 and has rejected Omani proposals since.", "rejected", "2021-06-16"),
    ("Niger closed its border with Mali on Monday after a Malian attack on Niger.", "attack", None),
    ("Jordan, which Israel attacked in March, accused Israel of spying.", "accused", "2021-06-16"),
    ("Kenya will expel a Somali envoy it accused in May of spying.", "accused", "2021-05-01"),
]


@pytest.mark.parametrize(("text", "trigger", "start"), OF_ANOTHER_CLAUSE)
def test_date_of_another_clause_is_not_taken(text, trigger, start, start_of):
    assert start_of(text, trigger) == start


SHARED = [
    ("Relations soured in January, when Kenyan police arrested several hundred Somalis.", "arrested", "2021-01-01"),
    ("Germany pledged aid to Jordan when its minister toured a camp there on Saturday.", "pledged", "2021-06-12"),
    ("On Monday Chile's president met his Peruvian counterpart and signed a treaty with Peru.", "signed", "2021-06-14"),
    ("Turkey condemned Syria in a statement issued on Sunday.", "condemned", "2021-06-13"),
    ("Mali and Niger signed a pact during a meeting on Tuesday.", "signed", "2021-06-15"),
    ("Kenya closed its border on Thursday, a day after Somali gunmen killed two Kenyans.", "killed", "2021-06-09"),
    ("Kenya has closed its border, two days after Somali gunmen killed two Kenyans.", "killed", "2021-06-14"),
    ("Ethiopia bombed Eritrea, Addis Ababa said on Monday.", "bombed", "2021-06-14"),
]


@pytest.mark.parametrize(("text", "trigger", "start"), SHARED)
def test_date_of_what_happened_together_is_shared(text, trigger, start, start_of):
    assert start_of(text, trigger) == start


def test_time_since_then_lasts_until_publication(coder):
    text = "Turkey has occupied the north of Cyprus since 1974."
    (mention,) = coder.code(text, published_on=PUBLISHED).mentions
    assert (mention.event_date.end, mention.status) == (date(2021, 6, 16), "actual")
