"""Any text as a sentence with figures: units, finite values, spans in order."""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from flows.settings import Settings
from fuzz.laws import check_figures
from fuzz.options import Options
from transforms.coder.figures.finder import Units, find_figures, read_units
from transforms.records import Figure


def check(data: bytes) -> None:
    """Two octets choose the day of publication; the rest is the sentence."""
    options = Options(data)
    anchor, text = options.day(), options.text
    found = read(text, anchor)
    assert found == read(text, anchor)
    check_figures(found, text)
    assert all(first.end <= second.start for first, second in pairwise(found))


def read(text: str, anchor: date | None) -> tuple[Figure, ...]:
    """The figures by the rows of the bundled codebook."""
    return find_figures(text, units(), anchor=anchor)


@lru_cache(maxsize=1)
def units() -> Units:
    """The units of the bundled codebook."""
    return read_units((Settings(data_folder=Path()).codebook_folder / "units.csv").read_bytes())
