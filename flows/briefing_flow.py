"""The daily briefing as a Prefect flow. Imports Prefect, which takes seconds."""

import os
from datetime import UTC, datetime
from functools import partial

from prefect import flow, get_run_logger

from flows.briefing.writing import last_whole_day, write_briefing
from flows.orchestration.artifacts import show_briefing
from flows.orchestration.parameters import Data, Day
from flows.orchestration.steps import RETRIES, as_task
from flows.setting_sources import read_settings


@flow(
    name="briefing",
    description="The page of a day, from what is published: `dyadwire briefing`.",
    timeout_seconds=1800.0,
)
def briefing_flow(data: Data = None, day: Day = None) -> str:
    """The file of the page. A day that is None is yesterday, UTC; `data` None is taken from DYADWIRE_DATA.

    Ends as Failed where `flows.briefing.writing.write_briefing` would raise.
    """
    settings = read_settings(os.environ, data=data)
    now = partial(datetime.now, UTC)
    write = partial(write_briefing, settings, day or last_whole_day(now), None, now=now)
    written = as_task("write the briefing", write, retries=RETRIES)
    get_run_logger().info("%s events, written to %s", written.n_events, written.file)
    show_briefing(written.file, settings)
    return str(written.file)
