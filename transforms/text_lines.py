"""Plain text as paragraphs: hard-wrapped and torn lines are joined again, nothing else is changed."""

import re
from dataclasses import dataclass

WIDEST_WRAP = 110  # a block whose lines are longer is not hard-wrapped
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
WORDLESS_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
MEASURED = 4000  # characters from which the words of a long line are estimated
CLOSING = re.compile(r"[.!?…。！？:;|][\"'”’»)\]」』]*$")
SENTENCE_BORDER = re.compile(r"[^\W\d_]{2}[\"”’)]?[.!?]\s+[\"“„«‘(]?[^\W_]|[。！？].")
TORN_PUNCTUATION = re.compile(r"(?:[,;.!?)»”%]|['’]s\b)(?=\s|$|[\"”’»)])")
RUN_ON = 800  # characters; a longer line with gaps or glued words in plenty is a page that lost its line ends
LONGEST_PAGE = 400_000  # characters
GAP = re.compile(r"[ \t\xa0]{2,}")
GLUED = re.compile(r"(?<=[a-zß-ÿ][.!?…”\"])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[a-zß-ÿ]{3})(?=[A-ZÀ-Þ][a-zß-ÿ]{2})")
OPENING_QUOTES = '"“„«‘('


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or piece of furniture.

    `is_apart`: an empty line stands above it. `is_cut`: it was cut off the line above, at a dateline.
    """

    text: str
    is_apart: bool
    is_cut: bool = False


def count_words(text: str) -> int:
    """Words; in scripts without spaces two characters count as a word. Estimated beyond `MEASURED` characters."""
    sample = text[:MEASURED]
    n_words = len(WORD.findall(sample)) + len(WORDLESS_SCRIPT.findall(sample)) // 2
    return n_words if len(text) <= MEASURED else n_words * len(text) // MEASURED


def ends_closed(text: str) -> bool:
    """Whether the text ends with a mark after which something new begins."""
    return CLOSING.search(text[-12:]) is not None


def holds_sentence_border(text: str) -> bool:
    """Whether a sentence ends inside the text and another begins. Looks at the first `MEASURED` characters."""
    return SENTENCE_BORDER.search(text[:MEASURED]) is not None


def split_lines(text: str) -> list[Line]:
    """The paragraphs of a plain text, stripped, empty ones left out.

    Lines are joined where the break cannot be meant: blocks wrapped at a fixed width, and lines that go on in lower
    case or with a comma, as in dumps that break at every link.
    """
    return _join_chains(_join_torn(_unwrap(_lines(text))))


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    is_apart = False
    for raw in re.split(r"[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text):
        stripped = raw.strip().strip("\ufeff\u200b").strip()
        if stripped:
            lines += [Line(piece, is_apart and not number) for number, piece in enumerate(_pieces(stripped))]
        is_apart = not stripped
    return lines


def _pieces(line: str) -> list[str]:
    """A run-on line parted at its wide gaps and glued words, where it has one in 200 characters; else the line."""
    if not RUN_ON < len(line) < LONGEST_PAGE:
        return [line]
    by_gap = GAP.split(line)
    pieces = [piece for part in by_gap for piece in GLUED.split(part)]
    return [piece for piece in pieces if piece] if len(pieces) * 200 > len(line) else [line]


def _unwrap(lines: list[Line]) -> list[Line]:
    """Blocks between empty lines joined where they are wrapped at a fixed width."""
    unwrapped: list[Line] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].is_apart:
            continue
        block = lines[start:end]
        unwrapped.extend(
            [Line(" ".join(line.text for line in block), block[0].is_apart)] if _is_wrapped(block) else block
        )
        start = end
    return unwrapped


def _is_wrapped(block: list[Line]) -> bool:
    """A wrapped block has even lines, few of which end a sentence, and some of which go on in lower case."""
    if len(block) < 3:
        return False
    widths = [len(line.text) for line in block]
    widest = max(widths)
    if not 45 <= widest <= WIDEST_WRAP or min(widths[:-1]) < widest * 0.66:
        return False
    n_closed = sum(ends_closed(line.text) for line in block[:-1])
    n_going_on = sum(_goes_on(line.text) for line in block[1:])
    return n_closed * 2 < len(block) and n_going_on * 4 >= len(block)


def _goes_on(text: str) -> bool:
    first = text.lstrip(OPENING_QUOTES)[:1]
    is_address = text.startswith(("http", "www.")) or "@" in text.split(" ", 1)[0]
    return (first.islower() and not is_address) or TORN_PUNCTUATION.match(text) is not None


def _join_torn(lines: list[Line]) -> list[tuple[Line, bool]]:
    """Lines that go on joined to the one above; True where that happened."""
    joined: list[tuple[list[str], bool]] = []
    for line in lines:
        above = joined[-1][0] if joined else None
        is_tail = TORN_PUNCTUATION.match(line.text) is not None
        if above and not line.is_apart and (is_tail or (_goes_on(line.text) and not ends_closed(above[-1]))):
            above.append(line.text if is_tail else " " + line.text)
        else:
            joined.append(([line.text], line.is_apart))
    return [(Line("".join(parts), is_apart), len(parts) > 1) for parts, is_apart in joined]


def _join_chains(lines: list[tuple[Line, bool]]) -> list[Line]:
    """A line that was torn itself, below one that stops in mid-sentence, continues it: a name that was a link."""
    chained: list[tuple[list[str], bool]] = []
    for line, was_torn in lines:
        above = chained[-1][0] if chained else None
        if above and was_torn and not line.is_apart and _stops_short(above[-1], is_joined=len(above) > 1):
            above.append(line.text)
        else:
            chained.append(([line.text], line.is_apart))
    return [Line(" ".join(parts), is_apart) for parts, is_apart in chained]


def _stops_short(text: str, *, is_joined: bool) -> bool:
    if ends_closed(text):
        return False
    is_mid_sentence = text.rsplit(" ", 1)[-1][:1].islower() and (is_joined or count_words(text) >= 8)
    return text.endswith(",") or is_mid_sentence or holds_sentence_border(text)
