"""The steps of a run as Prefect tasks. The only module that imports Prefect, which takes seconds."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.states import Failed
from prefect.tasks import Task, exponential_backoff

from flows.coding import coded_batches, store_batch
from flows.ingest import conclude, load_waiting, read_sources
from flows.newest_events import category, dyad, newest_events
from flows.polling import poll_feeds
from flows.run import Run, running
from flows.run_summary import added, as_markdown
from flows.setting_sources import read_settings
from flows.settings import Settings
from transforms.errors import DyadwireError
from transforms.run_records import CodedBatch, RunReport

N_NEWEST = 25
RETRIES = 3
Result = TypeVar("Result")


@flow(name="ingest", description="Feeds and documents to published events: the run of `dyadwire ingest`.")
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
    """
    inputs = {"seeds": seeds, "no_seeds": no_seeds, "feeds": feeds, "no_feeds": no_feeds}
    settings = read_settings(os.environ, data=data, published=published, **inputs)
    report = _run_steps(settings)
    _show(report, settings)
    if report.exit_code:
        return Failed(message=f"too large a share of the inputs failed; {added(report)}")
    return None


def _run_steps(settings: Settings) -> RunReport:
    """The steps of `flows.ingest.ingest`, each a task; coding and loading are one task a batch."""
    logger = get_run_logger()
    sources = read_sources(settings)
    with running(settings, now=lambda: datetime.now(UTC), report=logger.info) as run:
        as_task("load what waits", partial(load_waiting, run), retries=RETRIES)
        as_task("poll feeds", partial(poll_feeds, run, sources), retries=RETRIES)
        batches = coded_batches(run)
        while as_task("code and load a batch", partial(_code_and_load, run, batches)):
            pass
        return as_task("check and publish", partial(conclude, run))


def _code_and_load(run: Run, batches: Iterator[CodedBatch]) -> bool:
    """Whether there was another batch. Not to be tried again: a failed iterator would look like an empty one."""
    batch = next(batches, None)
    if batch is not None:
        store_batch(run, batch)
    return batch is not None


def as_task(name: str, step: Callable[[], Result], *, retries: int = 0) -> Result:
    """The result of `step`, run as a task. It takes no parameters, as Prefect would walk through each of them."""

    @task(
        name=name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=retries,
        retry_delay_seconds=exponential_backoff(10),
        retry_condition_fn=is_worth_another_try,
    )
    def run_step() -> Result:
        return step()

    return run_step()


def is_worth_another_try(_task: Task[Any, Any], _task_run: TaskRun, state: State[Any]) -> bool:
    """Whether the error that failed a task says of itself that it may pass."""
    problem = state.result(raise_on_failure=False)
    return isinstance(problem, DyadwireError) and problem.retryable


def _show(report: RunReport, settings: Settings) -> None:
    """What a person sees in Prefect's pages without opening a log."""
    page = as_markdown(report, settings.published_file)
    create_markdown_artifact(page, key="ingest-run", description="What the last run did")
    events = [
        {
            "date": event["event_date"],
            "dyad": dyad(event),
            "event": category(event),
            "status": event["status"],
            "sentence": event["sentence"],
            "publisher": event["publisher"],
            "mention_id": event["mention_id"],
        }
        for event in newest_events(settings.published_file, N_NEWEST)
    ]
    create_table_artifact(events, key="newest-events", description="The newest events with their sentences")
