"""Some tokens of a sentence as the readers of the date grammar see them, and the rules that they make."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from transforms.coder.dates.periods import Part, Unit
from transforms.coder.dates.readings import Reading
from transforms.coder.dates.words import FORTNIGHTS, Tagged

DIRECTIONS = {"l": -1, "c": -1, "r": -1, "p": -1, "t": 0, "x": 1, "m": 1, "f": 1}
SIDES = {"A": -1, "E": -1, "Z": -1, "L": 1, "J": 1, "@": 1}
NUMBER = "(?:a?\\$g?|[dyw]|a)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some tokens that a pattern matched, and the date that they are read against."""

    sentence: Tagged
    first: int
    last: int
    anchor: date | None

    @property
    def tags(self) -> str:
        """The tags of the phrase, one letter a token."""
        return self.sentence.tags[self.first : self.last]

    def numbers(self, tags: str) -> list[int]:
        """The numbers that tokens with one of these tags stand for, in order."""
        found = zip(self.tags, self.sentence.values[self.first : self.last], strict=True)
        return [value for tag, value in found if tag in tags and isinstance(value, int)]

    def number(self, tags: str) -> int | None:
        """The first of `numbers`."""
        return next(iter(self.numbers(tags)), None)

    def unit(self) -> Unit | None:
        """The unit of time that the phrase names."""
        values = self.sentence.values[self.first : self.last]
        return Unit.QUARTER if "Q" in self.tags else next((v for v in values if isinstance(v, Unit)), None)

    def part(self) -> Part | None:
        """`early`, `late` ... if the phrase says so."""
        return next((v for v in self.sentence.values[self.first : self.last] if isinstance(v, Part)), None)

    def direction(self) -> int:
        """-1 for last, 0 for this, 1 for next."""
        return next((DIRECTIONS[tag] for tag in self.tags if tag in DIRECTIONS), 0)

    def has_plural(self) -> bool:
        """True if its unit is in the plural: weeks, years."""
        found = zip(self.tags, self.sentence.words[self.first : self.last], strict=True)
        return any(tag == "U" and word.lower().endswith("s") for tag, word in found)

    def year(self) -> int | None:
        """The year: named, or "last year" counted from the anchor."""
        named = self.number("Y")
        if named is not None or self.anchor is None or self.unit() is not Unit.YEAR:
            return named
        return self.anchor.year + self.direction()

    def count(self) -> int | None:
        """How many units; None where the phrase only says "some"."""
        number = self.number("dyw")
        if any(word.lower() in FORTNIGHTS for word in self.sentence.words[self.first : self.last]):
            return 2 * (number or 1)
        return number if number is not None else 1 if "a" in self.tags and "$" not in self.tags else None


Reader = Callable[[Phrase], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over tags and the reader of what it matches."""

    pattern: str
    reader: Reader


def rule(rules: list[Rule], pattern: str) -> Callable[[Reader], Reader]:
    """Adds the reader of a pattern to the rules of its module. Earlier rules win at the same place."""

    def register(reader: Reader) -> Reader:
        rules.append(Rule(pattern, reader))
        return reader

    return register
