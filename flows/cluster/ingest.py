"""A run of several that go on at the same time, on as many machines, over one warehouse and one set of feeds.

The steps of `flows.ingest`, with the work in shares:

    poll                each share's feeds that are due are polled by one run
    code and load       each share's documents and pages are archived, coded on Dask, spooled, loaded into the lake
    conclude            one run at a time merges, counts its own endings and checks
    publish             if asked: a snapshot of the lake, merged and checked, as the DuckDB file that readers open
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from flows.archive_reading import NoteKind
from flows.cluster.cluster_run import ClusterRun, cluster_running, conclude_run, dead_among, keep_archive
from flows.coding import coded_batches
from flows.ingest import read_sources
from flows.plurals import count
from flows.polling import poll_feeds
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run
from flows.seed_folder import seed_paths
from flows.settings import Settings
from transforms.run_records import CodedBatch, FeedSource, RunReport
from warehouse.feeds_store import due_feeds, pending_entries, sync_feeds
from warehouse.lake_batches import kept_of, load_left, refuse
from warehouse.load import UnreadableBatchError, load_batch
from warehouse.quarantine import requeued_documents
from warehouse.runs import settle_interrupted_runs
from warehouse.spool import remove_batch, spool_batch


def ingest(
    settings: Settings, *, now: Clock, report: Reporter, progress: Progress = unseen, publishes: bool = False
) -> RunReport:
    """What the run did; others may go on at the same time, each with a data folder of its own.

    Args:
        settings: those of the cluster among them; the data folder is scratch, and gets the published file.
        now: the clock; times with a zone.
        report: gets a line for a person at every step.
        progress: is told how far stages are that can be long.
        publishes: whether readers get a new file.

    Raises:
        ClusterError: the Dask cluster cannot do the work.
        Beside it, what `flows.ingest.ingest` raises.
    """
    sources = read_sources(settings)
    with cluster_running(settings, now=now, report=report, progress=progress) as cluster_run:
        load_waiting(cluster_run)
        for _ in cluster_run.share.each(feeds_to_poll(cluster_run.run, sources)):
            poll_feeds(cluster_run.run, sources)
            keep_archive(cluster_run)
        for _ in cluster_run.share.each(places_to_read(cluster_run.run)):
            for batch in coded_batches(cluster_run.run, cluster_run.coder):
                store_batch(cluster_run, batch)
        return conclude_run(cluster_run, publishes=publishes)


def feeds_to_poll(run: Run, sources: Sequence[FeedSource] | None) -> list[str]:
    """The addresses of the feeds that are due."""
    if sources is None:
        return []
    sync_feeds(run.store, sources)
    return [feed.address for feed in due_feeds(run.store, at=run.now())]


def places_to_read(run: Run) -> list[str]:
    """The files of the seed folder, the addresses of the pages to be fetched, and what is to be read again."""
    files = [] if run.settings.no_seeds else map(str, seed_paths(run.settings.seeds_folder))
    pages = pending_entries(run.store) if run.settings.feeds_file else ()
    again = [requeued.origin for requeued in requeued_documents(run.store)]
    return [*files, *(str(pending.entry.url) for pending in pages), *again]


def load_waiting(cluster_run: ClusterRun) -> None:
    """Loads what killed runs had spooled, and settles them. What was read again since is thrown away."""
    run, lake, storage = cluster_run.run, cluster_run.lake, cluster_run.storage
    shutil.rmtree(run.settings.spool_folder, ignore_errors=True)  # scratch of a run that was killed here
    keep_archive(cluster_run)
    with lake.turn():
        for batch_id in storage.folders("spool"):
            if dead_among(lake, [batch_id.rpartition("-")[0]]):
                _load_left(cluster_run, batch_id)
        for killed in settle_interrupted_runs(lake, run.run_id, dead_among=lambda runs: dead_among(lake, runs)):
            run.report(f"run {killed} was killed before its end; others go on where it stood")


def _load_left(cluster_run: ClusterRun, batch_id: str) -> None:
    name, folder = f"spool/{batch_id}", cluster_run.run.settings.spool_folder / batch_id
    if not cluster_run.storage.is_whole(name):
        return cluster_run.storage.remove_folder(name)
    cluster_run.storage.fetch_folder(name, folder)
    try:
        _load_fetched(cluster_run, folder)
    except UnreadableBatchError as problem:
        return _refuse(cluster_run, batch_id, str(problem))
    finally:
        remove_batch(folder)
    return cluster_run.storage.remove_folder(name)


def _load_fetched(cluster_run: ClusterRun, folder: Path) -> None:
    run = cluster_run.run
    if load_left(cluster_run.lake, folder, at=run.now()):
        run.has_news = True
        run.report(f"loaded batch {folder.name}, which a killed run had left")


def _refuse(cluster_run: ClusterRun, batch_id: str, problem: str) -> None:
    """Sets a batch aside, so that it stops nobody; what it held has not ended, and is read anew."""
    run = cluster_run.run
    moved = cluster_run.storage.move_folder(f"spool/{batch_id}", f"refused/{batch_id}")
    refuse(cluster_run.lake, batch_id, moved, problem, at=run.now())
    run.problems.append(
        f"batch {batch_id} of a killed run cannot be loaded ({problem}) and lies in {moved} now; what it held is read "
        "anew, so delete the folder when a run has ended well"
    )


def store_batch(cluster_run: ClusterRun, batch: CodedBatch) -> None:
    """Archives and spools a batch on the shared storage, from when on it survives any crash, and loads it.

    Raises:
        StorageError: storage or catalog failed; the batch is loaded by the next run, or read again.
    """
    run, lake, storage = cluster_run.run, cluster_run.lake, cluster_run.storage
    # Not `commit`, which notes nothing where this file holds nothing: the bodies may lie in the file before.
    run.archive.note(NoteKind.BATCH, {"document_ids": [document.document_id for document in batch.documents]})
    keep_archive(cluster_run)
    folder = spool_batch(run.settings.spool_folder, batch)
    storage.keep_folder(folder, f"spool/{batch.batch_id}")
    with lake.turn():
        load_batch(lake, folder, at=run.now())
        cluster_run.kept.update(kept_of(lake, batch))
    storage.remove_folder(f"spool/{batch.batch_id}")
    remove_batch(folder)
    run.has_news = True
    n_events = sum(len(coded.mentions) for coded in batch.stories)
    run.report(f"loaded {count(len(batch.stories), 'story', 'stories')} with {count(n_events, 'event')}")
