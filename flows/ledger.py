"""What has ended in a run and is not in a batch yet; every ending is added once and leaves with one batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from transforms.records import CodedStory, Document, Reason, Rejection, Stage
from transforms.run_records import CodedBatch, DocumentEnding, EntryEnding, Fetch, Outcome


@dataclass(slots=True)
class Ledger:
    """Endings on their way into a batch.

    An entry whose page is being coded ends together with the document that the page is, never before: were it loaded
    sooner, a kill would lose the page.
    """

    fetches: list[Fetch] = field(default_factory=list)
    documents: list[DocumentEnding] = field(default_factory=list)
    entries: list[EntryEnding] = field(default_factory=list)
    stories: list[CodedStory] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    _in_coding: dict[str, list[EntryEnding]] = field(default_factory=dict)
    _sent: set[str] = field(default_factory=set)
    _stories_kept: set[str] = field(default_factory=set)

    def send(self, document: Document) -> bool:
        """Notes that a document goes to the coder; False where the run had the same bytes before, which rejects it."""
        if document.document_id in self._sent:
            self.rejections.append(
                _document_rejection(document, Reason.DUPLICATE, "the same bytes came before in this run")
            )
            return False
        self._sent.add(document.document_id)
        self._in_coding[document.document_id] = []
        return True

    def has_sent(self, document_id: str) -> bool:
        """Whether the run has sent these bytes to the coder."""
        return document_id in self._sent

    def end_entry(self, ending: EntryEnding) -> None:
        """Adds the ending of an entry, which waits while its document is with the coder."""
        self._in_coding.get(ending.document_id or "", self.entries).append(ending)

    def end_document(self, document: Document, coded: Iterable[CodedStory], rejections: Iterable[Rejection]) -> int:
        """Adds what the coder gave for a document; returns how many stories it had, kept and rejected."""
        kept: list[CodedStory] = []
        turned_away = list(rejections)
        for story in coded:
            if story.story.story_id in self._stories_kept:
                turned_away.append(_repeated(story))
            else:
                self._stories_kept.add(story.story.story_id)
                kept.append(story)
        outcome = _outcome(kept, turned_away)
        ended = _with_one_for_the_document(document, outcome, turned_away)
        self.stories += kept
        self.rejections += ended
        self.documents.append(_document_ending(document, outcome, len(kept)))
        self.entries += self._in_coding.pop(document.document_id, ())
        return len(kept) + sum(rejection.stage is Stage.STORY for rejection in ended)

    def begin_another_run(self) -> None:
        """What follows is of another run, which may bring the same documents and stories again."""
        self._sent.clear()
        self._stories_kept.clear()

    def __bool__(self) -> bool:
        return any((self.fetches, self.documents, self.entries, self.rejections))

    def take_batch(self, batch_id: str, run_id: str, coder_version: str, codebook_version: str) -> CodedBatch:
        """All that has ended so far, as a batch; the ledger goes on empty."""
        parts = (self.fetches, self.documents, self.entries, self.stories, self.rejections)
        batch = CodedBatch(batch_id, run_id, coder_version, codebook_version, *map(tuple, parts))  # type: ignore[arg-type]
        for part in parts:
            part.clear()
        return batch


def origin(document: Document) -> str:
    """Where a document came from, for a person."""
    return document.url or document.path or document.document_id


def _outcome(kept: Sequence[CodedStory], rejections: Sequence[Rejection]) -> Outcome:
    if kept:
        return Outcome.KEPT
    return Outcome.FAILED if any(rejection.is_failure for rejection in rejections) else Outcome.REJECTED


def _with_one_for_the_document(
    document: Document, outcome: Outcome, rejections: Sequence[Rejection]
) -> Sequence[Rejection]:
    """The rejections, of which exactly one is the document's where it was not kept, and none where it was."""
    if outcome is Outcome.KEPT:
        return [replace(rejection, stage=Stage.STORY) for rejection in rejections]
    is_failure = outcome is Outcome.FAILED
    fitting = [place for place, rejection in enumerate(rejections) if rejection.is_failure == is_failure]
    own = next((place for place in fitting if rejections[place].stage is Stage.DOCUMENT), None)
    of_stories = [replace(rejection, stage=Stage.STORY) for place, rejection in enumerate(rejections) if place != own]
    if own is not None:
        return [replace(rejections[own], body_sha256=document.document_id), *of_stories]
    first = rejections[fitting[0]]
    n = len(rejections)
    lead = "its only story was not kept" if n == 1 else f"none of its {n} stories was kept; the first"
    detail = f"{lead}: {first.detail}"
    return [_document_rejection(document, first.reason, detail, is_failure=is_failure), *of_stories]


def _repeated(coded: CodedStory) -> Rejection:
    story = coded.story
    detail = "another document of this run has brought this story"
    return Rejection(Stage.STORY, Reason.DUPLICATE, story.story_id, detail, body_sha256=story.document_id)


def _document_rejection(document: Document, reason: Reason, detail: str, *, is_failure: bool = False) -> Rejection:
    return Rejection(Stage.DOCUMENT, reason, origin(document), detail, is_failure, document.document_id)


def _document_ending(document: Document, outcome: Outcome, n_stories: int) -> DocumentEnding:
    return DocumentEnding(
        document.document_id,
        origin(document),
        document.media_type,
        len(document.body),
        document.fetched_at,
        outcome,
        n_stories,
        document.path,
    )
