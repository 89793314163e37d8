"""Whose turn it is: so many requests at once, so many of one host, a pause between two, and the waits hosts ask for."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from transforms.run_records import HostWait


class HeldBack(Exception):  # noqa: N818 it is no error of anybody: the turn has not come
    """The host is not to be asked before `wait.until`."""

    def __init__(self, wait: HostWait) -> None:
        self.wait = wait
        super().__init__(wait.reason)


class Turns:
    """The turns of one event loop. `patience` is the longest that a request waits for a pause between two, in seconds.

    `room` is cleared while no more is to be asked, whose ever turn it is.
    `new_waits` are those that hosts asked for since the beginning, `asked` when each host was last asked.
    """

    def __init__(
        self,
        *,
        concurrency: int,
        per_host: int,
        patience: float,
        now: Callable[[], datetime],
        waits: Iterable[HostWait] = (),
    ) -> None:
        self._now, self._patience = now, patience
        self._slots = asyncio.Semaphore(concurrency)
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._waits = {wait.host: wait for wait in waits}
        self._pauses: dict[str, float] = {}
        self._free_at: defaultdict[str, float] = defaultdict(float)
        self._owed: dict[str, datetime] = {}
        self._open_at: dict[str, float] = {}  # as `_free_at`, of those that were asked: on the loop's clock
        self.new_waits: dict[str, HostWait] = {}
        self.asked: dict[str, datetime] = {}
        self.room = asyncio.Event()
        self.room.set()

    def hold(self, wait: HostWait) -> None:
        """Nothing is asked of the host any more before `wait.until`; a longer wait that is known already stays."""
        known = self._waits.get(wait.host)
        if known is None or known.until < wait.until:
            self._waits[wait.host] = self.new_waits[wait.host] = wait

    def leave(self, wait: HostWait) -> None:
        """Nothing is asked of the host any more before `wait.until`; nobody is told: the host has not asked for it."""
        self._waits[wait.host] = wait

    def space(self, host: str, seconds: float, *, asked_at: datetime | None = None) -> None:
        """Leaves at least so much time between two requests to the host, feeds and pages alike, from the next one on.

        `asked_at` is when an earlier run asked it last: the pause is kept to that request too.
        """
        self._pauses[host] = seconds
        if asked_at is not None:
            self._owed[host] = asked_at + timedelta(seconds=seconds)

    def asked_with_pauses(self) -> dict[str, datetime]:
        """When the hosts that want pauses were last asked, for the next run."""
        return {host: at for host, at in self.asked.items() if host in self._pauses}

    def require(self, host: str) -> None:
        """Returns where the host may be asked now.

        Raises:
            HeldBack: it has asked us to wait.
        """
        wait = self._waits.get(host)
        if wait is not None and wait.until > self._now():
            raise HeldBack(wait)

    @asynccontextmanager
    async def turn(self, host: str, *, pause: float = 0.0) -> AsyncIterator[None]:
        """Inside, the host may be asked. `pause` is kept to the request after, where none longer is set for the host.

        Raises:
            HeldBack: the host asked us to wait, or its turn would come after our patience has ended.
        """
        self.require(host)
        kept = max(pause, self._pauses.get(host, 0.0))
        await self._space_out(host, kept)
        async with self._host_slots[host], self._slots:
            await self._room_and_pause(host, kept)
            self.require(host)
            self.asked[host] = self._now()
            yield

    async def _room_and_pause(self, host: str, pause: float) -> None:
        """Several whose turns came while there was no room keep the pause all the same, one behind the other."""
        clock = asyncio.get_running_loop().time
        await self.room.wait()
        while (left := self._open_at.get(host, 0.0) - clock()) > 0:
            await asyncio.sleep(left)
            await self.room.wait()
        self._open_at[host] = clock() + pause

    async def _space_out(self, host: str, pause: float) -> None:
        clock = asyncio.get_running_loop().time()
        if (owed := self._owed.pop(host, None)) is not None:
            self._free_at[host] = max(self._free_at[host], clock + (owed - self._now()).total_seconds())
        start = max(self._free_at[host], clock)
        if start - clock > self._patience:
            until = self._now() + timedelta(seconds=start - clock)
            raise HeldBack(
                HostWait(host, until, f"{host} is asked once in {pause:g} seconds; this run waits no longer")
            )
        self._free_at[host] = start + pause
        if start > clock:
            await asyncio.sleep(start - clock)
