"""Documents become stories or rejections, and each ends as at least one of them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.documents import document
from transforms.ids import stable_id
from transforms.records import DateRung, Reason, Stage
from transforms.stories import extract_stories

BODY = (
    "LIMA, Peru (AP) - Peru expelled two Bolivian diplomats on Tuesday and accused them of spying on its army.\n"
    "Bolivia rejected the charge, recalled its ambassador from Lima and closed the border at Desaguadero at noon.\n"
    "The two governments had signed an agreement on the use of the port of Ilo only a month before."
)
PARAGRAPHS = BODY.replace("\n", "\n\n")
APRIL = datetime(2025, 4, 8, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Puno Press</title>
<item><title>Peru expels diplomats</title><link>https://puno.example/1?utm_source=rss</link>
<pubDate>Tue, 08 Apr 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;Peru expelled two diplomats of Bolivia.&lt;/p&gt;
</description></item>
<item><title>Chile opens a museum of mining</title><link>https://puno.example/2</link></item></channel></rss>"""


def test_a_plain_story() -> None:
    read = document(f"Peru expels diplomats\nUpdated 08 April 2025\nShare\n{BODY}\n")
    (story,), rejections = extract_stories(read)
    assert rejections == ()
    assert story.text == f"Peru expels diplomats\n\n{PARAGRAPHS}"
    assert (story.title, story.dateline, story.publisher) == ("Peru expels diplomats", "LIMA, Peru", "AP")
    assert (story.published_at, story.published_rung) == (APRIL, DateRung.TEXT)
    assert (story.ordinal, story.language, story.extraction_method, story.is_stub) == (0, "en", "plain text", False)
    assert story.story_id == stable_id(read.document_id, "0")


def test_what_was_given_goes_before_what_the_text_states() -> None:
    read = document(
        f"Updated 9 April 2025\nShare\n{BODY}",
        title="Diplomats: a quarrel",
        publisher="Puno Press",
        published_at=APRIL,
        published_rung=DateRung.GIVEN,
        url="https://Puno.example/1#top",
        restates_sha256="c1" * 32,
    )
    (story,), _ = extract_stories(read)
    assert story.text == f"Diplomats: a quarrel\n\n{PARAGRAPHS}"
    assert (story.title, story.publisher) == ("Diplomats: a quarrel", "Puno Press")
    assert (story.published_at, story.published_rung) == (APRIL, DateRung.GIVEN)
    assert story.canonical_url == "https://puno.example/1"
    assert story.story_id == stable_id("https://puno.example/1", "0")
    assert story.restates_sha256 == "c1" * 32


def test_a_title_with_which_the_text_begins_is_not_repeated() -> None:
    (story,), _ = extract_stories(document(f"Peru expels  diplomats\n\n{BODY}", title="Peru expels diplomats"))
    assert story.text.count("diplomats") == 2


def test_two_stories_of_one_document() -> None:
    read = document(
        f"Peru expels diplomats\n8 April 2025\n{BODY}\nQUITO: Ecuador sent 40 tons of food to Haiti on Friday."
    )
    (first, second), _ = extract_stories(read)
    assert (first.ordinal, second.ordinal) == (0, 1)
    assert (second.title, second.dateline) == (None, "QUITO")
    assert first.published_at == APRIL
    assert second.published_at is None  # the date above belongs to the first story
    assert second.published_rung is DateRung.UNKNOWN
    assert first.story_id != second.story_id


def test_unknown_stays_unknown() -> None:
    (story,), _ = extract_stories(document("Peru expelled two Bolivian diplomats."))
    assert (story.title, story.publisher, story.published_at, story.dateline) == (None, None, None, None)
    assert story.is_stub


def test_markdown_with_front_matter() -> None:
    source = f"---\ntitle: Diplomats\n---\n\n# Diplomats\n\n{BODY}\n\n## What **next**\n\nNobody knows that.\n"
    (story,), _ = extract_stories(document(source, "text/markdown", title="Diplomats"))
    assert story.text == f"Diplomats\n\n{PARAGRAPHS}\n\nWhat next\n\nNobody knows that."
    assert story.extraction_method == "markdown"


@pytest.mark.parametrize("media_type", ["text/html", "application/xhtml+xml", "text/plain", None])
def test_a_page(media_type: str | None) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    source = (
        '<!doctype html><html><head><title>Peru expels diplomats</title><meta property="article:published_time" '
        'content="2025-04-08T00:00:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>Peru expels diplomats'
        f"</h1>{paragraphs}</article><footer>Imprint</footer></body></html>"
    )
    (story,), _ = extract_stories(document(source, media_type, url="https://puno.example/1", path=None))
    assert story.text == f"Peru expels diplomats\n\n{PARAGRAPHS}"
    assert (story.published_at, story.published_rung) == (APRIL, DateRung.METADATA)
    assert story.dateline == "LIMA, Peru"


def test_the_entries_of_a_feed_among_the_documents() -> None:
    (first, second), _ = extract_stories(document(RSS, "application/xml"))
    assert first.text == "Peru expels diplomats\n\nPeru expelled two diplomats of Bolivia."
    assert (first.canonical_url, first.publisher) == ("https://puno.example/1", "Puno Press")
    assert first.published_at == datetime(2025, 4, 8, 10, tzinfo=UTC)
    assert first.story_id == stable_id("https://puno.example/1", "0")
    assert second.text == "Chile opens a museum of mining"


@pytest.mark.parametrize(
    ("body", "media_type", "reason", "stage"),
    [
        (b"", "text/plain", Reason.EMPTY, Stage.DOCUMENT),
        (b" \n\t\n", "text/plain", Reason.EMPTY, Stage.DOCUMENT),
        (b"%PDF-1.7 ...", "text/plain", Reason.UNSUPPORTED_TYPE, Stage.DOCUMENT),
        (b"some words", "application/pdf", Reason.UNSUPPORTED_TYPE, Stage.DOCUMENT),
        (bytes(range(1, 32)) * 9, "text/plain", Reason.WRONG_ENCODING, Stage.DOCUMENT),
        (b"no xml at all", "application/xml", Reason.UNREADABLE, Stage.DOCUMENT),
        (b"---\ntitle: x\ndate: soon\n---\ntext", "text/plain", Reason.PARSER_FAILED, Stage.DOCUMENT),
        (b"<html><body></body></html>", "text/html", Reason.NO_TEXT, Stage.DOCUMENT),
        (b"Home\nNews\nSport\nContact\nShop\nPrivacy policy", "text/plain", Reason.NO_TEXT, Stage.DOCUMENT),
        (b"Peru.", "text/plain", Reason.TOO_SHORT, Stage.STORY),
        (
            "El ministro viajó a Lima el martes para hablar con el gobierno sobre el puerto de Ilo.".encode(),
            "text/plain",
            Reason.NOT_ENGLISH,
            Stage.STORY,
        ),
        ("外相は火曜日にリマを訪問した。".encode(), "text/plain", Reason.NOT_ENGLISH, Stage.STORY),
    ],
)
def test_what_is_no_story_says_why(body: bytes, media_type: str, reason: Reason, stage: Stage) -> None:
    stories, (rejection,) = extract_stories(document(body, media_type))
    assert stories == ()
    assert (rejection.reason, rejection.stage) == (reason, stage)
    assert rejection.detail
    assert stage is Stage.STORY or rejection.key == "report.txt"


PIECES = st.sampled_from(
    [
        *(
            b"---\n",
            b"title: a: b\n",
            b"date: 2025-13-01\n",
            b"restates: {sha256: 1}\n",
            b"[[[[",
            b"# ",
            b"**",
            b"[x](y)",
        ),
        *(b"<html>", b"<p>", b"<rss><channel><item><title>A</title>", b"</item>", b'<?xml version="1.0"?>', b'{"a":'),
        *(b"LIMA: The army said that ", b"QUITO (AP) - He said it. ", b"\n", b"\n\n", b"Comments\n", b"AFP\n"),
        *(b"Updated 08 April 2025\n", b"06-01-2020\n", b"\xff\xfe", b"\x00", b"\xe9", "“é日本".encode()),
        *(b'<!DOCTYPE x [<!ENTITY a "b">]>', b"&a;", b"Peru opened a port to ships of Bolivia. "),
    ]
)
BODIES = st.one_of(
    st.binary(max_size=200), st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=20).map(b"".join)
)
TYPES = st.sampled_from([None, "text/plain", "text/markdown", "text/html", "application/xml", "image/png"])


@settings(deadline=None, max_examples=300)
@given(BODIES, TYPES, st.sampled_from([None, "utf-8", "nonsense", "utf-16"]), st.sampled_from([None, "T", "\ud800"]))
def test_every_document_ends(body: bytes, media_type: str | None, charset: str | None, title: str | None) -> None:
    read = document(body, media_type, charset=charset, title=title)
    stories, rejections = extract_stories(read)
    assert stories or rejections
    assert len({story.story_id for story in stories}) == len(stories)
    assert all(story.text and story.text == story.text.strip() and story.text.encode() for story in stories)
    assert extract_stories(read) == (stories, rejections)


BODY_OF_REPORT = (
    "Chile accused Argentina on Monday of letting trawlers cross into its waters at night. Officials of both countries "
    "want to settle on a line that crews can find on their charts before the season opens in the south."
)


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("SANTIAGO, 12 March 2025 (Andes Desk) - ", 12),
        ("SANTIAGO, March 12, 2025 - ", 12),
        ("SANTIAGO, Chile, Mar. 12, 2025 (AP) — ", 12),
        ("SANTIAGO, 2025-03-12: ", 12),
        ("SANTIAGO, Mar 12 (Andes Desk) - ", None),  # of which year?
        ("SANTIAGO, March 2025 - ", None),
        ("SANTIAGO, 12 March 2026 - ", None),  # after the day it was read
        ("SANTIAGO - ", None),
    ],
)
def test_a_whole_date_in_the_dateline_is_the_publication_date(dateline: str, day: int | None) -> None:
    ((story,), _) = extract_stories(document(dateline + BODY_OF_REPORT))
    expected = datetime(2025, 3, day, tzinfo=UTC) if day else None
    assert (story.published_at, story.published_rung) == (expected, DateRung.TEXT if day else DateRung.UNKNOWN)


@pytest.mark.parametrize(("line", "day"), [("Published 11 March 2025", 11), ("Updated 14 March 2025", 12)])
def test_the_dateline_goes_before_a_revision_and_behind_a_line_of_publication(line: str, day: int) -> None:
    text = f"Home\nMenu\nSubscribe to our newsletter\n{line}\n\nSANTIAGO, 12 March 2025 - {BODY_OF_REPORT}"
    ((story,), _) = extract_stories(document(text))
    assert story.published_at == datetime(2025, 3, day, tzinfo=UTC)


def test_the_dateline_dates_the_entry_of_a_feed_that_has_no_date() -> None:
    dated = RSS.replace(b"<link>https://puno.example/2</link>", b"<description>%s</description>")
    feed = dated % f"SANTIAGO, 12 March 2025 - {BODY_OF_REPORT}".encode()
    (first, second), _ = extract_stories(document(feed, "application/xml"))
    assert (first.published_at, first.published_rung) == (datetime(2025, 4, 8, 10, tzinfo=UTC), DateRung.FEED)
    assert (second.published_at, second.published_rung) == (datetime(2025, 3, 12, tzinfo=UTC), DateRung.TEXT)


def test_the_second_story_of_a_page_is_dated_by_its_own_dateline() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<html><body><article>{paragraphs}<p>SANTIAGO, 12 March 2025 (AP) - {BODY_OF_REPORT}</p></article></body>"
    (_, second), _ = extract_stories(document(page, "text/html"))
    assert (second.published_at, second.published_rung) == (datetime(2025, 3, 12, tzinfo=UTC), DateRung.TEXT)
