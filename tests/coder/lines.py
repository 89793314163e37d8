"""Events as lines, the way the tables of these tests write them: `PER>BOL SANCTION.expel actual`."""

from collections.abc import Iterable
from datetime import date

from transforms.coder.coder import Coder
from transforms.records import EventMention

PUBLISHED = date(2021, 6, 16)  # a Wednesday


def line(mention: EventMention) -> str:
    """`ACTORS>RECIPIENTS TYPE.mode status`; parties of a reciprocal event stand without an arrow, in order of code."""
    actors = "+".join(p.iso3 for p in mention.actors)
    parties = (
        "+".join(sorted(p.iso3 for p in mention.actors))
        if mention.is_reciprocal
        else f"{actors}>{'+'.join(p.iso3 for p in mention.recipients)}"
    )
    kind = f"{mention.event_type}.{mention.mode}" if mention.mode else mention.event_type
    return f"{parties} {kind} {mention.status}"


def lines(coder: Coder, text: str, *, published_on: date | None = PUBLISHED) -> list[str]:
    """The events of a text as lines, in the order of the text."""
    return as_lines(coder.code(text, published_on=published_on).mentions)


def as_lines(mentions: Iterable[EventMention]) -> list[str]:
    return [line(mention) for mention in mentions]
