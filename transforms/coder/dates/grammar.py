"""The grammar of date expressions: all rules as one pattern over the tags of date_words.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.coder.dates import rules_calendar, rules_relative
from transforms.coder.dates.phrase import Phrase
from transforms.coder.dates.readings import Reading
from transforms.coder.dates.words import Tagged

RULES = {f"r{n}": rule for n, rule in enumerate([*rules_calendar.RULES, *rules_relative.RULES])}
AGE = re.compile(rules_relative.AGE)
GRAMMAR = re.compile("|".join(f"(?P<{name}>{rule.pattern})" for name, rule in RULES.items()))


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of tokens `first` to `last`."""

    first: int
    last: int
    reading: Reading


def read_dates(sentence: Tagged, anchor: date | None) -> Iterator[Found]:
    """The readings of a sentence from left to right; where a match has none, the search goes on one token later."""
    at = 0
    while match := GRAMMAR.search(sentence.tags, at):
        age = AGE.match(sentence.tags, match.start())
        reading = None if age else RULES[match.lastgroup or ""].reader(Phrase(sentence, *match.span(), anchor))
        if reading is not None:
            yield Found(match.start(), match.end(), reading)
        at = match.end() if reading is not None else age.end() if age else match.start() + 1
