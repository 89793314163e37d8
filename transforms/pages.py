"""Page bytes -> text and metadata. trafilatura is imported only here, and given no string that could be a URL."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from transforms.encodings import page_as_utf8
from transforms.errors import ParseError
from transforms.feed_entries import clean, language_code, one_line, without_markup
from transforms.page_captions import read_captions, without_captions
from transforms.page_dates import published_at
from transforms.page_head import PageHead, read_page_head
from transforms.page_titles import page_title
from transforms.paywalls import is_behind_paywall
from transforms.records import DateRung
from transforms.urls import absolute_url, canonical_url

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it calls an error is a page without text

_SHOWN: Final = ("p", "div", "section", "span", "h2", "h3", "h4", "a", "b", "strong", "button", "li")  # no script
_SHORT: Final = 600  # characters; below this the slow, thorough mode may find more
_MUCH_LONGER: Final = 1.5


class Extraction(StrEnum):
    """The way that won the text."""

    FAST = "trafilatura fast"
    JSON_LD = "json-ld articleBody"
    THOROUGH = "trafilatura"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's story. `text` has a paragraph a line and may be empty; `published_at` is UTC.

    A date without a time of day stands at 00:00. `is_paywalled` is what the page says of itself or tells its readers.
    `captions` are those of its pictures; they are no part of the text.
    """

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    published_at: datetime | None
    published_rung: DateRung
    language: str | None
    canonical_url: str | None
    method: Extraction
    is_paywalled: bool
    captions: tuple[str, ...] = ()


def extract_page(
    body: bytes, *, url: str | None, charset: str | None = None, not_after: datetime | None = None
) -> PageText:
    """The story of a page.

    Args:
        body: as received, unpacked.
        url: where it came from; it makes links absolute and may hold a date.
        charset: what the HTTP header claims, if it does.
        not_after: later dates are refused; give the time of the fetch and a day.

    Raises:
        ParseError: the bytes are empty or no HTML. A page without a story has an empty text instead.
    """
    try:
        tree = trafilatura.load_html(page_as_utf8(body, charset))
        if tree is not None:
            return _read_tree(tree, absolute_url(url, base=""), not_after)
    except Exception as cause:  # any bytes may come, and lxml raises what its parts raise
        raise ParseError(f"{url or 'the page'} cannot be parsed ({type(cause).__name__})") from cause
    raise ParseError(f"{url or 'the page'} is not HTML; nothing can be read from it")


def _read_tree(tree: Any, url: str | None, not_after: datetime | None) -> PageText:
    head = read_page_head(tree, url=url)
    captions, page_text = read_captions(tree), " ".join(tree.itertext(*_SHOWN))  # before trafilatura prunes the tree
    text, method = _extract_text(tree, head)
    text = without_captions(text, captions)
    moment, rung = published_at(tree, head, url=url, not_after=not_after)
    return PageText(
        text=clean(text),
        title=_title(head, url),
        author=one_line(head.author),
        publisher=one_line(head.publisher),
        published_at=moment,
        published_rung=rung,
        language=language_code(head.html_language) or language_code(head.facts.language or head.meta.get("oglocale")),
        canonical_url=_canonical(head, url),
        method=method,
        is_paywalled=is_behind_paywall(head.meta, is_free=head.facts.is_free, text=text, page_text=page_text),
        captions=captions,
    )


def _extract_text(tree: Any, head: PageHead) -> tuple[str, Extraction]:
    text, method = _trafilatura_text(tree, is_fast=True), Extraction.FAST
    stated = _paragraphs(head.facts.body or "")
    lost_paragraphs = "\n" not in text and "\n" in stated
    if len(stated) > max((0.9 if lost_paragraphs else _MUCH_LONGER) * len(text), _SHORT):
        return stated, Extraction.JSON_LD
    if len(text) < _SHORT:
        thorough = _trafilatura_text(tree, is_fast=False)
        if len(thorough) > len(text):
            text, method = thorough, Extraction.THOROUGH
    return text, method if text else Extraction.NONE


def _trafilatura_text(tree: Any, *, is_fast: bool) -> str:
    document = trafilatura.bare_extraction(tree, fast=is_fast, include_comments=False)
    return (document.text or "").strip() if isinstance(document, Document) else ""


def _paragraphs(stated: str) -> str:
    """Plain text of an articleBody, which may hold markup."""
    broken = re.sub(r"<(?:/p|br|/div|/li|/h\d)\b[^<>]*>", "\n", stated, flags=re.IGNORECASE)
    return "\n".join(line for part in broken.splitlines() if (line := without_markup(part)))


def _title(head: PageHead, url: str | None) -> str | None:
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    names = (head.publisher, head.facts.publisher, head.meta.get("applicationname"), host, host.rpartition(".")[0])
    stated = (head.facts.headline, head.meta.get("ogtitle"))
    found = page_title([*stated], headings=head.headings, site_names=names)
    return found or page_title([head.meta.get("twittertitle"), head.title], headings=(), site_names=names)


def _canonical(head: PageHead, url: str | None) -> str | None:
    """The address that the page gives itself. One that leads to a front page is a fault of its template."""
    for stated in (head.canonical_link, head.meta.get("ogurl")):
        link = absolute_url(stated, base=url or "")
        if link and (urlsplit(link).path.strip("/") or urlsplit(link).query or not urlsplit(url or "").path.strip("/")):
            return canonical_url(link)
    return canonical_url(url) if url else None
