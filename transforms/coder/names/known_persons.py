"""Later mentions of the persons that a story introduced, and their union with what the gazetteer found."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from transforms.coder.names.gazetteer import Match
from transforms.coder.names.introduction_patterns import Introduction
from transforms.coder.names.overlaps import Overlaps
from transforms.coder.names.person_names import Span
from transforms.coder.names.person_titles import PersonTitles, TitleKind
from transforms.coder.names.rows import Kind
from transforms.coder.names.spelling import fold

_NEXT_NAME = re.compile(r" (?:(?:al|el|bin|de|da|do|dos|van|von|der|ul) )?[A-Z][a-z]")
_LAST_WORD = re.compile(r"([A-Za-z][\w.'-]*) $")


def known_persons(
    text: str,
    introductions: Sequence[Introduction],
    matches: Sequence[Match],
    titles: PersonTitles,
) -> tuple[Match, ...]:
    """Every mention of an introduced person, in order, the introduction itself included.

    A form that belongs to persons of two countries counts for neither. A form that is also a country, a place or,
    elsewhere in the text, a common word counts only after a title. `row_id` is "introduced:" and the full name.
    """
    plain = fold(text)
    found = {i.start: _match(text, i.start, i.end, i) for i in introductions}
    taken = Overlaps[Match | Introduction]((*(m for m in matches if m.kind is not Kind.LEADER), *introductions))
    forms = {
        form: person for form, person in _unambiguous(introductions).items() if form not in titles.words["calendar"]
    }
    if forms:
        is_common = cache(partial(_is_common_word, plain))
        for mention in _mention_pattern(forms).finditer(plain):
            person, span = forms[mention[0]], mention.span()
            if not taken.over(*span) and _is_person(plain, span, titles, is_common):
                found[span[0]] = _match(text, *span, person)
    return tuple(found[start] for start in sorted(found))


def with_persons(matches: Sequence[Match], persons: Sequence[Match]) -> tuple[Match, ...]:
    """Both without overlap. A person of the story beats a leader of the codebook unless they agree on the country."""
    told = Overlaps(persons)
    kept = list(_namesakes([m for m in matches if all(_agrees(m, p) for p in told.over(m.start, m.end))]))
    held = Overlaps(kept)
    free = [p for p in persons if not held.over(p.start, p.end)]
    return tuple(sorted((*kept, *free), key=lambda match: match.start))


def _namesakes(matches: Sequence[Match]) -> Iterator[Match]:
    """Leaders by the full names of the story: after "Jimmy Morales" a Morales is no other president of that name."""
    whole: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.kind is Kind.LEADER and " " in match.text:
            whole[match.text.rpartition(" ")[2]].append(match)
    for match in matches:
        is_surname = match.kind is Kind.LEADER and " " not in match.text
        named = whole.get(match.text, []) if is_surname else []
        is_other = bool(named) and match.iso3 not in {m.iso3 for m in named}
        yield replace(match, iso3=named[0].iso3, sector=named[0].sector) if is_other else match


def _agrees(match: Match, person: Match) -> bool:
    return match.iso3 == person.iso3 and match.start <= person.start and match.end >= person.end


def _match(text: str, start: int, end: int, person: Introduction) -> Match:
    return Match(start, end, text[start:end], person.iso3, person.sector, Kind.LEADER, f"introduced:{person.name}")


def _unambiguous(introductions: Sequence[Introduction]) -> dict[str, Introduction]:
    """Each full name and short form that belongs to one country, with the first person who bears it."""
    bearers: dict[str, list[Introduction]] = defaultdict(list)
    for person in introductions:
        for form in dict.fromkeys((fold(person.name), *person.forms)):
            bearers[form].append(person)
    return {
        form: persons[0]
        for form, persons in bearers.items()
        if len({person.iso3 for person in persons}) == 1 and len(form) > 1
    }


def _mention_pattern(forms: dict[str, Introduction]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _is_person(plain: str, span: Span, titles: PersonTitles, is_common: Callable[[str], bool]) -> bool:
    start, end = span
    form = plain[start:end]
    if " " in form:
        return True
    title = titles.before(plain, start - 1) if start else None
    if title is not None and title.kind in {TitleKind.OFFICE, TitleKind.RANK}:
        return _NEXT_NAME.match(plain, end) is None
    if is_common(form) or _NEXT_NAME.match(plain, end):
        return False
    return not _follows_other_name(plain, start, titles)


def _is_common_word(plain: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", plain) is not None


def _follows_other_name(plain: str, start: int, titles: PersonTitles) -> bool:
    """ "Ali Hussein" is not the introduced Fuad Hussein."""
    word = _LAST_WORD.search(plain, max(0, start - 30), start)
    if word is None or not word[1][0].isupper() or (word[1].endswith(".") and len(word[1]) > 2):
        return False
    return word[1].lower() not in titles.words["sentence_opener"] and word[1] not in titles.words["calendar"]
