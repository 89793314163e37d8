"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.decoding import UndecodableError, decode_text

TEXT = "The café in Lima’s centre – “closed” – cost €5 million. São Paulo’s is open and everybody went there."


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), None),
        (TEXT.encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("cp1252"), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode(), "latin-1"),  # a wrong declaration
        (TEXT.encode("cp1252"), "no-such-charset"),
    ],
)
def test_the_same_text_in_any_encoding(body: bytes, charset: str | None) -> None:
    assert decode_text(body, charset) == TEXT


def test_another_script_is_recognised() -> None:
    text = "Министр иностранных дел прибыл в столицу для переговоров с президентом. " * 5
    assert decode_text(text.encode("cp1251")) == text


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    broken = TEXT.encode() + b"\xe2\x80 end"
    assert decode_text(broken) == f"{TEXT}\ufffd end"


def test_line_ends_become_one() -> None:
    assert decode_text(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, bytes(range(32)) * 40, b"text\x00\x01\x02\x03" * 9]
)
def test_binary_bytes_are_no_text(body: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode_text(body)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "ascii", "utf-16", "hex", "idna", "unknown"]))
def test_no_bytes_raise_anything_else(body: bytes, charset: str | None) -> None:
    try:
        text = decode_text(body, charset)
    except UndecodableError:
        return
    assert "\x00" not in text
    assert "\r" not in text
