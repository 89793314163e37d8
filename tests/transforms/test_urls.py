"""One spelling for one page."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.urls import absolute_url, canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.ORG/News/Story", "https://www.example.org/News/Story"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org:/a", "http://example.org/a"),
        ("https://reader:secret@example.org/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a#comments", "https://example.org/a"),
        ("https://example.org/a?utm_source=rss&utm_medium=feed", "https://example.org/a"),
        ("https://example.org/a?at_medium=RSS&at_campaign=KARANGA", "https://example.org/a"),
        ("https://example.org/a?traffic_source=rss", "https://example.org/a"),
        ("https://example.org/a?CMP=share_btn_url&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?ref=rss", "https://example.org/a"),
        ("https://example.org/a?ref=8812", "https://example.org/a?ref=8812"),
        ("https://example.org/a?b=2&a=1&&a=0", "https://example.org/a?a=0&a=1&b=2"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a?flag", "https://example.org/a?flag"),
        ("https://example.org/index.html", "https://example.org/"),
        ("https://example.org/news/Default.aspx?id=4", "https://example.org/news/?id=4"),
        ("https://example.org/a/;jsessionid=F00D?x=1", "https://example.org/a/?x=1"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../../a/..", "https://example.org/"),
        ("https://example.org/%7euser/%c3%a9t%C3%A9", "https://example.org/~user/%C3%A9t%C3%A9"),
        ("https://example.org/été", "https://example.org/%C3%A9t%C3%A9"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        (" https://example.org/a\n", "https://example.org/a"),
        ("https://example.org/lo\nng", "https://example.org/long"),
        ("https://example.org/a/", "https://example.org/a/"),
        # nothing that could be made canonical
        ("urn:uuid:1225C695", "urn:uuid:1225C695"),
        ("/news/1", "/news/1"),
        ("http://[", "http://["),
        ("https://example.org:port/", "https://example.org:port/"),
        ("https:///a", "https:///a"),
        ("", ""),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


_PIECES = st.sampled_from(
    ["http://", "https://", "a.example", "/", "..", ".", "%", "%2e", "%41", "?", "&", "=", "utm_source", "ref=rss",
     ":80", "#", "index.html", ";jsessionid=", "@", "[", "]", "\t", " ", "İ", "\udc80", "é", "ß", "Σ", "\ufeff", "\x00"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join), st.text().map("https://a.example/".__add__)))
@example("\ufeff\x00 \ufeff")
@example("https://a.example/%2E%2E/index.html;jsessionid=1")
def test_canonical_twice_equals_once(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("story/7", "https://a.example/news/story/7"),
        ("/7", "https://a.example/7"),
        ("//b.example/7", "https://b.example/7"),
        ("?id=7", "https://a.example/news/feed?id=7"),
        (" https://b.example/\n7 ", "https://b.example/7"),
        ("mailto:desk@a.example", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("http:", None),
        ("  ", None),
        (None, None),
    ],
)
def test_absolute_url(link: str | None, absolute: str | None) -> None:
    assert absolute_url(link, base="https://a.example/news/feed") == absolute


@given(st.text(), st.one_of(st.text(), st.just("https://a.example/")))
def test_absolute_url_never_raises(link: str, base: str) -> None:
    absolute_url(link, base=base)
