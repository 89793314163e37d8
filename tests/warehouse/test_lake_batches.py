"""What runs that go on at the same time must know of their batches."""

import pytest

from tests.warehouse.build import NOON, batch, entry, poll, sha256, source
from transforms.records import Stage
from transforms.run_records import EntryEnding, Outcome
from warehouse.feeds_store import load_polls, sync_feeds
from warehouse.lake_batches import is_overtaken, kept_of, load_left
from warehouse.load import UnreadableBatchError, load_batch
from warehouse.spool import spool_batch


def ending(outcome: Outcome) -> EntryEnding:
    return EntryEnding(entry(1).entry_id, outcome, 0, sha256("copper"))


@pytest.fixture
def polled(store):
    """A store with a pending entry."""
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll(entry(1))])
    return store


def test_a_batch_whose_documents_and_entries_nobody_has_read_is_good(polled, spool):
    assert not is_overtaken(polled, spool_batch(spool, batch(entries=(ending(Outcome.KEPT),))))


def test_a_batch_with_a_document_that_another_has_brought_is_void(polled, spool):
    load_batch(polled, spool_batch(spool, batch()), at=NOON)
    assert is_overtaken(polled, spool_batch(spool, batch(batch_id="run-2-00001", run_id="run-2")))


def test_a_batch_with_an_entry_that_has_ended_is_void(polled, spool):
    ended = batch(documents=(), stories=(), entries=(ending(Outcome.REJECTED),))
    load_batch(polled, spool_batch(spool, ended), at=NOON)
    late = batch(batch_id="run-2-00001", run_id="run-2", documents=(), entries=(ending(Outcome.KEPT),))
    assert is_overtaken(polled, spool_batch(spool, late))


def test_rows_are_counted_as_they_were_loaded(polled, spool):
    first = batch(entries=(ending(Outcome.KEPT),))
    load_batch(polled, spool_batch(spool, first), at=NOON)
    assert kept_of(polled, first) == {Stage.ENTRY: 1, Stage.DOCUMENT: 1, Stage.STORY: 1}
    again = batch(batch_id="run-2-00001", run_id="run-2")
    load_batch(polled, spool_batch(spool, again), at=NOON)
    assert kept_of(polled, again) == {Stage.ENTRY: 0, Stage.DOCUMENT: 1, Stage.STORY: 1}
    assert kept_of(polled, first)[Stage.STORY] == 0  # which is why it was counted before


def test_what_a_killed_run_left_is_loaded_once(polled, spool):
    left = spool_batch(spool, batch())
    assert [load_left(polled, left, at=NOON) for _ in range(2)] == [True, False]


@pytest.mark.parametrize("harm", ["shortened", "overwritten", "gone"])
def test_a_batch_that_is_damaged_is_told_from_a_lake_that_fails(polled, spool, harm):
    left = spool_batch(spool, batch())
    file = left / "stories.parquet"
    body = file.read_bytes()
    file.write_bytes(body[: len(body) // 2] if harm == "shortened" else bytes(len(body) // 2) + body[len(body) // 2 :])
    if harm == "gone":
        file.unlink()
    with pytest.raises(UnreadableBatchError):
        load_left(polled, left, at=NOON)
    assert polled.rows("FROM ops.loaded_batches") == []
