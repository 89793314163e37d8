"""A run beside others as a Prefect flow: one task, in which a Dask client does the rest."""

import os
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State

from flows.cluster.ingest import ingest
from flows.orchestration.artifacts import ShownProgress
from flows.orchestration.steps import as_task, ended
from flows.run_summary import added
from flows.setting_sources import read_settings


@flow(name="cluster-ingest", description="The run of `dyadwire cluster ingest`, beside those of other machines.")
def cluster_ingest_flow(
    data: str | None = None,
    seeds: str | None = None,
    no_seeds: bool | None = None,
    feeds: str | None = None,
    no_feeds: bool | None = None,
    published: date | None = None,
    publishes: bool = False,
) -> State[Any] | None:
    """One run. A parameter that is None is taken from DYADWIRE_<NAME> or dyadwire.toml, as on the command line.

    Ends as Failed where too large a share of the inputs failed, or where `flows.cluster.ingest.ingest` would raise.
    Documents are Dask's tasks and not Prefect's, which would cost more than coding them.
    """
    inputs = {"seeds": seeds, "no_seeds": no_seeds, "feeds": feeds, "no_feeds": no_feeds}
    settings = read_settings(os.environ, data=data, published=published, **inputs)
    logger = get_run_logger()
    run = partial(
        ingest,
        settings,
        now=lambda: datetime.now(UTC),
        report=logger.info,
        progress=ShownProgress(),
        publishes=publishes,
    )
    report = as_task("read beside other runs", run)
    logger.info(added(report))
    return ended(report, added(report))
