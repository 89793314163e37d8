"""Pages: text, headline, date and the rest of what they state."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.errors import DyadwireError, ParseError
from transforms.pages import Extraction, PageText, extract_page
from transforms.records import DateRung

URL = "https://www.ilo-herald.example/world/7"
REAL_PAGES = Path(__file__).parents[3] / "shared" / "real" / "pages"
PARAGRAPHS = [
    f"Bolivia and Peru signed accord number {number} on the use of the port of Ilo, the two ministries said on Monday, "
    f"after talks in La Paz that had lasted {number} days and were called frank by both sides."
    for number in range(2, 8)
]
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
FURNITURE = (
    "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>",
    "<footer>All rights reserved. Contact us</footer>",
)


def page(head: str = "", body: str = STORY, heading: str = "<h1>Peru opens port to Bolivia</h1>") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{head}</head>'
        f"<body>{FURNITURE[0]}<main><article>{heading}{body}</article></main>{FURNITURE[1]}</body></html>"
    ).encode()


def ld(**fields: object) -> str:
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def extract(head: str = "", **parts: str) -> PageText:
    return extract_page(page(head, **parts), url=URL)


def test_the_text_is_the_article_without_furniture() -> None:
    found = extract()
    assert found.method is Extraction.FAST
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "All rights reserved" not in found.text
    assert "Sport" not in found.text


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("", "Peru opens port", "Peru opens port"),
        ("<title>Peru opens port - The Ilo Herald</title>", "", "Peru opens port"),
        ("<title>Peru opens port | World | ilo-herald.example</title>", "Peru opens port", "Peru opens port"),
        (
            '<meta property="og:title" content="Peru opens port &amp; rail – Ilo Herald">',
            "Port",
            "Peru opens port & rail",
        ),
        (ld(publisher={"name": "Andes Now"}, headline="Andes Now: x | Andes Now"), "", "Andes Now: x"),
        (ld(publisher={"name": "Peru International"}, headline="Peru - a country"), "", "Peru - a country"),
        ('<meta property="og:title" content="The Ilo Herald | Peru opens port">', "", "Peru opens port"),
        (
            '<meta property="og:title" content="Peru opens port - Chile protests">',
            "",
            "Peru opens port - Chile protests",
        ),
        (ld(headline="Peru &quot;opens&quot; port"), "Other words", 'Peru "opens" port'),
        (ld(headline="Peru opens port") + "<title>Ilo Herald</title>", "Port", "Peru opens port"),
        (  # another story's block stands first and says more
            ld(headline="Chile protests", url="/8", datePublished="2025-04-08")
            + ld(headline="Peru opens port", url=URL),
            "",
            "Peru opens port",
        ),
    ],
)
def test_the_title_is_the_headline_without_the_outlet(head: str, heading: str, title: str) -> None:
    assert extract(head, heading=f"<h1>{heading}</h1>" if heading else "").title == title


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (ld(datePublished="2025-04-08T10:00:00+03:00"), "2025-04-08T07:00"),
        (ld(datePublished=["2025-04-08T10:00:00Z"], dateModified="2025-04-09"), "2025-04-08T10:00"),
        ('<meta property="article:published_time" content="2025-04-08T10:00:00Z">', "2025-04-08T10:00"),
        ('<meta name="article:published:time" content="2025-04-08T10:00:00Z">', "2025-04-08T10:00"),
        ('<meta itemprop="datePublished" content="2025-04-08">', "2025-04-08T00:00"),
        ('<meta name="pubdate" content="Tue, 08 Apr 2025 10:00:00 MSK">', "2025-04-08T07:00"),
        (  # the zone that one statement leaves out is taken from the other
            ld(datePublished="2025-04-08 10:00:00.0") + '<meta name="date" content="2025-04-08T10:00:00+02:00">',
            "2025-04-08T08:00",
        ),
        (  # an impossible statement is passed over
            ld(datePublished="1970-01-01T00:00:00Z") + '<meta name="dc.date" content="2025-04-08T10:00:00Z">',
            "2025-04-08T10:00",
        ),
        (  # a damaged block does not spoil the others
            '<script type="application/ld+json">{"@type": </script>' + ld(datePublished="2025-04-08T10:00:00Z"),
            "2025-04-08T10:00",
        ),
        (
            '<script type="application/ld+json">[{"@type": "Report", "datePublished": "2025-04-08T10:00Z",}]</script>',
            "2025-04-08T10:00",
        ),
    ],
)
def test_stated_dates(head: str, moment: str) -> None:
    found = extract(head)
    assert found.published_at == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    read_first = DateRung.JSON_LD if '"datePublished": "2025' in head or '["2025' in head else DateRung.METADATA
    assert found.published_rung is read_first


def test_a_date_that_only_readers_see_is_the_day_that_htmldate_finds() -> None:
    found = extract(body=f"<div class='date'>April 8, 2025</div>{STORY}")
    assert (found.published_at, found.published_rung) == (datetime(2025, 4, 8, tzinfo=UTC), DateRung.HTMLDATE)


@pytest.mark.parametrize(
    "stated",
    [
        "<p>Published April 2025</p>",
        '<meta property="article:published_time" content="2025-04">',
        '<time datetime="2025-04">April 2025</time>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-04"}</script>',
        "<p>\N{COPYRIGHT SIGN} 2025 Ilo Herald</p>",
    ],
)
def test_a_month_or_a_year_is_never_made_a_day(stated: str) -> None:
    found = extract(stated, body=stated + STORY)
    assert (found.published_at, found.published_rung) == (None, DateRung.UNKNOWN)


def test_the_first_of_a_month_is_a_day_where_the_page_writes_it() -> None:
    found = extract(body=f"<div class='date'>1 April 2025</div>{STORY}")
    assert found.published_at == datetime(2025, 4, 1, tzinfo=UTC)


def test_a_page_without_date_has_none() -> None:
    found = extract()
    assert (found.published_at, found.published_rung) == (None, DateRung.UNKNOWN)


def test_a_date_after_the_fetch_is_refused() -> None:
    body = page(ld(datePublished="2031-01-01T00:00:00Z"))
    assert extract_page(body, url=URL, not_after=datetime(2025, 4, 9, tzinfo=UTC)).published_at is None


def test_what_the_page_says_of_itself() -> None:
    found = extract(
        ld(author=[{"name": "Ana Quispe"}, "Juan Rojas"], publisher={"name": "Ilo Herald"}, isAccessibleForFree="False")
        + '<link rel="canonical" href="/world/7/?utm_source=x">'
    )
    assert (found.author, found.publisher, found.language) == ("Ana Quispe, Juan Rojas", "Ilo Herald", "en-gb")
    assert found.canonical_url == "https://www.ilo-herald.example/world/7/"
    assert found.is_paywalled


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://www.ilo-herald.example/", URL),  # a template's mistake: it would make all stories one
        ("https://origin.example/story", "https://origin.example/story"),
        ("javascript:void(0)", URL),
    ],
)
def test_the_canonical_address(link: str, canonical: str) -> None:
    assert extract(f'<link rel="canonical" href="{link}">').canonical_url == canonical


def test_no_address_no_canonical_url() -> None:
    assert extract_page(page(), url=None).canonical_url is None


def test_a_text_that_stands_only_in_json_ld_is_taken_from_there() -> None:
    stated = "<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"
    found = extract(ld(articleBody=stated), body="<p>Please enable JavaScript to read this story on our site.</p>")
    assert found.text.splitlines() == PARAGRAPHS
    one_paragraph = extract(ld(articleBody=" ".join(PARAGRAPHS)), body="<div id='app'></div>")
    assert one_paragraph.text == " ".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # valid UTF-8 is UTF-8, whatever is claimed
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", "iso-8859-1"),
        ("utf-8-sig", "utf-8", None),
        ("utf-16", "utf-16", None),
        ("cp1252", "no-such-charset", "none"),
    ],
)
def test_encodings(encoding: str, declared: str, charset: str | None) -> None:
    text = page(heading="<h1>Perú and “España” – a déjà vu</h1>").decode().replace('"utf-8"', f'"{declared}"')
    assert extract_page(text.encode(encoding), url=URL, charset=charset).title == "Perú and “España” – a déjà vu"


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    body = page(heading="<h1>“España” – a déjà vu</h1>").replace(b"</h1>", b"\xe2\x80</h1>")
    assert (extract_page(body, url=URL).title or "").startswith("“España” – a déjà vu")


@pytest.mark.parametrize("body", [b"", b" \n", b"plain text, no page", b"\x00" * 50, b"%PDF-1.7 \xff\xfe", b'{"a": 1}'])
def test_what_is_no_page_says_so_and_names_the_address(body: bytes) -> None:
    with pytest.raises(ParseError, match="ilo-herald"):
        extract_page(body, url=URL)


def test_a_page_without_article_has_no_text() -> None:
    found = extract_page(b"<html><head><title>Ilo Herald</title></head><body></body></html>", url=URL)
    assert (found.text, found.method) == ("", Extraction.NONE)


_FRAGMENTS = st.sampled_from(
    [*page(ld(headline="x", datePublished="2025")).decode().replace(">", ">\x01").split("\x01"), "<", "&#xD800;",
     "\x00", '<meta name="date" content="', "<time pubdate>", '<html lang="', "<![CDATA[", "<title>",
     "<script type='application/ld+json'>["]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(), st.lists(_FRAGMENTS, max_size=25).map(lambda parts: "".join(parts).encode())), st.text())
def test_no_bytes_raise_anything_but_our_errors(body: bytes, url: str) -> None:
    try:
        found = extract_page(body, url=url)
    except DyadwireError:
        return
    assert found.text.encode() is not None


@pytest.mark.skipif(not REAL_PAGES.is_dir(), reason="../shared/real/pages is not beside this checkout")
def test_real_pages_give_headline_and_date() -> None:
    """A third of the real pages; `benchmarks/extraction.py` measures all of them."""
    listed = json.loads((REAL_PAGES / "index.json").read_bytes())[::3]
    n_titles = n_dates = 0
    for row in listed:
        found = extract_page(gzip.decompress((REAL_PAGES / row["file"]).read_bytes()), url=row["url"])
        moments = (datetime.fromisoformat(gold["published"]) for gold in row["gold"])
        days = {moment.astimezone(UTC).date() if moment.tzinfo else moment.date() for moment in moments}
        n_titles += _squashed(found.title) in {_squashed(gold["title"]) for gold in row["gold"]}
        n_dates += found.published_at is not None and found.published_at.date() in days
        assert len(found.text) > 200
    assert n_titles >= 0.85 * len(listed)
    assert n_dates >= 0.95 * len(listed)


def _squashed(title: str | None) -> str:
    return "".join(filter(str.isalnum, title or "")).lower()
