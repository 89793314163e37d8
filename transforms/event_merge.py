"""Which reports tell of one event, by the dates and modes that they give: pure, and the same in any order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Telling:
    """How reports of one dyad, type and status class tell of an event: its first and last day, and its mode.

    `last` is not before `first`. `mode` is None where the reports leave it open.
    """

    first: date
    last: date
    mode: str | None

    @property
    def vagueness(self) -> tuple[int, bool, date, str]:
        """Orders tellings: shorter dates first, of equal ones those with a mode, then by day and mode."""
        return (self.last - self.first).days, self.mode is None, self.first, self.mode or ""


@dataclass(slots=True)
class _Event:
    telling: Telling
    mode: str | None

    def takes(self, telling: Telling) -> bool:
        of_this_mode = self.mode is None or telling.mode is None or self.mode == telling.mode
        return of_this_mode and self.telling.first <= telling.last and telling.first <= self.telling.last


def merged(tellings: Iterable[Telling]) -> dict[Telling, Telling]:
    """The first telling of its event for each telling: events are formed from the finest date to the coarsest.

    A telling joins the one event formed so far whose dates overlap its own and whose mode does not differ. Where there
    is none, or where there are several and nothing says which, it is an event of its own.
    """
    joined: dict[Telling, Telling] = {}
    of_a_day: dict[date, list[_Event]] = {}
    formed: list[_Event] = []
    for telling in sorted(set(tellings), key=lambda told: told.vagueness):
        is_day = telling.first == telling.last
        near = of_a_day.setdefault(telling.first, []) if is_day else formed
        candidates = [event for event in near if event.takes(telling)]
        if len(candidates) == 1:
            event = candidates[0]
            event.mode = event.mode or telling.mode
        else:
            event = _Event(telling, telling.mode)
            formed.append(event)
            if is_day:
                near.append(event)
        joined[telling] = event.telling
    return joined
