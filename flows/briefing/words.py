"""How the briefing writes what it found: countries, dates, events and sentences, safe to stand in HTML."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_UNSHOWN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SCHEMES: Final = ("http", "https")
QUAD_CLASSES: Final = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

Row = Mapping[str, Any]


def clean(text: str) -> str:
    """The text without what a browser cannot show; the page isolates what writes from right to left."""
    return _UNSHOWN.sub("\ufffd", text)


def marked(text: str, start: int, end: int) -> Markup:
    """The text with the characters from `start` to `end` marked."""
    before, inside, after = (escape(clean(part)) for part in (text[:start], text[start:end], text[end:]))
    return Markup("{}<mark>{}</mark>{}").format(before, inside, after) if inside else before + after


def marked_words(text: str, part: str) -> Markup:
    """The text with the first `part` in it marked."""
    start = max(text.find(part), 0)
    return marked(text, start, start + len(part) if part in text else start)


def address(url: str | None) -> str | None:
    """The address where a browser may follow it: of the web, never a script."""
    try:
        is_web = url is not None and urlsplit(url.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return None
    return clean(url.strip()) if url is not None and is_web else None


def long_day(day: date) -> str:
    """`Tuesday 8 April 2025`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """`8 Apr 2025`."""
    return f"{day.day} {day:%b %Y}"


def happened(event: Row) -> str:  # noqa: PLR0911 one a granularity
    """When, as finely as it is known: `8 Apr 2025`, `week of 7 Apr 2025`, `April 2025`, `undated`."""
    first, last = event["event_date_start"], event["event_date_end"]
    if first is None:
        return "undated"
    match event["date_granularity"]:
        case "week":
            return f"week of {short_day(first)}"
        case "month":
            return f"{first:%B %Y}"
        case "quarter":
            return f"quarter {(first.month + 2) // 3} of {first.year}"
        case "year":
            return f"{first.year}"
        case "decade":
            return f"{first.year}\u2013{last.year}"
    return short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"


def category(event: Row) -> str:
    """`CONSULT/visit`, `AGREE (planned: CONSULT/visit)`."""
    coded = _with_mode(event["event_type"], event["mode"])
    return (
        f"{coded} (planned: {_with_mode(event['planned_type'], event['planned_mode'])})"
        if event["planned_type"]
        else coded
    )


def _with_mode(kind: str, mode: str | None) -> str:
    return f"{kind}/{mode}" if mode else kind


class Countries:
    """The names of codes; one that the codebook does not name stands for itself."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def name(self, code: str) -> str:
        """`Iraq` for `IRQ`."""
        return self._names.get(code, code)

    def pair(self, pair: str) -> str:
        """`Iraq \u2013 United States` for `IRQ-USA`."""
        return " \u2013 ".join(map(self.name, pair.split("-")))

    def dyad(self, event: Row) -> str:
        """`Iraq \u2192 United States`; both ways where no side leads."""
        arrow = "\u2194" if event["is_reciprocal"] else "\u2192"
        return f"{self.name(event['actor_iso3'])} {arrow} {self.name(event['recipient_iso3'])}"

    def withdrawn(self, mention: Row) -> str:
        """`Peru \u2192 Chile: COOPERATE`; a mention of several countries names them all."""
        sides = [" + ".join(map(self.name, mention[side])) for side in ("actor_iso3", "recipient_iso3")]
        return " \u2192 ".join(filter(None, sides)) + f": {mention['event_type']}"
