"""A run beside others: what it has of the cluster, its beginning and its end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from flows.archive import Archive
from flows.cluster.coders import DaskCoder
from flows.cluster.dask_coding import DaskWorkers, dask_client
from flows.cluster.publishing import publish
from flows.cluster.shared_archive import SharedArchive
from flows.cluster.shared_lake import open_shared_lake, open_shared_storage, scratch_of, stated
from flows.cluster.shared_storage import SharedStorage
from flows.cluster.shares import ClaimedShare
from flows.ingest import conclude
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run, running
from flows.settings import Settings
from transforms.records import Stage
from transforms.run_records import RunReport
from warehouse.lake import Lake

if TYPE_CHECKING:
    from transforms.coder.coder import Coder

_RUN: Final = "run"


@dataclass(slots=True)
class ClusterRun:
    """One of the runs, and what it needs beyond a run on a single machine. `kept` counts rows as they were loaded."""

    run: Run
    lake: Lake
    share: ClaimedShare
    storage: SharedStorage
    workers: "DaskWorkers[Coder]"
    coder: DaskCoder
    published_file: Path
    n_archives: int = 0
    kept: Counter[Stage] = field(default_factory=Counter)


@contextmanager
def cluster_running(
    settings: Settings, *, now: Clock, report: Reporter, progress: Progress = unseen
) -> Iterator[ClusterRun]:
    """A run that has begun. Raises what `running` raises, and where the cluster cannot be reached."""
    scratch, dask_address = scratch_of(settings), stated(settings, "dask_address")
    storage = open_shared_storage(settings)

    def opened(run_id: str) -> Lake:
        lake = open_shared_lake(settings)
        lake.claims.claim(_RUN, [run_id])  # before it is among those that are said to run
        return lake

    with (
        dask_client(dask_address) as client,
        running(scratch, now=now, report=report, progress=progress, opened=opened) as run,
    ):
        lake = cast(Lake, run.store)
        run.share = share = ClaimedShare(lake.claims)
        run.find_bodies = SharedArchive(storage, scratch.data_folder).bodies
        workers: DaskWorkers[Coder] = DaskWorkers(client)
        yield ClusterRun(run, lake, share, storage, workers, DaskCoder(workers), settings.published_file)


def dead_among(lake: Lake, run_ids: Sequence[str]) -> list[str]:
    """Those of the runs that nobody holds any more."""
    free = lake.claims.claim(_RUN, run_ids)
    lake.claims.release(_RUN, free)
    return sorted(free)


def keep_archive(cluster_run: ClusterRun) -> None:
    """Moves what was archived here to the shared storage, where a file cannot grow, and begins another file."""
    run = cluster_run.run
    run.archive.close()
    for file in sorted(run.settings.archive_folder.glob("*")):
        cluster_run.storage.keep(file, f"archive/{file.name}")
        file.unlink()
    cluster_run.n_archives += 1
    run.archive = Archive(run.settings.archive_folder, f"{run.run_id}-{cluster_run.n_archives:05}")


def conclude_run(cluster_run: ClusterRun, *, publishes: bool, is_recode: bool = False) -> RunReport:
    """Ends the run, one run at a time; then gives readers their file, if asked, while others go on.

    Raises:
        CheckError: the warehouse contradicts itself; nothing is published.
    """
    run = cluster_run.run
    with cluster_run.lake.turn():
        report = conclude(run, is_replay=is_recode, kept=cluster_run.kept, publisher=_later)
    keep_archive(cluster_run)
    is_published = publishes and publish(cluster_run.lake, run.settings, cluster_run.published_file)
    problems = tuple(dict.fromkeys(report.problems))  # what is wrong with the seed folder, each share has told
    return replace(report, is_published=is_published, problems=problems)


def _later(*_arguments: object, **_named: object) -> bool:
    return False
