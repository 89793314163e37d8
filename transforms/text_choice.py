"""The page's text or the feed's: one rule, and the choice is recorded as the story's method of extraction."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from transforms.xml_text import html_fragment_text

SHORT: Final = 600  # characters; a page that gives less has not given its story
MUCH_LONGER: Final = 1.5


class FeedField(StrEnum):
    """The part of an entry that a text was taken from. The values are methods of extraction."""

    CONTENT = "feed content"
    SUMMARY = "feed summary"


@dataclass(frozen=True, slots=True)
class ChosenText:
    """The text that is kept. `field` is None where it is the page's."""

    text: str
    field: FeedField | None


def choose_text(
    page_text: str, *, is_paywalled: bool, content_html: str | None, summary_html: str | None
) -> ChosenText:
    """The page's text, unless the feed has the story and the page has not.

    The feed's text is taken where it is the longer one and the page has no text, a short one or a paywall; its full
    content also where it is half as long again, for then most of the page was not found.
    """
    content, summary = _plain(content_html), _plain(summary_html)
    field = FeedField.CONTENT if len(content) >= len(summary) else FeedField.SUMMARY
    told = content if field is FeedField.CONTENT else summary
    page_gives_little = is_paywalled or len(page_text) < SHORT
    is_wanting = page_gives_little and len(told) > len(page_text)
    is_partial = field is FeedField.CONTENT and len(told) > max(MUCH_LONGER * len(page_text), SHORT)
    return ChosenText(told, field) if is_wanting or is_partial else ChosenText(page_text, None)


def _plain(fragment: str | None) -> str:
    return html_fragment_text(fragment).strip() if fragment else ""
