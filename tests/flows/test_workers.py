"""Documents in, coded stories out; whatever a document contains, it ends."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.language_model import load_language_model
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from flows.workers import code_documents
from transforms.coder.coder import LONGEST_TEXT
from transforms.errors import SettingsError
from transforms.records import DateRung, Document, Reason, Stage

FETCHED = datetime(2024, 5, 14, 6, 0, tzinfo=UTC)
STORY = (
    "Peru expelled two Bolivian diplomats on Friday, the foreign ministry in Lima said, after a quarrel over fish.\n\n"
    "Bolivia's president condemned Peru for decision number {number} and recalled his ambassador on Sunday. The two "
    "countries had signed a trade agreement in March, and officials said that it would stay in force for now."
)


def document(body: bytes, media_type: str = "text/plain") -> Document:
    return Document(
        document_id=hashlib.sha256(body).hexdigest(),
        body=body,
        url=None,
        path="letter.txt",
        media_type=media_type,
        charset="utf-8",
        fetched_at=FETCHED,
        published_at=datetime(2024, 5, 13, tzinfo=UTC),
        published_rung=DateRung.GIVEN,
    )


@pytest.fixture(scope="module")
def recipe() -> CoderRecipe:
    return read_recipe(read_settings({}, coder="shallow"))


@pytest.mark.parametrize("workers", [0, 2])
def test_documents_end_in_their_order_each_with_its_stories(recipe, workers):
    documents = [document(STORY.format(number=number).encode()) for number in range(40)]
    results = list(code_documents(iter(documents), recipe, workers=workers))
    assert [result.document for result in results] == documents
    for result in results:
        (coded,) = result.stories
        assert coded.story.document_id == result.document.document_id
        assert "SANCTION" in {mention.event_type for mention in coded.mentions}
        assert result.coder_version


def test_what_is_not_read_of_a_long_story_is_recorded(recipe):
    text = "\n\n".join(STORY.format(number=number) for number in range(250))
    (result,) = code_documents([document(text.encode())], recipe, workers=0)
    (coded,) = result.stories
    (rest,) = result.rejections
    last = coded.mentions[-1].sentence_end
    assert (rest.stage, rest.reason, rest.is_failure) == (Stage.STORY, Reason.TOO_LARGE, False)
    assert rest.key.startswith(f"{coded.story.story_id}, from character")
    assert last <= int(rest.key.rpartition(" ")[2]) <= LONGEST_TEXT < len(coded.story.text)
    assert f"{len(coded.story.text):,} characters" in rest.detail


def test_relative_dates_count_from_publication(recipe):
    (result,) = code_documents([document(STORY.format(number=1).encode())], recipe, workers=0)
    days = {mention.event_date.start for mention in result.stories[0].mentions}
    assert date(2024, 5, 10) in days


@pytest.mark.parametrize(("body", "media_type"), [
    (b"", "text/plain"),
    (b"\x00\x01\x02" * 1000, "text/plain"),
    (b"<html><body></body></html>", "text/html"),
    (b"<p>" * 20_000, "text/html"),
    (b"\xff\xfe\x00", "application/pdf"),
    ("Der Minister reiste am Montag nach Wien und sprach dort über Handel. ".encode() * 20, "text/plain"),
])  # fmt: skip
def test_a_document_without_a_story_is_rejected_with_a_reason(recipe, body, media_type):
    (result,) = code_documents([document(body, media_type)], recipe, workers=1)
    assert result.stories == ()
    assert result.rejections
    assert {rejection.stage for rejection in result.rejections} <= {Stage.DOCUMENT, Stage.STORY}


def test_a_missing_language_model_says_what_to_do():
    with pytest.raises(SettingsError, match=r"en_core_web_none is not installed.*--coder shallow"):
        load_language_model("en_core_web_none")


def test_the_bundled_model_needs_no_recogniser_of_names():
    assert "ner" not in load_language_model().pipe_names


def test_ways_have_names_of_their_own_in_the_version(coder, shallow_coder):
    assert coder.version != shallow_coder.version
    assert list(CoderWay) == ["full", "shallow"]
