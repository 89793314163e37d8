"""What a line of a page is: news prose, a short line, or site furniture. By shape first, by a few cue words second.

The cues are words of web sites (consent, subscription, sharing, comment forms) in the languages in which they are met
most, never a publisher's name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transforms.stated_dates import is_date_line
from transforms.text_lines import count_words, holds_sentence_border

ROW_SCORE = 3.0
LONGEST_JUDGED = 2000  # a longer line is prose whatever words it holds
PROSE_CAP = 50.0  # words of one line that count: one huge paragraph must not buy back a page of furniture
FURNITURE_SCORE, SHORT_SCORE, REPEATED_SCORE, END_SCORE = -8.0, -3.0, -4.0, -60.0

# A sentence's end; behind it an agency in brackets or one closing word may stand ("... he said. Reuter").
CLOSED = re.compile(
    r"[.!?…。！？][\"'”’»)\]」』]*$|[.!?。]\s*\([A-Za-z/ .,-]{2,30}\)$|"
    r"(?:[^\W_]{2}|[\d>)\"”])[.!?][\"”)]?\s+[^\W\d_]{2,15}$"
)
CUES = re.compile(
    r"""(?xi)
    ©|\b(?:cookie|javascript|newsletter|copyright|rights?\ reserved|rechte\ vorbehalten|derechos\ reservados
    |droits\ réservés|diritti\ riservati|direitos\ reservados|privacy|datenschutz|privacidad|confidentialité|impressum
    |terms\ (?:of|and)|agb\b|subscri|sign\ (?:up|in)\b|log\ ?in\b|abonn|anmeld|registrier|suscr[ií]|assin(?:e|ante)
    |abbonat|advertis|anzeige|werbung|publicidad|publicité|pubblicità|share\ (?:this|on|via)|teilen\b|compartir|partager
    |condividi|read\ (?:more|also|next)|mehr\ (?:lesen|zum|dazu|news)|lesen\ sie|lire\ aussi|leia|leggi|lee\ también
    |app\ store|donat(?:e|ion)\b|mailing\ list|follow\ us|comments?\b|kommentar|comentario|commentaire|browser
    |(?:e-?)?mail\b|click\ here|download|podcast)
    """
)
# What only a site says, wherever it stands in a short line.
SITE_ONLY = re.compile(r"(?i)newsletter|mailing list|rights reserved|rechte vorbehalten|javascript|cookies|©")
PLATFORMS = re.compile(
    r"(?i)\b(?:whatsapp|facebook|twitter|instagram|telegram|linkedin|pinterest|reddit|youtube|google)"
)
TO_READER = re.compile(
    r"\b(?:[Yy]our?|[Ww]e|[Oo]ur|us|Sie|[Ii]hr(?:e[rmn]?)?|[Ww]ir|[Uu]ns(?:ere[rmn]?)?|[Uu]sted|[Nn]uestr[ao]s?|[Vv]ous|[Vv]otre"
    r"|[Nn]ous|[Nn]os|[Vv]ocê|[Tt]uo?)\b"
)
QUOTED = re.compile(r"[\"“„«]")
END_MARKS = re.compile(
    r"""(?xi)^(?:\d+\s*)?(?:
    comments?|kommentare?|comentarios|commentaires|commenti|post\ a\ comment|join\ the\ (?:conversation|discussion).*
    |the\ latest|latest(?:\ (?:news|stories))?|related(?:\ \w+){0,2}|top\ stories|in\ other\ news|popular
    |more\ (?:from|on|stories|news|to\ read|like\ this)\b.*|most\ (?:read|popular|viewed)\b.*|trending(?:\ now)?
    |recommended\b.*|you\ (?:may|might)\ (?:also\ )?like\b.*
    |read\ next|up\ next|what\ to\ read\ next|editor'?s\ picks?|about\ the\ author
    |topics?|tags?|themen|temas|sujets|meistgelesen\b.*|mehr\ (?:zum\ thema|aus\ .*|news|artikel).*
    |das\ könnte\ sie\ auch.*
    |lo\ más\ (?:leído|visto)|les\ plus\ lus|à\ lire\ aussi.*|newsletter.*|share(?:\ this.*)?
    )\s*:?(?:\s*\(?\d+\)?)?$"""
)
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?!\w)")
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$|\w/\w+/\d+|^\S+@\S+\.\w+$|^[\w-]+(?:\.[\w-]+)+/\S*$")
FORM_LABEL = re.compile(
    r"(?i)^(?:required|optional|submit|search|menu|send|cancel|close|short ur[li]|[A-Z][+-](?: [A-Z][+-])*)\s*\*?:?$"
)
CREDIT = re.compile(
    r"""(?xi)
    \((?:[^()]{0,60}[/@]|(?:file\ )?(?:photo|image|picture|handout|courtesy|getty|foto|bild)\b)[^()]{0,60}\)\s*$
    |\b(?:photo|photograph|picture|image|foto|bild|credit|crédito|crédit|video\ grab)s?(?:\ credits?)?
    \s*(?::|\ by\ (?-i:[A-Z]))
    |^(?:file\ )?photos?\ of\b|^file\ (?:-|–|photo)|^(?:©|photo\ by)
    |mandatory\ credit|no\ (?:resales|archives)\b|getty\ images|\bvia\ [A-Z]{2,}\s*$
    """
)
BYLINE = re.compile(r"^(?i:by|von|por|par|reporting by|written by)\s+[^\W\d_][^.!?:]{2,60}$")


class LineKind(StrEnum):
    """What a line is."""

    PROSE = "prose"
    SHORT = "short"  # a heading, a headline, a row of a table, a menu item: its neighbours decide
    CREDIT = "credit"  # a caption with its photographer
    STATEMENT = "statement"  # date and byline
    REPEAT = "repeat"  # prose that the text has said before: a pull quote, a second copy for small screens
    FURNITURE = "furniture"
    END_MARK = "end_mark"  # what stands below is another story, or the readers' comments


@dataclass(frozen=True, slots=True)
class Judged:
    """A line's kind, its words, and its score: positive lines speak for a story, negative ones against it."""

    kind: LineKind
    n_words: int
    score: float


def judge_lines(lines: Sequence[str]) -> list[Judged]:
    """The kind of each line. Prose that comes back word for word is a repeat the second time."""
    counts = Counter(lines)
    first: dict[str, Judged] = {}
    judged = []
    for line in lines:
        if line in first:
            judged.append(_repeated(first[line]))
        else:
            first[line] = _judge(line, n_times=counts[line])
            judged.append(first[line])
    return judged


def _repeated(first: Judged) -> Judged:
    return replace(first, kind=LineKind.REPEAT, score=FURNITURE_SCORE) if first.kind is LineKind.PROSE else first


def _judge(line: str, *, n_times: int) -> Judged:
    n_words = count_words(line)
    if len(line) > LONGEST_JUDGED:
        return Judged(LineKind.PROSE, n_words, PROSE_CAP)
    if n_words <= 60 and CREDIT.search(line):
        return Judged(LineKind.CREDIT, n_words, FURNITURE_SCORE)
    if is_date_line(line) or (n_words <= 9 and BYLINE.match(line)):
        return Judged(LineKind.STATEMENT, n_words, SHORT_SCORE)
    n_cues = len({match[0].lower() for pattern in (CUES, PLATFORMS) for match in pattern.finditer(line)})
    is_ended = CLOSED.search(line[-40:]) is not None
    holds_border = n_words >= 12 and holds_sentence_border(line)
    if n_words >= 22 or (n_words >= 7 and is_ended) or holds_border:
        return _judge_prose(line, n_words, n_cues, n_times=n_times, is_ended=is_ended or holds_border)
    return _judge_short(line, n_words, n_cues, n_times=n_times)


def _judge_prose(line: str, n_words: int, n_cues: int, *, n_times: int, is_ended: bool) -> Judged:
    """Prose is news unless it is about the site."""
    if _is_about_site(line, n_words, n_cues):
        return Judged(LineKind.FURNITURE, n_words, FURNITURE_SCORE)
    if n_times > 1 and n_words < 20:
        return Judged(LineKind.PROSE, n_words, REPEATED_SCORE)
    return Judged(LineKind.PROSE, n_words, min(n_words, PROSE_CAP) * (1.0 if is_ended else 0.4))


def _judge_short(line: str, n_words: int, n_cues: int, *, n_times: int) -> Judged:
    if END_MARKS.match(line):
        return Judged(LineKind.END_MARK, n_words, END_SCORE)
    if n_words == 0 or _is_label(line, n_words, n_cues):
        return Judged(LineKind.FURNITURE, n_words, FURNITURE_SCORE)
    if n_times > 1:
        return Judged(LineKind.SHORT, n_words, FURNITURE_SCORE)
    return Judged(LineKind.SHORT, n_words, ROW_SCORE if _is_row(line, n_words) else SHORT_SCORE)


def _is_label(line: str, n_words: int, n_cues: int) -> bool:
    """A button, a link, an address. A headline may hold a cue; it does not begin with one or speak to the reader."""
    if "|" in line or SITE_ONLY.search(line) or ADDRESS.search(line) or FORM_LABEL.match(line):
        return True
    if n_cues == 0:
        return False
    return n_words <= 3 or n_cues >= 2 or TO_READER.search(line) is not None or CUES.match(line) is not None


def _is_row(line: str, n_words: int) -> bool:
    """A row of a table: two numbers among its words."""
    return n_words >= 4 and len(NUMBER.findall(line)) >= 2


def _is_about_site(line: str, n_words: int, n_cues: int) -> bool:
    """Cues of furniture, the more so where they speak to the reader or cry out; a quotation needs more of them."""
    if n_cues == 0 or n_words >= 80:
        return False
    if n_cues >= 3:
        return True
    n_addresses = len(TO_READER.findall(line))
    if QUOTED.search(line):
        return n_cues >= 2 and n_addresses > 0
    if n_addresses >= 2 or (n_addresses and n_cues >= 2):
        return True
    return n_words < 30 and (n_addresses > 0 or line.endswith("!"))
