"""The steps of a recode as Prefect tasks."""

import os
from datetime import UTC, datetime
from functools import partial
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State

from flows.orchestration.artifacts import ShownProgress
from flows.orchestration.assets import tell_published_tables
from flows.orchestration.steps import PATIENCE, as_task, ended
from flows.recode import RecodeReport, code_published, finish, recoding
from flows.recode_summary import as_markdown, summary
from flows.setting_sources import read_settings
from flows.settings import CoderWay, Settings


@flow(name="recode", description="Stored stories coded again, published when all are: `dyadwire recode`.")
def recode_flow(data: str | None = None, all_stories: bool = False, coder: CoderWay | None = None) -> State[Any] | None:
    """One recode. A parameter that is None is taken from DYADWIRE_<NAME> or dyadwire.toml, as on the command line.

    Ends as Failed where `flows.recode.recode` would raise.

    Args:
        data: data folder; None is DYADWIRE_DATA of the worker, else data/ of its checkout.
        all_stories: also those that this coder and codebook have read already.
        coder: full parses sentences with the language model; shallow is faster and finds less.
    """
    settings = read_settings(os.environ, data=data, coder=coder)
    done = _run_steps(settings, is_all=all_stories)
    create_markdown_artifact(as_markdown(done), key="recode", description="What the last recode changed")
    if done.run.is_published:
        tell_published_tables(settings, run_id=done.run.run_id)
    return ended(done.run, summary(done))


def _run_steps(settings: Settings, *, is_all: bool) -> RecodeReport:
    """The steps of `flows.recode.recode`, each a task; what the first has coded is not lost when it is tried again."""
    logger = get_run_logger()
    begun_recode = recoding(
        settings,
        is_all=is_all,
        now=lambda: datetime.now(UTC),
        report=logger.info,
        progress=ShownProgress(),
        patience=PATIENCE,
    )
    with begun_recode as begun:
        as_task("code stories again", partial(code_published, begun))
        return as_task("load, check and publish", partial(finish, begun))
