"""Datelines: BAGHDAD:, ERBIL, Kurdistan Region –, KABUL, Afghanistan (AP) -."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.dateline_words import BEGINS_PLACE, COMPANY, LABELS

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĠĢĤĦĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
CAPITALS = rf"[{UPPER}][{UPPER}'’.\-]{{1,24}}"
TITLED = rf"(?:St\. )?[{UPPER}][^\W\d_{UPPER}][\w'’\-]{{0,22}}"
PLACE = rf"{CAPITALS}(?:(?: | ?/ ?){CAPITALS}){{0,5}}"
# What may follow the place: region, country, day. "Kurdistan Region", "B.C.", "April 8, 2025", "8 April".
BESIDE = rf"(?:, ?[{UPPER}\d][\w.'’\-]{{0,20}}(?: [{UPPER}\d][\w.'’\-]{{0,20}}){{0,3}}){{0,3}}"
AGENCY = rf" ?\((?P<agency>[{UPPER}][\w .&/\-]{{1,24}}|[a-z]{{3}})\)"
BREAK = r"(?: ?(?:--|–|—) ?| -{1,2} |: )"
BREAKS = re.compile("[:\u2013\u2014-]")
AHEAD = r"\s*(?=[^\s])"
# All capitals, with or without an agency; or any place with an agency behind it.
IN_CAPITALS = rf"(?P<place>{PLACE})(?P<beside>{BESIDE})(?:{AGENCY})?(?P<break>{BREAK}){AHEAD}"
BY_AGENCY = rf"(?P<place>{TITLED}(?:[ /]{TITLED}){{0,2}})(?P<beside>{BESIDE}){AGENCY}(?P<break>{BREAK}){AHEAD}"
FORMS = (re.compile(rf"(?<!\S){IN_CAPITALS}"), re.compile(rf"(?<!\S){BY_AGENCY}"))
PREFIX_WORDS = 3  # "Canadian Press -"
LETTERS = re.compile(r"[^\W\d_]")
PLAIN_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_A-Z]+|\d+")  # lower case, or a number
SIGN_OFF = re.compile(rf"(?:^|\s)[{UPPER}][\w.]{{1,14}}$")
CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at a span of a line; the news begins at `end`. `agency` as in "(AFP)", None where none is named."""

    place: str
    agency: str | None
    start: int
    end: int

    @property
    def is_labelled(self) -> bool:
        """Whether an agency stands in it: then it is no label or speaker that happens to be in capitals."""
        return self.agency is not None


def opening_dateline(line: str) -> Dateline | None:
    """The dateline with which a line begins, behind an agency's name at most ("Canadian Press - OTTAWA (CP) -")."""
    return _opening_dateline(line[:300])


@lru_cache(maxsize=2048)
def _opening_dateline(opening: str) -> Dateline | None:
    for dateline in find_datelines(opening):
        if len(opening[: dateline.start].split()) <= PREFIX_WORDS:
            return dateline
    return None


def find_datelines(line: str, *, sign_off: str | None = None) -> Iterator[Dateline]:
    """Datelines in a line, in order: at its beginning, and inside it where a sentence or a sign-off has just ended.

    Of two on end the second is part of the news: a wire story handed on with its own dateline.

    Args:
        sign_off: the word with which the whole text closes; it closes a story in mid-text, too.
    """
    if not BREAKS.search(line):
        return
    matches = sorted((match for form in FORMS for match in form.finditer(line)), key=lambda match: match.start())
    end = None
    for match in matches:
        start = match.start() + _sign_off_length(match, sign_off)
        place = line[start : match.end("place")]
        if not (_is_place(place) and _stands_free(line, start, match) and _begins_news(line, match)):
            continue
        if end is None or len(line[end:start].split()) > PREFIX_WORDS:
            yield Dateline(place + match["beside"], match["agency"], start, match.end())
        end = max(match.end(), end or 0)


def speakers(datelines: list[Dateline]) -> frozenset[str]:
    """Those "places" that are speakers of a transcript: capitals with a colon that come back again and again."""
    counts = Counter(dateline.place for dateline in datelines if not dateline.is_labelled)
    repeated = [place for place, count in counts.items() if count >= 2]
    return frozenset(counts) if len(repeated) >= 2 or any(count >= 3 for count in counts.values()) else frozenset()


def _is_place(place: str) -> bool:
    if COMPANY.search(place) or LABELS.fullmatch(place.split(maxsplit=1)[0].strip(".'’-")):
        return False
    return len(LETTERS.findall(place)) >= 3


def _sign_off_length(match: re.Match[str], sign_off: str | None) -> int:
    """Characters of "REUTER " in mid-text before "REUTER BAGHDAD": the word that closes the story above."""
    first, _, rest = match["place"].partition(" ")
    if match.start() == 0 or not rest:
        return 0
    is_sign_off = sign_off is not None and first.lower() == sign_off.lower()
    return len(first) + 1 if is_sign_off or (first.isupper() and not BEGINS_PLACE.fullmatch(first.rstrip("."))) else 0


def _stands_free(line: str, start: int, match: re.Match[str]) -> bool:
    """Nothing above it, a sentence that has ended, or a closing word ("Reuter", initials) behind one."""
    before = line[max(0, start - 60) : start].rstrip()
    if not before or CLOSED.search(before) or match["agency"]:
        return True
    sign_off = SIGN_OFF.search(before)
    is_plain = match["break"].startswith(":") or match.end("place") - start >= 5
    return sign_off is not None and (is_plain or CLOSED.search(before[: sign_off.start()]) is not None)


def _begins_news(line: str, match: re.Match[str]) -> bool:
    """Words in lower case or numbers follow; inside a line the first of them begins like a sentence."""
    ahead = line[match.end() : match.end() + 80]
    begins = ahead.lstrip("\"'“‘«(")[:1]
    return len(PLAIN_WORD.findall(ahead)) >= 2 and (
        match.start() == 0 or begins.isupper() or begins.isdigit() or not begins.isalpha()
    )
