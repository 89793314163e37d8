"""JSON-LD blocks of a page -> what they state of its story (schema.org/NewsArticle and its kin)."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from transforms.urls import canonical_url

# A story's own block, not the updates, lists and other stories that a page carries beside it.
_INWARD: Final = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
_WRAPPING: Final = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")
_TRAILING_COMMA: Final = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What JSON-LD states, verbatim; None or empty where it is silent. `is_free` is isAccessibleForFree."""

    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    is_free: bool | None = None


def read_json_ld(blocks: Iterable[str], *, addresses: Collection[str] = ()) -> StoryFacts:
    """The page's story: the block that names one of the page's own `addresses`, else the one that states most."""
    nodes = [node for block in blocks for node in _nodes(_parse(block))]
    articles = [_facts(node) for node in nodes if _is_article(node)]
    if articles:
        own = {canonical_url(address) for address in addresses}
        return max(articles, key=lambda facts: (canonical_url(facts.url or "") in own, _n_stated(facts)))
    names = [_name(node) for node in nodes if "NewsMediaOrganization" in _types(node)]
    return StoryFacts(publisher=names[0] if names else None)


def _parse(block: str) -> Any:
    text = _WRAPPING.sub("", block).strip().rstrip(";")
    for spelled in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(spelled, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _INWARD:
            yield from _nodes(value.get(name), depth + 1)


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    stated = node.get("@type")
    types = stated if isinstance(stated, list) else [stated]
    return tuple(name.rpartition("/")[2] for name in types if isinstance(name, str))


def _is_article(node: dict[str, Any]) -> bool:
    return any(name.endswith(("Article", "BlogPosting", "Report")) for name in _types(node))


def _facts(node: dict[str, Any]) -> StoryFacts:
    return StoryFacts(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        authors=tuple(dict.fromkeys(name for name in _names(node.get("author")) if not name.startswith("http"))),
        publisher=next(iter(_names(node.get("publisher"))), None),
        language=next(iter(_names(node.get("inLanguage"))), None),
        url=_address(node.get("mainEntityOfPage")) or _text(node.get("url")) or _text(node.get("@id")),
        body=_text(node.get("articleBody")),
        is_free={"true": True, "false": False}.get(str(node.get("isAccessibleForFree")).lower()),
    )


def _n_stated(facts: StoryFacts) -> int:
    return sum(
        map(bool, (facts.headline, facts.published, facts.published, facts.authors, facts.publisher, facts.body))
    )


def _names(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [name for part in parts if (name := _name(part) if isinstance(part, dict) else _text(part))]


def _name(node: dict[str, Any]) -> str | None:
    return _text(node.get("name")) or _text(node.get("alternateName"))


def _address(value: Any) -> str | None:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        return _text(value[0])
    return value.strip() or None if isinstance(value, str) else None
