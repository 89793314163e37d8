"""Stored stories coded again with the present coder and codebook, and published when all of them are.

recoding            one recode at a time: what is to be coded, and what an interrupted one has coded already
code_published      the stories of the published file are coded and staged, while runs go on as ever
finish              what came or changed meanwhile is coded, all is loaded in one transaction, checked, published
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.ingest import conclude, load_waiting
from flows.plurals import count
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run, running
from flows.settings import Settings
from flows.store_needed import require_store
from flows.story_coding import StoryCoder, code_stories
from flows.worker_process import Limits
from transforms.coder.codebook import codebook_version
from transforms.errors import SOME_FAILED, DyadwireError
from transforms.run_records import RunReport
from warehouse.recode_spool import RecodePlan, discard, only_one, stage, take_up
from warehouse.recode_store import (
    Ask,
    Changes,
    asking,
    asking_published,
    is_loaded,
    load_recode,
    n_staged,
    n_to_recode,
    stories_to_recode,
)


class RecodeError(DyadwireError):
    """Too large a share of the stories broke the coder, so that nothing was changed. Exit code 4."""

    exit_code = SOME_FAILED


@dataclass(frozen=True, slots=True)
class Recode:
    """A recode that is going on. Its steps take it, one after the other.

    `patience` is for how many seconds a run that has the store is waited for.
    """

    settings: Settings
    recipe: CoderRecipe
    plan: RecodePlan
    now: Clock
    report: Reporter
    progress: Progress = unseen
    patience: float = 0.0
    coder: StoryCoder = code_stories


@dataclass(frozen=True, slots=True)
class RecodeReport:
    """What a recode did. `changes` is None where no story had to be coded again."""

    run: RunReport
    plan: RecodePlan
    changes: Changes | None


def recode(
    settings: Settings, *, is_all: bool, now: Clock, report: Reporter, progress: Progress = unseen
) -> RecodeReport:
    """What the recode did.

    Args:
        settings: where everything is; feeds and seed folder are left alone.
        is_all: code all stories again, and not only those that another coder or codebook has read.
        now: the clock; times with a zone.
        report: gets a line for a person at every step.
        progress: is told how many stories are coded.

    Raises:
        CodebookError, SettingsError: the codebook or a setting is unusable; nothing was coded.
        StorageError: there is no store, it is locked, damaged, full or read-only; what was coded waits for another try.
        RecodeError: too many stories broke the coder; readers and store are as they were.
        CheckError: the warehouse contradicts itself; nothing was published.
    """
    with recoding(settings, is_all=is_all, now=now, report=report, progress=progress) as begun:
        code_published(begun)
        return finish(begun)


@contextmanager
def recoding(
    settings: Settings,
    *,
    is_all: bool,
    now: Clock,
    report: Reporter,
    progress: Progress = unseen,
    patience: float = 0.0,
) -> Iterator[Recode]:
    """A recode that has begun or goes on; no other can begin inside."""
    require_store(settings, on_lake="code them again with `dyadwire cluster recode`")
    offline = replace(settings, feeds_file=None, no_seeds=True)
    recipe = read_recipe(offline)
    wanted = plan_of(recipe, is_all=is_all, at=now())
    with only_one(settings.recode_folder):
        yield Recode(offline, recipe, take_up(settings.recode_folder, wanted), now, report, progress, patience)


def plan_of(recipe: CoderRecipe, *, is_all: bool, at: datetime) -> RecodePlan:
    """A new plan: what this machine's coder makes of the recipe. Raises CodebookError or SettingsError."""
    coder_version = recipe.build().version
    begun_at = at.astimezone(UTC)
    recode_id = f"{begun_at:%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"
    return RecodePlan(recode_id, begun_at, coder_version, codebook_version(recipe.codebook_files), is_all)


def code_published(recode: Recode) -> None:
    """Codes what readers see, without the store, so that other runs go on; a kill costs the last batch."""
    with asking_published(recode.settings.published_file) as ask:
        if ask is not None and not is_loaded(ask, recode.plan):
            code_stale(recode, ask)


def finish(recode: Recode) -> RecodeReport:
    """Codes what is left, with the store to itself, and loads and publishes all of it.

    Raises:
        What `recode` raises.
    """
    folder = recode.settings.recode_folder
    with running(recode.settings, now=recode.now, report=recode.report, patience=recode.patience) as run:
        load_waiting(run)
        changes = load_coded(recode, run)
        concluded = conclude(run, is_replay=True)
    discard(folder)  # not before it is published: what is not there would look as if it had to be coded
    return RecodeReport(concluded, recode.plan, changes)


def load_coded(recode: Recode, run: Run) -> Changes | None:
    """Codes what is left and loads all of it; no other run may write meanwhile. None where there was nothing to load.

    Raises:
        RecodeError: too many stories broke the coder.
    """
    ask = asking(run.store)
    if is_loaded(ask, recode.plan):  # a kill came between its load and its end
        recode.report("the interrupted recode had been loaded; publishing it")
        return None
    code_stale(recode, ask)
    return _load(recode, run)


def _load(recode: Recode, run: Run) -> Changes | None:
    folder = recode.settings.recode_folder
    n_taken, n_failed = n_staged(asking(run.store), folder)
    if not n_taken:
        recode.report("all stories have been read by this coder and codebook")
        return None
    if n_failed / n_taken > recode.settings.failed_share:
        discard(folder)
        raise RecodeError(f"{n_failed:,} of {n_taken:,} stories broke the coder, so nothing was changed")
    recode.report(f"loading {count(n_taken, 'story', 'stories')}")
    changes = load_recode(run.store, recode.plan, folder, run_id=run.run_id, n_taken=n_taken, at=run.now())
    run.coder_version, run.has_news = recode.plan.coder_version, True
    run.problems += (
        f"story {story_id}: {problem}; it keeps what it had" for story_id, problem in changes.failures.items()
    )
    return changes


def code_stale(recode: Recode, ask: Ask) -> None:
    """Codes and stages all that the asked warehouse has to be coded and is not staged yet."""
    folder = recode.settings.recode_folder
    n_found = n_to_recode(ask, recode.plan, folder)
    n_done = n_staged(ask, folder)[0]
    if n_done and n_found:
        recode.report(f"going on: {n_done:,} stories are coded already")
    results = recode.coder(
        stories_to_recode(ask, recode.plan, folder),
        recode.recipe,
        workers=recode.settings.workers,
        limits=Limits(recode.settings.document_seconds, recode.settings.worker_bytes),
    )
    n_coded = 0
    while batch := list(islice(results, recode.settings.batch_size)):
        stage(folder, recode.plan, batch)
        n_coded += len(batch)
        recode.report(f"coded {n_coded:,} of {n_found:,} stories")
        recode.progress("coding stories again", n_coded, n_found)
