"""Fetches ahead of the coder: in order, but nobody waits long for a host that is slow."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from flows.http import Fetched
from flows.loop_thread import LoopThread

Wanted = TypeVar("Wanted")
AHEAD: Final = 256  # requests begun whose answers are not out yet
MOST_HELD: Final = 16_000_000  # bytes of bodies that are not out yet, beyond which no other request begins
LATE: Final = 5.0  # seconds after which an answer is not waited for in its place


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Wanted]):
    wanted: Wanted
    answer: Future[Fetched]
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds_left(self) -> float:
        return LATE - (time.monotonic() - self.begun)


class Ahead(Generic[Wanted]):
    """The answers to what is wanted, in order, of which up to AHEAD are fetched ahead in the thread of `loop`.

    An answer that takes longer than LATE leaves its place and comes when it comes. `room` is set while there is room
    for more bodies; where all of it is held behind a late answer, they leave before that one.
    """

    def __init__(
        self, loop: LoopThread[Any], fetch: Callable[[Wanted], Coroutine[Any, Any, Fetched]], room: asyncio.Event
    ) -> None:
        self._loop, self._fetch, self._room = loop, fetch, room
        self._in_order, self._late = deque[_Asked[Wanted]](), list[_Asked[Wanted]]()
        self._n_held = 0

    def answers(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched]]:
        """Each wanted thing with its answer."""
        remaining = iter(wanted)
        while True:
            n_free = AHEAD - len(self._in_order) - len(self._late)
            self._in_order += [_Asked(one, self._loop.submit(self._begun(one))) for one in islice(remaining, n_free)]
            if not (self._in_order or self._late):
                return
            asked = self._next()
            answer = asked.answer.result()
            self._loop.call_soon(self._hold, -len(answer.body or b""))
            yield asked.wanted, answer

    async def _begun(self, wanted: Wanted) -> Fetched:
        answer = await self._fetch(wanted)
        self._hold(len(answer.body or b""))
        return answer

    def _hold(self, n_more: int) -> None:
        self._n_held += n_more
        (self._room.set if self._n_held < MOST_HELD else self._room.clear)()

    def _next(self) -> _Asked[Wanted]:
        while True:
            while self._in_order and not self._in_order[0].answer.done() and self._in_order[0].seconds_left <= 0:
                self._late.append(self._in_order.popleft())
            for place, asked in enumerate(self._late):
                if asked.answer.done():
                    return self._late.pop(place)
            if self._in_order and self._in_order[0].answer.done():
                return self._in_order.popleft()
            first = list(islice(self._in_order, 1))
            seconds = max(first[0].seconds_left, 0.0) if first else None
            wait([asked.answer for asked in (*self._late, *first)], seconds, FIRST_COMPLETED)
