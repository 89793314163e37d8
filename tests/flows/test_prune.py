"""`dyadwire prune` counts what it drops and gives readers the rest."""

import json
import threading
from datetime import timedelta
from functools import partial

from flows.pruning import prune_old
from flows.setting_sources import read_settings
from tests.warehouse.build import NOON, batch, entry, mention, poll, source, story
from transforms.records import CodedStory
from warehouse.connection import open_store
from warehouse.feeds_store import load_polls, sync_feeds
from warehouse.load import load_spooled
from warehouse.queries import query
from warehouse.retention import Prunable
from warehouse.runs import begin_run
from warehouse.spool import spool_batch


def test_the_command_says_what_would_go_and_changes_nothing(dyadwire, data_folder):
    empty = dyadwire("prune", "--data", data_folder)
    assert (empty.exit_code, "`dyadwire ingest` makes it" in empty.err) == (5, True)
    open_store(data_folder / "store" / "dyadwire.duckdb").close()
    told = dyadwire("prune", "--older-than", "90", "--stories", "--dry-run", "--json", "--data", data_folder)
    assert json.loads(told.out) == {
        "older_than_days": 90,
        "is_dry_run": True,
        "n_rows": {kind.value: 0 for kind in Prunable},
    }
    assert not (data_folder / "dyadwire.duckdb").exists()


def test_it_waits_for_a_run_where_it_is_told_to(dyadwire, data_folder):
    store = open_store(data_folder / "store" / "dyadwire.duckdb")
    assert dyadwire("prune", "--dry-run", "--data", data_folder).exit_code == 5
    ending = threading.Timer(2, store.close)
    ending.start()
    try:
        assert dyadwire("prune", "--dry-run", "--wait", "30", "--data", data_folder).exit_code == 0
    finally:
        ending.join()


def test_copies_that_nobody_compared_yet_are_compared_before_stories_go(data_folder):
    wire = " ".join(f"word{number}" for number in range(80))
    copies = [
        CodedStory(story(name, f"{name}\n\n{wire}", fetched_at=NOON, published_at=NOON), (), ())
        for name in ("printed", "copied")
    ]
    settings = read_settings({}, data=data_folder)
    with open_store(settings.store_file) as store:
        begin_run(store, "run-1", at=NOON)
        told = CodedStory(story("event"), (mention(),), ())
        spool_batch(settings.spool_folder, batch(told, *copies, CodedStory(story("nothing"), (), ())))
        load_spooled(store, settings.spool_folder, at=NOON)
    later = NOON + timedelta(days=400)
    dropped = prune_old(settings, days=365, with_stories=True, is_dry=False, now=lambda: later)
    assert dropped[Prunable.STORIES] == 1
    with query(settings.published_file, "SELECT regexp_extract(url, '[a-z]+$') FROM core.stories ORDER BY 1") as answer:
        assert [name for (name,) in answer.rows] == ["copied", "event", "printed"]


def test_what_a_killed_run_left_is_merged_before_the_checks(data_folder):
    settings = read_settings({}, data=data_folder)
    told = [CodedStory(story(name), (mention(),), ()) for name in ("loaded", "spooled")]
    with open_store(settings.store_file) as store:
        begin_run(store, "run-1", at=NOON)
        sync_feeds(store, [source()])
        load_polls(store, "run-1", [poll(entry(n), at=NOON + timedelta(days=n)) for n in (1, 2)])
        spool_batch(settings.spool_folder, batch(told[0]))
        load_spooled(store, settings.spool_folder, at=NOON)
        spool_batch(settings.spool_folder, batch(told[1], batch_id="run-1-00002"))
    later = NOON + timedelta(days=400)
    would = prune_old(settings, days=365, with_stories=False, is_dry=True, now=lambda: later)
    assert not settings.published_file.exists()
    assert prune_old(settings, days=365, with_stories=False, is_dry=False, now=lambda: later) == would
    assert would[Prunable.POLLS] == 1
    with query(settings.published_file, "SELECT n_stories FROM mart.events") as answer:
        assert list(answer.rows) == [(2,)]


def test_what_an_upgrade_left_empty_reaches_readers_though_nothing_is_old(data_folder):
    settings = read_settings({}, data=data_folder)
    prune_all = partial(prune_old, settings, days=365, with_stories=False, is_dry=False, now=lambda: NOON)
    with open_store(settings.store_file) as store:
        begin_run(store, "run-1", at=NOON)
        spool_batch(settings.spool_folder, batch())
        load_spooled(store, settings.spool_folder, at=NOON)
    prune_all()
    with open_store(settings.store_file) as store:
        for mart in ("mart.events", "mart.event_list"):
            store.execute(f"DELETE FROM {mart}")
    settings.published_file.unlink()
    prune_all()
    with query(settings.published_file, "SELECT count(*) FROM mart.events") as answer:
        assert list(answer.rows) == [(1,)]
