"""Runs repeated from their archive, without network: the same documents through the same steps, to the same rows.

The archive holds each document with what came beside it then: the address, the feed's text and dates, the publisher,
the time of the fetch. They go to the coder in the order in which the runs read them, with the boilerplate that was
known when they were fetched. What the warehouse has read already, of that time or a later one, is left alone.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from flows.archived_documents import archived_documents, archived_lines, archived_readings, archived_runs
from flows.boilerplate import with_boilerplate
from flows.coding import note_result, store_batch, take_batch
from flows.ingest import conclude, load_waiting
from flows.ledger import Ledger
from flows.plurals import count
from flows.progress import Progress, unseen
from flows.run import Clock, Reporter, Run, running
from flows.settings import Settings
from flows.worker_process import Limits
from flows.workers import DocumentResult, code_documents
from transforms.errors import SettingsError
from transforms.records import Document, Rejection, Stage
from transforms.run_records import CodedBatch, Outcome, RunReport
from warehouse.boilerplate_store import add_boilerplate, known_boilerplate
from warehouse.reread import was_read

_RUN_STARTS = "%Y%m%dT%H%M%SZ"  # how the name of a run, and of its file, begins


@dataclass(frozen=True, slots=True)
class Period:
    """Days of fetching, UTC, both included."""

    first: date
    last: date

    def __contains__(self, at: datetime) -> bool:
        return self.first <= at.astimezone(UTC).date() <= self.last

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        if self.last == date.max:
            return datetime.max.replace(tzinfo=UTC)
        return datetime.combine(self.last, time(), UTC) + timedelta(days=1)


def replay(
    settings: Settings,
    period: Period,
    *,
    into: Path | None,
    now: Clock,
    report: Reporter,
    progress: Progress = unseen,
) -> RunReport:
    """What the replay of the archive did.

    Args:
        settings: where the archive lies, and how to go about it; feeds and seed folder are left alone.
        period: documents that were fetched or read then.
        into: the data folder that gets the rows; None is the archive's own.
        now: the clock; times with a zone.
        report: gets a line for a person at every step.
        progress: is told how many archived runs are read.

    Raises:
        SettingsError: there is no archive.
        Beside it, what `flows.ingest.ingest` raises.
    """
    archive = settings.archive_folder
    if not archive.is_dir():
        raise SettingsError(
            f"there is no archive in {settings.data_folder}; give the data folder of the runs with --data"
        )
    offline = replace(settings, data_folder=into or settings.data_folder, feeds_file=None, no_seeds=True)
    with running(offline, now=now, report=report, progress=progress) as run:
        load_waiting(run)
        add_boilerplate(run.store, archived_lines(archive, before=period.end))
        for batch in _coded_batches(run, archive, period):
            store_batch(run, batch)
        return conclude(run, is_replay=True)


@dataclass(slots=True)
class _Progress:
    """What of a replay is on its way, and what has ended: one replay may end a document or story several times."""

    runs: deque[Path] = field(default_factory=deque)  # of the documents with the coder
    waiting: dict[str, Path] = field(default_factory=dict)  # documents and stories of the next batch, with their run
    kept: set[str] = field(default_factory=set)  # documents and stories that this replay has kept

    def must_wait(self, result: DocumentResult, archived_run: Path) -> bool:
        """Whether another version of the document, or of a story in it, has to be loaded first."""
        return any(self.waiting.get(one, archived_run) != archived_run for one in _ids(result))


def _coded_batches(run: Run, archive: Path, period: Period) -> Iterator[CodedBatch]:
    ledger, progress, last_run = Ledger(), _Progress(), None
    documents = with_boilerplate(_documents(run, ledger, progress, archive, period), known_boilerplate(run.store))
    limits = Limits(run.settings.document_seconds, run.settings.worker_bytes)
    for result in code_documents(documents, run.recipe, workers=run.settings.workers, limits=limits):
        archived_run = progress.runs.popleft()
        if progress.waiting and (
            len(ledger.documents) >= run.settings.batch_size or progress.must_wait(result, archived_run)
        ):
            yield take_batch(run, ledger)
            progress.waiting.clear()
        if archived_run != last_run:
            ledger.begin_another_run()
            last_run = archived_run
        _note(run, ledger, progress, result)
        progress.waiting.update(dict.fromkeys(_ids(result), archived_run))
    if ledger:
        yield take_batch(run, ledger)


def _note(run: Run, ledger: Ledger, progress: _Progress, result: DocumentResult) -> None:
    """Adds an ending. Rows that the next load replaces were counted before: each row counts as one input."""
    n_stories = len(ledger.stories)
    note_result(run, ledger, result)
    for coded in ledger.stories[n_stories:]:
        run.tallies[Stage.STORY].n_taken -= coded.story.story_id in progress.kept
        progress.kept.add(coded.story.story_id)
    ending = ledger.documents[-1]
    run.tallies[Stage.DOCUMENT].n_taken -= ending.document_id in progress.kept
    progress.kept.discard(ending.document_id)
    progress.kept |= {ending.document_id} if ending.outcome is Outcome.KEPT else set()


def _ids(result: DocumentResult) -> list[str]:
    return [result.document.document_id, *(coded.story.story_id for coded in result.stories)]


def _documents(run: Run, ledger: Ledger, progress: _Progress, archive: Path, period: Period) -> Iterator[Document]:
    """The archived documents of the period that the warehouse has not read."""
    tally = run.tallies[Stage.DOCUMENT]
    paths = list(_runs_within(archived_runs(archive), period))
    for number, path in enumerate(paths):
        run.progress("reading archived runs", number, len(paths))
        wanted = _unread(run, path, period)
        for document in archived_documents(path, wanted) if wanted else ():
            tally.n_taken += 1
            if isinstance(document, Rejection):
                ledger.rejections.append(document)
                run.notice(document)
            else:
                progress.runs.append(path)
                yield document


def _unread(run: Run, path: Path, period: Period) -> frozenset[str]:
    """Ids of the documents of an archived run that are to be read."""
    readings = archived_readings(path)
    if not readings.is_whole:
        run.problems.append(f"{path} is cut off or damaged; what it held from there on is not replayed")
    within = {document_id: at for document_id, at in readings.fetched_at.items() if at in period}
    read = was_read(run.store, within) if within else frozenset()
    run.tallies[Stage.DOCUMENT].n_unchanged += len(read)
    if len(read) < len(within):
        run.report(f"replaying {count(len(within) - len(read), 'document')} of run {path.name.partition('.')[0]}")
    return frozenset(within.keys() - read)


def _runs_within(paths: Sequence[Path], period: Period) -> Iterator[Path]:
    """The runs that may have fetched in the period. None begins before the one before it has ended."""
    starts = [datetime.strptime(path.name.partition("-")[0], _RUN_STARTS).date() for path in paths]  # noqa: DTZ007 UTC
    for path, start, next_start in zip(paths, starts, [*starts[1:], date.max], strict=True):
        if start <= period.last and next_start >= period.first:
            yield path
