"""Page or feed: whose text is kept. Paywalls, stubs and captions are told apart from the text."""

import pytest

from tests.transforms.documents import document
from tests.transforms.test_pages import PARAGRAPHS, STORY, extract, ld, page
from transforms.pages import Extraction
from transforms.paywalls import is_beginning
from transforms.stories import extract_stories
from transforms.text_choice import FeedField, choose_text

WHOLE = "".join(f"<p>{'Peru and Chile talked of trade. ' * 10}</p>" for _ in range(6))
TEASER = "<p>Peru and Chile talked of trade, and more is to come.</p>"


@pytest.mark.parametrize(
    ("page_length", "is_paywalled", "content", "summary", "field"),
    [
        (3_000, False, WHOLE, TEASER, None),  # the page has the story
        (3_000, False, None, TEASER, None),
        (900, False, WHOLE, TEASER, FeedField.CONTENT),  # most of the page was not found
        (900, False, None, WHOLE, None),  # a summary is no full text
        (900, True, None, WHOLE, FeedField.SUMMARY),  # but more than what a paywall leaves
        (3_000, True, WHOLE, None, None),
        (300, False, None, WHOLE, FeedField.SUMMARY),
        (300, False, None, TEASER, None),
        (0, False, None, TEASER, FeedField.SUMMARY),
        (0, False, None, None, None),
    ],
)
def test_whose_text_is_kept(
    page_length: int, is_paywalled: bool, content: str | None, summary: str | None, field: FeedField | None
) -> None:
    told = "x" * page_length
    chosen = choose_text(told, is_paywalled=is_paywalled, content_html=content, summary_html=summary)
    assert chosen.field is field
    assert chosen.text == told if field is None else "Peru and Chile" in chosen.text


def test_the_choice_is_recorded_with_the_story() -> None:
    wall = page(ld(isAccessibleForFree=False, headline="Peru opens port"), body=f"<p>{PARAGRAPHS[0]}</p>")
    (story,), _ = extract_stories(document(wall, "text/html", path=None, url="https://a.example/1", content_html=STORY))
    assert (story.extraction_method, story.is_paywalled, story.is_stub) == ("feed content", True, True)
    assert story.text.split("\n\n") == ["Peru opens port", *PARAGRAPHS]
    (bare,), _ = extract_stories(document(wall, "text/html", path=None, url="https://a.example/1"))
    assert (bare.extraction_method, bare.is_stub) == ("trafilatura fast", True)


@pytest.mark.parametrize(
    ("head", "below", "is_paywalled"),
    [
        (ld(isAccessibleForFree="False"), "", True),
        (ld(isAccessibleForFree=True), "Subscribe to continue reading", False),
        ('<meta property="article:content_tier" content="locked">', "", True),
        ('<meta property="article:content_tier" content="free">', "Subscribe to continue reading", False),
        ("", "Subscribe now to continue reading this story", True),
        ("", "To continue reading, please log in.", True),
        ("", "This article is for subscribers only.", True),
        ("", "You have reached your limit of free articles", True),
        ("", "The minister said readers may register to vote.", False),
    ],
)
def test_a_paywall(head: str, below: str, is_paywalled: bool) -> None:
    found = extract(head, body=f"<p>{PARAGRAPHS[0]}</p><div class='offer'>{below}</div>")
    assert found.is_paywalled is is_paywalled


def test_the_offer_of_a_subscription_beside_a_whole_story_is_no_paywall() -> None:
    long = "".join(f"<p>{paragraph} {paragraph}</p>" for paragraph in PARAGRAPHS)
    assert not extract(body=long + "<div>Subscribe to continue reading</div>").is_paywalled


@pytest.mark.parametrize(
    ("text", "is_paywalled", "is_stub"),
    [
        ("Peru met Chile. " * 5, False, True),
        ("Peru met Chile. " * 40, False, False),
        ("Peru met Chile. " * 40, True, True),
        ("Peru met Chile. " * 400, True, False),
        ("Peru met Chile. " * 40 + "The talks ...", False, True),
        ("Peru met Chile. " * 40 + "Continue reading →", False, True),
    ],
)
def test_a_beginning_is_no_whole_story(text: str, is_paywalled: bool, is_stub: bool) -> None:
    assert is_beginning(text, is_paywalled=is_paywalled) is is_stub


def test_captions_are_kept_apart_from_the_text() -> None:
    caption = "Lorries wait at the border crossing of Desaguadero on Monday. Photo: Andes Wire"
    second = "The two ministers shake hands in the hall of the palace in La Paz."
    figures = (
        f"<figure><img src='1.jpg'><figcaption>{caption}</figcaption></figure>"
        f"<div class='image'><img src='2.jpg'><p class='wp-caption-text'>{second}</p></div>"
    )
    menu = "<nav><span class='caption'>All of our sections and services</span></nav>"
    found = extract(body=STORY.replace("</p>", f"</p>{figures}", 1) + menu)
    assert found.captions == (caption, second)
    assert found.text.split("\n") == ["Peru opens port to Bolivia", *PARAGRAPHS]
    assert found.method is Extraction.FAST


@pytest.mark.parametrize("boilerplate", [frozenset(), frozenset({PARAGRAPHS[0], PARAGRAPHS[5], PARAGRAPHS[2]})])
def test_boilerplate_is_left_out_at_both_ends_and_nowhere_else(boilerplate: frozenset[str]) -> None:
    given = document(page(), "text/html", path=None, url="https://a.example/1", boilerplate=boilerplate)
    (story,), _ = extract_stories(given)
    kept = PARAGRAPHS[1:5] if boilerplate else PARAGRAPHS
    assert story.text.split("\n\n") == ["Peru opens port to Bolivia", *kept]
