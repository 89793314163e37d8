"""Markdown, XML and HTML fragments to plain text."""

import pytest

from transforms.errors import ParseError
from transforms.markdown_text import markdown_text
from transforms.xml_text import XmlText, html_fragment_text, xml_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Peru opens a port #", "Peru opens a port"),
        ("Peru **opens** a _new_ port", "Peru opens a new port"),
        ("***Peru*** opens `Ilo`", "Peru opens Ilo"),
        ("[Peru](https://lima.example/a_(b)) opens", "Peru opens"),
        ("[Peru](https://lima.example 'Lima') and [Chile][1] meet", "Peru and Chile meet"),
        ("![A port](port.jpg) The port", " The port"),
        ("> Bolivia protests", "Bolivia protests"),
        ("a_file_name and 2 * 3 * 4", "a_file_name and 2 * 3 * 4"),
        ("one\n\n---\n\ntwo", "one\n\n\n\ntwo"),
        ("[1]: https://lima.example", ""),
        ("5 \\* 4", "5 * 4"),
        ("a <!-- not\nshown --> b", "a  b"),
    ],
)
def test_markdown(source: str, text: str) -> None:
    assert markdown_text(source) == text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("plain", "plain"),
        ("<p>Peru <b>opens</b> a port.</p><p>Bolivia&nbsp;protests.</p>", "Peru opens a port.\nBolivia protests."),
        ("one<br>two<script>three()</script> four", "one\ntwo four"),
        ("Bolivia &amp; Peru", "Bolivia & Peru"),
        ("<!-- c -->text", "text"),
        ("", ""),
    ],
)
def test_html_fragments(fragment: str, text: str) -> None:
    assert html_fragment_text(fragment) == text


def test_news_xml() -> None:
    found = xml_text(
        b"<?xml version='1.0'?><nitf><head><title>17-A</title></head><body><body.head><hedline><hl1>Peru opens a port"
        b"</hl1></hedline><dateline><story.date norm='20250408'/></dateline></body.head><body.content>"
        b"<p>The port of <location>Ilo</location> is open.</p><p>Bolivia protests.</p></body.content></body></nitf>"
    )
    assert found == XmlText("Peru opens a port", None, "20250408", "The port of Ilo is open.\nBolivia protests.")


def test_xml_without_telling_names() -> None:
    assert (
        xml_text(b"<a><b>Peru opens a port.</b><c>Bolivia protests.</c></a>").text
        == "Peru opens a port.\nBolivia protests."
    )


def test_a_body_may_hold_escaped_markup() -> None:
    assert xml_text(b"<doc><text>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</text></doc>").text == "One.\nTwo."


def test_an_external_entity_is_not_read() -> None:
    body = b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><d><p>Peru &x; opens.</p></d>"
    assert xml_text(body).text == "Peru &x; opens."


@pytest.mark.parametrize("body", [b"", b"no xml", b"\xff\xfe\x00"])
def test_what_is_no_xml(body: bytes) -> None:
    with pytest.raises(ParseError):
        xml_text(body)
