"""Texts of others in Markdown, read by a parser of CommonMark with tables: they stay texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.markdown import link, plain, table, wrapped

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![seen](https://spy.example/pixel.gif)",
    "](javascript:alert(1)) [",
    "a | b | c\n| --- |",
    "`code` **bold** ~~gone~~ # head",
    "\\](x) \\<b> \\`",
    "&lt;script&gt; &#91;x&#93;",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)> <https://spy.example>",
    "\x00\x1b]8;;https://spy.example\x07x",
]
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")


def tags(markdown: str) -> list[tuple[str, str]]:
    """The elements of the page and their attributes."""
    return [(name, attributes.strip()) for end, name, attributes in TAG.findall(READER.render(markdown)) if not end]


def page(text: str, url: str | None = None) -> str:
    return "\n".join(table(("sentence", "publisher"), [(plain(text), link(text, url))]))


CELLS = [name for name, _ in tags(page("words"))]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_makes_no_element_and_no_further_cell(text):
    assert [name for name, _ in tags(page(text))] == CELLS


@pytest.mark.parametrize("text", [*HOSTILE, "a long sentence " * 9 + "<b>"])
def test_a_text_in_short_lines_makes_nothing_but_their_ends(text):
    cell = wrapped(text, 12)
    found = [name for name, _ in tags("\n".join(table(("sentence", "publisher"), [(cell, plain("x"))])))]
    assert [name for name in found if name != "br"] == CELLS
    assert found.count("br") == cell.count("<br>")


def test_lines_are_as_long_as_asked():
    assert wrapped("Peru expelled two Bolivian diplomats.", 20) == "Peru expelled two<br>Bolivian diplomats."


@pytest.mark.parametrize("text", HOSTILE)
def test_the_words_of_a_link_do_not_end_it(text):
    found = tags(page(text, "https://news.example/a"))
    assert [name for name, _ in found] == [*CELLS, "a"]
    assert found[-1] == ("a", 'href="https://news.example/a"')


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
    "vbscript:x", "//news.example", "file:///etc/passwd", "https://[broken", "", "\x00",
])  # fmt: skip
def test_other_addresses_than_those_of_the_web_are_no_links(url):
    assert [name for name, _ in tags(page("words", url))] == CELLS


@pytest.mark.parametrize("url", [
    "https://news.example/a> <script>", "https://news.example/a)(b", 'https://news.example/"onclick="x',
    "https://news.example/a\n\n# head", "https://news.example/a|b", "https://news.example/a](javascript:x)",
])  # fmt: skip
def test_an_address_cannot_leave_its_place(url):
    found = tags(page("words", url))
    assert [name for name, _ in found] == [*CELLS, "a"]
    assert re.fullmatch(r'href="https://news\.example/[^"<>]*"', found[-1][1])


@given(st.text(alphabet=st.sampled_from("<>[]()!`*_~#|\\&;:/\"'= \nax"), max_size=40))
def test_whatever_is_put_together_of_marks(text):
    assert [name for name, _ in tags(page(text))] == CELLS
    linked = tags(page(text or "x", "https://news.example/a"))  # where underscores stay, as addresses have them
    assert [name for name, _ in linked if name not in {"em", "strong"}] == [*CELLS, "a"]
