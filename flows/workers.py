"""Documents to coded stories, in worker processes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import TYPE_CHECKING

from flows.coder_recipe import CODER_MODULES, CoderRecipe
from flows.process_pool import map_in_workers
from flows.worker_process import DEFAULT_LIMITS, Job, Limits
from transforms.records import CodedStory, Document, Reason, Rejection, Stage, Story

if TYPE_CHECKING:
    from transforms.coder.coder import CodedText, Coder

Ending = tuple[tuple[CodedStory, ...], tuple[Rejection, ...], str | None]
CODING_MODULES = (*CODER_MODULES, "transforms.stories")


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """How one document ended: its stories, each coded, and what was rejected; at least one of both.

    `coder_version` is None where the document killed its worker.
    """

    document: Document
    stories: tuple[CodedStory, ...]
    rejections: tuple[Rejection, ...]
    coder_version: str | None


def code_documents(
    documents: Iterable[Document], recipe: CoderRecipe, *, workers: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[DocumentResult]:
    """The result of each document, in input order; documents are taken in as results are taken out.

    With `workers=0` all happens in this process. Nothing that a document contains raises.

    Raises:
        CodebookError, SettingsError: the coder cannot be built.
    """
    sent, kept = tee(documents)  # bodies need not travel back
    endings = map_in_workers(CODING, sent, recipe, workers=workers, modules=CODING_MODULES, limits=limits)
    for (stories, rejections, coder_version), document in zip(endings, kept, strict=False):
        yield DocumentResult(document, stories, rejections, coder_version)


def _code_document(coder: "Coder", document: Document) -> Ending:
    from transforms.stories import extract_stories  # noqa: PLC0415 brings trafilatura, which most runs do without

    stories, rejections = extract_stories(document)
    coded = [_code_story(coder, story) for story in stories]
    rests = [rest for _, rest in coded if rest is not None]
    return tuple(story for story, _ in coded), (*rejections, *rests), coder.version


def _code_story(coder: "Coder", story: Story) -> tuple[CodedStory, Rejection | None]:
    """The coded story, and the rest of it where it is so long that the rest was not read."""
    coded = read_story(coder, story)
    return CodedStory(story, coded.mentions, coded.loose_figures), _rest(story, coded.n_unread)


def read_story(coder: "Coder", story: Story) -> "CodedText":
    """What the coder finds in the text of a story."""
    published_on = story.published_at.date() if story.published_at else None
    return coder.code(story.text, title=story.title, published_on=published_on, fetched_on=story.fetched_at.date())


def _rest(story: Story, n_unread: int) -> Rejection | None:
    if not n_unread:
        return None
    length = len(story.text)
    detail = f"the last {n_unread:,} of its {length:,} characters were not read; split it"
    key = f"{story.story_id}, from character {length - n_unread}"
    return Rejection(Stage.STORY, Reason.TOO_LARGE, key, detail, body_sha256=story.document_id)


def _failed(document: Document, what: str) -> Ending:
    key = document.url or document.path or document.document_id
    detail = f"{what}; the document is kept as failed, the run goes on"
    return (), (Rejection(Stage.DOCUMENT, Reason.PARSER_FAILED, key, detail, True, document.document_id),), None


CODING = Job(_code_document, _failed)
