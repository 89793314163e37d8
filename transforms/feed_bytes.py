"""The bytes of a feed made fit for a parser: in UTF-8, of bearable length, without the entry that a cut left half."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Final

from transforms.decoding import UndecodableError, decode_text
from transforms.encodings import WIDER
from transforms.feed_kinds import FEED_ROOTS, root_name, without_nested_entities

MOST_ENTRIES: Final = 2_000  # more are the archive of a site, not its news; a parser takes minutes over 200,000

_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]+)", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_BY_DEFAULT: Final = frozenset({"iso-8859-1", "us-ascii", "ascii", "latin1"})  # what servers say of any file
_BEGIN: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """An XML feed in UTF-8. `is_truncated`: it ends before its root does. `n_left_out` entries were cut off its end.

    `n_entries` counts the entries that are left, by their end tags.
    """

    xml: bytes
    is_truncated: bool
    n_entries: int
    n_left_out: int


def prepared(body: bytes, headers: Mapping[str, str]) -> FeedBytes:
    """What of an XML body is given to the parsers."""
    xml = without_nested_entities(_as_utf8(body, headers))
    is_truncated = _is_truncated(xml)
    ends = [found.end() for found in _END.finditer(xml)]
    half = _BEGIN.search(xml, ends[-1] if ends else 0) if is_truncated else None
    xml = xml[: half.start()] if half else xml
    n_left_out = max(len(ends) - MOST_ENTRIES, 0)
    if n_left_out:
        xml = xml[: ends[MOST_ENTRIES - 1]] + xml[ends[-1] :]
    return FeedBytes(xml, is_truncated, len(ends) - n_left_out, n_left_out)


def charset_of(headers: Mapping[str, str]) -> str | None:
    """The charset that the Content-Type states, in lower case."""
    message = Message()
    message["Content-Type"] = next((text for name, text in headers.items() if name.lower() == "content-type"), "")
    charset = message.get_param("charset")
    return charset.strip().lower() or None if isinstance(charset, str) else None


def _as_utf8(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body in UTF-8 and without a claim of another encoding.

    Byte order mark, valid UTF-8, the claims of server and declaration, the likeliest encoding decide in this order. A
    server's Latin-1 is often only its default, so there the declaration goes first.
    """
    found = _DECLARED.search(body[:1024])
    declared = found[1].decode("ascii").lower() if found else None
    served = charset_of(headers)
    claim = declared or served if served in _BY_DEFAULT else served or declared
    try:
        text = decode_text(body, WIDER.get(claim, claim) if claim else None)
    except UndecodableError:
        return body
    return _DECLARATION.sub(r"\1", text[:1024], count=1).encode("utf-8", "replace") + text[1024:].encode(
        "utf-8", "replace"
    )


def _is_truncated(xml: bytes) -> bool:
    root = root_name(xml)
    if root not in FEED_ROOTS:
        return False
    name = re.escape(root).encode()
    is_closed = re.search(rb"</(?:[\w.-]+:)?" + name + rb"\s*>", xml, re.IGNORECASE)
    return not is_closed and not re.search(rb"<(?:[\w.-]+:)?" + name + rb"\b[^<>]*/>", xml, re.IGNORECASE)
