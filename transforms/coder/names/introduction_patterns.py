"""Persons whom the story itself introduces: "Iraqi Foreign Minister Fuad Hussein" is Iraq, and so is "Hussein" later.

Five ways are read, each around a country's word M, an office T and a name N:
"M T N", "N, M's T", "N, T of M", "T of M, N" and "T N of M"; also "M T N and T N".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.coder.names.gazetteer import Match
from transforms.coder.names.overlaps import Overlaps
from transforms.coder.names.person_names import Span, is_headline, name_at, name_before, short_forms
from transforms.coder.names.person_titles import PersonTitles, TitleKind
from transforms.coder.names.rows import Kind
from transforms.coder.names.spelling import fold

_OWNERS = frozenset({Kind.NAME, Kind.ADJECTIVE, Kind.DEMONYM, Kind.SEAT, Kind.BODY, Kind.GROUP})
_BODIES = frozenset({Kind.BODY, Kind.GROUP})
_MOST_STEPS = 8
_FORMER = "ELI"
_AFTER_COUNTRY = re.compile(r"(?:'s?)? ")
_UNKNOWN = re.compile(r"(?:[A-Z](?:[\w.'&-]*[\w'&-])?|(?:[A-Z]\.)+|and|&) ")  # "Coast. " ends a sentence
_PURPOSE = re.compile(r" (?:for|to|in|on|at|of|with) (?:the )?")
_PURPOSE_AND_COMMA = re.compile(r"[^,.;:()\"]{3,70}(?=, [A-Z])")
_STEP = re.compile(r" (?:and |& |the )?")
_APPOSED = re.compile(r", (?:who (?:is|was|serves as|served as) )?(?:an? |the )?(?:[a-z-]+ ){0,2}$")
_OF = re.compile(r" (?:of|for|at|with|from) (?:the )?$")
_LINKS = frozenset({"and ", "& "})
_AND = re.compile(r",? and (?:his |her |its |the )?")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person tied to a country or body: the span of the full name, and the forms that come back later."""

    name: str
    forms: tuple[str, ...]
    iso3: str
    sector: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Titled:
    """The titles read from one offset to `end`; `has_rank` says that a rank stands last."""

    end: int
    sector: str | None
    has_office: bool
    has_rank: bool


def find_introductions(text: str, matches: Sequence[Match], titles: PersonTitles) -> tuple[Introduction, ...]:
    """The persons whom a text ties to a country or body by an office, in order; each span once.

    Args:
        text: a story or a sentence.
        matches: what the gazetteer found in it; a leader's full name introduces too.
        titles: the rows of `person_titles.csv`.
    """
    reader = _Reader(text, matches, titles)
    found: dict[int, Introduction] = {}
    for match, span, sector in reader.introduced():
        start, end = span
        order = titles.name_order(match.iso3)
        forms = tuple(dict.fromkeys(short_forms(reader.plain[start:end], order, titles.words["given_name"])))
        found.setdefault(start, Introduction(text[start:end], forms, match.iso3, sector, start, end))
    return tuple(found[start] for start in sorted(found))


class _Reader:
    def __init__(self, text: str, matches: Sequence[Match], titles: PersonTitles) -> None:
        self.text, self.plain, self.matches, self.titles = text, fold(text), matches, titles
        self._organisation_words = titles.words["organisation_word"]
        self._not_names = titles.words["name_breaker"] | titles.words["sentence_opener"]
        self._overlaps = Overlaps(matches)
        self._starting = {match.start: match for match in reversed(matches)}
        self._owned_from = {match.start for match in matches if match.kind in _OWNERS}
        self._headlines: dict[int, bool] = {}  # by where their line begins

    def introduced(self) -> Iterator[tuple[Match, Span, str | None]]:
        for i, match in enumerate(self.matches):
            if match.kind is Kind.LEADER and " " in match.text:
                yield match, (match.start, match.end), match.sector
            if match.kind in _OWNERS and match.affix is None and not self._is_topic(i):
                for span, sector in self._around(match):
                    kept = self._own_part(span, match)
                    if kept is not None:
                        yield match, kept, _sector(match, sector)

    def _is_topic(self, i: int) -> bool:
        """The Iran of "the US Iran envoy": what the office is about, not whose it is."""
        before = self.matches[i - 1] if i else None
        return before is not None and before.kind in _OWNERS and self.plain[before.end : self.matches[i].start] == " "

    def _around(self, match: Match) -> Iterator[tuple[Span, str | None]]:
        if self._is_in_headline(match.start):
            return
        after = _AFTER_COUNTRY.match(self.plain, match.end)
        titled = self._titles_from(after.end() if after else match.end, is_past=self._is_past(match.start))
        if after and (titled.has_office or titled.has_rank):
            yield from self._named_after(titled)
            apposed = _APPOSED.search(self.plain, max(0, match.start - 40), match.start)
            if apposed and (span := self._name_before(apposed.start())):
                yield span, titled.sector
        yield from self._office_of(match, titled.end if after else match.end)

    def _is_in_headline(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at)
        if line not in self._headlines:
            self._headlines[line] = is_headline(self.text, at, self.titles.words["small_word"])
        return self._headlines[line]

    def _is_past(self, start: int) -> bool:
        """ "a former French minister"."""
        title = self.titles.before(self.plain, start - 1) if start else None
        return title is not None and title.kind is TitleKind.PAST

    def _titles_from(self, start: int, *, is_past: bool = False) -> _Titled:
        """What stands after a country's word, title by title: "army chief, General"."""
        end, sector, has_office, has_rank = start, None, False, False
        for _ in range(_MOST_STEPS):
            at = end + 2 if self.plain[end : end + 2] == ", " else end + 1 if end > start else end
            title = self.titles.at(self.plain, at)
            if title is None:
                unknown = None if has_office or has_rank else _UNKNOWN.match(self.plain, at)
                if unknown is None or (unknown[0] in _LINKS and unknown.end() in self._owned_from):
                    break  # "Libya and Ivory Coast": another country's titles follow
                end = unknown.end() - 1
                continue
            is_past = is_past or title.kind is TitleKind.PAST
            has_rank = title.kind is TitleKind.RANK
            if title.kind is TitleKind.OFFICE or (has_rank and not has_office):
                sector = title.sector or sector
            has_office = has_office or title.kind is TitleKind.OFFICE
            end = title.end
        return _Titled(end, _FORMER if is_past else sector, has_office, has_rank)

    def _named_after(self, titled: _Titled) -> Iterator[tuple[Span, str | None]]:
        span = self._name_from(titled.end, may_be_short=titled.has_rank)
        if span is None and titled.has_office and (purpose := _PURPOSE.match(self.plain, titled.end)):
            span = self._name_after_purpose(purpose)
        while span is not None:
            yield span, titled.sector
            link = _AND.match(self.plain, span[1])
            if link and link.end() in self._owned_from:
                return  # "and Japanese Prime Minister N": another country's
            titled = self._titles_from(link.end()) if link else titled
            span = self._name_from(titled.end, may_be_short=False) if link and titled.has_office else None

    def _name_from(self, end: int, *, may_be_short: bool) -> Span | None:
        """The name right after `end`; after a comma it needs two words, lest a list of parties become persons."""
        if self.plain[end : end + 2] == ", ":
            span = name_at(self.plain, end + 2, self._not_names)
            return span if span and (may_be_short or " " in self.plain[slice(*span)]) else None
        return name_at(self.plain, end + 1, self._not_names) if self.plain[end : end + 1] == " " else None

    def _name_after_purpose(self, purpose: re.Match[str]) -> Span | None:
        """The name in "ambassador to Iraq, Ivan Dovhanych" and "representative for Iran Robert Malley"."""
        place = self._starting.get(purpose.end())
        end = place.end if place else purpose.end() - 1
        while (step := _STEP.match(self.plain, end)) and (title := self.titles.at(self.plain, step.end())):
            end = title.end
        if end < purpose.end() and (comma := _PURPOSE_AND_COMMA.match(self.plain, purpose.end())):
            end = comma.end()
        span = self._name_from(end, may_be_short=False)
        return span if span and " " in self.plain[slice(*span)] else None

    def _office_of(self, match: Match, end: int) -> Iterator[tuple[Span, str | None]]:
        """ "T of M, N", "N, T of M" and "T N of M"."""
        link = _OF.search(self.plain, max(0, match.start - 12), match.start)
        if link is None:
            return
        office = self.titles.before(self.plain, link.start())
        if office is not None and office.kind is TitleKind.OFFICE:
            span = self._name_from(end, may_be_short=False)
            if span and " " in self.plain[slice(*span)]:
                yield span, office.sector
            apposed = _APPOSED.search(self.plain, max(0, office.end - 40), office.end)
            if apposed and (span := self._name_before(apposed.start())):
                yield span, office.sector
        elif link[0].startswith((" of", " from")) and (span := self._name_before(link.start(), needs_title=True)):
            yield span, self._sector_before(span[0])

    def _name_before(self, end: int, *, needs_title: bool = False) -> Span | None:
        """The name that ends here, its titles cut off."""
        span = name_before(self.plain, end, self._not_names)
        if span is None:
            return None
        start, is_titled = span[0], False
        while (title := self.titles.at(self.plain, start)) and title.end < end:
            start, is_titled = title.end + 1, is_titled or title.kind in {TitleKind.OFFICE, TitleKind.RANK}
        if needs_title and not is_titled:
            before = self.titles.before(self.plain, start - 1)
            is_titled = before is not None and before.kind in {TitleKind.OFFICE, TitleKind.RANK}
        is_long_enough = needs_title or " " in self.plain[start:end]
        return (start, end) if is_long_enough and (is_titled or not needs_title) else None

    def _sector_before(self, start: int) -> str | None:
        title = self.titles.before(self.plain, start - 1) if start else None
        return title.sector if title else None

    def _own_part(self, span: Span, owner: Match) -> Span | None:
        """The name up to the next match; None where it is a leader of another country or an alias itself."""
        start, end = span
        for match in self._overlaps.over(start, end):
            if match.start >= end or match == owner:
                continue
            if match.kind is Kind.LEADER:
                if match.iso3 != owner.iso3 and (match.start, match.end) != (start, end) and " " in match.text:
                    return None
            elif match.start == start:
                return None
            else:
                end = len(self.plain[:end][: match.start].rstrip(" '"))
        words = self.plain[start:end].split()
        return None if self._organisation_words.intersection(words) or not words else (start, end)


def _sector(owner: Match, of_title: str | None) -> str | None:
    """A firm's or a group's officers share its sector; a chief of staff of a government's seat is no soldier."""
    if owner.kind in _BODIES or (owner.kind is Kind.SEAT and of_title == "MIL"):
        return owner.sector
    return of_title
