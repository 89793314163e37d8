"""Document -> stories, or rejections: every document ends as at least one of either."""

import hashlib

from transforms.decoding import UndecodableError
from transforms.errors import ParseError
from transforms.feed_entries import clean
from transforms.front_matter import FrontMatterError
from transforms.ids import stable_id
from transforms.languages import detect_language
from transforms.paywalls import is_beginning
from transforms.records import DateRung, Document, Reason, Rejection, Stage, Story
from transforms.story_parts import Form, StoryPart, form_of, story_parts
from transforms.text_lines import count_words
from transforms.urls import canonical_url

LEAST_WORDS = 3


def extract_stories(document: Document) -> tuple[tuple[Story, ...], tuple[Rejection, ...]]:
    """The stories of a document in order, and what was rejected; never both empty.

    What was given beside the document (title, publisher, date, URL) goes before what its text states. The title goes to
    the first story, the rest to all. `Story.text` begins with the title; an empty line
    parts its paragraphs.
    """
    if not document.body.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xfe\xff"):
        return (), (_rejected(document, Reason.EMPTY, "the document is empty"),)
    if form_of(document) is Form.UNSUPPORTED:
        what = f"documents of type {document.media_type or 'unknown'} are not read; give text, Markdown, HTML or XML"
        return (), (_rejected(document, Reason.UNSUPPORTED_TYPE, what),)
    try:
        parts = story_parts(document)
    except ParseError as problem:
        return (), (_rejected(document, _reason(problem), str(problem)),)
    if not parts:
        return (), (_rejected(document, Reason.NO_TEXT, "no news text is in it, only furniture of a page"),)
    endings = [_ending(document, part, ordinal) for ordinal, part in enumerate(parts)]
    return (
        tuple(ending for ending in endings if isinstance(ending, Story)),
        tuple(ending for ending in endings if isinstance(ending, Rejection)),
    )


def _reason(problem: ParseError) -> Reason:
    if isinstance(problem, UndecodableError):
        return Reason.WRONG_ENCODING
    return Reason.PARSER_FAILED if isinstance(problem, FrontMatterError) else Reason.UNREADABLE


def _ending(document: Document, part: StoryPart, ordinal: int) -> Story | Rejection:
    title = _title(document, part, ordinal)
    text = _paragraphs(_titled(title, clean(part.text)))
    canonical = part.canonical_url or (canonical_url(document.url) if document.url else None)
    address = (
        (part.canonical_url, "0")
        if part.url and part.canonical_url
        else (canonical or document.document_id, str(ordinal))
    )
    story_id = stable_id(*(piece or "" for piece in address))
    if count_words(text) < LEAST_WORDS:
        what = f"the story is shorter than {LEAST_WORDS} words"
        return _rejected(document, Reason.TOO_SHORT, what, stage=Stage.STORY, key=story_id)
    language = detect_language(text)
    if language != "en":
        what = f"the language is {language}, and only English (en) is coded"
        return _rejected(document, Reason.NOT_ENGLISH, what, stage=Stage.STORY, key=story_id)
    published_at, rung = document.published_at, document.published_rung
    if published_at is None:
        published_at, rung = part.published_at, part.published_rung
    return Story(
        story_id=story_id,
        document_id=document.document_id,
        ordinal=ordinal,
        url=part.url or document.url,
        canonical_url=canonical,
        publisher=document.publisher or part.publisher,
        title=title,
        dateline=part.dateline,
        published_at=published_at,
        published_rung=rung if published_at else DateRung.UNKNOWN,
        language=language,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        extraction_method=str(part.method),
        is_stub=is_beginning(part.text, is_paywalled=part.is_paywalled),
        fetched_at=document.fetched_at,
        restates_sha256=document.restates_sha256,
        is_paywalled=part.is_paywalled,
        captions=part.captions,
    )


def _title(document: Document, part: StoryPart, ordinal: int) -> str | None:
    """The page's own headline, else what was given for the first story, else what the text was found to begin with."""
    given = document.title if ordinal == 0 else None
    is_stated_by_text = part.method in (Form.TEXT, Form.MARKDOWN)
    chosen = (given or part.title) if is_stated_by_text else (part.title or given)
    return " ".join(clean(chosen).split()) or None if chosen else None


def _titled(title: str | None, text: str) -> str:
    """The text with the title as its first line, once."""
    if not title or " ".join(text[: len(title) * 2].split()).casefold().startswith(title.casefold()):
        return text
    return f"{title}\n{text}"


def _paragraphs(text: str) -> str:
    """An empty line between paragraphs: no sentence runs from a headline into what stands below it."""
    return "\n\n".join(line for part in text.split("\n") if (line := part.strip()))


def _rejected(
    document: Document, reason: Reason, detail: str, *, stage: Stage = Stage.DOCUMENT, key: str | None = None
) -> Rejection:
    origin = document.url or document.path or document.document_id
    shown = detail if key is None else f"{origin}: {detail}"
    return Rejection(stage, reason, key or origin, shown, body_sha256=document.document_id)
