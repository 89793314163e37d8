"""What a date expression says: its kind, and the days it stands for in both readings, past and future."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from transforms.coder.dates.periods import Unit
from transforms.records import Granularity


class DateKind(StrEnum):
    """What an expression does with its days."""

    POINT = "point"
    RANGE = "range"
    DEADLINE = "deadline"  # by, before, until, within: the days are those of the named end
    SINCE = "since"  # since, from, after: the days are those of the named start
    DURATION = "duration"  # "three-day": a count of units, no days
    RECURRING = "recurring"
    ANAPHORIC = "anaphoric"  # counted from a date that the story gave earlier
    NAME = "name"  # part of a name: the 2015 deal, the 1967 lines, 9/11


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression at characters `start` to `end` of a sentence.

    `first` and `last` are its days, both included, as a writer means them who tells of the past; `first_future` and
    `last_future` as one means them who tells of the future ("on Monday" is the latest Monday or the coming one). They
    are None where the expression names no days, or none without an anchor. `count` and `unit` hold the length of a
    duration (negative where it ends with the time told of: "for a second day"), or how far an anaphoric expression
    lies from its reference (negative: earlier; None: not said). `is_attributive` marks a date that belongs to the noun
    after it ("Monday's raid", "the 2003 war").
    """

    start: int
    end: int
    kind: DateKind
    granularity: Granularity
    first: date | None
    last: date | None
    first_future: date | None
    last_future: date | None
    count: int | None = None
    unit: Unit | None = None
    is_attributive: bool = False

    @property
    def may_come(self) -> bool:
        """Whether who tells of the future means other days by it: "on Monday", "in May", but not "in 2003"."""
        return self.first != self.first_future
