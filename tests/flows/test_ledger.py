"""Every ending is added once and leaves with one batch; the sums hold whatever the extraction gives."""

from dataclasses import replace

import pytest

from flows.ledger import Ledger
from tests.warehouse.build import NOON, mention, sha256, story
from transforms.records import CodedStory, Document, Reason, Rejection, Stage
from transforms.run_records import EntryEnding, Outcome


def document(name: str = "copper") -> Document:
    return Document(sha256(name), b"body", f"https://andes.example/{name}", None, "text/html", None, NOON)


def coded(name: str = "copper", **changes: object) -> CodedStory:
    return CodedStory(story(name, **changes), (mention(),), ())


def rejected(stage: Stage, reason: Reason = Reason.TOO_SHORT, *, is_failure: bool = False) -> Rejection:
    return Rejection(stage, reason, "key", "a sentence", is_failure)


def kept_with(name: str) -> EntryEnding:
    return EntryEnding("e1", Outcome.KEPT, 0, sha256(name))


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def take(ledger):
    return ledger.take_batch("run-1-00001", "run-1", "1", "a")


def test_a_kept_entry_leaves_with_its_document_and_never_before(ledger):
    ledger.send(document())
    ledger.end_entry(kept_with("copper"))
    assert take(ledger).entries == ()
    ledger.end_document(document(), [coded()], [])
    assert take(ledger).entries == (kept_with("copper"),)


def test_an_entry_whose_document_has_ended_leaves_at_once(ledger):
    ledger.send(document())
    ledger.end_document(document(), [coded()], [])
    ledger.end_entry(kept_with("copper"))
    ledger.end_entry(EntryEnding("e2", Outcome.FAILED, 5))
    assert len(take(ledger).entries) == 2


def test_the_same_bytes_are_coded_once_and_the_second_copy_says_why_not(ledger):
    assert ledger.send(document())
    assert not ledger.send(replace(document(), url="https://andes.example/copy"))
    (rejection,) = take(ledger).rejections
    assert (rejection.stage, rejection.reason, rejection.key) == (
        *(Stage.DOCUMENT, Reason.DUPLICATE),
        "https://andes.example/copy",
    )


def test_a_story_that_two_documents_bring_is_kept_once(ledger):
    for name in ("copper", "copy"):
        ledger.send(document(name))
    assert ledger.end_document(document("copper"), [coded()], []) == 1
    assert ledger.end_document(document("copy"), [coded(document_id=sha256("copy"))], []) == 1
    batch = take(ledger)
    assert len(batch.stories) == 1
    assert [(ending.outcome, ending.n_stories) for ending in batch.documents] == [
        (Outcome.KEPT, 1),
        (Outcome.REJECTED, 0),
    ]
    assert [rejection.stage for rejection in batch.rejections] == [Stage.DOCUMENT, Stage.STORY]


@pytest.mark.parametrize(
    ("stories", "rejections", "outcome", "stages", "n_stories"),
    [
        ([coded()], [], Outcome.KEPT, [], 1),
        ([coded()], [rejected(Stage.STORY)], Outcome.KEPT, [Stage.STORY], 2),
        ([coded()], [rejected(Stage.DOCUMENT)], Outcome.KEPT, [Stage.STORY], 2),
        ([], [rejected(Stage.DOCUMENT)], Outcome.REJECTED, [Stage.DOCUMENT], 0),
        ([], [rejected(Stage.STORY)] * 2, Outcome.REJECTED, [Stage.DOCUMENT, Stage.STORY, Stage.STORY], 2),
        ([], [rejected(Stage.DOCUMENT)] * 2, Outcome.REJECTED, [Stage.DOCUMENT, Stage.STORY], 1),
        ([], [rejected(Stage.DOCUMENT, Reason.PARSER_FAILED, is_failure=True)], Outcome.FAILED, [Stage.DOCUMENT], 0),
        (
            *([], [rejected(Stage.STORY), rejected(Stage.STORY, is_failure=True)], Outcome.FAILED),
            *([Stage.DOCUMENT, Stage.STORY, Stage.STORY], 2),
        ),
    ],
)
def test_a_document_that_was_not_kept_says_why_exactly_once(ledger, stories, rejections, outcome, stages, n_stories):
    ledger.send(document())
    assert ledger.end_document(document(), stories, rejections) == n_stories
    batch = take(ledger)
    assert batch.documents[0].outcome == outcome
    assert [rejection.stage for rejection in batch.rejections] == stages
    own = [rejection for rejection in batch.rejections if rejection.stage is Stage.DOCUMENT]
    assert [(one.body_sha256, one.is_failure) for one in own] == [(sha256("copper"), outcome is Outcome.FAILED)] * len(
        own
    )


@pytest.mark.parametrize(("n", "detail"), [
    (1, "its only story was not kept: a sentence"),
    (2, "none of its 2 stories was kept; the first: a sentence"),
])  # fmt: skip
def test_a_document_says_why_none_of_its_stories_was_kept(ledger, n, detail):
    ledger.send(document())
    ledger.end_document(document(), [], [rejected(Stage.STORY)] * n)
    assert take(ledger).rejections[0].detail == detail


def test_a_batch_takes_all_and_leaves_nothing(ledger):
    assert not ledger
    ledger.send(document())
    ledger.end_document(document(), [coded()], [])
    assert ledger
    assert len(take(ledger).stories) == 1
    assert not ledger
