"""Plain text to the news texts in it: without site furniture, parted where a second dateline opens another story.

Lines are judged one by one (`furniture`), then the stretch of lines with the greatest sum of scores is the story
(maximum-sum segment, after Pasternack and Roth, WWW 2009). A text without any furniture is kept whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.datelines import Dateline, opening_dateline
from transforms.furniture import FURNITURE_SCORE, Judged, LineKind, judge_lines
from transforms.headlines import find_headline
from transforms.story_borders import part_at_datelines, story_starts
from transforms.text_lines import Line, split_lines
from transforms.zones import Zone, best_zone

MENU_LENGTH = 6  # this many lines of three words or less in a row are a menu
DROPPED = (LineKind.FURNITURE, LineKind.END_MARK, LineKind.CREDIT, LineKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class PlainStory:
    """One story of a plain text. `text` begins with `headline` where one was found.

    `above` and `below` are the lines around the body that were left out: they may state its date and publisher.
    """

    headline: str | None
    text: str
    dateline: Dateline | None
    above: tuple[str, ...]
    below: tuple[str, ...]


def read_plain_text(text: str) -> tuple[PlainStory, ...]:
    """The stories of a plain text in order; empty where it holds no news, only furniture or nothing at all."""
    lines = part_at_datelines(split_lines(text))
    judged = judge_lines([line.text for line in lines])
    starts = [0, *story_starts(lines, judged, is_page=_holds_furniture(judged)), len(lines)]
    stories = (_story(lines[a:b], judged[a:b]) for a, b in pairwise(starts))
    return tuple(story for story in stories if story)


def _story(lines: Sequence[Line], judged: Sequence[Judged]) -> PlainStory | None:
    is_page = _holds_furniture(judged)
    zone = best_zone(judged) if is_page else Zone(0, len(lines), 0.0, 0.0)
    headline = find_headline([line.text for line in lines], judged, zone, is_page=is_page)
    menu = _menu_lines(judged)
    kept = [n for n in range(zone.start, zone.end) if n not in menu and _is_kept(judged[n], is_page=is_page)]
    if not kept and is_page:
        kept = [n for n, line in enumerate(judged) if line.kind is LineKind.PROSE]
    body = [n for n in (*headline.decks, *kept) if n not in headline.repeats]
    if not kept:
        return None
    text = _joined([lines[n] for n in body])
    if headline.text:
        text = f"{headline.text}\n{text}"
    dateline = next((found for n in body[:4] if (found := opening_dateline(lines[n].text))), None)
    around = [line.text for line in lines]
    left_out = sorted(set(range(zone.start, zone.end)).difference(kept))
    above = tuple(around[: zone.start] + [around[n] for n in left_out])
    return PlainStory(headline.text, text.strip(), dateline, above, tuple(around[zone.end :]))


def _holds_furniture(judged: Sequence[Judged]) -> bool:
    return any(line.kind in (LineKind.FURNITURE, LineKind.END_MARK) for line in judged) or bool(_menu_lines(judged))


def _menu_lines(judged: Sequence[Judged]) -> frozenset[int]:
    """The lines of menus: `MENU_LENGTH` or more lines of three words or less on end."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate(judged):
        if line.kind is LineKind.SHORT and line.n_words <= 3:
            run.append(number)
            continue
        found.update(run if len(run) >= MENU_LENGTH else ())
        run = []
    return frozenset(found.union(run if len(run) >= MENU_LENGTH else ()))


def _is_kept(line: Judged, *, is_page: bool) -> bool:
    """On a page a line of one or two words, or one that comes back, is a button, a name or a topic."""
    if line.kind in DROPPED:
        return False
    is_button = line.kind is LineKind.SHORT and (line.n_words < 3 or line.score <= FURNITURE_SCORE)
    return not (is_page and (is_button or line.kind is LineKind.REPEAT))


def _joined(lines: Sequence[Line]) -> str:
    return "".join((" " if line.is_cut else "\n") + line.text for line in lines).lstrip()
