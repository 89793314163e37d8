"""Countries and bodies by what they are: the kingdom, the Gulf state, the 27-nation bloc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from transforms.coder.tables import read_rows
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

Descriptions = Mapping[str, frozenset[str]]  # codes of the countries that a word or two describe

# what they stand beside must be a state: "the Gulf state", not "the Gulf crisis"
_STATES = words(
    "country nation state republic neighbour neighbor power giant ally kingdom monarchy emirate sheikhdom sheikdom "
    "sultanate principality city-state bloc alliance cartel body"
)
# "the ruling alliance" is of one country
_AT_HOME = words(
    "ruling governing opposition rebel political electoral parliamentary party coalition left leftist left-wing right "
    "right-wing kurdish islamist conservative liberal nationalist student voting new"
)
_DEFINITE = frozenset({"the", "this", "that"})
_LONGEST = 2  # words


def read_descriptions(files: Mapping[str, bytes], codes: Collection[str]) -> Descriptions:
    """The rows of `descriptions.csv`; CodebookError names one with an unknown code."""
    described: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(files, "descriptions.csv"):
        if row["iso3"] not in codes:
            raise row.error(f"unknown iso3 {row['iso3']!r}; see countries.csv")
        row["source"]  # every claim says where it comes from
        described[row["word"].lower()].add(row["iso3"])
    return {word: frozenset(found) for word, found in described.items()}


def described(noun: Token, descriptions: Descriptions) -> frozenset[str] | None:
    """The countries that a definite phrase may mean, by its noun and the words before it; None where it says nothing.

    "the oil-rich Gulf state" is one of those that are both.
    """
    if noun.tag_ not in {"NN", "NNP"} or noun.lemma_.lower() not in _STATES:
        return None
    before = [t.lower_ for t in noun.subtree if t.i < noun.i]
    if _DEFINITE.isdisjoint(before) or not _AT_HOME.isdisjoint(before):
        return None
    found = [descriptions[phrase] for phrase in (*_phrases(before), noun.lemma_.lower()) if phrase in descriptions]
    return frozenset.intersection(*found) if found else None


def _phrases(before: Iterable[str]) -> list[str]:
    """Every run of one or two words; words that the parse split at hyphens are whole again."""
    whole = " ".join(before).replace(" - ", "-").split()
    return [" ".join(whole[i : i + n]) for i in range(len(whole)) for n in range(1, _LONGEST + 1)]
