"""The steps of a run as Prefect tasks."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State

from flows.coding import coded_batches, store_batch
from flows.ingest import conclude, load_waiting, read_sources
from flows.newest_events import newest_events
from flows.orchestration.artifacts import (
    ShownProgress,
    briefing_url,
    latest_briefing,
    show_feed_health,
    show_newest_events,
    show_run,
)
from flows.orchestration.assets import tell_published_tables
from flows.orchestration.steps import PATIENCE, RETRIES, as_task, ended
from flows.orchestration.told import Told, read_told, write_told
from flows.polling import poll_feeds
from flows.run import Run, running
from flows.run_page import RunDetails
from flows.run_summary import added
from flows.setting_sources import read_settings
from flows.settings import Settings
from transforms.run_records import CodedBatch, RunReport
from warehouse.feed_control import feed_standings
from warehouse.run_details import ending_reasons, feed_health, recent_turns, slowest_feeds

N_NEWEST = 25
N_SLOWEST = 5
RECENT = timedelta(days=14)  # older turning points are history that a backfill brought
TIMEOUT = 2 * 3600.0  # a run of a quarter of an hour that takes so long hangs; what it loaded stays loaded


@flow(
    name="ingest",
    description="Feeds and documents to published events: the run of `dyadwire ingest`.",
    timeout_seconds=TIMEOUT,
)
def ingest_flow(
    data: str | None = None,
    seeds: str | None = None,
    no_seeds: bool | None = None,
    feeds: str | None = None,
    no_feeds: bool | None = None,
    published: date | None = None,
) -> State[Any] | None:
    """One run. A parameter that is None is taken from DYADWIRE_<NAME> or dyadwire.toml, as on the command line.

    Ends as Failed where too large a share of the inputs failed, or where `flows.ingest.ingest` would raise.

    Args:
        data: data folder; None is DYADWIRE_DATA of the worker, else data/ of its checkout.
        seeds: folder of documents: txt, md, html and xml files, also gzipped.
        no_seeds: leave the folder of documents alone.
        feeds: list of feeds, a TOML file, instead of the usual one.
        no_feeds: poll no feeds, fetch no pages.
        published: publication date of documents that state none themselves.
    """
    inputs = {"seeds": seeds, "no_seeds": no_seeds, "feeds": feeds, "no_feeds": no_feeds}
    settings = read_settings(os.environ, data=data, published=published, **inputs)
    report = _run_steps(settings)
    return ended(report, added(report))


def _run_steps(settings: Settings) -> RunReport:
    """The steps of `flows.ingest.ingest`, each a task; coding and loading are one task a batch."""
    logger = get_run_logger()
    sources = read_sources(settings)
    since = datetime.now(UTC).date() - RECENT
    begun = running(
        settings, now=lambda: datetime.now(UTC), report=logger.info, progress=ShownProgress(), patience=PATIENCE
    )
    with begun as run:
        told = read_told(settings.prefect_folder) or _nothing_new_yet(run, since)
        as_task("load what waits", partial(load_waiting, run), retries=RETRIES)
        as_task("poll feeds", partial(poll_feeds, run, sources), retries=RETRIES)
        batches = coded_batches(run)
        while as_task("code and load a batch", partial(_code_and_load, run, batches)):
            pass
        report = as_task("check and publish", partial(conclude, run))
        details = _details(run, report)
        health = feed_health(run.store) if sources is not None else []
    _show(report, details, settings)
    if sources is not None:
        show_feed_health(health)
        told = told.tell_feeds(health)
    told = told.tell_turns(recent_turns(settings.published_file, since=since), since=since)
    if report.is_published:
        tell_published_tables(settings, run_id=report.run_id)
    write_told(settings.prefect_folder, told)
    return report


def _nothing_new_yet(run: Run, since: date) -> Told:
    """What stands before the first run that tells anything: it is no news."""
    alerts = {url: standing.alert for url, standing in feed_standings(run.store).items()}
    turns = recent_turns(run.settings.published_file, since=since)
    told = Told(alerts, frozenset(turn.key for turn in turns))
    write_told(run.settings.prefect_folder, told)
    return told


def _code_and_load(run: Run, batches: Iterator[CodedBatch]) -> bool:
    """Whether there was another batch. Not to be tried again: a failed iterator would look like an empty one."""
    batch = next(batches, None)
    if batch is not None:
        store_batch(run, batch)
    return batch is not None


def _details(run: Run, report: RunReport) -> RunDetails:
    settings = run.settings
    return RunDetails(
        reasons=ending_reasons(run.store, run.run_id),
        slowest=slowest_feeds(run.store, run.run_id, N_SLOWEST),
        newest=newest_events(settings.published_file, N_NEWEST, run_id=run.run_id) if report.n_mentions else (),
        briefing_url=briefing_url(latest_briefing(settings), settings),
    )


def _show(report: RunReport, details: RunDetails, settings: Settings) -> None:
    show_run(report, details, settings)
    show_newest_events(newest_events(settings.published_file, N_NEWEST))
