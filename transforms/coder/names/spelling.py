"""One spelling for matching: accents, curly quotes and odd spaces folded one to one, so that offsets stay true."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_PLAIN = {
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "`": "'",
    "\u00b4": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
}
_SPACES = "\n\t\r\u00a0\u2009\u202f"
_SURROGATES = range(0xD800, 0xE000)  # broken pages carry lone ones, which no UTF-8 automaton takes
_LETTERS = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ð": "d",
    "ə": "a",
    "Ə": "A",
    "ħ": "h",
}
_ARTICLES = ("al-", "Al-", "al ", "Al ", "el-", "El-", "el ", "El ")


def _base_letters() -> Iterator[tuple[str, str]]:
    """Latin letters with a mark that is a single character, and the letter below the mark."""
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        decomposed = unicodedata.normalize("NFD", chr(code))
        if len(decomposed) > 1 and decomposed[0].isascii():
            yield chr(code), decomposed[0]


_FOLD = str.maketrans(
    {
        **dict(_base_letters()),
        **_LETTERS,
        **_PLAIN,
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(map(chr, _SURROGATES), "?"),
    }
)
_BRITISH_AND_AMERICAN = (
    ("Organisation", "Organization"),
    ("Defence", "Defense"),
    ("Labour", "Labor"),
    ("Centre", "Center"),
    ("Programme", "Program"),
    ("Co-operation", "Cooperation"),
)


def fold(text: str) -> str:
    """The text in plain letters, of the same length: é as e, ’ as ', a line break as a space."""
    if text.isascii():
        return text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("`", "'")
    return _translated(text)


@lru_cache(maxsize=4)  # several readers of a story ask for the same text
def _translated(text: str) -> str:
    return text.translate(_FOLD)


def spellings(alias: str) -> tuple[str, ...]:
    """Every folded spelling under which an alias is looked up, its own first.

    An Arabic article is written in eight ways ("al-Assad", "Al Assad"), a word in the British or the American way, and
    headlines use capitals throughout.
    """
    plain = fold(alias)
    written = [plain]
    for pair in _BRITISH_AND_AMERICAN:
        written += [plain.replace(one, other) for one, other in (pair, pair[::-1]) if one in plain]
    for article in _ARTICLES:
        if plain.startswith(article):
            written += [other + plain[len(article) :] for other in _ARTICLES]
    return tuple(dict.fromkeys([*written, *(spelling.upper() for spelling in written)]))
