"""Documents that somebody put back, read again from their archived bodies."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.archive_reading import ArchivedBody
from flows.fetching import media_type
from flows.ledger import Ledger
from flows.plurals import count
from flows.run import Run
from flows.seed_files import with_front_matter
from transforms.records import Document, Rejection, Stage
from warehouse.quarantine import RequeuedDocument, end_requeue, requeued_documents


def archived_documents(run: Run, ledger: Ledger) -> Iterator[Document]:
    """The requeued documents of the share that this run has not read yet, each with what came beside it then.

    One whose body is gone keeps the ending that it had; that is told and recorded.
    """
    waiting = _waiting(run, ledger)
    if waiting:
        run.report(f"reading {count(len(waiting), 'requeued document')} from the archive")
    for archived in run.archived_bodies(frozenset(waiting)):
        document = _document(waiting.pop(archived.sha256), archived)
        if isinstance(document, Rejection):
            _give_up(run, archived.sha256, document.detail)
        elif not ledger.has_sent(document.document_id):
            run.tallies[Stage.DOCUMENT].n_taken += 1
            ledger.send(document)
            yield document
    for document_id, lost in waiting.items():
        _give_up(run, document_id, f"{lost.origin}: its body {document_id} is not in the archive any more")


def _waiting(run: Run, ledger: Ledger) -> dict[str, RequeuedDocument]:
    asked = [one.document_id for one in requeued_documents(run.store) if run.share.has(one.origin)]
    if not asked:
        return {}
    claimed = run.share.claim([document_id for document_id in asked if not ledger.has_sent(document_id)])
    # Asked again, as another run may have ended some before these were claimed.
    return {one.document_id: one for one in requeued_documents(run.store) if one.document_id in claimed}


def _give_up(run: Run, document_id: str, problem: str) -> None:
    end_requeue(run.store, document_id, run_id=run.run_id, problem=problem)
    run.problems.append(f"{problem}; it stays in quarantine")


def _document(requeued: RequeuedDocument, archived: ArchivedBody) -> Document | Rejection:
    is_page = requeued.entry_id is not None
    path = None if is_page or "://" in requeued.origin else requeued.origin
    document = Document(
        document_id=archived.sha256,
        body=archived.body,
        url=requeued.origin if is_page else None,
        path=path,
        media_type=requeued.media_type,
        charset=media_type(archived.headers)[1],
        fetched_at=requeued.fetched_at,
        publisher=requeued.publisher,
        title=requeued.title,
        language=requeued.language,
        entry_id=requeued.entry_id,
        content_html=requeued.content_html,
        summary_html=requeued.summary_html,
    )
    whole = document if is_page else with_front_matter(document, Path(requeued.origin))
    if isinstance(whole, Rejection) or requeued.published_at is None:
        return whole
    return replace(whole, published_at=requeued.published_at, published_rung=requeued.published_rung)
