"""The same rows from any number of workers, whatever a worker coded before."""

import hashlib
from datetime import UTC, datetime

import pytest

from flows.coder_recipe import read_recipe
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from flows.workers import code_documents
from transforms.records import DateRung, Document

FETCHED = datetime(2024, 5, 14, 6, 0, tzinfo=UTC)
BEGINNINGS = [
    "Peru's foreign minister flew to La Paz on Monday for talks about fish, gas and a road through the mountains.",
    "Kenya accused Somalia of moving guns to the border and warned that its army would answer any attack.",
    "Norway will send Ukraine 200 million kroner and forty doctors, its prime minister told reporters in Oslo.",
    "After Chad had expelled two envoys of Sudan last week, Khartoum stopped the trains between both countries.",
    "Turkish jets struck a depot in northern Iraq, killing nine men; Baghdad summoned the ambassador to protest.",
]
MIDDLE = "Officials said that number {number} of the agreements, signed in 2019, stayed in force, but it may be ended."


def documents() -> list[Document]:
    """Forty stories, so that two workers get chunks of different length and order."""
    texts = [f"{BEGINNINGS[n % 5]}\n\n{MIDDLE.format(number=n)} {BEGINNINGS[(n + 2) % 5]}" for n in range(40)]
    return [
        Document(
            document_id=hashlib.sha256(text.encode()).hexdigest(),
            body=text.encode(),
            url=None,
            path="wire.txt",
            media_type="text/plain",
            charset="utf-8",
            fetched_at=FETCHED,
            published_at=datetime(2024, 5, 13, tzinfo=UTC),
            published_rung=DateRung.GIVEN,
        )
        for text in texts
    ]


@pytest.fixture(scope="module")
def recipe():
    return read_recipe(read_settings({}, coder=CoderWay.FULL))


def coded(recipe, workers: int, given: list[Document]) -> dict[str, str]:
    results = code_documents(iter(given), recipe, workers=workers)
    return {result.document.document_id: repr(result.stories) for result in results}


def test_one_two_and_no_workers_code_alike(recipe):
    given = documents()
    here = coded(recipe, 0, given)
    assert all("EventMention" in stories for stories in here.values())
    assert coded(recipe, 2, given) == here
    assert coded(recipe, 1, given[::-1]) == here
