"""Choices that a target takes from the first octets of its input, so that the fuzzer can turn them."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

One = TypeVar("One")
FIRST_DAY = date(1990, 1, 1)


class Options:
    """Reads choices from the front of `data`; `rest` is what no choice has taken. Missing octets count as 0."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def number(self, most: int) -> int:
        """A number from 0 to `most`, at most 65,535."""
        width = 1 if most < 256 else 2
        taken, self.rest = self.rest[:width], self.rest[width:]
        return int.from_bytes(taken, "little") % (most + 1)

    def one_of(self, choices: Sequence[One]) -> One:
        """One of the choices."""
        return choices[self.number(len(choices) - 1)]

    def day(self) -> date | None:
        """A day between 1990 and 2050, or none."""
        number = self.number(22_000)
        return date.fromordinal(FIRST_DAY.toordinal() + number) if number else None

    @property
    def text(self) -> str:
        """The rest as text: lone surrogates can be in it, as they can in JSON."""
        return self.rest.decode("utf-8", "surrogatepass" if self.rest.isascii() else "surrogateescape")
