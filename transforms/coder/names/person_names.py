"""What a person's name looks like in folded text, and under which shorter forms it comes back."""

import re
from collections.abc import Collection, Iterator

from transforms.coder.names.person_titles import NameOrder

Span = tuple[int, int]
_ARTICLE = r"(?:[Aa](?:l|d|s|sh|t|n|r|z)|[Ee](?:l|s|r|d)|[Uu]l)-"
_TOKEN = rf"(?:[A-Z]\.(?:-?[A-Z]\.)*|(?:{_ARTICLE}|[dDlO]')?[A-Z][A-Za-z]*(?:['-](?!s\b)[A-Za-z]+)*)"
_PARTICLE = (
    r"(?:(?:al|el|ul|ur|bin|ben|ibn|bint|abu|van|von|de|da|do|dos|das|del|della|di|du|la|le|der|den|ter|ten|"
    r"ould|oul|ag|zu|y|e|af) )"
)
_GENERATION = re.compile(r"(?:,? (?:Jr|Sr)\.?| II| III| IV| VI)$")
_NAME = re.compile(rf"(?<![\w'-]){_TOKEN}(?: {_PARTICLE}*{_TOKEN}){{0,5}}(?:{_GENERATION.pattern[:-1]})?")
_ARTICLED = re.compile(rf"^{_ARTICLE}(?=[A-Z])")
_GIVEN_WITH_HYPHEN = re.compile(r"[A-Z][a-z]+-[a-z]+$")  # "Ban Ki-moon": the family's name stands first


def name_at(plain: str, start: int, not_names: Collection[str]) -> Span | None:
    """The span of the name that begins at `start`; it ends before a word of `not_names`."""
    found = _NAME.match(plain, start)
    return None if found is None else _cut(plain, found.span(), not_names)


def name_before(plain: str, end: int, not_names: Collection[str]) -> Span | None:
    """The span of the name that ends at `end`."""
    for found in _NAME.finditer(plain, max(0, end - 80), end):
        if found.end() == end and (span := _cut(plain, found.span(), not_names)):
            return span
    return None


def _cut(plain: str, span: Span, not_names: Collection[str]) -> Span | None:
    start, words = span[0], plain[slice(*span)].split(" ")
    while words and words[0].lower() in not_names:
        start += len(words.pop(0)) + 1
    kept = next((i for i, word in enumerate(words) if word.lower() in not_names and word[0].isupper()), len(words))
    name = " ".join(words[:kept])
    return (start, start + len(name)) if re.search(r"[A-Za-z]{2}", name) else None


def short_forms(name: str, order: NameOrder, given_names: Collection[str]) -> Iterator[str]:
    """The words of a full name that can stand for it later: "Haider al-Abadi" comes back as al-Abadi and Abadi."""
    words = [word for word in _GENERATION.sub("", name).split() if not word.endswith(".")]
    if not words:
        return
    last = words[-1]
    yield last
    if _ARTICLED.match(last):
        yield _ARTICLED.sub("", last)
    if len(words) > 1 and (order is NameOrder.FAMILY_FIRST or _GIVEN_WITH_HYPHEN.match(last)):
        yield words[0]
    if order is NameOrder.TWO_SURNAMES:
        yield from (word for word in words[1:-1] if word[0].isupper() and word not in given_names)


def is_headline(text: str, at: int, small_words: Collection[str]) -> bool:
    """Whether the line around this offset is set with capitals throughout, so that no capital tells a name."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    words = re.findall(r"(?<![\w'’-])[A-Za-z]{3,}", text[start : end if end >= 0 else len(text)])
    heavy = [word for word in words if word not in small_words]
    return len(heavy) > 3 and all(word[0].isupper() for word in heavy)
