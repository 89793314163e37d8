"""A document's news texts with what each states of itself: page, plain text, Markdown, feed or other XML."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from transforms.datelines import opening_dateline
from transforms.decoding import decode_text
from transforms.errors import ParseError
from transforms.feed_dates import parse_feed_date
from transforms.feed_kinds import FEED_ROOTS, is_web_page, root_name, without_nested_entities
from transforms.feeds import parse_feed
from transforms.front_matter import split_front_matter
from transforms.furniture import judge_lines
from transforms.markdown_text import markdown_text
from transforms.pages import extract_page
from transforms.plain_text import PlainStory, read_plain_text
from transforms.records import DateRung, Document
from transforms.stated_dates import choose_stated_date, dateline_day, writes_day_first
from transforms.stated_publishers import stated_publisher
from transforms.story_borders import part_at_datelines, story_starts
from transforms.text_choice import choose_text
from transforms.text_lines import Line
from transforms.urls import canonical_url
from transforms.xml_text import html_fragment_text, xml_text

BINARY_BEGINNINGS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)


class Form(StrEnum):
    """What a document is, for the way in which it is read."""

    PAGE = "page"
    TEXT = "plain text"
    MARKDOWN = "markdown"
    FEED = "feed"
    XML = "xml"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One news text of a document, as the document itself gives it; None where it does not say."""

    text: str
    method: str
    title: str | None = None
    dateline: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    published_rung: DateRung = DateRung.UNKNOWN
    canonical_url: str | None = None
    url: str | None = None
    is_paywalled: bool = False
    captions: tuple[str, ...] = ()


def form_of(document: Document) -> Form:
    """By the first bytes where they tell, else by the media type; text where neither says anything else."""
    body, kind = document.body, (document.media_type or "").partition(";")[0].strip().lower()
    if body.startswith(BINARY_BEGINNINGS):
        return Form.UNSUPPORTED
    if "html" in kind or is_web_page(body):
        return Form.PAGE
    if kind.endswith(("/xml", "+xml")) or body.lstrip()[:5].lower() == b"<?xml":
        return Form.FEED if root_name(body) in FEED_ROOTS else Form.XML
    if kind.endswith("markdown"):
        return Form.MARKDOWN
    is_text = not kind or kind.startswith("text/") or kind == "application/octet-stream"
    return Form.TEXT if is_text else Form.UNSUPPORTED


def story_parts(document: Document) -> tuple[StoryPart, ...]:
    """The news texts of a document in order; empty where it holds none.

    Raises:
        ParseError: the bytes are not what they claim to be.
    """
    form = form_of(document)
    if form is Form.PAGE:
        return tuple(_dated_by_dateline(part, document) for part in _page_parts(document))
    if form is Form.FEED:
        return tuple(_dated_by_dateline(part, document) for part in _feed_parts(document))
    if form is Form.XML:
        return _xml_parts(document)
    text = split_front_matter(decode_text(document.body, document.charset))[1]
    return _text_parts(markdown_text(text) if form is Form.MARKDOWN else text, document, form)


def _text_parts(text: str, document: Document, form: Form) -> tuple[StoryPart, ...]:
    return tuple(_text_part(story, document, form) for story in read_plain_text(text))


def _text_part(story: PlainStory, document: Document, form: Form) -> StoryPart:
    around = [*story.above, *story.below]
    style = writes_day_first("\n".join([story.text, *around]))
    agency, dateline = (story.dateline.agency, story.dateline.place) if story.dateline else (None, None)
    day = choose_stated_date(around, not_after=document.fetched_at.date(), day_first=style, dateline=dateline)
    return StoryPart(
        text=story.text,
        method=form,
        title=story.headline,
        dateline=dateline,
        publisher=stated_publisher(story.above, story.below, story.text, agency=agency),
        published_at=_midnight(day) if day else None,
        published_rung=DateRung.TEXT if day else DateRung.UNKNOWN,
    )


def _dated_by_dateline(part: StoryPart, document: Document) -> StoryPart:
    """The part with the date in its dateline, where nothing else dates it."""
    if part.published_at or not part.dateline:
        return part
    style = writes_day_first(part.text)
    day = dateline_day(part.dateline, not_after=document.fetched_at.date(), day_first=style)
    return replace(part, published_at=_midnight(day), published_rung=DateRung.TEXT) if day else part


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _page_parts(document: Document) -> tuple[StoryPart, ...]:
    """A page's article; one that runs on into another story is parted at its dateline, as plain text is."""
    not_after = document.fetched_at + timedelta(days=1)
    page = extract_page(document.body, url=document.url, charset=document.charset, not_after=not_after)
    chosen = choose_text(
        page.text,
        is_paywalled=page.is_paywalled,
        content_html=document.content_html,
        summary_html=document.summary_html,
    )
    shown = _without_boilerplate([line for line in chosen.text.split("\n") if line.strip()], document.boilerplate)
    lines = part_at_datelines([Line(line, is_apart=False) for line in shown])
    starts = [0, *story_starts(lines, judge_lines([line.text for line in lines]), is_page=False), len(lines)]
    first = StoryPart(
        text="",
        method=chosen.field or page.method,
        title=page.title,
        publisher=page.publisher,
        published_at=page.published_at,
        published_rung=page.published_rung,
        canonical_url=page.canonical_url,
        is_paywalled=page.is_paywalled,
        captions=page.captions,
    )
    other = replace(first, title=None, published_at=None, published_rung=DateRung.UNKNOWN, captions=())
    parts = [_joined(lines[start:end]) for start, end in pairwise(starts)]
    return tuple(
        replace(other if number else first, text=text, dateline=_place(text))
        for number, text in enumerate(parts)
        if text
    )


def _without_boilerplate(lines: list[str], boilerplate: frozenset[str]) -> list[str]:
    """The lines between what the publisher puts above and below; in mid-text nothing is dropped.

    The first line may be the headline, with the publisher's line below it.
    """
    headline = lines[:1] if lines and lines[0].strip() not in boilerplate else []
    start, end = len(headline), len(lines)
    while start < end and lines[start].strip() in boilerplate:
        start += 1
    while start < end and lines[end - 1].strip() in boilerplate:
        end -= 1
    return headline + lines[start:end]


def _joined(lines: list[Line]) -> str:
    return "".join((" " if line.is_cut else "\n") + line.text for line in lines).strip()


def _place(text: str) -> str | None:
    opened = next((found for line in text.split("\n", 3)[:3] if (found := opening_dateline(line))), None)
    return opened.place if opened else None


def _feed_parts(document: Document) -> tuple[StoryPart, ...]:
    """The entries of a feed that lies among the documents: each is a story with its own address."""
    latest = document.fetched_at + timedelta(days=1)
    feed = parse_feed(document.body, url=document.url or "", headers={}, not_after=latest)
    parts = []
    for entry in feed.entries:
        text = html_fragment_text(entry.content_html or entry.summary_html or "")
        parts.append(
            StoryPart(
                text=text or entry.title or "",
                method=Form.FEED,
                title=entry.title,
                dateline=_place(text),
                publisher=feed.title,
                published_at=entry.published_at,
                published_rung=DateRung.FEED if entry.published_at else DateRung.UNKNOWN,
                canonical_url=canonical_url(entry.url) if entry.url else None,
                url=entry.url,
            )
        )
    return tuple(part for part in parts if part.text)


def _xml_parts(document: Document) -> tuple[StoryPart, ...]:
    stated = xml_text(without_nested_entities(document.body))
    parts = _text_parts(stated.text, document, Form.XML)
    if not parts:
        raise ParseError("the XML holds no text")
    published_at = parse_feed_date(stated.published, not_after=document.fetched_at + timedelta(days=1))
    first = replace(parts[0], title=stated.title or parts[0].title, publisher=stated.publisher or parts[0].publisher)
    if published_at:
        first = replace(first, published_at=published_at, published_rung=DateRung.METADATA)
    return (first, *parts[1:])
