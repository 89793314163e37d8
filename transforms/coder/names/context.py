"""The small language of the `context` column: which words around an alias let it stand for its country.

Clauses stand with `;` between them and must all hold; the words of a clause stand with `|` between them:

    not_after:Michael|Air      the alias does not follow one of these
    after:President|Mr.        it follows one of these
    not_before:Tech|Power      none of these follows it
    before:-|and               one of these follows it
    not_inside:in _ @break     not with these two around it
    near:Tbilisi|Georgian      one of these occurs anywhere in the text
    not_near:Atlanta           none of these occurs anywhere in the text
    not_in_capitals            not where the words around it are in capitals only, as in a headline: WHO, US
    any_case                   the alias is also known in lower case

Words are compared as written. Special words: `@capital` (a word with a capital), `@lower` (a word without), `@break`
(punctuation or the border of the text), and `@name` for every word of that list in `word_lists.csv`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.coder.names.spelling import fold

ANY_CASE = "any_case"
NOT_IN_CAPITALS = "not_in_capitals"
_SPECIAL = frozenset({"@capital", "@lower", "@break"})
_SIDED = frozenset({"not_after", "after", "not_before", "before", "not_inside", "near", "not_near"})
_REACH = 48  # characters looked at on each side; longer than any listed phrase
_BREAKS = re.compile(r"[.,;:!?()\[\]\"“”—/]|- ")


class ContextSyntaxError(ValueError):
    """A cell that is no context; the reader of the row turns it into a CodebookError."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one clause, and the same in capitals for headlines."""

    plain: tuple[str, ...]
    capitals: tuple[str, ...]
    special: frozenset[str]

    def end(self, before: str, *, in_capitals: bool) -> bool:
        """Whether the text before the alias ends with one of the words."""
        words = self.capitals if in_capitals else self.plain
        left = before.rstrip(" ")
        if self.special and _special_left(left, self.special):
            return True
        return left.endswith(words) and any(left.endswith(w) and not left[: -len(w)][-1:].isalnum() for w in words)

    def begin(self, after: str, *, in_capitals: bool) -> bool:
        """Whether the text after the alias begins with one of the words."""
        words = self.capitals if in_capitals else self.plain
        right = after.lstrip(" ")
        if self.special and _special_right(right, self.special):
            return True
        return right.startswith(words) and any(
            right.startswith(w) and not (w[-1].isalnum() and right[len(w) :][:1].isalnum()) for w in words
        )

    def occur(self, text: str) -> bool:
        """Whether one of the words occurs in the text as a word, in its own spelling or in capitals."""
        return any(
            word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            for word in (*self.plain, *self.capitals)
        )


@dataclass(frozen=True, slots=True)
class NameContext:
    """A parsed context. The empty one holds everywhere."""

    clauses: tuple[tuple[str, Words], ...] = ()
    frames: tuple[tuple[Words, Words], ...] = ()
    not_in_capitals: bool = False
    any_case: bool = False

    def holds(self, text: str, start: int, end: int, *, in_capitals: bool) -> bool:
        """Whether the alias at these offsets of the folded text may stand for its country."""
        if not (self.clauses or self.frames or self.not_in_capitals):
            return True
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if self.not_in_capitals and (in_capitals or _is_in_capitals(before + after)):
            return False
        for left, right in self.frames:
            if left.end(before, in_capitals=in_capitals) and right.begin(after, in_capitals=in_capitals):
                return False
        return all(
            _clause_holds(name, words, text, (before, after), in_capitals=in_capitals) for name, words in self.clauses
        )


def _is_in_capitals(around: str) -> bool:
    return around.isupper() and sum(map(str.isalpha, around)) > 3


def _clause_holds(name: str, words: Words, text: str, sides: tuple[str, str], *, in_capitals: bool) -> bool:
    wanted = not name.startswith("not_")
    match name.removeprefix("not_"):
        case "after":
            return words.end(sides[0], in_capitals=in_capitals) is wanted
        case "before":
            return words.begin(sides[1], in_capitals=in_capitals) is wanted
        case _:
            return words.occur(text) is wanted


def parse_context(cell: str | None, word_lists: Mapping[str, Sequence[str]]) -> NameContext:
    """The context a cell describes; ContextSyntaxError says what is wrong with it."""
    clauses: list[tuple[str, Words]] = []
    frames: list[tuple[Words, Words]] = []
    flags: set[str] = set()
    for clause in filter(None, (part.strip() for part in (cell or "").split(";"))):
        name, colon, listed = clause.partition(":")
        if clause in {ANY_CASE, NOT_IN_CAPITALS}:
            flags.add(clause)
        elif name not in _SIDED or not colon or not listed.strip("| "):
            raise ContextSyntaxError(f"{clause!r} is no clause; write not_after:word|word, near:word, any_case ...")
        elif name == "not_inside":
            frames += [_frame(item, word_lists) for item in listed.split("|")]
        else:
            clauses.append((name, _words(listed.split("|"), word_lists)))
    return NameContext(tuple(clauses), tuple(frames), NOT_IN_CAPITALS in flags, ANY_CASE in flags)


def _frame(item: str, word_lists: Mapping[str, Sequence[str]]) -> tuple[Words, Words]:
    left, gap, right = item.partition(" _ ")
    if not gap:
        raise ContextSyntaxError(f"{item!r} has no ' _ ' for the place of the alias")
    return _words([left], word_lists), _words([right], word_lists)


def _words(items: Sequence[str], word_lists: Mapping[str, Sequence[str]]) -> Words:
    written: list[str] = []
    special: set[str] = set()
    for item in filter(None, (item.strip() for item in items)):
        if item in _SPECIAL:
            special.add(item)
        elif item.startswith("@"):
            if item[1:] not in word_lists:
                raise ContextSyntaxError(f"unknown word list {item!r}; see word_lists.csv")
            written += word_lists[item[1:]]
        else:
            written.append(item)
    return _folded_words(tuple(written), frozenset(special))


@lru_cache(maxsize=4096)  # thousands of aliases share a few clauses, and some lists have hundreds of words
def _folded_words(written: tuple[str, ...], special: frozenset[str]) -> Words:
    plain = tuple(fold(word) for word in written)
    return Words(plain, tuple(word.upper() for word in plain), special)


def _special_left(left: str, special: frozenset[str]) -> bool:
    word = re.search(r"[^\W\d_][\w.'-]*$", left)
    if word is None:
        return "@break" in special
    return ("@capital" if word[0][0].isupper() else "@lower") in special


def _special_right(right: str, special: frozenset[str]) -> bool:
    if not right or _BREAKS.match(right):
        return "@break" in special
    return ("@capital" if right[0].isupper() else "@lower" if right[0].isalpha() else "") in special
