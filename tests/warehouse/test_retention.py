"""What is old goes, unless something rests on it."""

from datetime import timedelta

import pytest

from flows.event_merging import merge_events
from flows.wire_copies import find_wire_copies
from tests.warehouse.build import FEED_URL, NOON, TEXT, batch, entry, figure, mention, poll, sha256, source, story
from transforms.records import CodedStory, Reason, Rejection, Stage
from transforms.run_records import EntryEnding, Fetch, Outcome
from transforms.text_choice import FeedField
from warehouse.checks import run_checks
from warehouse.feeds_store import known_documents, load_polls, sync_feeds
from warehouse.load import load_spooled
from warehouse.retention import Prunable, prune
from warehouse.runs import begin_run
from warehouse.spool import spool_batch

NOW = NOON + timedelta(days=400)
YEAR_AGO = NOW - timedelta(days=365)
RECENT = NOW - timedelta(days=3)
WIRE = " ".join(f"word{number}" for number in range(80))


def fetch(name: str, at, body: str | None = None) -> Fetch:
    url = f"https://andes.example/{name}"
    return Fetch(url, url, Stage.ENTRY, at, 0.1, 200 if body else 404, 100, body, None if body else "HTTP 404")


def old(name: str, *mentions, text: str = TEXT, figures=(), at=NOON) -> CodedStory:
    return CodedStory(story(name, text, fetched_at=at, published_at=at), mentions, figures)


@pytest.fixture
def aged(store, spool):
    """Old and young stories with and without events, and what the runs wrote down beside them."""
    begin_run(store, "run-1", at=NOON)
    stories = [
        old("event", mention()),
        old("figure", figures=(figure(),)),
        old("nothing"),
        old("edited", text="Peru waits"),
        old("printed", text=f"Wire\n\n{WIRE}"),
        old("copied", text=f"Wire again\n\n{WIRE}"),
        old("young", at=RECENT),
    ]
    gave = [fetch(one.story.url.rpartition("/")[2], one.story.fetched_at, one.story.document_id) for one in stories]
    spool_batch(spool, batch(*stories, fetches=(*gave, fetch("gone", NOON), fetch("lost", RECENT))))
    load_spooled(store, spool, at=NOON)
    edited = old("edited", text="Peru waits no more", at=NOON + timedelta(hours=1))
    spool_batch(spool, batch(edited, batch_id="run-1-00002"))
    load_spooled(store, spool, at=NOON)
    find_wire_copies(store, days=3)
    merge_events(store)
    return store


def names(store) -> set[str]:
    return {str(url).rpartition("/")[2] for (url,) in store.rows("SELECT url FROM core.stories")}


def pruned(store, *, with_stories: bool = True, is_dry: bool = False):
    return prune(store, kept_from=YEAR_AGO, at=NOW, with_stories=with_stories, is_dry=is_dry)


def test_only_stories_on_which_nothing_rests_go_and_only_where_they_are_asked_for(aged):
    before = names(aged)
    assert Prunable.STORIES not in pruned(aged, with_stories=False)
    assert names(aged) == before
    assert pruned(aged)[Prunable.STORIES] == 1
    assert names(aged) == before - {"nothing"}


def test_how_a_story_was_fetched_stays_as_long_as_the_story(aged):
    assert pruned(aged)[Prunable.FETCHES] == 2  # of the story that went, and of the page that never came
    kept = {str(url).rpartition("/")[2] for (url,) in aged.rows("SELECT url FROM raw.fetches")}
    assert kept == {"event", "figure", "edited", "printed", "copied", "young", "lost"}


def test_nothing_is_left_to_do_and_nothing_is_wrong_afterwards(aged):
    events = aged.rows("FROM core.events ORDER BY ALL")
    pruned(aged)
    assert run_checks(aged) == ()
    assert (find_wire_copies(aged, days=3), merge_events(aged)) == (0, 0)
    assert aged.rows("FROM core.events ORDER BY ALL") == events != []


def test_a_document_whose_story_went_is_not_read_again(aged):
    pruned(aged)
    assert known_documents(aged, [sha256("nothing")]) == {sha256("nothing")}


def test_what_went_is_written_down_and_a_second_pruning_finds_nothing(aged):
    first = pruned(aged)
    written = dict(aged.rows("SELECT what, n_rows FROM ops.prunings WHERE kept_from = ?", [YEAR_AGO]))
    assert written == {kind.value: n_rows for kind, n_rows in first.items() if n_rows}
    assert not any(pruned(aged).values())


def test_a_dry_run_counts_and_changes_nothing(aged):
    before = aged.contents().n_rows
    would = pruned(aged, is_dry=True)
    assert aged.contents().n_rows == before
    assert would == pruned(aged)


def test_of_old_polls_the_first_good_one_of_each_feed_stays(store):
    sync_feeds(store, [source()])
    for days in (0, 1, 2, 399):
        begin_run(store, f"run-{days}", at=NOON)
        load_polls(store, f"run-{days}", [poll(entry(days), at=NOON + timedelta(days=days))])
    assert pruned(store)[Prunable.POLLS] == 2
    times = [at for (at,) in store.rows("SELECT started_at FROM raw.fetches WHERE url = ? ORDER BY 1", [FEED_URL])]
    assert times == [NOON, NOON + timedelta(days=399)]


def test_what_the_feed_said_of_an_entry_goes_where_the_story_has_the_text_of_the_page(store, spool):
    sync_feeds(store, [source()])
    begin_run(store, "run-1", at=NOON)
    load_polls(store, "run-1", [poll(*map(entry, range(1, 7)))])
    methods = {1: "trafilatura fast", 2: FeedField.CONTENT.value, 3: FeedField.SUMMARY.value, 4: "trafilatura fast"}
    told = [CodedStory(story(str(n), extraction_method=method), (), ()) for n, method in methods.items()]
    kept = [EntryEnding(entry(n).entry_id, Outcome.KEPT, 0, sha256(str(n))) for n in range(1, 6)]
    turned_away = (
        Rejection(Stage.STORY, Reason.TOO_SHORT, "second of the page", "short", body_sha256=sha256("4")),
        Rejection(Stage.DOCUMENT, Reason.TOO_SHORT, "https://andes.example/5", "short", body_sha256=sha256("5")),
    )
    spool_batch(spool, batch(*told, entries=tuple(kept), rejections=turned_away))
    load_spooled(store, spool, at=NOON)
    assert pruned(store, with_stories=False)[Prunable.FEED_TEXTS] == 1
    assert store.rows("SELECT guid FROM raw.entries WHERE summary_html IS NULL") == [("1",)]
