"""The publisher that a text states: a byline of an agency, the line beside the date, a copyright line, a dateline."""

import re
from collections.abc import Sequence

from transforms.stated_dates import is_date_line

INITIALS = re.compile(r"[A-Z]{2,6}")
NAME_WORDS = 3
MOST_NAMES = 20  # of a text that is all dates
NAMELIKE = re.compile(r"(?:[A-Z0-9][\w.&'’-]*)(?: (?:[A-Z0-9][\w.&'’-]*|of|and|the|&))*")
OUTLET = re.compile(
    r"(?i)\b(?:news|agency|times|post|press|herald|tribune|gazette|journal|guardian|daily|radio|tv|television|media|wire"
    r"|chronicle|observer|telegraph|mail|magazine|today|report|review|standard|star|sun|monitor|independent|network)\b"
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|[Cc]opyright)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.:-]*(?P<name>[^.,|©]{3,60})"
)
RIGHTS = re.compile(r"(?i)\s*(?:all rights.*|inc|ltd|llc|plc|\d{4}.*)$")
DOMAIN = re.compile(r"\b(?P<name>[A-Z][\w-]+\.(?:com|org|net|info|news|int|edu))\b")
LISTED = re.compile(r"(?i)mailing list|newsletter|subscri|visit|published (?:on|by|in)")


def stated_publisher(above: Sequence[str], below: Sequence[str], body: str, *, agency: str | None) -> str | None:
    """The name of the outlet, None where the text states none.

    A line of one to three words beside the date is the outlet when it is in capitals, names a kind of outlet ("Gulf
    Daily News"), or is one word that the body or the lines around it use as a speaker: a reporter's name has two.

    Args:
        above, below: lines around the body that are no part of the story.
        agency: the agency of the dateline, which counts where no line states the outlet.
    """
    around = "\n".join([body, *above, *below])
    for line in _beside_dates(above):
        if _is_outlet(line, around):
            return line
    return agency or _of_copyright([*above, *below]) or _of_domain([*above, *below])


def _beside_dates(lines: Sequence[str]) -> list[str]:
    dates = [number for number, line in enumerate(lines) if is_date_line(line)]
    beside = dict.fromkeys(near for number in dates for near in (number + 1, number - 1) if 0 <= near < len(lines))
    return [lines[number] for number in beside if len(lines[number].split()) <= NAME_WORDS][:MOST_NAMES]


def _is_outlet(line: str, around: str) -> bool:
    if not NAMELIKE.fullmatch(line):
        return False
    if INITIALS.fullmatch(line) or OUTLET.search(line):
        return True
    word = re.escape(line)
    told = re.search(
        rf"\b(?:told|to|by) {word}\b|\b{word} (?:said|says|reported|moderates|reports|has learned)\b", around
    )
    return len(line.split()) == 1 and told is not None


def _of_copyright(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = COPYRIGHT.search(line[:200])
        name = RIGHTS.sub("", found["name"]).strip(" -–") if found else ""
        if name and len(name.split()) <= 5 and NAMELIKE.fullmatch(name):
            return name
    return None


def _of_domain(lines: Sequence[str]) -> str | None:
    """The site whose list or newsletter the page offers."""
    found = (DOMAIN.search(line[:200]) for line in lines if LISTED.search(line[:200]))
    return next((match["name"] for match in found if match), None)
