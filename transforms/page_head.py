"""What a page's markup states of its story: meta tags, JSON-LD, headings. The text is won elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from transforms.json_ld import StoryFacts, read_json_ld

# Names of meta tags, squashed to letters and digits: sites write article:published_time and article:published:time.
_PUBLISHED: Final = (
    re.compile(r".*(?:publish(?:ed)?|publication)time"),
    re.compile(r".*(?:date(?:published|issued)|pub(?:lish(?:ed)?|lication)?date|publicationdate)(?:iso|utc|gmt)?"),
    re.compile(r"(?:dc|dcterms|sailthru)?date|(?:dcterms)?issued|published|publishedat|releasedate|displaydate"),
    re.compile(r"(?:dcterms|date)?created|datecreated"),
)
_AUTHOR: Final = ("author", "articleauthor", "byl", "parselyauthor", "sailthruauthor", "dccreator", "dctermscreator")
_MARKED_AS_PUBLISHED: Final = re.compile(r"\b(?:entry-date|published|pubdate|publish-date|post-date|date-published)\b")


@dataclass(frozen=True, slots=True)
class PageHead:
    """Statements in order of trust, verbatim. `headings` are the h1 elements, `title` the title element.

    `published` holds what is stated as the date of publication, `times` every other machine-readable time.
    """

    facts: StoryFacts
    meta: dict[str, str]
    title: str | None
    headings: tuple[str, ...]
    html_language: str | None
    canonical_link: str | None
    published: tuple[str, ...]
    times: tuple[str, ...]

    @property
    def author(self) -> str | None:
        """Who wrote it: names joined by commas."""
        if self.facts.authors:
            return ", ".join(self.facts.authors)
        stated = (self.meta.get(name) for name in _AUTHOR)
        return next((text for text in stated if text and not text.startswith(("http", "/", "@"))), None)

    @property
    def publisher(self) -> str | None:
        """The outlet's name as the page gives it."""
        stated = (self.meta.get("ogsitename"), self.facts.publisher, self.meta.get("applicationname"))
        return next(filter(None, stated), None)


def read_page_head(tree: Any, *, url: str | None) -> PageHead:
    """What the tree of a page, an lxml element, states about its story. `url` tells it from other stories there."""
    meta: dict[str, str] = {}
    for name, content in _meta_tags(tree):
        meta.setdefault(name, content)
    marked, times = _marked_times(tree)
    title, link = tree.find(".//title"), tree.find('.//link[@rel="canonical"]')
    canonical_link = None if link is None else link.get("href")
    facts = read_json_ld(_json_ld_blocks(tree), addresses=[text for text in (url, canonical_link) if text])
    in_meta = (text for pattern in _PUBLISHED for name, text in meta.items() if pattern.fullmatch(name))
    return PageHead(
        facts=facts,
        meta=meta,
        title=None if title is None else title.text_content(),
        headings=tuple(heading.text_content() for heading in tree.iter("h1")),
        html_language=tree.get("lang") or tree.get("xml:lang"),
        canonical_link=canonical_link,
        published=(*filter(None, [facts.published]), *in_meta, *marked),
        times=times,
    )


def _meta_tags(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                yield "".join(filter(str.isalnum, name.lower())), content


def _json_ld_blocks(tree: Any) -> Iterator[str]:
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "") and element.text:
            yield element.text


def _marked_times(tree: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Times that are marked as the publication (microdata, hAtom), and the other times of the page."""
    marked: list[str] = []
    others: list[str] = []
    for element in tree.iter("time", "span", "div", "abbr"):
        is_published = "datePublished" in (element.get("itemprop") or "")
        if element.tag == "time":
            is_published |= element.get("pubdate") is not None
            is_published |= bool(_MARKED_AS_PUBLISHED.search(element.get("class") or ""))
        stated = element.get("datetime") or element.get("content") or (element.text if is_published else None)
        if is_published or element.tag == "time":
            (marked if is_published else others).append(stated or "")
    return tuple(filter(None, marked)), tuple(filter(None, others))
