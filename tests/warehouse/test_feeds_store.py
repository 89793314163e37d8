"""Feeds follow their list, polls are committed whole, and an entry is new once."""

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from tests.warehouse.build import FEED_URL, NOON, batch, entry, poll, sha256, source
from transforms.records import Reason, Rejection, Stage
from transforms.run_records import DocumentEnding, EntryEnding, FeedState, Outcome
from warehouse.feeds_store import (
    EntriesSeen,
    due_feeds,
    known_documents,
    load_polls,
    pending_entries,
    pending_ids,
    sync_feeds,
)
from warehouse.load import load_spooled
from warehouse.spool import spool_batch

OTHER_URL = "https://plains.example/atom"


def urls_due(store, at=NOON):
    return [feed.url for feed in due_feeds(store, at=at)]


def test_a_new_feed_is_due_at_once_and_knows_no_validators(store):
    sync_feeds(store, [source()])
    (feed,) = due_feeds(store, at=NOON)
    assert (feed.publisher, feed.state, feed.etag, feed.n_failures) == ("Andes Wire", FeedState.ACTIVE, None, 0)


def test_a_feed_that_left_the_list_is_kept_and_not_polled(store):
    sync_feeds(store, [source(), source(OTHER_URL)])
    sync_feeds(store, [source(OTHER_URL)])
    assert urls_due(store) == [OTHER_URL]
    assert store.rows("SELECT is_listed FROM ops.feeds ORDER BY url") == [(False,), (True,)]
    sync_feeds(store, [source()])
    assert urls_due(store) == [FEED_URL]


def test_a_changed_row_of_the_list_changes_the_feed_and_keeps_its_validators(store):
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll()])
    sync_feeds(store, [source(publisher="Andes Tribune")])
    (feed,) = due_feeds(store, at=NOON + timedelta(days=1))
    assert (feed.publisher, feed.etag) == ("Andes Tribune", '"1"')


def test_a_feed_is_due_when_its_time_has_come(store):
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll()])
    assert urls_due(store) == []
    assert urls_due(store, NOON.replace(hour=23)) == [FEED_URL]


@pytest.mark.parametrize("state", [FeedState.GONE, FeedState.MOVED, FeedState.PAUSED])
def test_a_feed_that_is_not_polled_is_never_due(store, state):
    sync_feeds(store, [source()])
    ended = poll()
    load_polls(store, "run-1", [replace(ended, feed=replace(ended.feed, state=state, next_poll_at=None), reason="410")])
    assert urls_due(store, NOON + timedelta(days=400)) == []
    assert store.rows("SELECT state, reason FROM ops.feeds") == [(state.value, "410")]


def test_entries_are_new_once(store):
    sync_feeds(store, [source()])
    assert load_polls(store, "run-1", [poll(entry(1), entry(2), entry(2))]) == EntriesSeen(2, 0, 0)
    assert load_polls(store, "run-2", [poll(entry(2), entry(3))]) == EntriesSeen(1, 0, 0)
    assert [one.entry for one in pending_entries(store)] == sorted(map(entry, (1, 2, 3)), key=lambda e: e.entry_id)
    assert store.rows("SELECT run_id FROM raw.entries ORDER BY guid") == [("run-1",), ("run-1",), ("run-2",)]


def test_an_entry_without_a_link_is_rejected_once(store):
    sync_feeds(store, [source()])
    lost = entry(1, url=None)
    assert load_polls(store, "run-1", [poll(lost)]) == EntriesSeen(1, 1, 0)
    assert load_polls(store, "run-2", [poll(lost)]) == EntriesSeen(0, 0, 1)
    assert store.rows("SELECT run_id, stage, reason, key FROM ops.rejections") == [
        ("run-1", "entry", "no_link", lost.entry_id)
    ]
    assert pending_entries(store) == ()


def test_what_is_wrong_with_a_feed_is_told_in_every_run(store):
    sync_feeds(store, [source()])
    broken = replace(poll(), rejections=(Rejection(Stage.FEED, Reason.WEB_PAGE, FEED_URL, "a web page"),))
    load_polls(store, "run-1", [broken])
    load_polls(store, "run-2", [broken])
    assert store.rows("SELECT run_id FROM ops.rejections ORDER BY 1") == [("run-1",), ("run-2",)]


def test_entries_and_validators_come_together_or_not_at_all(store):
    sync_feeds(store, [source()])
    store.execute("ALTER TABLE raw.entries RENAME COLUMN guid TO other")
    with pytest.raises(duckdb.BinderException):
        load_polls(store, "run-1", [poll(entry(1))])
    assert store.rows("SELECT etag FROM ops.feeds") == [(None,)]
    assert store.rows("SELECT count(*) FROM raw.fetches") == [(0,)]
    store.execute("ALTER TABLE raw.entries RENAME COLUMN other TO guid")
    assert load_polls(store, "run-1", [poll(entry(1))]).n_new == 1


def test_pending_entries_come_in_pages(store):
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll(*map(entry, range(5)))])
    ids = pending_ids(store)
    first, rest = pending_entries(store, ids=ids[:3]), pending_entries(store, ids=ids[3:])
    assert [one.entry.entry_id for one in first + rest] == list(ids)
    assert pending_entries(store, ids=[]) == ()


def test_hosts_take_turns_so_that_a_large_one_holds_up_no_other(store):
    sync_feeds(store, [source()])
    urls = [f"https://large.example/{number}" for number in range(6)]
    urls += ["https://small.example/1", "http://third.example:8080/1?a=b", "https://small.example/2"]
    load_polls(store, "run-1", [poll(*(entry(number, url=url) for number, url in enumerate(urls)))])
    hosts = [str(one.entry.url).split("/")[2] for one in pending_entries(store)]
    assert sorted(hosts[:3]) == ["large.example", "small.example", "third.example:8080"]
    assert sorted(hosts[3:5]) == ["large.example", "small.example"]
    assert hosts[5:] == ["large.example"] * 4


def test_an_entry_whose_page_another_feed_brought_is_known(store, spool):
    sync_feeds(store, [source(), source(OTHER_URL)])
    same = entry(1, OTHER_URL, url=entry(1).url)
    load_polls(store, "run-1", [poll(entry(1))])
    spool_batch(spool, batch(entries=(EntryEnding(entry(1).entry_id, Outcome.KEPT, 0, sha256("copper")),)))
    load_spooled(store, spool, at=NOON)
    load_polls(store, "run-2", [poll(same, entry(2, OTHER_URL), feed_url=OTHER_URL)])
    assert {one.entry.guid: one.is_known_page for one in pending_entries(store)} == {"1": True, "2": False}


@pytest.mark.parametrize(
    ("outcome", "is_known"), [(Outcome.KEPT, True), (Outcome.REJECTED, True), (Outcome.FAILED, False)]
)
def test_a_document_is_read_once_unless_that_failed(store, spool, outcome, is_known):
    ending = DocumentEnding("d1", "one.txt", "text/plain", 10, NOON, outcome, 0)
    spool_batch(spool, batch(documents=(ending,), stories=()))
    load_spooled(store, spool, at=NOON)
    assert known_documents(store, ["d1", "d2"]) == (frozenset({"d1"}) if is_known else frozenset())
    assert known_documents(store, []) == frozenset()
