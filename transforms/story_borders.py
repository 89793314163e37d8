"""Where another story begins in a text: at a dateline that stands behind a whole story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.datelines import PREFIX_WORDS, find_datelines, opening_dateline, speakers
from transforms.furniture import ROW_SCORE, Judged, LineKind
from transforms.text_lines import Line, count_words
from transforms.zones import Zone, ZoneFinder, best_zone

LEAST_ON_PAGE = 6.0  # scores are about words
LEAST_ACROSS_FURNITURE = 60.0  # so that a teaser below the comments, or one above the story, is no story
LARGE = 150.0  # this much text is a story whatever stands between
DECK_WORDS = 60  # a shorter text above a dateline may be the headline and deck of what follows
SHARED_BY_DECK = 0.34  # the part of its words that a deck has in common with the beginning of its story
HEAD_LINES = 6  # a headline, a day and a byline may stand above a dateline
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"”]?\s")
CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
SIGN_OFF = re.compile(r"(?:[.!?\"”)]|\d|\b[a-z]+)\s+([^\W\d_]{2,15})$")


def part_at_datelines(lines: Sequence[Line]) -> list[Line]:
    """Lines cut before each dateline that stands inside them, so that every dateline opens a line."""
    closing = SIGN_OFF.search(lines[-1].text[-60:]) if lines else None
    sign_off = closing[1] if closing else None
    parted: list[Line] = []
    for line in lines:
        start = 0
        for dateline in find_datelines(line.text, sign_off=sign_off):
            if count_words(line.text[start : dateline.start][-200:]) > PREFIX_WORDS:
                parted.append(replace(line, text=line.text[start : dateline.start].rstrip(), is_cut=start > 0))
                start = dateline.start
        parted.append(replace(line, text=line.text[start:], is_cut=start > 0))
    return parted


def story_starts(lines: Sequence[Line], judged: Sequence[Judged], *, is_page: bool) -> Iterator[int]:
    """Numbers of the lines, after the first, with which another story begins: its headline, else its dateline.

    Args:
        is_page: furniture stands in the text. Then a teaser with a dateline is no story; else every text is one.
    """
    borders = _borders(lines, judged, is_page=is_page)
    ends = [*borders[1:], len(lines)][: len(borders)]
    finder, start, seen = ZoneFinder(), 0, 0
    for border, end in zip(borders, ends, strict=True):
        head = max(_head(lines, judged, border), seen)
        for line in judged[seen:head]:
            finder.see(line)
        seen = head
        zones = finder.best, best_zone(judged[border:end])
        is_border = _parts_page(*zones) if is_page else _parts_text(judged[start:head], judged[border:end])
        is_table = any(line.score == ROW_SCORE for line in judged[start:head])
        announcing = lines[max(start, zones[0].start - 2) if is_page else start : head]
        if is_border and (is_table or not _is_deck(announcing, lines[border:end])):
            yield head
            finder, start = ZoneFinder(head), head


def _borders(lines: Sequence[Line], judged: Sequence[Judged], *, is_page: bool) -> list[int]:
    opened = {number: found for number, line in enumerate(lines) if number and (found := opening_dateline(line.text))}
    not_places = speakers(list(opened.values()))
    return [
        number
        for number, found in opened.items()
        if found.is_labelled
        or (found.place not in not_places and not (is_page and _is_heading(lines[number], judged[number])))
    ]


def _parts_page(before: Zone, behind: Zone) -> bool:
    """Whether both are stories: where furniture stands between, they must be worth more than it costs."""
    least = LEAST_ON_PAGE
    if before.behind < 0:
        least = min(max(LEAST_ACROSS_FURNITURE, -before.behind), LARGE)
    return before.score >= least and behind.score >= least


def _parts_text(before: Sequence[Judged], behind: Sequence[Judged]) -> bool:
    """Whether prose or the rows of a table stand before a dateline, not only a headline, a day and a byline."""
    is_told = any(line.kind is LineKind.PROSE for line in before)
    n_short = sum(line.kind is LineKind.SHORT and line.n_words >= 3 for line in before)
    is_table = n_short >= 3 or (n_short == 2 and any(line.score == ROW_SCORE for line in before))
    return (is_told or is_table) and sum(line.n_words for line in behind[:8]) >= 5


def _is_deck(before: Sequence[Line], behind: Sequence[Line]) -> bool:
    """Whether the text before a dateline only announces the text behind it: it is short and uses the same words."""
    above = " ".join(line.text[:600] for line in before[:8])
    if len(before) > 8 or count_words(above) >= DECK_WORDS:
        return False
    announced = _content_words(above)
    told = _content_words(" ".join(line.text[:600] for line in behind[:3]))
    return len(announced & told) >= len(announced) * SHARED_BY_DECK


def _content_words(text: str) -> set[str]:
    return {word[:5].lower() for word in CONTENT_WORD.findall(text)}


def _head(lines: Sequence[Line], judged: Sequence[Judged], border: int) -> int:
    """The line with the headline of the story whose dateline is at `border`, else `border`.

    The headline is a short line right behind a sentence; only a day, a byline and furniture may stand below it.
    """
    if lines[border].is_cut:
        return border
    above = range(border - 1, max(border - 1 - HEAD_LINES, 0), -1)
    prose = next((number for number in above if _is_told(lines[number], judged[number])), None)
    if prose is None or prose + 1 >= border or not _is_heading(lines[prose + 1], judged[prose + 1]):
        return border
    rest = judged[prose + 2 : border]
    return prose + 1 if all(line.kind is not LineKind.SHORT or line.n_words <= 3 for line in rest) else border


def _is_told(line: Line, judged: Judged) -> bool:
    return judged.kind is LineKind.PROSE or (judged.kind is LineKind.SHORT and line.text.endswith((".", ".”", '."')))


def _is_heading(line: Line, judged: Judged) -> bool:
    if judged.kind is not LineKind.SHORT or not 3 <= judged.n_words <= 25 or judged.score > 0:
        return False
    return not SENTENCE_END.search(line.text)
