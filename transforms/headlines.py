"""The headline of a story, found in the lines above its body."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.datelines import opening_dateline
from transforms.furniture import Judged, LineKind
from transforms.text_lines import WORDLESS_SCRIPT
from transforms.zones import Zone

REACH = 40  # lines above the body in which the headline of a page is looked for
LONGEST = 36  # words
DECK_WORDS = 8
TOLD = 0.5  # the part of a headline's words that the body repeats
FEW = 4  # among the first lines of a page the first of some words is the headline even where the body never repeats it
AMPLE = 3  # repeated words that single a headline out from a menu's "Latest news"
TELLING = 4000  # characters of the body that are compared
CONTENT_WORD = re.compile(r"[^\W_]{3,}")
STEM = 5  # letters by which "visits" and "visiting" are the same word


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, None where there is none; the lines that repeat it; and the decks between it and the zone."""

    text: str | None
    repeats: frozenset[int]
    decks: tuple[int, ...]


NO_HEADLINE = Headline(None, frozenset(), ())


def find_headline(lines: Sequence[str], judged: Sequence[Judged], zone: Zone, *, is_page: bool) -> Headline:
    """The headline above the first paragraph of the zone.

    In a bare text it is the first line, or the second below a kicker. On a page it is the uppermost line whose words
    the body repeats, and one that stands there twice before others: pages repeat it in their title and path.
    """
    numbers = range(zone.start, zone.end)
    body = next((number for number in numbers if _is_paragraph(lines[number], judged[number])), zone.end)
    region = range(max(0, body - REACH), body) if is_page else range(zone.start, min(body, zone.start + 2))
    candidates = [
        number for number in region if _is_candidate(lines[number], judged[number], is_last=number == body - 1)
    ]
    chosen = _on_page(lines, judged, zone, candidates) if is_page else _on_top(judged, zone.start, candidates)
    if chosen is None:
        return NO_HEADLINE
    repeats = frozenset(number for number, line in enumerate(lines) if line == lines[chosen])
    decks = [number for number in candidates if chosen < number < zone.start and judged[number].n_words >= DECK_WORDS]
    told = _stems(lines[zone.start : zone.end])
    return Headline(
        lines[chosen], repeats, tuple(n for n in decks if n not in repeats and _share(lines[n], told) >= TOLD)
    )


def _is_paragraph(text: str, line: Judged) -> bool:
    return (line.kind is LineKind.PROSE and line.n_words >= 12) or opening_dateline(text) is not None


def _is_candidate(text: str, line: Judged, *, is_last: bool) -> bool:
    """A line of some words that is no row; one of two words only where it stands right above the body."""
    if line.kind not in (LineKind.SHORT, LineKind.PROSE) or line.n_words > LONGEST or opening_dateline(text):
        return False
    is_heading = line.kind is LineKind.PROSE or (line.score <= 0 and not text.endswith("."))
    return is_heading and line.n_words >= (2 if is_last else 3)


def _on_top(judged: Sequence[Judged], first: int, candidates: Sequence[int]) -> int | None:
    """The first line; the second where the first is a kicker: few words with a headline below them."""
    headings = [number for number in candidates if judged[number].kind is LineKind.SHORT]
    if first not in headings:
        return None
    is_kicker = first + 1 in headings and judged[first].n_words <= 5 and 6 <= judged[first + 1].n_words <= 18
    return first + 1 if is_kicker else first


def _on_page(lines: Sequence[str], judged: Sequence[Judged], zone: Zone, candidates: Sequence[int]) -> int | None:
    told = _stems(lines[max(zone.start, candidates[-1] + 1 if candidates else 0) : zone.end])
    telling = [number for number in candidates if _share(lines[number], told) >= TOLD]
    counts = Counter(lines[number] for number in telling if judged[number].n_words >= 4)
    repeated = [number for number in telling if counts[lines[number]] > 1]
    if repeated:
        return repeated[-1]
    ample = [number for number in telling if len(_stems([lines[number]]) & told) >= AMPLE]
    scarce = [number for number in telling if len(_stems([lines[number]]) & told) >= 2]
    if ample or scarce:
        return ample[0] if ample else scarce[-1]
    few = [n for n in candidates if judged[n].kind is LineKind.SHORT and judged[n].n_words >= 4 and n < FEW]
    return few[0] if few else None


def _share(line: str, told: frozenset[str]) -> float:
    stems = _stems([line])
    return len(stems & told) / len(stems) if stems else 0.0


def _stems(lines: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words in the first `TELLING` characters; pairs of characters in scripts without spaces."""
    text = "\n".join(lines)[:TELLING].lower()
    unspaced = "".join(WORDLESS_SCRIPT.findall(text))
    pairs = {unspaced[at : at + 2] for at in range(len(unspaced) - 1)}
    return frozenset(pairs or {word[:STEM] for word in CONTENT_WORD.findall(text)})
