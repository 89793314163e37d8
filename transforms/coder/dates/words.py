"""The words that dates are made of, and a sentence as a string of one-letter tags for the grammar of dates.

Month, weekday and unit names belong to the grammar of English, so they live here and not in the codebook.
"""

import re
from dataclasses import dataclass

from transforms.coder.dates.month_names import is_name_of_time
from transforms.coder.dates.periods import Part, Unit
from transforms.coder.word_sets import words

Value = int | Part | Unit | None

TOKEN = re.compile(r"\d{1,2}:\d\d(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)+|\d+(?=T\d\d:)|[^\W_]+|[^\w\s]")
MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
WEEKDAYS = (
    "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat",
    "sunday sun",
)  # fmt: skip
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
TENS: dict[str, Value] = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
UNITS: dict[str, Value] = {unit.value: unit for unit in Unit if unit is not Unit.QUARTER}
FORTNIGHTS = ("fortnight", "fortnights")  # each counts as two weeks
SEASONS: dict[str, Value] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Words of one tag and no value. Capital letters name things, small letters words that steer them.
PLAIN = {
    "h": "the", "a": "a an", "g": "of", "i": "in during", "j": "within", "V": "over throughout", "G": "for", "n": "on",
    "F": "from", "B": "between", "&": "and", "T": "to through thru", "<": "until till", "b": "by", ">": "since",
    "l": "last", "c": "past", "p": "previous preceding prior", "x": "next", "m": "coming upcoming", "f": "following",
    "t": "this current", "s": "same", "q": "that", "r": "recent", "e": "every each per", "A": "ago", "E": "earlier",
    "Z": "before previously", "L": "later", "J": "after afterwards",
    "N": "night morning evening afternoon noon dawn midnight dusk midday", "k": "weekend", "H": "half",
    "Q": "quarter quarters", "#": "annual annually yearly monthly weekly daily quarterly", "z": "s",
    "$": "several few many some couple", "%": "old", "X": "christmas", "@": "now",
    "I": "straight consecutive successive running",
}  # fmt: skip
KEYED: dict[str, dict[str, Value]] = {
    "K": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0},
    "P": {
        "early": Part.EARLY, "mid": Part.MID, "middle": Part.MID, "late": Part.LATE, "start": Part.START,
        "beginning": Part.START, "end": Part.END, "close": Part.END, "outset": Part.START,
    },
    "O": {"first": 1, "second": 2, "third": 3, "fourth": 4},
    "U": UNITS | {f"{name}s": unit for name, unit in UNITS.items()} | {"hrs": Unit.HOUR}
    | dict.fromkeys(FORTNIGHTS, Unit.WEEK),
    "S": SEASONS,
    "w": TENS | dict(zip(NUMBERS, range(1, 21), strict=True)),
}  # fmt: skip
# After these a four-digit number counts or numbers something; before those it does.
NUMBERED = words(
    "resolution resolutions no number flight room route highway article section page paragraph unit boeing airbus "
    "channel some about around roughly nearly almost least over than approximately only another at rs usd eur gbp"
)
COUNTED = words(
    "people persons troops soldiers men women children dead tons tonnes barrels miles km kilometers kilometres feet "
    "metres meters dollars dlrs dlr euros pounds yen rupees employees workers jobs homes houses villages migrants "
    "refugees prisoners police officers civilians families students members tanks missiles rockets points votes seats "
    "pct percent mln bln million billion trillion bn times hours hrs gmt utc est edt local fighters militants rebels "
    "wounded injured killed bags shares marines peacekeepers victims companies firms years months weeks days kg "
    "hectares acres"
)
CURRENCY = frozenset("$€£¥₹#")
SCALES = words("million billion trillion mln bln bn pct percent % thousand hundred crore lakh")


def _vocabulary() -> dict[str, tuple[str, Value]]:
    found: dict[str, tuple[str, Value]] = {}
    for n, names in enumerate(MONTHS, 1):
        found |= dict.fromkeys(names.split(), ("M", n))
    for n, names in enumerate(WEEKDAYS):
        name, *short = names.split()
        found |= {name: ("W", n), f"{name}s": ("R", n)} | dict.fromkeys(short, ("v", n))
    for tag, plain in PLAIN.items():
        found |= dict.fromkeys(plain.split(), (tag, None))
    for tag, keyed in KEYED.items():
        found |= {word: (tag, value) for word, value in keyed.items()}
    return found


VOCABULARY = _vocabulary()
OTHER: tuple[str, Value] = ("_", None)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence as tokens: one tag, value, word, first and last character (exclusive) for each."""

    tags: str
    values: tuple[Value, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


PUNCTUATION = {
    "-": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "/": "/",
    ",": ",",
    ".": ".",
    "'": "'",
    "’": "'",
    "(": "(",
    ")": ")",
}
NUMERIC = re.compile(r"(\d+)(st|nd|rd|th|s)?|(\d\d)\.(\d\d)\.(\d{4})|[Qq]([1-4])")


def tag_sentence(text: str) -> Tagged:
    """The tokens of a sentence, each with the tag that it has in the grammar of dates; `_` for any other word."""
    matches = list(TOKEN.finditer(text))
    tokens = tuple(match.group() for match in matches)
    tagged = [_tag(tokens, i) for i in range(len(tokens))]
    return Tagged(
        "".join(tag for tag, _ in tagged),
        tuple(value for _, value in tagged),
        tokens,
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )


def _tag(tokens: tuple[str, ...], i: int) -> tuple[str, Value]:
    word = tokens[i]
    if word[0].isalpha():
        if word[0] in "Qq" and (quarter := NUMERIC.fullmatch(word)):
            return "Q", int(quarter[6])
        found = VOCABULARY.get(word.lower(), OTHER)
        return OTHER if found[0] in "MW" and not is_name_of_time(tokens, i) else found
    if word[0].isdigit() and word.isascii():
        return _tag_number(tokens, i)
    return PUNCTUATION.get(word, "_"), None


def _tag_number(tokens: tuple[str, ...], i: int) -> tuple[str, Value]:
    numeric = NUMERIC.fullmatch(tokens[i])
    if numeric is None or len(tokens[i]) > 10:
        return OTHER
    if numeric[3]:
        return "D", int(numeric[5]) * 10_000 + int(numeric[4]) * 100 + int(numeric[3])
    number, suffix = int(numeric[1]), numeric[2] or ""
    before = tokens[i - 1].lower() if i else ""
    after = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
    if suffix == "s":
        return ("C", number) if _is_decade(numeric[1], before) else OTHER
    if suffix:
        return ("o", number) if 1 <= number <= 31 else OTHER
    is_amount_or_time = before in CURRENCY or after in SCALES
    return OTHER if is_amount_or_time else (_tag_integer(numeric[1], before, after), number)


def _tag_integer(digits: str, before: str, after: str) -> str:
    if len(digits) == 4 and 1000 <= int(digits) <= 2100:
        return "y" if before in NUMBERED or after in COUNTED else "Y"
    return "d" if len(digits) <= 2 and 1 <= int(digits) <= 31 and after not in COUNTED else "y"


def _is_decade(digits: str, before: str) -> bool:
    if len(digits) == 4:
        return digits[0] in "12" and digits[3] == "0"
    return len(digits) == 2 and digits[1] == "0" and before in {"'", "’", "the", "mid", "-", "early", "late"}
