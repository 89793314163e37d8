"""Whether a text writes out a whole day, in any of the spellings that pages and feeds use."""

import re
from datetime import date


def shows_day(text: str, day: date) -> bool:
    """Whether day, month and year of `day` stand together in `text`.

    A date library completes "April 2025" with the first of the month, or with today's day: a day that it names counts
    only where somebody wrote it. A month written as a word is not compared: it may be in any language.
    """
    year, month, number = f"(?:{day.year})", f"(?:0?{day.month})", f"(?:0?{day.day})"
    mark, word, gap = r"[-/._]\s?", r"[^\W\d_]{3,}\.?,?", r"[\s\xa0-]+"
    ordinal = r"(?:st|nd|rd|th|er|\.|º|°)?"
    spellings = (
        rf"(?<!\d){year}{mark}{month}{mark}{number}(?!\d)",
        rf"(?<!\d){day:%Y%m%d}(?:\d{{4}}|\d{{6}})?(?!\d)",
        rf"(?<!\d)(?:{number}{mark}{month}|{month}{mark}{number}){mark}{year}(?!\d)",
        rf"(?<![\d:]){number}{ordinal},?{gap}(?:(?:de|of){gap})?{word}{gap}(?:del?{gap})?{year}(?!\d)",
        rf"{word}{gap}{number}{ordinal}\s*,?\s*{year}(?!\d)",
        rf"{year}\s*[年년]\s*{month}\s*[月월]\s*{number}\s*[日일]",
    )
    return any(re.search(spelling, text, re.IGNORECASE) for spelling in spellings)
