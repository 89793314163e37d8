"""Upkeep as a Prefect flow: a backup that was read to its last value, old rows and backups dropped, a look at all."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Failed
from pydantic import Field

from flows import examination
from flows.examination import Finding, examine
from flows.markdown import plain
from flows.orchestration.steps import PATIENCE, as_task
from flows.pruning import prune_old
from flows.run import Reporter
from flows.setting_sources import read_settings
from flows.settings import Settings
from flows.store_needed import require_store
from warehouse.backups import drop_older
from warehouse.upkeep import take_backup


@flow(
    name="upkeep",
    description="A backup, old rows dropped if asked, a look at all: `dyadwire backup`, `prune` and `doctor --deep`.",
    timeout_seconds=6 * 3600.0,
)
def upkeep_flow(
    data: str | None = None,
    to: str | None = None,
    keep: Annotated[int, Field(ge=1)] = 4,
    prune_days: Annotated[int | None, Field(ge=30)] = None,
) -> State[Any] | None:
    """One round of upkeep. A run that has the store is waited for.

    Ends as Failed where `dyadwire doctor` would find a problem, or no backup could be taken.

    Args:
        data: data folder; None is DYADWIRE_DATA of the worker, else data/ of its checkout.
        to: folder of backups, best on another disk; None is backups/ in the data folder.
        keep: so many of the latest backups of that folder stay.
        prune_days: rows on which no event rests are dropped when they are so many days old, as `dyadwire prune` does;
            None drops nothing.
    """
    settings = read_settings(os.environ, data=data)
    folder = Path(to).expanduser().resolve() if to else settings.backup_folder
    say = get_run_logger().info
    as_task("take a backup", partial(_back_up, settings, folder, keep, say))
    if prune_days is not None:
        as_task("drop old rows", partial(_prune, settings, prune_days, say))
    found = as_task(
        "look at everything", partial(examine, settings, backup_folder=folder, now=datetime.now(UTC), is_deep=True)
    )
    _show(found)
    problems = [f"{one.subject}: {one.words}" for one in found if one.state is examination.State.PROBLEM]
    return Failed(message="; ".join(problems)) if problems else None


def _back_up(settings: Settings, folder: Path, keep: int, say: Reporter) -> None:
    require_store(settings, on_lake="back it up with `dyadwire cluster backup`")
    taken = take_backup(settings.store_file, folder, patience=PATIENCE)
    say(f"{taken.folder} was taken and read to its last value")
    for dropped in drop_older(folder, keep):
        say(f"removed {dropped.folder}")


def _prune(settings: Settings, days: int, say: Reporter) -> None:
    dropped = prune_old(
        settings, days=days, with_stories=False, is_dry=False, now=lambda: datetime.now(UTC), patience=PATIENCE
    )
    say(f"dropped {', '.join(f'{n:,} {kind.value}' for kind, n in dropped.items())}")


def _show(found: tuple[Finding, ...]) -> None:
    rows = [
        {
            "state": one.state.value,
            "subject": one.subject,
            "found": plain(one.words),
            "what to do": plain((one.advice or "").replace("`", "")),
        }
        for one in found
    ]
    n_remarks = sum(one.state is not examination.State.FINE for one in found)
    words = f"How all of it is: {n_remarks} to look at" if n_remarks else "How all of it is: fine"
    create_table_artifact(rows, key="doctor", description=words)
