"""Bytes of a web page -> UTF-8, read as a browser would read them."""

import codecs
import re
from typing import Final

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Labels that browsers read as a larger encoding (WHATWG Encoding Standard, section 4.2).
WIDER: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
}


def page_as_utf8(body: bytes, charset: str | None) -> bytes:
    """The page in UTF-8. Byte order mark, valid UTF-8, the HTTP header's `charset`, the meta tag decide in this order.

    UTF-8 with a few broken bytes is UTF-8 still. Where nothing fits it is Western, as for a browser in an
    English-speaking country.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace").encode()
    if _is_utf8(body):
        return body.decode("utf-8", "replace").encode()
    found = _META.search(body[:4096])
    claims = (charset, found[1].decode("ascii") if found else None, "cp1252")
    texts = (_decoded(body, WIDER.get(claim.strip().lower(), claim.strip())) for claim in claims if claim)
    return next((text.encode() for text in texts if text is not None), body)


def _is_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", "replace")
    n_broken = text.count("\ufffd")
    n_good = sum(not character.isascii() for character in text) - n_broken if n_broken else 0
    return 2 * n_broken <= n_good


def _decoded(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (LookupError, ValueError):
        return None
