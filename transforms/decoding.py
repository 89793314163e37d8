"""Bytes to text: byte order mark, UTF-8, the declared charset, then the likeliest one."""

import codecs

from charset_normalizer import from_bytes

from transforms.errors import ParseError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 64_000
# Bytes that no text file holds: control characters but for tab, line ends, form feed and escape, and DEL.
CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27}) + b"\x7f"


class UndecodableError(ParseError):
    """The bytes are no text in any known encoding."""


def decode_text(body: bytes, charset: str | None = None) -> str:
    """The text of `body`, line ends made `\\n`, without byte order mark.

    Valid UTF-8 wins over the declared charset: text of another encoding is almost never valid UTF-8 by chance, while
    declarations are often wrong. A few broken bytes in UTF-8 become U+FFFD.

    Args:
        charset: what the server or the file declares; an unknown name is ignored.

    Raises:
        UndecodableError: the bytes are binary, or no encoding fits.
    """
    text = _by_byte_order_mark(body)
    if text is None:
        text = _by_zero_bytes(body)
    if text is None:
        _refuse_binary(body)
        text = _strict(body, "utf-8") or _strict(body, charset) or _by_likelihood(body)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff")


def _by_byte_order_mark(body: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    return None


def _by_zero_bytes(body: bytes) -> str | None:
    """UTF-16 without a mark: in western text every second byte is zero."""
    sample = body[:SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 2:
        return None
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros) < half * 0.7 or min(zeros) > half * 0.1:
        return None
    return body.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")


def _refuse_binary(body: bytes) -> None:
    sample = body[:SAMPLE_BYTES]
    n_control = len(sample) - len(sample.translate(None, CONTROL_BYTES))
    if b"\x00" in sample or n_control > len(sample) * 0.005 + 2:
        raise UndecodableError("the bytes are binary, not text")


def _strict(body: bytes, encoding: str | None) -> str | None:
    try:
        return body.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _by_likelihood(body: bytes) -> str:
    """UTF-8 with a few broken bytes, else Windows western where little is not ASCII, else what the bytes resemble."""
    text = body.decode("utf-8", "replace")
    n_broken = text.count("\ufffd")
    n_beyond_ascii = sum(1 for character in text[:SAMPLE_BYTES] if character > "\x7f")
    if n_broken * 5 < n_beyond_ascii:
        return text
    western = _strict(body, "cp1252")
    if western is not None and n_beyond_ascii < len(text[:SAMPLE_BYTES]) * 0.1:
        return western
    guess = from_bytes(body[:SAMPLE_BYTES]).best()
    if guess is None:
        raise UndecodableError("no known encoding fits the bytes")
    return body.decode(guess.encoding, "replace")
