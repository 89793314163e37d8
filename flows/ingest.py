"""A run from feeds and seed files to the published warehouse, in-process and without Prefect.

The steps, each a plain function that takes the run; the Prefect flow wraps the same ones:

    running             codebook and store are opened, the run is recorded; its end is recorded however it comes
    load_waiting        batches that a killed run had spooled are loaded, killed runs are settled
    poll_feeds          due feeds are polled; new entries are loaded as pending with the feed's validators
    coded_batches       seed files and pages of pending entries are archived, extracted and coded, batch by batch
    store_batch         a batch is spooled and loaded in one transaction
    conclude            endings are counted, the checks run, readers get the new file
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from flows.archived_documents import archive_lines
from flows.coding import coded_batches, store_batch
from flows.event_merging import merge_events
from flows.feed_list import read_feed_list
from flows.plurals import count
from flows.polling import poll_feeds
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run, failed_share, running
from flows.settings import Settings
from flows.wire_copies import find_wire_copies
from transforms.errors import SOME_FAILED
from transforms.records import Stage
from transforms.run_records import FeedSource, RunReport, StageCount
from warehouse.boilerplate_store import learn_boilerplate
from warehouse.checks import run_checks
from warehouse.feed_control import feed_alerts
from warehouse.feeds_store import feed_states
from warehouse.load import load_waiting_batches
from warehouse.publish import publish
from warehouse.runs import added_by, count_endings, finish_run, settle_interrupted_runs, undated_stories


def ingest(settings: Settings, *, now: Clock, report: Reporter, progress: Progress = unseen) -> RunReport:
    """What the run did.

    Args:
        settings: where everything is, and how to go about it.
        now: the clock; times with a zone.
        report: gets a line for a person at every step.
        progress: is told how far stages are that can be long.

    Raises:
        CodebookError, SettingsError: the codebook, a setting or the feed list is unusable; nothing was fetched.
        StorageError: the store is locked, damaged, full or read-only; what was loaded stays loaded.
        CheckError: the warehouse contradicts itself; nothing was published.
    """
    sources = read_sources(settings)
    with running(settings, now=now, report=report, progress=progress) as run:
        load_waiting(run)
        poll_feeds(run, sources)
        for batch in coded_batches(run):
            store_batch(run, batch)
        return conclude(run)


def read_sources(settings: Settings) -> tuple[FeedSource, ...] | None:
    """The feed list; None where no feed is to be polled."""
    return None if settings.feeds_file is None else read_feed_list(settings.feeds_file)


def load_waiting(run: Run) -> None:
    """Loads what a killed run had spooled, and settles killed runs."""
    spool = run.settings.spool_folder
    waiting = load_waiting_batches(run.store, spool, spool.with_name("refused"), at=run.now())
    run.problems += waiting.refusals
    if waiting.n_loaded:
        run.has_news = True
        run.report(f"loaded {count(waiting.n_loaded, 'batch', 'batches')} that an earlier run left")
    for killed in settle_interrupted_runs(run.store, run.run_id):
        run.report(f"run {killed} was killed before its end; this one goes on where it stood")


def conclude(
    run: Run,
    *,
    is_replay: bool = False,
    kept: Mapping[Stage, int] | None = None,
    publisher: Callable[..., bool] | None = None,
) -> RunReport:
    """Ends the run: counts how its inputs ended, checks the warehouse, gives readers the new file.

    A replay learns no boilerplate: it knows what the runs that it repeats learned. `kept` is what
    `count_endings` takes; `publisher` gives readers their file where `publish` does not.

    Raises:
        CheckError: the warehouse contradicts itself; readers keep the file they have.
        StorageError: the published file cannot be written.
    """
    _tie_together(run, learns=not is_replay)
    if n_pending := run.tallies[Stage.ENTRY].n_pending:
        run.problems.append(f"{n_pending} pages did not come; the next run tries them again")
    counts = count_endings(run.store, run.run_id, run.taken_up(), kept)
    finished_at, exit_code = _finish(run, counts)
    run.report("checking and publishing")
    run.problems += run_checks(run.store, has_news=run.has_news)
    is_published = (publisher or publish)(run.store, run.settings.published_file, has_news=run.has_news)
    return _report(run, finished_at, exit_code, counts, is_published=is_published)


def _tie_together(run: Run, *, learns: bool) -> None:
    """What only all stories together tell: lines that a publisher repeats, wire copies, events with many reports."""
    if learns:
        learn_boilerplate(run.store, at=run.now(), keep=partial(archive_lines, run.settings.archive_folder, run.run_id))
        _make_room(run)
    if n_compared := find_wire_copies(run.store, days=run.settings.wire_days):
        run.has_news = True
        run.report(f"compared {count(n_compared, 'story', 'stories')} with earlier ones for wire copies")
        _make_room(run)
    if n_merged := merge_events(run.store):
        run.has_news = True
        run.report(f"merged the reports of {count(n_merged, 'story', 'stories')} into events")
        _make_room(run)


def _make_room(run: Run) -> None:
    """Gives back what a step on all stories took. A run without news took little."""
    if run.has_news:
        run.store.shrink()


def _finish(run: Run, counts: tuple[StageCount, ...]) -> tuple[datetime, int]:
    """Records the end of the run, its time and its exit code."""
    share = failed_share(counts)
    exit_code = SOME_FAILED if share > run.settings.failed_share else 0
    finished_at = run.now()
    finish_run(
        run.store,
        run.run_id,
        counts,
        at=finished_at,
        exit_code=exit_code,
        message=f"{share:.0%} of a stage's inputs failed" if exit_code else None,
        coder_version=run.coder_version,
        codebook_version=run.codebook_version,
    )
    return finished_at, exit_code


def _report(
    run: Run, finished_at: datetime, exit_code: int, counts: tuple[StageCount, ...], *, is_published: bool
) -> RunReport:
    added = added_by(run.store, run.run_id)
    return RunReport(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=finished_at,
        counts=counts,
        n_stories=added.n_stories,
        n_mentions=added.n_mentions,
        n_figures=added.n_figures,
        is_published=is_published,
        exit_code=exit_code,
        problems=tuple(run.problems),
        n_undated=undated_stories(run.store, run.run_id),
        feeds=feed_states(run.store) if run.settings.feeds_file else {},
        feed_alerts=feed_alerts(run.store) if run.settings.feeds_file else (),
    )
