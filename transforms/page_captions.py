"""Captions of a page's pictures, which are told apart from its text."""

import re
from collections.abc import Sequence
from typing import Any, Final

from transforms.feed_entries import one_line

MOST: Final = 50  # a gallery has more; a story's pictures do not
_CAPTION_CLASS: Final = re.compile(r"(?:^|[\s_-])caption(?:[\s_-]?text)?(?:$|\s)", re.IGNORECASE)
_FURNITURE: Final = ("nav", "header", "footer", "form", "aside", "dialog")
_LEAST_WORDS: Final = 3
_LONGEST: Final = 1_000  # characters; what is longer is no caption, whatever its class says


def read_captions(tree: Any) -> tuple[str, ...]:
    """The captions in the page's order, each once: figcaption elements, and elements whose class says so."""
    captions: dict[str, None] = {}
    for element in tree.iter("figcaption", "p", "div", "span"):
        if not _is_caption(element):
            continue
        text = one_line(element.text_content()[: _LONGEST + 1]) or ""
        if len(text.split()) >= _LEAST_WORDS and len(text) <= _LONGEST:
            captions[text] = None
        if len(captions) == MOST:
            break
    return tuple(captions)


def _is_caption(element: Any) -> bool:
    """A class alone tells little in the furniture of a page, where menus and boxes have captions too."""
    if element.tag == "figcaption":
        return True
    is_named = _CAPTION_CLASS.search(element.get("class") or "") is not None
    return is_named and next(element.iterancestors(*_FURNITURE), None) is None


def without_captions(text: str, captions: Sequence[str]) -> str:
    """The text without the lines that are captions word for word."""
    known = set(captions)
    return "\n".join(line for line in text.split("\n") if " ".join(line.split()) not in known) if known else text
