"""A page's headline: what it calls its title, without the outlet's name."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from transforms.feed_entries import one_line

_SEPARATOR: Final = re.compile(r"\s+[-–—―|·•»«:/]{1,2}\s+|\s*[|»•]\s*|\s+::\s+")


def page_title(
    stated: Sequence[str | None], *, headings: Sequence[str], site_names: Iterable[str | None]
) -> str | None:
    """The first of the statements, else the first heading; None where nothing is stated.

    Args:
        stated: titles in order of trust, each possibly with the outlet's name before or behind it.
        headings: the h1 elements of the page; one that begins a title shows where the headline ends.
        site_names: what the outlet calls itself, and its host.
    """
    heads = [text for text in map(one_line, headings) if text]
    sites = {squashed for name in site_names if name and 2 < len(squashed := _squash(name)) < 40}
    titles = (_without_site(title, heads, sites) for title in map(one_line, stated) if title)
    return next(titles, None) or next(iter(heads), None)


def _without_site(title: str, heads: Sequence[str], sites: set[str]) -> str:
    """The title up to the outlet's name, or from it; whole where neither end names the outlet."""
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, _ in cuts:
        if title[:start] in heads:
            return title[:start]
    for start, end in reversed(cuts):
        if start > 10 and _names_site(title[end:], sites):
            return _without_site(title[:start], heads, sites)
    for start, end in cuts:
        if len(title) - end > 10 and _names_site(title[:start], sites, is_first=True):
            return title[end:]
    return title


def _names_site(text: str, sites: set[str], *, is_first: bool = False) -> bool:
    """Whether `text` is the outlet's name, with some words more ("Mail Online") or, at the end of a title, fewer."""
    squashed = _squash(text)
    if len(squashed) < 3 or len(text.split()) > 6:
        return False
    return squashed in sites or any(
        len(site) > 3 and (site in squashed or (squashed in site and not is_first)) for site in sites
    )


def _squash(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
