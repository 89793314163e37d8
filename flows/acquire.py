"""New documents: seed files and the pages of pending entries, each archived before anything parses it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import quote

from flows.archive_reading import NoteKind
from flows.archived_documents import given_beside
from flows.fetching import REFUSALS, fetch_record, media_type, sha256
from flows.http import Fetched
from flows.ledger import Ledger, origin
from flows.page_fetching import page_fetcher
from flows.run import Run
from flows.seed_files import read_seed_folder
from flows.seed_folder import seed_paths
from transforms.records import Document, Reason, Rejection, Stage
from transforms.run_records import EntryEnding, Outcome, PendingEntry
from warehouse.feeds_store import count_pending_entries, known_documents, pending_entries, pending_ids
from warehouse.quarantine import waiting_documents
from warehouse.reread import documents_to_reread

MAX_ATTEMPTS = 5
ENTRIES_READ = 512  # entries read from the store at a time: each time goes over all entries that were ever kept
GROUP_SIZE = 64  # bodies looked up together, beside those fetched ahead and those that are with the workers
PAGES_STAGE = "fetching and coding pages"


@dataclass(frozen=True, slots=True)
class Acquired:
    """A document with what brought it: the answer and the ending of its entry, both None for a seed file."""

    document: Document
    answer: Fetched | None = None
    ending: EntryEnding | None = None


def seed_documents(run: Run, ledger: Ledger) -> Iterator[Document]:
    """Documents of the seed folder that no run has read yet, or not with what is given beside them now."""
    settings = run.settings
    run.report(f"reading documents in {settings.seeds_folder}")
    paths = [path for path in seed_paths(settings.seeds_folder) if run.share.has(str(path))]
    found = read_seed_folder(
        settings.seeds_folder, published_on=settings.published_on, fetched_at=run.started_at, paths=paths
    )
    n_done = 0
    while group := list(islice(found, GROUP_SIZE)):
        for rejection in (item for item in group if isinstance(item, Rejection)):
            run.tallies[rejection.stage].n_taken += 1
            ledger.rejections.append(rejection)
            run.notice(rejection)
        yield from _new_documents(run, ledger, [Acquired(item) for item in group if isinstance(item, Document)])
        n_done += len(group)
        run.progress("coding documents", n_done, len(paths))


def page_documents(run: Run, ledger: Ledger) -> Iterator[Document]:
    """Documents of the pages of pending entries whose bytes no run has read yet; fetching goes on meanwhile."""
    n_done, n_pending = 0, count_pending_entries(run.store)
    wanted = _wanted_pages(run, ledger)
    first = next(wanted, None)
    if first is not None:
        with page_fetcher(run) as pages:
            answers = pages.fetch_all(chain([first], wanted))
            while group := list(islice(answers, GROUP_SIZE)):
                pages.save()
                yield from _new_documents(run, ledger, _fetch_pages(run, ledger, group))
                n_done += len(group)
                run.progress(PAGES_STAGE, n_done, n_pending)
            run.progress(PAGES_STAGE, n_pending, n_pending)  # with those whose pages other entries brought


def _wanted_pages(run: Run, ledger: Ledger) -> Iterator[PendingEntry]:
    """Pending entries whose pages no other entry brings. They are read from the store as they are taken."""
    urls = set[str]()
    ids = iter(pending_ids(run.store))
    while chosen := list(islice(ids, ENTRIES_READ)):
        group = pending_entries(run.store, ids=chosen)
        shared = [pending for pending in group if run.share.has(str(pending.entry.url))]
        run.tallies[Stage.ENTRY].n_taken += len(shared)
        wanted = [pending for pending in shared if not _is_repeated(ledger, pending, urls)]
        if wanted:
            run.report(f"fetching {len(wanted)} pages")
        yield from wanted


def _is_repeated(ledger: Ledger, pending: PendingEntry, urls: set[str]) -> bool:
    """Whether the entry's page came or is coming for another entry; such an entry ends here."""
    entry, url = pending.entry, str(pending.entry.url)
    if not pending.is_known_page and url not in urls:
        urls.add(url)
        return False
    detail = f"another entry has brought this page; this one is of {entry.feed_url}"
    ledger.rejections.append(Rejection(Stage.ENTRY, Reason.DUPLICATE, url, detail, entry_id=entry.entry_id))
    ledger.end_entry(EntryEnding(entry.entry_id, Outcome.REJECTED, pending.n_attempts))
    return True


def _fetch_pages(run: Run, ledger: Ledger, answers: Sequence[tuple[PendingEntry, Fetched]]) -> list[Acquired]:
    """Those that came with a body; the entries of all others are ended or left pending."""
    acquired = []
    for pending, answer in answers:
        if answer.was_asked:
            ledger.fetches.append(fetch_record(answer, Stage.ENTRY))
        if answer.is_unmodified and pending.document_id is not None:
            ledger.end_entry(_kept(pending, answer, pending.document_id))
        elif answer.body is None:
            _end_without_page(run, ledger, pending, answer)
        else:
            acquired.append(_acquired(pending, answer, answer.body))
    return acquired


def _end_without_page(run: Run, ledger: Ledger, pending: PendingEntry, answer: Fetched) -> None:
    """Ends an entry whose page did not come, or leaves it pending where another try is worth it."""
    entry_id, document_id = pending.entry.entry_id, pending.document_id
    n_attempts = pending.n_attempts + (answer.held_back is None)
    may_come = n_attempts < MAX_ATTEMPTS or answer.held_back is not None  # a requeued one has had its tries
    if answer.problem is not None and answer.problem.retryable and may_come:
        run.tallies[Stage.ENTRY].n_pending += 1
        ledger.end_entry(EntryEnding(entry_id, Outcome.PENDING, n_attempts, document_id))
        return
    reason = answer.reason or Reason.EMPTY
    is_failure = reason not in REFUSALS
    detail = str(answer.problem or f"{answer.url}: the answer has no body")
    rejection = Rejection(Stage.ENTRY, reason, answer.url, detail, is_failure, entry_id=entry_id)
    ledger.rejections.append(rejection)
    run.notice(rejection)
    outcome = Outcome.FAILED if is_failure else Outcome.REJECTED
    ledger.end_entry(EntryEnding(entry_id, outcome, n_attempts, document_id))


def _acquired(pending: PendingEntry, answer: Fetched, body: bytes) -> Acquired:
    entry, document_id = pending.entry, sha256(body)
    kind, charset = media_type(answer.headers)
    document = Document(
        document_id=document_id,
        body=body,
        url=answer.final_url,
        path=None,
        media_type=kind,
        charset=charset,
        fetched_at=answer.started_at,
        publisher=pending.publisher,
        published_at=entry.published_at,
        published_rung=entry.published_rung,
        title=entry.title,
        language=entry.language,
        entry_id=entry.entry_id,
        content_html=entry.content_html,
        summary_html=entry.summary_html,
    )
    return Acquired(document, answer, _kept(pending, answer, document_id))


def _kept(pending: PendingEntry, answer: Fetched, document_id: str) -> EntryEnding:
    """The ending of an entry whose page came, with what asks for the page conditionally next time."""
    etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    if answer.is_unmodified:
        etag, last_modified = etag or pending.etag, last_modified or pending.last_modified
    return EntryEnding(pending.entry.entry_id, Outcome.KEPT, pending.n_attempts, document_id, etag, last_modified)


def _new_documents(run: Run, ledger: Ledger, acquired: Sequence[Acquired]) -> Iterator[Document]:
    """Those that are new, archived. An unchanged body is parsed again only where what is given beside it changed."""
    documents = [item.document for item in acquired]
    claimed = run.share.claim([document.document_id for document in documents])  # before asking what is known
    known = known_documents(run.store, [document.document_id for document in documents])
    unchanged = known - documents_to_reread(run.store, documents) - waiting_documents(run.store)
    tally = run.tallies[Stage.DOCUMENT]
    for item in acquired:
        document_id = item.document.document_id
        if document_id not in claimed:  # another run codes it; an entry that brought it waits to see how it ended
            run.tallies[Stage.ENTRY].n_pending += item.ending is not None
            continue
        tally.n_unchanged += document_id in unchanged
        tally.n_taken += document_id not in unchanged
        is_new = document_id not in unchanged and ledger.send(item.document)
        if item.ending is not None:
            ledger.end_entry(item.ending)
        if is_new:
            _archive(run, item, is_known=document_id in known)
            yield item.document


def _archive(run: Run, item: Acquired, *, is_known: bool) -> None:
    document, answer = item.document, item.answer
    run.archive.write(
        answer.final_url if answer else f"file:{quote(origin(document))}",
        document.body,
        fetched_at=document.fetched_at,
        headers=answer.headers if answer else {},
        status=(answer.status if answer else None) or 200,
        is_known=is_known,
    )
    run.archive.note(NoteKind.DOCUMENT, given_beside(document))
