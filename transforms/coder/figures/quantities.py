"""A number with the unit that stands beside it: money, percents, counts, casualties and shares."""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.coder.dates.words import VOCABULARY
from transforms.coder.figures.numbers import Number
from transforms.coder.figures.units import MONEY, WordKind
from transforms.coder.figures.words import FRACTIONS, Tagged
from transforms.coder.word_sets import words

PERCENT, PERSONS = "percent", "persons"
YEARS = (1900, 2059)
COUNTED = re.compile(r"(?:o[mq])?-?q?(?:N-N)?((?:[mVH]-?){0,3}?(?:\(m\))?K+)")
COUNTED_OF = re.compile(r"g[eu]?(?:[wN]S?)?([m']{0,5}K+)")
_GATHERING = frozenset({WordKind.COLLECTIVE, WordKind.COUNT})  # "two crew" and "a crew of two"
STATES = "countries"
OF_THEM = {("of", who) for who in ("them", "whom", "us", "those")}
COMPOUND = re.compile(r"-H-?([mK]{0,3}[mK])?")
CASUALTIES_AFTER = re.compile(r"[muL]{0,3}V")
NATIONALS = re.compile("[A-Z][a-z]+ese")
FRACTION = re.compile(r"(?:(?:w|a|N)-?f|h)(?=g|e)|(?<=b)q{0,2}((?:w|a)-?f)")
ORDINAL_BEFORE = words("first second third last other latter next the a this each")
PHRASE_ENDS = frozenset({"", "_", "u", "b", ",", "&", "F", "T", "(", ")"})
DEFINITE = words("the these those both its their his her our my")
MONTHS = frozenset(word for word, (tag, _) in VOCABULARY.items() if tag == "M")
BEFORE_YEAR = words("in since by until till from of during before after the early late")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, at tokens `first` to `last`; `noun`: first and last token of what is counted."""

    number: Number
    first: int
    last: int
    unit: str
    noun: tuple[int, int] | None = None


def own_unit(sentence: Tagged, number: Number) -> Quantity | None:
    """The number with the unit that stands beside it."""
    tags, last = sentence.tags, number.last
    before = sentence.unit_words[number.first - 1] if number.first else None
    if before is not None and before.kind in MONEY and tags[number.first - 1] in "$c":
        return Quantity(number, number.first - 1, _with_currency(sentence, last), before.unit or "")
    at = last + (tags[last : last + 1] == "-")
    word = sentence.unit_words[at] if at < len(tags) else None
    if word is not None and word.kind in {*MONEY, WordKind.PERCENT} - {WordKind.SYMBOL}:
        return Quantity(number, number.first, at + 1, word.unit or "")
    compound = COMPOUND.match(tags, last)
    if word is not None and compound is not None:
        noun = compound.span(1) if compound[1] else (at, at + 1)
        return Quantity(number, number.first, at + 1, word.unit or "", noun)
    return _counted(sentence, number)


def _with_currency(sentence: Tagged, last: int) -> int:
    """Where "$5 million dollars" ends: with the second name of the currency."""
    return last + 1 if sentence.tags[last : last + 1] in {"C", "c"} else last


def _counted(sentence: Tagged, number: Number) -> Quantity | None:
    tags, last = sentence.tags, number.last
    if number.value == 1 or is_year(sentence, number) or _is_definite(sentence, number):
        return None
    match = COUNTED.match(tags, last) or COUNTED_OF.match(tags, last)
    if match is not None:
        noun = sentence.unit_words[match.end() - 1]
        unit = noun.unit if noun and noun.unit else PERSONS
        if unit == STATES and number.value <= 3:
            return None  # "two countries" are the parties of a relation, no quantity in it
        return Quantity(number, number.first, match.end(), unit, (match.start(1), match.end()))
    if (gathered := _gathered(sentence, number)) is not None:
        return gathered
    is_of_them = sentence.tokens[last : last + 2] in OF_THEM
    is_national = NATIONALS.fullmatch(sentence.text, *_span(sentence, last)) is not None
    if is_of_them or (is_national and sentence.tags[last + 1 : last + 2] in PHRASE_ENDS):
        return Quantity(number, number.first, last + is_national, PERSONS, (last, last + 1) if is_national else None)
    return _casualties(sentence, number)


def _gathered(sentence: Tagged, number: Number) -> Quantity | None:
    """A crew of 12, a force of some 3,000."""
    of = sentence.before_hedges(number.first) - 1
    noun = sentence.unit_words[of - 1] if of > 0 and sentence.tokens[of] == "of" else None
    if noun is None or noun.kind not in _GATHERING or not _ends(sentence, number.last):
        return None
    return Quantity(number, number.first, number.last, noun.unit or PERSONS, (of - 1, of))


def _ends(sentence: Tagged, last: int) -> bool:
    """Whether the phrase of a number ends behind it: "a crew of 12[,]", "a crew of 12 [seized] at sea"."""
    follower = sentence.tokens[last] if last < len(sentence.tokens) else ""
    return sentence.tags[last:][:1] in PHRASE_ENDS or follower.endswith("ed")


def _span(sentence: Tagged, i: int) -> tuple[int, int]:
    return (sentence.starts[i], sentence.ends[i]) if i < len(sentence.starts) else (0, 0)


def _casualties(sentence: Tagged, number: Number) -> Quantity | None:
    """Killing at least 33; 76 injured; 12 were killed; a force 3,000 strong."""
    tags, first, last = sentence.tags, number.first, number.last
    behind = CASUALTIES_AFTER.match(tags, last)
    if behind is not None:
        return Quantity(number, first, behind.end(), PERSONS)
    if sentence.tokens[last : last + 1] == ("strong",) and tags[last + 1 :][:1] in PHRASE_ENDS:
        return Quantity(number, first, last + 1, PERSONS)
    first = sentence.before_hedges(first)
    end = last + (sentence.tokens[last : last + 1] == ("others",))
    is_object = first > 0 and tags[first - 1] == "V" and tags[end : end + 1] in PHRASE_ENDS
    return Quantity(number, number.first, end, PERSONS) if is_object else None


def is_year(sentence: Tagged, number: Number) -> bool:
    token = sentence.tokens[number.first]
    is_literal = number.last == number.first + 1 and len(token) == 4 and token.isdigit()
    if not is_literal or not YEARS[0] <= number.base <= YEARS[1]:
        return False
    before = sentence.tokens[number.first - 1] if number.first else ""
    is_of_day = before == "," and sentence.tags[number.first - 2 : number.first - 1] == "N"  # "on June 5, 2013"
    return not before or before in BEFORE_YEAR or before in MONTHS or is_of_day


def _is_definite(sentence: Tagged, number: Number) -> bool:
    """True for "the two countries", which counts nothing new, and for "one in three people", a share."""
    first = number.first
    is_share = first > 1 and sentence.tokens[first - 1] == "in" and sentence.tags[first - 2] in "wN"
    return is_share or (number.value <= 3 and sentence.tokens[max(first - 1, 0)] in DEFINITE)


def fractions(sentence: Tagged) -> list[Quantity]:
    """Percents with one decimal: "a third of", "two-thirds of", "half its"."""
    found = []
    for match in FRACTION.finditer(sentence.tags):
        first, last = match.span(1) if match[1] else match.span()
        before = sentence.tokens[first - 1] if first else ""
        is_of_time = "x" in sentence.tags[last + 1 : last + 3]
        if (not match[1] and is_of_time) or (sentence.tags[first] == "h" and before in ORDINAL_BEFORE):
            continue
        above = sentence.numbers[first] or Decimal(1)
        parts = FRACTIONS.get(sentence.tokens[last - 1], 2)
        if above < parts:
            share = round(above * 100 / parts, 1)
            found.append(Quantity(Number(first, last, share, Decimal(1)), first, last, PERCENT))
    return found
