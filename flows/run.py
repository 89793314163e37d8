"""A run: what its steps share, its beginning, and its end however it comes."""

import os
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.archive import Archive
from flows.archive_lookup import archived_bodies
from flows.archive_reading import ArchivedBody
from flows.codebook_check import check_codebook
from flows.coder_recipe import CoderRecipe, read_recipe
from flows.freed_memory import give_large_blocks_back
from flows.progress import Progress, unseen
from flows.seed_folder import require_seed_folder
from flows.settings import Settings
from flows.share import AllOfIt, Share
from transforms.coder.codebook import codebook_version
from transforms.errors import DyadwireError, StorageError
from transforms.records import Reason, Rejection, Stage
from transforms.run_records import StageCount
from warehouse.connection import Store, open_store
from warehouse.runs import TakenUp, begin_run, fail_run, has_finished_with

Clock = Callable[[], datetime]
Reporter = Callable[[str], None]
OpenStore = Callable[[str], Store]
FindBodies = Callable[[Set[str]], Iterator[ArchivedBody]]  # of those SHA-256 the bodies that are archived
_WORTH_TELLING = frozenset(
    {
        *(Reason.UNREADABLE, Reason.EMPTY, Reason.UNSUPPORTED_TYPE, Reason.WRONG_ENCODING, Reason.TOO_LARGE),
        *(Reason.PARSER_FAILED, Reason.FORBIDDEN_ADDRESS),
    }
)
_UNFORESEEN = 1
_INTERRUPTED = 130


@dataclass(slots=True)
class Tally:
    """What a stage took up so far. `n_taken` counts tries, `n_pending` those of them that wait for another run."""

    n_taken: int = 0
    n_pending: int = 0
    n_unchanged: int = 0


@dataclass(slots=True)
class Run:
    """The state of one run. Its steps (flows/ingest.py) take it, one after the other, in one process.

    `problems` are messages for a person; `has_news` says that readers would see something new. `find_bodies` reads
    an archive that does not lie in the data folder.
    """

    run_id: str
    started_at: datetime
    settings: Settings
    recipe: CoderRecipe
    codebook_version: str
    store: Store
    archive: Archive
    now: Clock
    report: Reporter
    progress: Progress = unseen
    share: Share = field(default_factory=AllOfIt)
    find_bodies: FindBodies | None = None
    coder_version: str | None = None
    n_batches: int = 0
    has_news: bool = False
    problems: list[str] = field(default_factory=list)
    tallies: dict[Stage, Tally] = field(default_factory=lambda: {stage: Tally() for stage in Stage})

    def taken_up(self) -> dict[Stage, TakenUp]:
        """What each stage took up, in the form in which it is stored."""
        return {
            stage: TakenUp(tally.n_taken - tally.n_pending, tally.n_pending, tally.n_unchanged)
            for stage, tally in self.tallies.items()
        }

    def archived_bodies(self, wanted: Set[str]) -> Iterator[ArchivedBody]:
        """Those bodies of `wanted` (SHA-256) that are archived, each once, one at a time."""
        return self.find_bodies(wanted) if self.find_bodies else archived_bodies(self.settings.archive_folder, wanted)

    def notice(self, rejection: Rejection) -> None:
        """Keeps what a person should hear of: whatever broke or could not be read, and any trouble with a feed."""
        if rejection.is_failure or rejection.stage is Stage.FEED or rejection.reason in _WORTH_TELLING:
            detail = rejection.detail
            self.problems.append(detail if rejection.key in detail else f"{rejection.key}: {detail}")


@contextmanager
def running(
    settings: Settings,
    *,
    now: Clock,
    report: Reporter,
    progress: Progress = unseen,
    patience: float = 0.0,
    opened: OpenStore | None = None,
) -> Iterator[Run]:
    """A run that has begun, with the store to itself. An error in the `with` block is recorded as the run's end.

    Another run that has the store is waited for, `patience` seconds at most. `opened` gives another store than the
    one of the data folder to the run of this id.

    Raises:
        CodebookError, SettingsError: a row of the codebook or a setting is unusable; nothing has begun.
        StorageError: the store cannot be opened.
        WorkerError: no process can be started to check the codebook.
    """
    if not settings.no_seeds:
        require_seed_folder(settings.seeds_folder)
    give_large_blocks_back()
    recipe = read_recipe(settings)
    version = codebook_version(recipe.codebook_files)
    started_at = now().astimezone(UTC)
    _make_data_folder(settings.data_folder)
    run_id = f"{started_at:%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"
    is_lost = not opened and settings.published_file.exists() and not settings.store_file.exists()
    with (
        opened(run_id) if opened else _open(settings, patience) as store,
        Archive(settings.archive_folder, run_id) as archive,
    ):
        if is_lost:
            report(f"the store was missing; it was made again of {settings.published_file}")
        if store.backup is not None:
            report(f"the schema was brought up to date; {store.backup.folder} holds what it was before")
        if not has_finished_with(store, version):  # reading 25,000 rows takes a second, and most runs have no news
            check_codebook(recipe, workers=settings.workers)
        begin_run(store, run_id, at=started_at)
        run = Run(run_id, started_at, settings, recipe, version, store, archive, now, report, progress)
        if is_lost:
            run.problems.append("what came after the published file was made is not in it; `dyadwire replay` reads it")
        try:
            yield run
        except DyadwireError as problem:
            _record_failure(run, problem.exit_code, str(problem))
            raise
        except BaseException as problem:
            exit_code = _INTERRUPTED if isinstance(problem, KeyboardInterrupt) else _UNFORESEEN
            _record_failure(run, exit_code, type(problem).__name__)
            raise


def _open(settings: Settings, patience: float) -> Store:
    return open_store(settings.store_file, memory_limit=f"{settings.store_bytes}B", patience=patience)


def _make_data_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        why = "there is a file of this name" if folder.is_file() else problem.strerror
        raise StorageError(f"the data folder {folder} cannot be created: {why}; give another with --data") from problem


def failed_share(counts: tuple[StageCount, ...]) -> float:
    """The largest share of failures among the stages, from 0 to 1."""
    return max((count.n_failed / count.n_in for count in counts if count.n_in), default=0.0)


def _record_failure(run: Run, exit_code: int, message: str) -> None:
    try:
        fail_run(run.store, run.run_id, at=run.now(), exit_code=exit_code, message=message)
    except DyadwireError:  # the storage itself may be what failed; the first error is the one to tell
        run.report("the end of the run could not be recorded")
