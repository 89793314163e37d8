"""XML of any vocabulary, and HTML fragments as feeds hold them, to plain text, a paragraph a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from transforms.errors import ParseError

PARAGRAPHS = frozenset({"p", "para", "paragraph", "block", "lead", "abstract"})
BODIES = ("body.content", "bodytext", "articlebody", "content", "body", "text", "story", "description", "summary")
TITLES = ("hl1", "headline", "title", "hedline", "head")
DATES = ("story.date", "pubdate", "published", "published_at", "date.issue", "dateissued", "issued", "date")
PUBLISHERS = ("publisher", "source", "provider")
HTML_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tr", "figure"}
    | {"figcaption", "section", "article", "header", "footer", "pre", "hr", "dd", "dt", "td"}
)
HTML_LEFT_OUT = frozenset({"script", "style", "noscript", "template", "iframe", "head"})


@dataclass(frozen=True, slots=True)
class XmlText:
    """What an XML document says, each part None or empty where no element of a telling name is there."""

    title: str | None
    publisher: str | None
    published: str | None
    text: str


def xml_text(body: bytes) -> XmlText:
    """The text of an XML document; external entities and entity bombs stay unresolved.

    Raises:
        ParseError: no XML can be found in the bytes.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
        if root is not None:
            return _read(root)
    except (etree.LxmlError, ValueError) as error:  # also names and texts that are no UTF-8, met as they are read
        raise ParseError("the bytes are no XML") from error
    raise ParseError("the bytes are no XML")


def _read(root: Any) -> XmlText:
    by_name: dict[str, list[Any]] = {}
    for element in root.iter(etree.Element):
        by_name.setdefault(_local_name(element), []).append(element)
    return XmlText(
        title=_first_words(by_name, TITLES),
        publisher=_first_words(by_name, PUBLISHERS),
        published=_date_words(by_name),
        text=_xml_body(root, by_name),
    )


def html_fragment_text(fragment: str) -> str:
    """The text of an HTML fragment, a block a line; plain text comes back as it is."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError):
        return re.sub(r"<[^<>]*>", " ", fragment)
    pieces = "".join(_html_pieces(root)).split("\n")
    return "\n".join(line for piece in pieces if (line := " ".join(piece.split())))


def _local_name(element: Any) -> str:
    """Without namespace, or a prefix that none was declared for, at which lxml's own reading of the name stops."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first_words(by_name: dict[str, list[Any]], names: tuple[str, ...]) -> str | None:
    found = (_words(element) for name in names for element in by_name.get(name, []))
    return next((words[:1000] for words in found if words), None)


def _date_words(by_name: dict[str, list[Any]]) -> str | None:
    """A date stands in the element or, as NITF has it, in its attribute."""
    for name in DATES:
        for element in by_name.get(name, []):
            stated = _words(element) or element.get("norm") or element.get("iso") or element.get("value")
            if stated:
                return str(stated)[:100]
    return None


def _xml_body(root: Any, by_name: dict[str, list[Any]]) -> str:
    """The paragraphs; else the longest element of a telling name; else every element that holds only text."""
    paragraphs = [element for element in root.iter(etree.Element) if _local_name(element) in PARAGRAPHS]
    if paragraphs:
        return "\n".join(words for element in paragraphs if (words := _words(element)))
    bodies = ["".join(element.itertext()).strip() for name in BODIES for element in by_name.get(name, [])]
    longest = max(bodies, key=len, default="")
    if longest:
        return html_fragment_text(longest)
    leaves = [_words(element) for element in root.iter(etree.Element) if len(element) == 0]
    return "\n".join(words for words in leaves if words)


def _html_pieces(root: Any) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            yield "\n" if tag in HTML_BLOCKS else ""
            yield (element.text or "") if tag not in HTML_LEFT_OUT else ""
        else:
            yield "\n" if tag in HTML_BLOCKS else ""
            yield element.tail or "" if element is not root else ""
