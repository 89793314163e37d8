"""Texts from outside in Markdown: shown as they are, whatever they hold."""

import pytest

from flows.markdown import link, plain, table


@pytest.mark.parametrize(("text", "shown"), [
    ("Peru expelled two diplomats.", "Peru expelled two diplomats."),
    ("a | b", r"a \| b"),
    ("*bold* _it_ `code` ~~gone~~ # no", r"\*bold\* \_it\_ \`code\` \~\~gone\~\~ \# no"),
    ("[here](javascript:alert(1))", r"\[here\](javascript:alert(1))"),
    ("<script>alert(1)</script> & co", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"),
    ("two\n\n## lines", r"two \#\# lines"),
    (r"back\slash", r"back\\slash"),
])  # fmt: skip
def test_plain(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(("text", "url", "shown"), [
    ("Andes Wire", "https://news.example.org/a?b=c", "[Andes Wire](<https://news.example.org/a?b=c>)"),
    ("Andes Wire", None, "Andes Wire"),
    ("Andes_Wire", "javascript:alert(1)", r"Andes\_Wire"),
    ("AT&T [news] | <b>", "http://x.example", "[AT&T (news) / ‹b›](<http://x.example>)"),
    ("x", "http://x.example/a b>(c)|d", "[x](<http://x.example/a%20b%3E(c)%7Cd>)"),
])  # fmt: skip
def test_link(text, url, shown):
    assert link(text, url) == shown


def test_numbers_of_a_table_stand_to_the_right():
    assert table(("stage", "n"), [("feed", "3")], numbers_from=1) == ["| stage | n |", "| --- | ---: |", "| feed | 3 |"]
