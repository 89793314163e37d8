"""Which words of a text stand for a country, a body or an armed group: one pass over thousands of dated aliases."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from transforms.coder.names.rows import AliasRow, Kind, read_alias_rows, read_word_lists
from transforms.coder.names.spelling import fold, spellings

HYPHENATED = "hyphenated"
_BEFORE_TERM = timedelta(days=180)  # news treats the elected as the coming leader
_AFTER_TERM = timedelta(days=365)  # and goes on naming the last one
_PREFIX = re.compile(r"([^\W\d_]+)-$")
_NEXT_WORDS = re.compile(r"(?: [\w-]+){1,3}")
_SUFFIX = re.compile(r"-([^\W\d_]+)")
_ARTICLES = frozenset({"al", "el", "ul", "ad", "an", "ar", "as", "ash", "at"})  # al-Sabah is no Sabah
_PREFIXES = frozenset(
    {"pro", "anti", "non", "ex", "post", "pre", "mid", "all", "then", "former", "counter", "trans", "inter", "pan"}
)
_TWO_NATIONALITIES = frozenset({Kind.ADJECTIVE, Kind.DEMONYM})


@dataclass(frozen=True, slots=True)
class Match:
    """An alias at a span of the text; `text` is the span without a possessive ending.

    `affix` is the lower-case word that a hyphen ties to it ("led", "backed", "pro", "anti", "born", "era"), or
    "hyphenated" for one of two adjectives that describe somebody of two nationalities ("an Iranian-American doctor",
    but not "Iranian-American relations").
    """

    start: int
    end: int
    text: str
    iso3: str
    sector: str | None
    kind: Kind
    row_id: str
    affix: str | None = None


class _Currency(IntEnum):
    """Whether a row holds on the day of the text; the smaller is the better."""

    NOW = 0
    NEAR = 1
    THEN = 2
    NO = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    row: AliasRow


class Gazetteer:
    """All aliases in one automaton. Rows of one spelling are tried in the order given; the first that fits wins.

    After one of `relation_nouns`, two hyphenated adjectives are two parties.
    """

    def __init__(self, rows: Sequence[AliasRow], relation_nouns: frozenset[str] = frozenset()) -> None:
        self._relation_nouns = relation_nouns
        patterns: dict[str, list[tuple[AliasRow, bool]]] = defaultdict(list)
        for row in rows:
            own = fold(row.alias)
            for spelling in _spellings(row):
                patterns[spelling].append((row, spelling.isupper() and not own.isupper()))
        self._rows = [tuple(found) for found in patterns.values()]
        # the DFA is a fifth faster and takes 90 MB more in every worker
        self._automaton = AhoCorasick(
            patterns, matchkind=MatchKind.Standard, store_patterns=False, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str, *, on: date | None) -> tuple[Match, ...]:
        """The matches of a text in order, without overlap: the leftmost, of these the longest.

        Args:
            text: any text; offsets count its characters.
            on: the day of the text. A leader stands for a country from half a year before the term to a year after
                it; other aliases of that day are only preferred. None accepts every alias.
        """
        plain = fold(text)
        candidates: list[_Candidate] = []
        last_end = 0
        for start, end, pattern in self._spans(plain):
            if start >= last_end and (row := self._fitting_row(plain, start, end, pattern, on)):
                candidates.append(_Candidate(start, end, row))
                last_end = end
        return _matches(text, plain, candidates, self._relation_nouns)

    def _spans(self, plain: str) -> list[tuple[int, int, int]]:
        """Spans with word borders, leftmost first and of these the longest first."""
        found = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        spans = [(start, end, pattern) for pattern, start, end in found if _is_word(plain, start, end)]
        spans.sort(key=lambda span: (span[0], -span[1]))
        return spans

    def _fitting_row(self, plain: str, start: int, end: int, pattern: int, on: date | None) -> AliasRow | None:
        second_best: tuple[_Currency, AliasRow] | None = None
        for row, in_capitals in self._rows[pattern]:
            currency = _Currency.NOW if on is None else _currency(row, on)
            if currency is _Currency.NO or (second_best and currency >= second_best[0]):
                continue
            if row.context.holds(plain, start, end, in_capitals=in_capitals):
                if currency is _Currency.NOW:
                    return row
                second_best = (currency, row)
        return second_best[1] if second_best else None


def read_gazetteer(files: Mapping[str, bytes]) -> Gazetteer:
    """The gazetteer of the codebook's tables; CodebookError names the first unusable row."""
    return Gazetteer(read_alias_rows(files), frozenset(read_word_lists(files)["relation_noun"]))


def _spellings(row: AliasRow) -> Sequence[str]:
    if not row.context.any_case:
        return spellings(row.alias)
    lower = fold(row.alias).lower()
    return tuple(dict.fromkeys((*spellings(row.alias), lower, lower[0].upper() + lower[1:])))


def _is_word(plain: str, start: int, end: int) -> bool:
    if end < len(plain) and (plain[end].isalnum() or plain[end] == "_"):
        return False
    if start == 0:
        return True
    before = plain[start - 1]
    if before == "<" and plain[end : end + 1] in {">", "."}:  # a ticker: <GM>, <BP.L>
        return False
    return not (before.isalnum() or before in "_@" or (before == "'" and plain[start - 2 : start - 1].isalpha()))


def _currency(row: AliasRow, on: date) -> _Currency:
    first, last = row.valid_from or date.min, row.valid_to or date.max
    if first <= on <= last:
        return _Currency.NOW
    if row.kind is not Kind.LEADER:
        return _Currency.THEN
    is_near = first - on <= _BEFORE_TERM if on < first else on - last <= _AFTER_TERM
    return _Currency.NEAR if is_near else _Currency.NO


def _matches(
    text: str, plain: str, candidates: Sequence[_Candidate], relation_nouns: frozenset[str]
) -> tuple[Match, ...]:
    tied = {i for i, (one, other) in enumerate(pairwise(candidates)) if plain[one.end : other.start] == "-"}
    found: list[Match] = []
    for i, candidate in enumerate(candidates):
        start, end, row = candidate.start, candidate.end, candidate.row
        is_hidden = row.kind is Kind.NOBODY or (i - 1 not in tied and _is_part_of_a_name(plain, start, row.kind))
        if is_hidden:
            continue
        if any(_is_nationality(plain, candidates[j : j + 2], relation_nouns) for j in (i - 1, i) if j in tied):
            affix: str | None = HYPHENATED
        else:
            affix = _prefix(plain, start, i - 1 in tied) or _suffix(plain, end, i in tied)
        found.extend(Match(start, end, text[start:end], c, row.sector, row.kind, row.row_id, affix) for c in row.codes)
    return tuple(found)


def _is_nationality(plain: str, pair: Sequence[_Candidate], relation_nouns: frozenset[str]) -> bool:
    if not {candidate.row.kind for candidate in pair} <= _TWO_NATIONALITIES:
        return False
    following = _NEXT_WORDS.match(plain, pair[1].end)
    return following is None or relation_nouns.isdisjoint(following[0].lower().split())


def _is_part_of_a_name(plain: str, start: int, kind: Kind) -> bool:
    """ "Smith-Jordan", "al-Sabah": a hyphen after a name or an article makes a new name, except before an adjective."""
    if start == 0 or plain[start - 1] != "-" or kind in _TWO_NATIONALITIES:
        return False
    prefix = _PREFIX.search(plain, max(0, start - 20), start)
    if prefix is None or prefix[1].lower() in _PREFIXES:
        return False
    return prefix[1][0].isupper() or (prefix[1] in _ARTICLES and kind is not Kind.LEADER)


def _prefix(plain: str, start: int, is_tied: bool) -> str | None:
    if is_tied or start == 0 or plain[start - 1] != "-":
        return None
    prefix = _PREFIX.search(plain, max(0, start - 20), start)
    return prefix[1].lower() if prefix and (prefix[1].islower() or prefix[1].lower() in _PREFIXES) else None


def _suffix(plain: str, end: int, is_tied: bool) -> str | None:
    suffix = None if is_tied else _SUFFIX.match(plain, end)
    return suffix[1].lower() if suffix else None
