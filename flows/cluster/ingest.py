"""A run of several that go on at the same time, on as many machines, over one warehouse and one set of feeds.

The steps of `flows.ingest`, with the work in shares:

    poll                each share's feeds that are due are polled by one run
    code and load       each share's documents and pages are archived, coded on Dask, spooled, loaded into the lake
    conclude            one run at a time merges, counts its own endings and checks
    publish             if asked: a snapshot of the lake, merged and checked, as the DuckDB file that readers open
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from flows.archive import Archive
from flows.archive_reading import NoteKind
from flows.cluster.dask_coding import DaskCoder, dask_client
from flows.cluster.shared_storage import SharedStorage
from flows.cluster.shares import ClaimedShare
from flows.coding import coded_batches
from flows.event_merging import merge_events
from flows.ingest import conclude, read_sources
from flows.plurals import count
from flows.polling import poll_feeds
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run, running
from flows.seed_folder import seed_paths
from flows.settings import Settings
from flows.wire_copies import find_wire_copies
from transforms.errors import SettingsError
from transforms.records import Stage
from transforms.run_records import CodedBatch, FeedSource, RunReport
from warehouse.checks import run_checks
from warehouse.connection import Store
from warehouse.feeds_store import due_feeds, pending_entries, sync_feeds
from warehouse.lake import Lake, open_lake, publish_lake
from warehouse.lake_batches import kept_of, load_left, refuse
from warehouse.load import UnreadableBatchError, load_batch
from warehouse.runs import settle_interrupted_runs
from warehouse.spool import remove_batch, spool_batch

_RUN = "run"


@dataclass(frozen=True, slots=True)
class Cluster:
    """What runs on several machines share. `catalog` is a secret."""

    dask_address: str
    catalog: str = field(repr=False)
    storage: str


@dataclass(slots=True)
class ClusterRun:
    """One of the runs, and what it needs beyond a run on a single machine. `kept` counts rows as they were loaded."""

    run: Run
    lake: Lake
    share: ClaimedShare
    storage: SharedStorage
    coder: DaskCoder
    published_file: Path
    n_archives: int = 0
    kept: Counter[Stage] = field(default_factory=Counter)


def cluster_of(settings: Settings) -> Cluster:
    """What the settings say of the cluster. Raises SettingsError where they leave something out."""
    stated = {name: getattr(settings, name) for name in ("dask_address", "lake_catalog", "lake_storage")}
    for name, value in stated.items():
        if value is None:
            raise SettingsError(f"{name} is not set; runs on several machines need it (DYADWIRE_{name.upper()})")
    return Cluster(*stated.values())


def scratch_of(settings: Settings) -> Settings:
    """The settings with a folder of its own in the data folder, for what a run keeps only while it goes on.

    Raises:
        SettingsError: the data folder is one of runs on one machine, whose events the published file shows.
    """
    if settings.store_file.exists():
        raise SettingsError(
            f"{settings.data_folder} is the data folder of one machine's runs; give another with --data"
        )
    return replace(settings, data_folder=settings.data_folder / "cluster")


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


@contextmanager
def cluster_running(
    settings: Settings, *, now: Clock, report: Reporter, progress: Progress = unseen
) -> Iterator[ClusterRun]:
    """A run that has begun. Raises what `running` raises, and where the cluster cannot be reached."""
    cluster, scratch = cluster_of(settings), scratch_of(settings)
    storage = SharedStorage(cluster.storage)

    def opened(run_id: str) -> Lake:
        lake = open_lake(cluster.catalog, cluster.storage, scratch.store_file)
        lake.claims.claim(_RUN, [run_id])  # before it is among those that are said to run
        return lake

    with (
        dask_client(cluster.dask_address) as client,
        running(scratch, now=now, report=report, progress=progress, opened=opened) as run,
    ):
        lake = cast(Lake, run.store)
        run.share = share = ClaimedShare(lake.claims)
        yield ClusterRun(run, lake, share, storage, DaskCoder(client), settings.published_file)


def feeds_to_poll(run: Run, sources: Sequence[FeedSource] | None) -> list[str]:
    """The addresses of the feeds that are due."""
    if sources is None:
        return []
    sync_feeds(run.store, sources)
    return [feed.address for feed in due_feeds(run.store, at=run.now())]


def places_to_read(run: Run) -> list[str]:
    """The files of the seed folder, and the addresses of the pages that are to be fetched."""
    files = [] if run.settings.no_seeds else map(str, seed_paths(run.settings.seeds_folder))
    pages = pending_entries(run.store) if run.settings.feeds_file else ()
    return [*files, *(str(pending.entry.url) for pending in pages)]


def load_waiting(cluster_run: ClusterRun) -> None:
    """Loads what killed runs had spooled, and settles them. What was read again since is thrown away."""
    run, lake, storage = cluster_run.run, cluster_run.lake, cluster_run.storage
    shutil.rmtree(run.settings.spool_folder, ignore_errors=True)  # scratch of a run that was killed here
    keep_archive(cluster_run)
    with lake.turn():
        for batch_id in storage.folders("spool"):
            if _dead(lake, [batch_id.rpartition("-")[0]]):
                _load_left(cluster_run, batch_id)
        for killed in settle_interrupted_runs(lake, run.run_id, dead_among=lambda runs: _dead(lake, runs)):
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


def _dead(lake: Lake, run_ids: Sequence[str]) -> list[str]:
    """Those of the runs that nobody holds any more."""
    free = lake.claims.claim(_RUN, run_ids)
    lake.claims.release(_RUN, free)
    return sorted(free)


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


def keep_archive(cluster_run: ClusterRun) -> None:
    """Moves what was archived here to the shared storage, where a file cannot grow, and begins another file."""
    run = cluster_run.run
    run.archive.close()
    for file in sorted(run.settings.archive_folder.glob("*")):
        cluster_run.storage.keep(file, f"archive/{file.name}")
        file.unlink()
    cluster_run.n_archives += 1
    run.archive = Archive(run.settings.archive_folder, f"{run.run_id}-{cluster_run.n_archives:05}")


def conclude_run(cluster_run: ClusterRun, *, publishes: bool) -> RunReport:
    """Ends the run, one run at a time; then gives readers their file, if asked, while others go on.

    Raises:
        CheckError: the warehouse contradicts itself; nothing is published.
    """
    run = cluster_run.run
    with cluster_run.lake.turn():
        report = conclude(run, kept=cluster_run.kept, publisher=_later)
    keep_archive(cluster_run)
    is_published = publishes and publish(cluster_run.lake, run.settings, cluster_run.published_file)
    problems = tuple(dict.fromkeys(report.problems))  # what is wrong with the seed folder, each share has told
    return replace(report, is_published=is_published, problems=problems)


def _later(*_arguments: object, **_named: object) -> bool:
    return False


def publish_from(settings: Settings) -> None:
    """Gives readers a file with all that the lake holds now.

    Raises:
        SettingsError, StorageError: the lake cannot be opened, or the data folder cannot be written.
        CheckError: the warehouse contradicts itself; readers keep the file they have.
    """
    cluster, scratch = cluster_of(settings), scratch_of(settings)
    with open_lake(cluster.catalog, cluster.storage, scratch.store_file) as lake:
        publish(lake, scratch, settings.published_file)


def publish(lake: Lake, scratch: Settings, target: Path) -> bool:
    """True, once `target` is a published file with all that the lake holds now, merged and checked.

    Other runs may have loaded what they have not concluded: it is tied together in the copy, as they will in the lake.

    Raises:
        StorageError: the lake cannot be read, or the data folder cannot be written.
        CheckError: the warehouse contradicts itself; `target` stays as it was.
    """

    def complete(copy: Store) -> None:
        find_wire_copies(copy, days=scratch.wire_days)
        merge_events(copy)
        run_checks(copy)

    return publish_lake(lake, cluster_of(scratch).storage, scratch.store_file, target, complete)
