"""New documents to coded batches, and batches to the warehouse."""

from collections.abc import Callable, Iterator
from itertools import chain

from flows.acquire import page_documents, seed_documents
from flows.boilerplate import with_boilerplate
from flows.ledger import Ledger
from flows.plurals import count
from flows.requeued import archived_documents
from flows.run import Run
from flows.seed_folder import folder_complaints
from flows.worker_process import Limits
from flows.workers import DocumentResult, code_documents
from transforms.records import Document, Stage
from transforms.run_records import CodedBatch
from warehouse.boilerplate_store import known_boilerplate
from warehouse.load import load_spooled
from warehouse.spool import spool_batch

CodeDocuments = Callable[..., Iterator[DocumentResult]]  # as flows.workers.code_documents


def coded_batches(run: Run, code: CodeDocuments = code_documents) -> Iterator[CodedBatch]:
    """What became of all new documents and of all entries that were waiting, in batches of `batch_size` documents.

    Documents are read and fetched only as fast as they are coded and their batches taken. `code` is where they are
    coded.
    """
    ledger = Ledger()
    pages = page_documents(run, ledger) if run.settings.feeds_file else ()  # --no-feeds means no network
    found = chain(_seeds(run, ledger), pages, archived_documents(run, ledger))
    documents = with_boilerplate(found, known_boilerplate(run.store))
    limits = Limits(run.settings.document_seconds, run.settings.worker_bytes)
    for result in code(documents, run.recipe, workers=run.settings.workers, limits=limits):
        note_result(run, ledger, result)
        if len(ledger.documents) >= run.settings.batch_size:
            yield take_batch(run, ledger)
    if ledger:
        yield take_batch(run, ledger)


def store_batch(run: Run, batch: CodedBatch) -> None:
    """Spools a batch, from when on it survives any crash, and loads it.

    Raises:
        StorageError: the disk is full or broken; a batch that was spooled is loaded by the next run.
    """
    # A document counts as read from now on, so its body must be there.
    run.archive.commit(document.document_id for document in batch.documents)
    spool_batch(run.settings.spool_folder, batch)
    load_spooled(run.store, run.settings.spool_folder, at=run.now())
    run.store.shrink()
    run.has_news = True
    n_mentions = sum(len(coded.mentions) for coded in batch.stories)
    run.report(f"loaded {count(len(batch.stories), 'story', 'stories')} with {count(n_mentions, 'event mention')}")


def _seeds(run: Run, ledger: Ledger) -> Iterator[Document]:
    if run.settings.no_seeds:
        return
    run.problems += folder_complaints(run.settings.seeds_folder)
    yield from seed_documents(run, ledger)


def note_result(run: Run, ledger: Ledger, result: DocumentResult) -> None:
    """Adds what became of a document to the ledger and to the counts."""
    run.coder_version = result.coder_version or run.coder_version
    run.tallies[Stage.STORY].n_taken += ledger.end_document(result.document, result.stories, result.rejections)
    for rejection in result.rejections:
        run.notice(rejection)


def take_batch(run: Run, ledger: Ledger) -> CodedBatch:
    """All that the ledger holds, as the next batch of the run."""
    run.n_batches += 1
    batch_id = f"{run.run_id}-{run.n_batches:05}"
    return ledger.take_batch(batch_id, run.run_id, run.coder_version or "none", run.codebook_version)
