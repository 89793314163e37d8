"""Whether a page keeps its story for those who pay, and whether a text is only the beginning of a story."""

import re
from typing import Final

THIN: Final = 1_500  # characters; a paywall leaves less, and only then its words on the page are asked
STUB: Final = 250
_TIER: Final = "articlecontenttier"  # article:content_tier, of the Facebook crawler's tags: free, metered, locked
_WALL: Final = re.compile(
    r"""(?xi)
    \b(?:subscribe|sign\ up|register|log\ ?in|sign\ in|join)\b[^.!?]{0,30}\ to\ (?:continue|keep|finish)\ reading
    | \bto\ (?:continue|keep)\ reading\b[^.!?]{0,40}\b(?:subscri|log\ ?in|sign\ in|register|sign\ up)
    | \b(?:article|story|content|page)\ is\ (?:only\ )?(?:for|available\ to|exclusive\ to|reserved\ for)
      \ (?:our\ |paid\ |premium\ |registered\ )*(?:subscribers|members)\b
    | \b(?:subscriber|member)s?[-\ ]only\ (?:article|story|content)\b
    | \b(?:exclusive|premium)\ (?:article|story|content)\ for\ (?:our\ )?(?:subscribers|members)\b
    | \byou(?:\ ha|.)ve\ (?:read|reached|used)\b[^.!?]{0,40}\bfree\ (?:articles|stories)\b
    """
)
_BREAKS_OFF: Final = re.compile(
    r"(?i)(?:\.\.\.|…|\[(?:\.\.\.|…)\]|\b(?:read|continue|see) (?:more|reading|the full story)\b[ .…»>→]*)$"
)


def is_behind_paywall(meta: dict[str, str], *, is_free: bool | None, text: str, page_text: str) -> bool:
    """What the page states of itself; where it states nothing and the text is thin, what it tells its readers.

    Args:
        meta: its meta tags, names squashed to letters and digits.
        is_free: isAccessibleForFree, None where it is not stated.
        page_text: all words of the page, furniture too.
    """
    if is_free is not None:
        return not is_free
    tier = meta.get(_TIER, "").strip().lower()
    if tier:
        return tier == "locked"
    return len(text) < THIN and _WALL.search(page_text) is not None


def is_beginning(text: str, *, is_paywalled: bool) -> bool:
    """Whether the text is no whole story: too short, breaking off, or thin behind a paywall."""
    if len(text) < STUB or (is_paywalled and len(text) < THIN):
        return True
    return _BREAKS_OFF.search(text.rstrip()[-60:]) is not None and len(text) < THIN
