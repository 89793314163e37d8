"""Stories of the lake coded again on Dask, while runs go on beside it, and loaded all at once."""

from dataclasses import replace

from flows.cluster.cluster_run import ClusterRun, cluster_running, conclude_run
from flows.cluster.coders import DaskStoryCoder
from flows.cluster.ingest import load_waiting
from flows.progress import Progress, unseen
from flows.recode import Recode, RecodeReport, code_stale, load_coded, plan_of
from flows.run import Clock, Reporter
from flows.settings import Settings
from transforms.errors import StorageError
from warehouse.recode_spool import discard, only_one, take_up
from warehouse.recode_store import asking, is_loaded


def recode(
    settings: Settings,
    *,
    is_all: bool,
    now: Clock,
    report: Reporter,
    progress: Progress = unseen,
    publishes: bool = False,
) -> RecodeReport:
    """What the recode did; runs may go on at the same time. One that is killed is gone on with from its data folder.

    Args:
        settings: those of the cluster among them; feeds and seed folder are left alone.
        is_all: code all stories again, and not only those that another coder or codebook has read.
        now: the clock; times with a zone.
        report: gets a line for a person at every step.
        progress: is told how many stories are coded.
        publishes: whether readers get a new file.

    Raises:
        ClusterError: the Dask cluster cannot do the work.
        Beside it, what `flows.recode.recode` raises.
    """
    offline = replace(settings, feeds_file=None, no_seeds=True)
    with (
        cluster_running(offline, now=now, report=report, progress=progress) as cluster_run,
        only_one(cluster_run.run.settings.recode_folder),
    ):
        begun = _begun(cluster_run, is_all=is_all)
        load_waiting(cluster_run)
        ask = asking(cluster_run.lake)
        if not is_loaded(ask, begun.plan):
            code_stale(begun, ask)
        with cluster_run.lake.turn():  # what came or changed meanwhile is coded in it, so that nothing is left out
            changes = load_coded(begun, cluster_run.run)
        concluded = conclude_run(cluster_run, publishes=publishes, is_recode=True)
        discard(begun.settings.recode_folder)
    return RecodeReport(concluded, begun.plan, changes)


def _begun(cluster_run: ClusterRun, *, is_all: bool) -> Recode:
    """The recode, or the one that was interrupted here. Raises StorageError where another goes on."""
    run = cluster_run.run
    if not cluster_run.lake.claims.claim("recode", ["all"]):
        raise StorageError("another recode of the lake goes on; wait for its end")
    plan = take_up(run.settings.recode_folder, plan_of(run.recipe, is_all=is_all, at=run.now()))
    coder = DaskStoryCoder(cluster_run.workers, plan.coder_version)
    return Recode(run.settings, run.recipe, plan, run.now, run.report, run.progress, coder=coder)
