"""Where sentences lie in a text. Offsets are characters of the text as given; nothing is normalised."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sentencex

LONGEST = (
    1_200  # characters; what is longer is a table, a list or noise, and is cut at a space so that parsing stays linear
)
_SHORTEST_PLACE = 2  # letters: "US - China talks" begins with no place
_NARROWEST, _WIDEST = 55, 90  # characters of a line of hard-wrapped prose
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE = re.compile(r"[^\n]*\n?")
_CONTINUES = re.compile(r"\s*[a-z(]")
_ENDS = re.compile(r"""[.!?:;…]["'”’)\]]*\s*$""")
# "BAGHDAD, April 8 (AFP) - ", "BAGHDAD: ", "ERBIL, Kurdistan Region – ": where it was written is not what it says
_DATELINE = re.compile(
    r"""\s*(?P<place>[A-ZÀ-Þ][\wÀ-ÿ.'’-]*(?:[ /][A-ZÀ-Þ(][\w.'’)-]*){0,4})   # a place in capitals or title case
        (?:,\s[\w.'’ -]{2,40}?){0,2}                              # country, date
        (?:\s?\([^)]{2,40}\))?                                    # agency
        \s?(?:--|[-–—]|:)\s+(?=\S)""",
    re.VERBOSE,
)
# "Agency - The minister ..."
_WIRE = re.compile(r"""(?!(?:EU|UK|UN|US|(?:[A-Z]\.){2,}) )[A-Z][A-Za-z.]{1,19} - (?=["“A-Z])(?!.* - )""")
_AGENCY = re.compile(r"\([A-Za-z][^)]{1,40}\)\s?(?:--|[-–—])")
# agencies that wrote a capital behind every full stop wrote it behind "U.S.", too: "The U.S. Has asked Japan"
_INITIALS = re.compile(r"(?:^|[\s(\"“])(?:[A-Z]\.){2,}\s+$")
_NEAR_THE_END = 60  # characters that hold any initials; a long text is not searched from its beginning each time
_OPENING = re.compile(r"\s*(?:\w+\s+){0,2}(?:[A-Z]\.){2,}\s+$")
_GOES_ON = re.compile(
    r"(?:And|Or|To|Of|Has|Had|Have|Is|Was|Are|Were|Been|Will|Would|Could|Should|Can|Cannot|May|Might|Must|Does|Did|Said|"
    r"Says|That|Which|Who|Than)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `text[start:end]`. `core_start` is behind its dateline; `paragraph` counts from 0."""

    start: int
    end: int
    core_start: int
    paragraph: int
    is_headline: bool


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: the same length, and encodable."""
    return _SURROGATES.sub("�", text)


def split_sentences(text: str, *, title: str | None = None) -> tuple[Sentence, ...]:
    """Sentences in order; a line that is no full sentence (a headline, a caption, a bullet) is one of its own.

    A line break inside hard-wrapped prose ends nothing. A first line without a full stop, or one that equals `title`,
    is the headline.
    """
    found: list[Sentence] = []
    for number, (begin, block) in enumerate(_paragraphs(text)):
        for start, end in _spans(block):
            piece = block[start:end]
            if piece.strip():
                left = begin + start + len(piece) - len(piece.lstrip())
                right = begin + start + len(piece.rstrip())
                found.append(_sentence(text, left, right, number, title, is_first=not found))
    return tuple(found)


def _sentence(text: str, start: int, end: int, paragraph: int, title: str | None, *, is_first: bool) -> Sentence:
    body = text[start:end]
    is_headline = body == (title or "").strip() or (is_first and len(body) < 200 and _ENDS.search(body) is None)
    return Sentence(start, end, start + _dateline_length(body), paragraph, is_headline)


def _dateline_length(sentence: str) -> int:
    if wire := _WIRE.match(sentence):
        return wire.end()
    match = _DATELINE.match(sentence)
    if match is None:
        return 0
    place = match["place"].partition(" (")[0]
    is_place = place.isupper() and len(place.replace(".", "")) > _SHORTEST_PLACE
    return match.end() if is_place or _AGENCY.search(match.group()) else 0


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Blocks of lines that belong together, with the offset of each."""
    begin, block = 0, ""
    for match in _LINE.finditer(text):
        line = match.group()
        if block and not _joins(block, line):
            yield begin, block
            begin, block = match.start(), ""
        block += line
    if block:
        yield begin, block


def _joins(block: str, line: str) -> bool:
    """Whether `line` goes on with the sentence that `block` left open: only in hard-wrapped prose."""
    last = block[block.rfind("\n", 0, -1) + 1 :]
    if not last.strip() or not line.strip() or _ENDS.search(last):
        return False
    is_wrapped = _NARROWEST <= len(last.rstrip()) <= _WIDEST and len(line.rstrip()) <= _WIDEST
    return is_wrapped or bool(_CONTINUES.match(line))


def _spans(block: str) -> Iterator[tuple[int, int]]:
    position = 0
    for piece in _rejoined(sentencex.segment("en", block)):
        start, end = position, position + len(piece)
        position = end
        while end - start > LONGEST:
            cut = block.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _rejoined(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, those put together that were cut behind the initials of a country or body."""
    held = ""
    for piece in pieces:
        if held and not _is_cut(held, piece):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _is_cut(before: str, piece: str) -> bool:
    """Whether a sentence goes on: "The U.S. | Has asked", "exports of the U.S. | And Japan"."""
    return bool(
        _OPENING.match(before)
        or (_INITIALS.search(before, max(0, len(before) - _NEAR_THE_END)) and _GOES_ON.match(piece))
    )
