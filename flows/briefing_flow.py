"""The daily briefing as a Prefect flow. Imports Prefect, which takes seconds."""

import os
from datetime import UTC, date, datetime
from functools import partial

from prefect import flow, get_run_logger

from flows.briefing.writing import last_whole_day, write_briefing
from flows.orchestration.artifacts import show_briefing
from flows.orchestration.steps import RETRIES, as_task
from flows.setting_sources import read_settings


@flow(
    name="briefing",
    description="The page of a day, from what is published: `dyadwire briefing`.",
    timeout_seconds=1800.0,
)
def briefing_flow(data: str | None = None, day: date | None = None) -> str:
    """The file of the page.

    Ends as Failed where `flows.briefing.writing.write_briefing` would raise.

    Args:
        data: data folder; None is DYADWIRE_DATA of the worker, else data/ of its checkout.
        day: the day of the page (UTC); None is yesterday.
    """
    settings = read_settings(os.environ, data=data)
    now = partial(datetime.now, UTC)
    write = partial(write_briefing, settings, day or last_whole_day(now), None, now=now)
    written = as_task("write the briefing", write, retries=RETRIES)
    get_run_logger().info("%s events, written to %s", written.n_events, written.file)
    show_briefing(written.file, settings)
    return str(written.file)
