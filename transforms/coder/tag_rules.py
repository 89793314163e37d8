"""The language model's own rules from word, tag and relation to part of speech and lemma, looked up instead of matched.

spaCy's `attribute_ruler` runs its patterns as a matcher over every sentence, which takes as long as the parse. Nearly
all of them look at one word and its tag, so only the few of that word and tag are tried here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Word(NamedTuple):
    """What the rules look at: the word in lower case, its tag, and its relation to its head."""

    lower: str
    tag: str
    dep: str


class Attributes(NamedTuple):
    """What the rules say of a word; "" where they say nothing."""

    tag: str
    pos: str
    dep: str
    morph: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """Patterns of words in a row, by spaCy's names of attributes; `says` is about the word at `index` of the row."""

    number: int
    row: tuple[Mapping[str, Any], ...]
    index: int
    says: Mapping[str, str]

    def words(self) -> Sequence[str]:
        """The words in lower case that the rule is about; none where it names them otherwise."""
        wanted = self.row[self.index].get("LOWER", {})
        return (wanted,) if isinstance(wanted, str) else wanted.get("IN", ())

    def fits(self, tag: str, dep: str) -> bool:
        """Whether the tag and the relation of a word are such as a rule about one word asks for."""
        asked = self.row[self.index]
        return _is_met(asked.get("TAG", tag), tag) and _is_met(asked.get("DEP", dep), dep)

    def admits(self, lower: str) -> bool:
        """Whether a word is such as a rule asks for that is about one word and fits its tag and relation."""
        asked = self.row[self.index]
        is_space = "IS_SPACE" not in asked or _is_met(asked["IS_SPACE"], lower.isspace())
        return is_space and ("LOWER" not in asked or _is_met(asked["LOWER"], lower))

    def holds(self, words: Sequence[Word], at: int) -> bool:
        first = at - self.index
        if first < 0 or first + len(self.row) > len(words):
            return False
        return all(_is_like(words[first + i], pattern) for i, pattern in enumerate(self.row))


class TagRules:
    """Answers for one word after the other; of rules that contradict each other the last holds.

    A rule that sees neighbours must name its word: "y'all", of which spaCy knows a regular expression, is left out.
    """

    def __init__(self, patterns: Iterable[Mapping[str, Any]]) -> None:
        """`patterns` are those of spaCy's attribute ruler."""
        rows = ((row, p) for p in patterns for row in p["patterns"])
        rules = [_Rule(n, tuple(row), p["index"], p["attrs"]) for n, (row, p) in enumerate(rows)]
        self._words_in_row = {word for rule in rules if len(rule.row) > 1 for word in rule.words()}
        self._of_word = _grouped((word, rule) for rule in rules for word in rule.words())
        self._of_any_word = [rule for rule in rules if len(rule.row) == 1 and not rule.words()]
        self._of_form: dict[tuple[str, str], list[_Rule]] = {}  # of any word, by its tag and relation

    def look_around(self, word: str) -> bool:
        """Whether what the rules say of this lower-case word may depend on its neighbours."""
        return word in self._words_in_row

    def attributes(self, words: Sequence[Word], at: int) -> Attributes:
        """What the rules say of the word at `at` of a sentence."""
        lower, tag, dep = words[at]
        holding = [rule for rule in self._rules_of(tag, dep) if rule.admits(lower)]
        if lower in self._of_word:
            holding += [rule for rule in self._of_word[lower] if rule.holds(words, at)]
            holding.sort(key=lambda rule: rule.number)
        says: dict[str, str] = {}
        for rule in holding:
            says |= rule.says
        return Attributes(*(says.get(name, "") for name in ("TAG", "POS", "DEP", "MORPH", "LEMMA")))

    def _rules_of(self, tag: str, dep: str) -> list[_Rule]:
        if (tag, dep) not in self._of_form:
            rules = (rule for rule in self._of_any_word if rule.fits(tag, dep))
            self._of_form[tag, dep] = sorted(rules, key=lambda rule: rule.number)
        return self._of_form[tag, dep]


def _grouped(pairs: Iterable[tuple[str, _Rule]]) -> dict[str, list[_Rule]]:
    groups: dict[str, list[_Rule]] = defaultdict(list)
    for word, rule in pairs:
        groups[word].append(rule)
    return groups


def _is_like(word: Word, pattern: Mapping[str, Any]) -> bool:
    own = {"LOWER": word.lower, "TAG": word.tag, "DEP": word.dep, "IS_SPACE": word.lower.isspace()}
    return all(_is_met(wanted, own[name]) for name, wanted in pattern.items())


def _is_met(wanted: Any, value: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(wanted == value)
    if "REGEX" in wanted:
        return re.search(wanted["REGEX"], value) is not None
    return value in wanted["IN"] if "IN" in wanted else value not in wanted["NOT_IN"]
