"""What a body is before it is parsed: nothing, a web page, JSON, or XML that may be a feed."""

import re
from enum import StrEnum
from typing import Final

FEED_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel"})

_HEAD_BYTES: Final = 65_536
_PAGE_ROOT: Final = re.compile(r"html|head|body|title|meta|script|style|div|span|p|br|b|a|h[1-6]|center|table|img")
_PAGE_DOCTYPE: Final = re.compile(r"\s*<!doctype\s+html", re.IGNORECASE)
_FEED_TAG: Final = re.compile(rb"<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<(?:[\w.-]+:)?([a-zA-Z_][\w.-]*)")
_PROLOG: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_INTERNAL_SUBSET: Final = re.compile(rb"<!DOCTYPE[^\[<>]*\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_NESTED_ENTITY: Final = re.compile(rb"<!ENTITY[^>]*&", re.IGNORECASE)


class BodyKind(StrEnum):
    """What the first bytes promise. The values are the words of NotAFeedError.found where it is no feed."""

    EMPTY = "empty"
    WEB_PAGE = "web page"
    JSON = "json"
    XML = "xml"
    TRUNCATED = "truncated"  # a feed that ends before its first entry does
    UNKNOWN = "unknown"


def body_kind(body: bytes) -> BodyKind:
    """What `body` promises to be. A feed behind stray markup, such as a warning of PHP, is still XML."""
    head = _head(body).lstrip("\ufeff \t\r\n\f\v")
    if not head:
        return BodyKind.EMPTY
    if head.startswith("{"):
        return BodyKind.JSON
    if is_web_page(body):
        return BodyKind.XML if _FEED_TAG.search(body) else BodyKind.WEB_PAGE
    return BodyKind.XML if root_name(body) else BodyKind.UNKNOWN


def is_web_page(body: bytes) -> bool:
    """Whether the body begins as HTML does."""
    return bool(_PAGE_DOCTYPE.match(_head(body)) or _PAGE_ROOT.fullmatch(root_name(body) or ""))


def root_name(body: bytes) -> str | None:
    """Local name of the first element in lower case; None where the head of the body holds no element."""
    head, at = _head(body), 0
    while (at := head.find("<", at)) >= 0:
        end = next((end for start, end in _PROLOG if head.startswith(start, at)), None)
        if end is None:
            found = _ELEMENT.match(head, at)
            if found:
                return found[1].lower()
            at += 1
        elif (at := head.find(end, at)) < 0:
            break
    return None


def without_nested_entities(body: bytes) -> bytes:
    """The body without a document type whose entities name entities: no feed needs one, and they can explode."""
    subset = _INTERNAL_SUBSET.search(body[:_HEAD_BYTES])
    if subset is None or not _NESTED_ENTITY.search(subset[0]):
        return body
    return body[: subset.start()] + body[subset.end() :]


def _head(body: bytes) -> str:
    head = body[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")
