"""A parsed sentence as plain objects: what the grammar reads, without the cost of asking spaCy for each attribute."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, overload

Found = TypeVar("Found")


class Token:
    """A word of a parse. Attributes are named as spaCy names them; `idx` counts characters of the sentence's text.

    Two tokens are equal only where they are the same object.
    """

    __slots__ = ("children", "dep_", "head", "i", "idx", "lemma_", "lower_", "pos_", "relations", "tag_", "text")

    def __init__(self, i: int, idx: int, text: str, lower: str, tag: str, pos: str, dep: str, lemma: str) -> None:
        self.i, self.idx, self.text, self.lower_ = i, idx, text, lower
        self.tag_, self.pos_, self.dep_, self.lemma_ = tag, pos, dep, lemma
        self.head = self
        self.children: list[Token] = []  # in the order of the sentence
        self.relations: dict[object, object] = {}  # what `once` has found

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag_}/{self.dep_}"

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens above this one, from the nearest up."""
        above = self
        while above.head is not above:
            above = above.head
            yield above

    @property
    def subtree(self) -> Iterator[Token]:
        """This token and all below it, each phrase from left to right."""
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, is_next = waiting.pop()
            if is_next or not token.children:
                yield token
                continue
            waiting += [(child, False) for child in reversed(token.children) if child.i > token.i]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.children) if child.i < token.i]

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other members of the coordination that the token stands in."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for member in found:
            found += [child for child in member.children if child.dep_ == "conj" and child.i > member.i]
        return tuple(member for member in found if member is not self) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` up to `end`, exclusive; `root` is the one nearest to the root of the sentence."""

    start: int
    end: int
    root: Token

    def __len__(self) -> int:
        return self.end - self.start


def once(find: Callable[[Token], Found]) -> Callable[[Token], Found]:
    """A relation of a token is worked out once, however many rows ask for it: a parse never changes."""

    @wraps(find)
    def found(token: Token) -> Found:
        try:
            known: Any = token.relations[find]
        except KeyError:
            known = token.relations[find] = find(token)
        answer: Found = known
        return answer

    return found


def hang(token: Token, head: Token) -> None:
    """Hangs a word, with the "and" before it, on another head."""
    links = [c for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
    for word in (*links[-1:], token):
        word.head.children.remove(word)
        word.head = head
        head.children.append(word)
    head.children.sort(key=lambda child: child.i)


class Parse(Sequence[Token]):
    """The tokens of one sentence, tied together."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self._tokens = tokens
        self._starts = [token.idx for token in tokens]

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...

    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        return self._tokens[index]

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def depth(self) -> int:
        """Steps from the root to the lowest token."""
        level, steps = [token for token in self._tokens if token.head is token], 0
        while level := [child for token in level for child in token.children]:
            steps += 1
        return steps

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens that hold the characters from `start` up to `end`, cut ones too; None where there are none."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        if first < 0 or end > len(self.text):
            return None
        if start >= self._tokens[first].idx + len(self._tokens[first]):  # in the space behind a token
            first += 1
        return Span(first, last + 1, self._root(first, last)) if first <= last else None

    def _root(self, first: int, last: int) -> Token:
        tokens = self._tokens[first : last + 1]
        tops = [token for token in tokens if token.head is token or not first <= token.head.i <= last]
        return min(tops, key=self._depth) if tops[1:] else (*tops, *tokens)[0]

    def _depth(self, token: Token) -> int:
        """Steps up to the root; punctuation and space that nothing hangs on is no root of anything."""
        if token.head is not token and not token.children and not any(map(str.isalnum, token.text)):
            return len(self._tokens)
        return sum(1 for _ in token.ancestors)
