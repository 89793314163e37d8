"""OPML, in which feed readers exchange lists of feeds: bytes -> feeds, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from transforms.errors import ParseError
from transforms.run_records import FeedSource


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed as an OPML file states it; None for what it leaves open."""

    url: str
    title: str | None
    language: str | None
    country_iso3: str | None


def read_opml(body: bytes, *, origin: str) -> tuple[Outline, ...]:
    """The feeds of an OPML file in its order, folders left out, each address once.

    Raises:
        ParseError: it is no OPML; names `origin`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
        if root is None or str(root.tag).lower() != "opml":
            raise ParseError(f"{origin} is no OPML: its first element is {'missing' if root is None else root.tag}")
        outlines = list(_outlines(root))
    except (etree.XMLSyntaxError, ValueError) as problem:  # also what is no UTF-8, met as it is read
        raise ParseError(f"{origin} is no OPML: {problem}") from problem
    first: dict[str, Outline] = {}
    for outline in outlines:
        first.setdefault(outline.url, outline)
    return tuple(first.values())


def write_opml(sources: Sequence[FeedSource]) -> bytes:
    """The list as OPML 2.0, in its order; the same list gives the same bytes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds of Dyadwire"
    body = etree.SubElement(root, "body")
    for source in sources:
        etree.SubElement(body, "outline", _attributes(source))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _outlines(root: Any) -> Iterator[Outline]:
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.lower() != "outline":
            continue
        stated = {name.lower(): value.strip() for name, value in element.attrib.items() if value.strip()}
        if url := stated.get("xmlurl"):
            title = stated.get("title") or stated.get("text")
            yield Outline(url, title, stated.get("language"), stated.get("country"))


def _attributes(source: FeedSource) -> dict[str, str]:
    stated = {
        "type": "rss",
        "text": source.publisher,
        "title": source.publisher,
        "xmlUrl": source.url,
        "language": source.language,
    }
    return stated | ({"country": source.country_iso3} if source.country_iso3 else {})
