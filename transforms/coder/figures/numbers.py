"""The numbers of a tagged sentence, in digits or in words, with their scale."""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.coder.figures.words import Tagged

_WORDS = "w(?:-?w)?"
_BELOW_SCALE = f"(?:-?Z(?:&?{_WORDS})?)?"
NUMBER = re.compile(
    r"N(?:-?N/N)?(?:-?[SZ]){0,2}"
    f"|(?:{_WORDS}|a(?=-?[SZ]))(?:&ah)?{_BELOW_SCALE}(?:-?S(?:{_WORDS}{_BELOW_SCALE})?){{0,2}}"
    "|haS"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first` to `last`: `base` times `scale`."""

    first: int
    last: int
    base: Decimal
    scale: Decimal

    @property
    def value(self) -> Decimal:
        """The number in plain units."""
        return self.base * self.scale


def find_numbers(sentence: Tagged) -> list[Number]:
    """The numbers of a sentence in order, but for ordinals, decades and parts of names (F-16)."""
    found = (_read(sentence, match.start(), match.end()) for match in NUMBER.finditer(sentence.tags))
    return [number for number in found if number is not None and not _is_part_of_name(sentence, number)]


def _read(sentence: Tagged, first: int, last: int) -> Number | None:
    tags = sentence.tags
    if tags[first] == "N":
        base, last = _read_digits(sentence, first, last)
        scale = Decimal(1)
        for unit_word in sentence.unit_words[first:last]:
            scale *= unit_word.factor if unit_word else 1
        return Number(first, last, base, scale)
    total, current, scale = Decimal(0), Decimal(0), Decimal(1)
    for i in range(first, last):
        number, unit_word = sentence.numbers[i], sentence.unit_words[i]
        if number is not None:
            current += number
        elif tags[i] == "h":
            current += Decimal("0.5")
        elif unit_word is not None:
            current = max(current, Decimal(1) if tags[first] != "h" else current) * unit_word.factor
            if tags[i] == "S":
                total, current, scale = total + current, Decimal(0), unit_word.factor
    return Number(first, last, (total + current) / scale, scale)


def _read_digits(sentence: Tagged, first: int, last: int) -> tuple[Decimal, int]:
    """The base of a number in digits; "8-1/2" is eight and a half, but "10-12/30" only ten."""
    base = sentence.numbers[first] or Decimal(0)
    slash = sentence.tags.find("/", first, last)
    if slash < 0:
        return base, last
    above, below = sentence.numbers[slash - 1] or Decimal(0), sentence.numbers[slash + 1] or Decimal(0)
    if below in {2, 3, 4, 8, 16, 32} and above < below:
        return base + above / below, last
    return base, first + 1


def _is_part_of_name(sentence: Tagged, number: Number) -> bool:
    first, last = number.first, number.last
    tags, tokens = sentence.tags, sentence.tokens
    if sentence.is_glued(first):
        before = tokens[first - 1]
        if (before[-1].isalpha() and tags[first - 1] not in "$c") or before in {"/", ":", "#", "'", "’", "."}:
            return True
        if tags[first - 1] == "-" and sentence.is_glued(first - 1):
            earlier = sentence.numbers[first - 2]
            return tags[first - 2] in "mK" or (
                tags[first - 2] == "N" and earlier is not None and earlier >= number.base
            )
    if not sentence.is_glued(last):
        return False
    after = tokens[last]
    return (after[0].isalpha() and tags[last] not in "SPCcKHx") or after in {"/", ":"}
